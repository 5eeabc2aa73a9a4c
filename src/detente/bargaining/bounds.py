"""The separable bound: with prices on gains and rows, each issue chooses for itself.

Issues stand at *positions* k = 0..n−1 in the order of the search. Whether a topic may still be
opened is the only thing that ties them together, and a dynamic programme over positions carries it:
state (spare, opened) says how many topics may still be opened and whether that of position k is.
Without a binding breadth, ``spare`` only says whether anything is settled yet (1: nothing). A
package that settles nothing ends with all its topics to spare and is worth −∞.
"""

import math

from detente.bargaining.arrays import Floats
from detente.bargaining.desk import Desk, Extent
from detente.bargaining.lean import kernel

__all__ = ["best_apart", "best_completions", "relaxed_package"]


@kernel
def best_completions(desk: Desk, d: int) -> float:
    """Fill, at the d-th prices, the value of the best completion from every position and state, and return the root's.

    Returns:
        Value of the best package that settles something within the breadth, or −∞.
    """
    n, spare, limited = desk.sizes[Extent.OPEN_ISSUES], desk.sizes[Extent.SPARE], desk.sizes[Extent.LIMITED] != 0
    values, suffix = desk.values[d], desk.suffix[d]
    for s in range(spare + 1):
        end = 0.0 if s < spare else -math.inf
        suffix[n, s, 0] = end
        suffix[n, s, 1] = end
    for k in range(n - 1, -1, -1):
        i = desk.order[k]
        left, done = -math.inf, -math.inf
        for a in range(desk.kept[i]):
            if desk.settled[i, a] != 0:
                done = max(done, values[i, a])
            else:
                left = max(left, values[i, a])
        stay = 1 - desk.fresh[k + 1]
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
def relaxed_package(desk: Desk) -> None:
    """Fill the package that attains the bound of :func:`best_completions` at the first prices."""
    limited = desk.sizes[Extent.LIMITED] != 0
    s, o = desk.sizes[Extent.SPARE], 0
    for k in range(desk.sizes[Extent.OPEN_ISSUES]):
        i = desk.order[k]
        stay = 1 - desk.fresh[k + 1]
        best, pick, next_s, next_o = -math.inf, 0, s, o * stay
        for a in range(desk.kept[i]):
            t, u = s, o
            if desk.settled[i, a] != 0:
                if not limited:
                    t = 0
                elif o == 0:
                    t, u = s - 1, 1
            if t >= 0:
                value = desk.values[0, i, a] + desk.suffix[0, k + 1, t, u * stay]
                if value > best:
                    best, pick, next_s, next_o = value, a, t, u * stay
        desk.chosen[i] = pick
        s, o = next_s, next_o


@kernel
def best_apart(desk: Desk, values: Floats) -> float:
    """Fill the best package that settles something, where breadth does not bind, and return its value.

    Args:
        values: Value of each alternative, shape (issues·alternatives,).
    """
    width = desk.alternatives.shape[1]
    total = 0.0
    settles = False
    loss, turned, turned_to = -math.inf, -1, 0
    for i in range(desk.sizes[Extent.OPEN_ISSUES]):
        best, pick = values[i * width], 0
        for a in range(1, desk.kept[i]):
            if values[i * width + a] > best:
                best, pick = values[i * width + a], a
        total += best
        desk.chosen[i] = pick
        settles = settles or desk.settled[i, pick] != 0
        if not settles:
            for a in range(desk.kept[i]):
                if desk.settled[i, a] != 0 and values[i * width + a] - best > loss:
                    loss, turned, turned_to = values[i * width + a] - best, i, a
    if settles:
        return float(total)
    if turned >= 0:
        desk.chosen[turned] = turned_to
    return float(total + loss)
