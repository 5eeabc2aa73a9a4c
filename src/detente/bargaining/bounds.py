"""The separable bound: with prices on gains and rows, each issue chooses for itself.

Issues stand at *positions* k = 0..n−1 in the order of the search. Whether a topic may still be
opened is the only thing that ties them together, and a dynamic programme over positions carries it:
state (spare, opened) says how many topics may still be opened and whether that of position k is.
Without a binding breadth, ``spare`` only says whether anything is settled yet (1: nothing). A
package that settles nothing ends with all its topics to spare and is worth −∞.
"""

import math

from detente.bargaining.arrays import Floats, Ints
from detente.bargaining.lean import kernel

__all__ = ["best_apart", "best_completions", "relaxed_package"]


@kernel
def best_completions(
    values: Floats,
    order: Ints,
    counts: Ints,
    settled: Ints,
    fresh: Ints,
    limited: bool,
    spare: int,
    suffix: Floats,
) -> float:
    """Fill the value of the best completion from every position and state, and return the root's.

    Args:
        values: Value of each alternative, shape (issues, alternatives).
        order: Issue at each position, shape (positions,); its length counts the positions.
        counts: Number of alternatives of each issue, shape (issues,).
        settled: 1 where an alternative settles its issue, shape (issues, alternatives).
        fresh: 1 where a position opens another topic than the one before it, shape (positions + 1,).
        limited: Whether breadth binds.
        spare: Topics that may be opened if ``limited``, else 1.
        suffix: Filled, shape (positions + 1, spare + 1, 2).

    Returns:
        Value of the best package that settles something within the breadth, or −∞.
    """
    n = order.shape[0]
    for s in range(spare + 1):
        end = 0.0 if s < spare else -math.inf
        suffix[n, s, 0] = end
        suffix[n, s, 1] = end
    for k in range(n - 1, -1, -1):
        i = order[k]
        left, done = -math.inf, -math.inf
        for a in range(counts[i]):
            if settled[i, a] != 0:
                done = max(done, values[i, a])
            else:
                left = max(left, values[i, a])
        stay = 1 - fresh[k + 1]
        if limited:
            for s in range(spare + 1):
                opening = suffix[k + 1, s - 1, stay] if s > 0 else -math.inf
                suffix[k, s, 0] = max(left + suffix[k + 1, s, 0], done + opening)
                suffix[k, s, 1] = max(left, done) + suffix[k + 1, s, stay]
        else:
            suffix[k, 0, 0] = max(left, done) + suffix[k + 1, 0, 0]
            suffix[k, 1, 0] = max(left + suffix[k + 1, 1, 0], done + suffix[k + 1, 0, 0])
    return float(suffix[0, spare, 0])


@kernel
def relaxed_package(
    values: Floats,
    order: Ints,
    counts: Ints,
    settled: Ints,
    fresh: Ints,
    limited: bool,
    spare: int,
    suffix: Floats,
    chosen: Ints,
) -> None:
    """Fill the alternatives of the package that attains the bound of :func:`best_completions`.

    Args:
        chosen: Alternative of each issue, shape (issues,), filled.
    """
    s, o = spare, 0
    for k in range(order.shape[0]):
        i = order[k]
        stay = 1 - fresh[k + 1]
        best, pick, next_s, next_o = -math.inf, 0, s, o * stay
        for a in range(counts[i]):
            t, u = s, o
            if settled[i, a] != 0:
                if not limited:
                    t = 0
                elif o == 0:
                    t, u = s - 1, 1
            if t >= 0:
                value = values[i, a] + suffix[k + 1, t, u * stay]
                if value > best:
                    best, pick, next_s, next_o = value, a, t, u * stay
        chosen[i] = pick
        s, o = next_s, next_o


@kernel
def best_apart(n: int, width: int, kept: Ints, settled: Ints, values: Floats, chosen: Ints) -> float:
    """Fill the best package that settles something, where breadth does not bind, and return its value.

    Args:
        width: Alternatives an issue has room for.
        values: Value of each alternative, shape (issues·width,).
        chosen: Alternative of each issue, shape (issues,), filled.
    """
    total = 0.0
    settles = False
    loss, turned, turned_to = -math.inf, -1, 0
    for i in range(n):
        best, pick = values[i * width], 0
        for a in range(1, kept[i]):
            if values[i * width + a] > best:
                best, pick = values[i * width + a], a
        total += best
        chosen[i] = pick
        settles = settles or settled[i, pick] != 0
        if not settles:
            for a in range(kept[i]):
                if settled[i, a] != 0 and values[i * width + a] - best > loss:
                    loss, turned, turned_to = values[i * width + a] - best, i, a
    if settles:
        return float(total)
    if turned >= 0:
        chosen[turned] = turned_to
    return float(total + loss)
