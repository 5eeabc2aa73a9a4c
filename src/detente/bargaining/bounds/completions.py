"""The separable bound: with prices on gains and rows, each issue chooses for itself.

Issues stand at *positions* k = 0..n−1 in the order of the search. Whether a topic may still be
opened is the only thing that ties them together, and a dynamic programme over positions carries it:
state (spare, opened) says how many topics may still be opened and whether that of position k is.
Without a binding breadth, ``spare`` only says whether anything is settled yet (1: nothing). A
package that settles nothing ends with all its topics to spare and is worth −∞.
"""

import math

from detente.bargaining.workspace import Desk, Extent
from detente.kernels.uncounted import kernel

__all__ = ["best_apart", "best_completions", "relaxed_package"]


@kernel
def best_completions(desk: Desk, d: int) -> float:
    """Fill, at the d-th prices, the value of the best completion from every position and state, and return the root's.

    Returns:
        Value of the best package that settles something within the breadth, or −∞.
    """
    n, spare, limited = desk.sizes[Extent.OPEN_ISSUES], desk.sizes[Extent.SPARE], desk.sizes[Extent.LIMITED] != 0
    for s in range(spare + 1):
        end = 0.0 if s < spare else -math.inf
        desk.suffix[n, s, 0, d] = end
        desk.suffix[n, s, 1, d] = end
    for k in range(n - 1, -1, -1):
        i = desk.order[k]
        left, done = -math.inf, -math.inf
        for z in range(desk.first[i], desk.first[i + 1]):
            if desk.settled[z] != 0:
                done = max(done, desk.values[z])
            else:
                left = max(left, desk.values[z])
        best = max(left, done)
        if limited:
            stay = 1 - desk.fresh[k + 1]
            opening = -math.inf
            for s in range(spare + 1):
                kept = desk.suffix[k + 1, s, stay, d]
                desk.suffix[k, s, 0, d] = max(left + desk.suffix[k + 1, s, 0, d], done + opening)
                desk.suffix[k, s, 1, d] = best + kept
                opening = kept
        else:
            nothing, something = desk.suffix[k + 1, 1, 0, d], desk.suffix[k + 1, 0, 0, d]
            desk.suffix[k, 0, 0, d] = best + something
            desk.suffix[k, 1, 0, d] = max(left + nothing, done + something)
    return float(desk.suffix[0, spare, 0, d])


@kernel
def relaxed_package(desk: Desk) -> None:
    """Fill the package that attains the bound of :func:`best_completions` at the first prices."""
    limited = desk.sizes[Extent.LIMITED] != 0
    s, o = desk.sizes[Extent.SPARE], 0
    for k in range(desk.sizes[Extent.OPEN_ISSUES]):
        i = desk.order[k]
        stay = 1 - desk.fresh[k + 1]
        best, pick, next_s, next_o = -math.inf, desk.first[i], s, o * stay
        for z in range(desk.first[i], desk.first[i + 1]):
            t, u = s, o
            if desk.settled[z] != 0:
                if not limited:
                    t = 0
                elif o == 0:
                    t, u = s - 1, 1
            if t >= 0:
                value = desk.values[z] + desk.suffix[k + 1, t, u * stay, 0]
                if value > best:
                    best, pick, next_s, next_o = value, z, t, u * stay
        desk.chosen[i] = pick
        s, o = next_s, next_o


@kernel
def best_apart(desk: Desk) -> float:
    """Fill the best package at the first prices that settles something, where breadth does not bind; return its value.

    Returns:
        The value, or −∞ where nothing can be settled.
    """
    total = 0.0
    settles = False
    for i in range(desk.sizes[Extent.OPEN_ISSUES]):
        pick = desk.first[i]
        best = desk.values[pick]
        for z in range(pick + 1, desk.first[i + 1]):
            if desk.values[z] > best:
                best, pick = desk.values[z], z
        total += best
        desk.chosen[i] = pick
        settles = settles or desk.settled[pick] != 0
    if settles:
        return float(total)
    loss, turned, turned_to = -math.inf, -1, 0
    for i in range(desk.sizes[Extent.OPEN_ISSUES]):
        best = desk.values[desk.chosen[i]]
        for z in range(desk.first[i], desk.first[i + 1]):
            if desk.settled[z] != 0 and desk.values[z] - best > loss:
                loss, turned, turned_to = desk.values[z] - best, i, z
    if turned >= 0:
        desk.chosen[turned] = turned_to
    return float(total + loss)
