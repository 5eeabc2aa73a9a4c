"""The Pareto frontier of many packages: those of which nobody can get more without another getting less.

1. Drop what a few good packages dominate: the best by each of some ways to weigh the parties.
2. Sort the rest by the sum of gains, so that nothing is dominated by what comes later (Chomicki, Godfrey, Gryz & Liang
   2003, ICDE).
3. Compare each with the frontier found so far. For every party and every grade of its gain a row of bits says who on
   the frontier is graded no lower; only who stands in the rows of all parties can dominate.

With N packages left, F on the frontier and P parties this takes some N·F·P/63 steps; most packages fall to the first
few.
"""

from __future__ import annotations

import numpy as np

from detente.bargaining.arrays import Floats, Ints, Marks
from detente.kernels.compiling import inner_kernel, kernel

__all__ = ["non_dominated"]

_PIVOTS, _SAMPLE = 32, 20_000
"""Ways to weigh the parties whose best packages, of a sample, are asked first; no result depends on it."""

_GRADES, _BITS = 128, 63
"""Grades of a gain, and bits of a word."""


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
    order = _by_sum(rest)
    rest = np.ascontiguousarray(rest[order])
    graded = _grades(rest)
    rows = np.zeros((points.shape[1], _GRADES, len(rest) // _BITS + 1), dtype=np.int64)
    place = np.empty(len(rest), dtype=np.int64)
    found = sift(rest, graded, rows, place)
    return np.sort(left[order[place[:found]]])


def _by_sum(points: Floats) -> Ints:
    """Return an order in which nothing comes before what dominates it.

    A sum of floats is monotone, so what dominates has no smaller sum; the parties' gains decide between equal sums.
    """
    sums = points.sum(axis=1)
    order = np.argsort(-sums)
    tied = np.zeros(len(order) + 1, dtype=bool)
    tied[1:-1] = np.diff(sums[order]) == 0.0
    several = np.flatnonzero(tied[1:] | tied[:-1])
    among = order[several]
    order[several] = among[np.lexsort((*(-points[among].T[::-1]), -sums[among]))]
    return order


def _grades(points: Floats) -> Ints:
    """Return the grade of every gain among those of its party, 0 to `_GRADES` − 1; a larger gain has no lower one."""
    grades = np.empty(points.shape, dtype=np.int64)
    for p, own in enumerate(points.T):
        edges = np.quantile(own[:: max(1, len(own) // _SAMPLE)], np.arange(1, _GRADES) / _GRADES)
        grades[:, p] = np.searchsorted(edges, own, side="right")
    return grades


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
def sift(points: Floats, grades: Ints, rows: Ints, place: Ints) -> int:
    """Fill the frontier of packages that are sorted so that none is dominated by a later one.

    Args:
        points: Gains, shape (packages, parties).
        grades: Grade of each gain, same shape.
        rows: Zeros, shape (parties, grades, packages / 63 + 1); filled with a bit for each package on the frontier
            that is graded no lower.
        place: Filled with the indices of those on the frontier, shape (packages,).

    Returns:
        How many there are.
    """
    P, found = points.shape[1], 0
    for n in range(points.shape[0]):
        dominated = False
        for word in range((found + _BITS - 1) // _BITS):
            bits = rows[0, grades[n, 0], word]
            for p in range(1, P):
                bits &= rows[p, grades[n, p], word]
            k = word * _BITS
            while bits != 0 and not dominated:
                if bits & 1:
                    dominated = _dominates(points, place[k], n)
                bits >>= 1
                k += 1
            if dominated:
                break
        if dominated:
            continue
        place[found] = n
        for p in range(P):
            for grade in range(grades[n, p] + 1):
                rows[p, grade, found // _BITS] |= 1 << (found % _BITS)
        found += 1
    return found


@inner_kernel
def _dominates(points: Floats, other: int, n: int) -> bool:
    """Say whether another package gives nobody less and somebody more."""
    better = False
    for p in range(points.shape[1]):
        if points[other, p] < points[n, p]:
            return False
        better = better or points[other, p] > points[n, p]
    return better
