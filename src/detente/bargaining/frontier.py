"""The Pareto frontier of many packages: those of which nobody can get more without another getting less.

1. Drop what a few good packages dominate: the best by each of some ways to weigh the parties.
2. Sort the rest by the sum of gains, so that nothing is dominated by what comes later.
3. Compare each with the frontier found so far, what dominated last being asked first (block-nested loops with
   a self-organising list: Börzsönyi, Kossmann & Stocker 2001, ICDE, section 3.1; sorted first: Chomicki, Godfrey,
   Gryz & Liang 2003, ICDE).

With N packages, F of them on the frontier and P parties this takes at most N·F·P comparisons; typically most packages
fall to the first few they meet.
"""

from __future__ import annotations

import numpy as np

from detente.bargaining.arrays import Floats, Ints, Marks
from detente.compiling import kernel

__all__ = ["non_dominated"]

_PIVOTS, _SAMPLE = 32, 20_000
"""Ways to weigh the parties whose best packages, of a sample, are asked first; no result depends on it."""


def non_dominated(gains: Floats) -> Ints:
    """Return the packages that no other dominates.

    x dominates y if it gives every party at least as much and one of them more. Packages with equal gains
    stand or fall together.

    Args:
        gains: What each package gives to each party, shape (packages, parties).

    Returns:
        Indices in ascending order, shape (on the frontier,).

    Raises:
        ValueError: Gains are not a finite array of this shape.

    Example:
        >>> non_dominated(np.array([[3.0, 1.0], [2.0, 2.0], [2.0, 1.0], [1.0, 3.0]])).tolist()
        [0, 1, 3]
    """
    points = np.ascontiguousarray(gains, dtype=np.float64)
    if points.ndim != 2 or not points.shape[1]:
        raise ValueError(f"gains must have shape (packages, parties), not {np.shape(gains)}")
    if not np.isfinite(points).all():
        raise ValueError("gains must be finite")
    if not len(points):
        return np.zeros(0, dtype=np.int64)
    kept = np.ones(len(points), dtype=np.uint8)
    drop_dominated(points, points[_pivots(points)], kept)
    left = np.flatnonzero(kept)
    rest = points[left]
    # A sum of floats is monotone, so what dominates comes no later; the parties' gains decide between equal sums.
    order = np.lexsort((*(-rest.T[::-1]), -rest.sum(axis=1)))
    front, place = np.empty_like(rest), np.empty(len(rest), dtype=np.int64)
    found = sift(np.ascontiguousarray(rest[order]), front, place)
    return np.sort(left[order[place[:found]]])


def _pivots(points: Floats) -> Ints:
    """Return packages that dominate many: the best by random weights, and by their smallest share of the range."""
    parties = points.shape[1]
    low, high = points.min(axis=0), points.max(axis=0)
    scale = np.where(high > low, high - low, 1.0)
    sample = np.linspace(0, len(points) - 1, min(len(points), _SAMPLE)).astype(np.int64)
    shares = (points[sample] - low) / scale
    weights = np.random.default_rng(0).dirichlet(np.ones(parties), _PIVOTS - 1)
    best = [int(np.argmax(shares @ weight)) for weight in weights]
    best.append(int(np.argmax(shares.min(axis=1))))
    return sample[np.unique(best)]


@kernel
def drop_dominated(points: Floats, pivots: Floats, kept: Marks) -> None:
    """Clear the marks of the packages that a pivot dominates.

    Args:
        points: Gains, shape (packages, parties).
        pivots: Gains of some of them, shape (pivots, parties).
        kept: 1 for each package, shape (packages,); cleared where it is dominated.
    """
    P = points.shape[1]
    for n in range(points.shape[0]):
        for k in range(pivots.shape[0]):
            worse, better = False, False
            for p in range(P):
                worse = worse or pivots[k, p] < points[n, p]
                better = better or pivots[k, p] > points[n, p]
            if better and not worse:
                kept[n] = 0
                break


@kernel
def sift(points: Floats, front: Floats, place: Ints) -> int:
    """Fill the frontier of packages that are sorted so that none is dominated by a later one.

    Args:
        points: Gains, shape (packages, parties).
        front: Filled with the gains on the frontier, as many rows as there are packages.
        place: Filled with their indices, shape (packages,).

    Returns:
        How many there are.
    """
    P, found = points.shape[1], 0
    for n in range(points.shape[0]):
        by = -1
        for k in range(found):
            worse, better = False, False
            for p in range(P):
                if front[k, p] < points[n, p]:
                    worse = True
                    break
                better = better or front[k, p] > points[n, p]
            if better and not worse:
                by = k
                break
        if by < 0:
            front[found] = points[n]
            place[found] = n
            found += 1
        elif by > 0:
            # What dominates much moves up, half the way to the first place.
            to = by // 2
            for p in range(P):
                front[by, p], front[to, p] = front[to, p], front[by, p]
            place[by], place[to] = place[to], place[by]
    return found
