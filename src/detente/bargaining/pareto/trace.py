"""The Pareto frontier of a package problem: all of it where packages are few, else point by point with the solver.

A region above some lower bounds, one for each party at the table, is asked for the package with the largest sum
of gains. Whatever dominated it would lie in the same region with a larger sum, so it is on the frontier of all
packages; if there is none, the region holds no point. A point found splits each region it lies in into one for every
party, whose bound rises to the point's gain; regions within others are dropped. When none is left, the frontier is
complete (Klamroth, Lacour & Vanderpooten 2015, European Journal of Operational Research 245(3), 767-778, section 3,
with lower bounds for maxima). The largest region comes first, so that a search that is stopped has its points spread
out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from detente.bargaining.arrays import Floats, Ints
from detente.bargaining.enumerate import appraise, count_packages, every_package
from detente.bargaining.packages import Package, PackageProblem
from detente.bargaining.pareto.non_dominated import non_dominated
from detente.bargaining.rules import Rule

__all__ = ["Frontier", "dominating", "trace_frontier"]

APART = 1e-9
"""By how much a package must be better for one party to count as another point."""


@dataclass(frozen=True, slots=True, eq=False)
class Frontier:
    """Packages on the Pareto frontier among those at the table, F of them, by the first party's gain, largest first.

    Attributes:
        choices: Alternative of each issue, shape (F, issues).
        gains: Of each package to each party, absent ones too, shape (F, parties).
        complete: Whether the frontier has no other points.
        listed: Whether all packages were looked at; else the solver proved each point by itself.
        packages: How many packages the allowed alternatives make.
        admissible: How many of them a table may strike; -1 where not all were looked at.
    """

    choices: Ints
    gains: Floats
    complete: bool
    listed: bool
    packages: int
    admissible: int

    @property
    def status(self) -> str:
        """Say in a sentence how far this is the frontier."""
        if self.listed:
            return "All packages were looked at; this is the whole frontier."
        if self.complete:
            return "The solver proved every point, and that there is no other."
        return "The solver proved every point; there are more between them: raise the number of points to see them."


def trace_frontier(problem: PackageProblem, *, points: int = 300, list_up_to: int = 1_000_000) -> Frontier:
    """Return the Pareto frontier among those at the table, over all packages they may strike.

    Packages with the same gains count once. Exact either way; `complete` says whether all of it was found.

    Args:
        problem: Which packages there are, and what they give to whom.
        points: Most points to look for with the solver.
        list_up_to: Most packages to look at one by one.

    Example:
        >>> shares = np.array([[[0, 3, 2, 1]], [[0, 1, 2, 3]]]) / 4
        >>> trace_frontier(PackageProblem(gains=shares, n_table=2)).choices.tolist()
        [[1], [2], [3]]
    """
    packages = count_packages(problem)
    if packages <= list_up_to:
        return _listed(problem, packages)
    return _traced(problem, packages, points)


def dominating(problem: PackageProblem, gains: Floats) -> Package | None:
    """Return an admissible package on the frontier that dominates given gains, or None: they are on it or beyond.

    Args:
        problem: Which packages there are, and what they give to whom.
        gains: Gains to be dominated, of those at the table, shape (at least n_table,).
    """
    asked = np.array(gains[: problem.n_table])
    best = _above(problem, asked - APART / 2)
    if best is None or best.gains[: problem.n_table].sum() <= asked.sum() + len(asked) * APART:
        return None
    return best


def _above(problem: PackageProblem, bounds: Floats) -> Package | None:
    """Return the package with the largest sum of gains that gives everyone at the table more than a bound."""
    base = np.array(problem.base)
    base[: problem.n_table] += bounds
    package = replace(problem, base=base).strike(Rule.UTILITARIAN)
    if not package.struck:
        return None
    gains = np.array(package.gains)
    gains[: problem.n_table] += bounds
    return Package(package.choice, gains, package.outcome)


def _listed(problem: PackageProblem, packages: int) -> Frontier:
    found: list[tuple[Ints, Floats]] = []
    admissible = 0
    for choices in every_package(problem):
        seen = appraise(problem, choices)
        kept = np.flatnonzero(seen.admissible)
        admissible += len(kept)
        gains = seen.gains[kept]
        best = non_dominated(gains[:, : problem.n_table])
        found.append((choices[kept[best]], gains[best]))
    choices, gains = (np.concatenate(parts) for parts in zip(*found, strict=True))
    best = non_dominated(gains[:, : problem.n_table])
    return _frontier(problem, choices[best], gains[best], True, True, packages, admissible)


def _traced(problem: PackageProblem, packages: int, points: int) -> Frontier:
    T = problem.n_table
    regions = np.zeros((1, T))
    best = np.ones(T)
    found: list[Package] = []
    while len(regions) and len(found) < points:
        widest = int(np.argmax(np.prod(np.maximum(best - regions, 0.0), axis=1)))
        package = _above(problem, regions[widest])
        if package is None:
            regions = np.delete(regions, widest, axis=0)
            continue
        found.append(package)
        best = np.maximum.reduce([each.gains[:T] for each in found]) * 1.01
        regions = _split(regions, package.gains[:T] + APART)
    choices = np.array([each.choice for each in found], dtype=np.int64).reshape(-1, problem.gains.shape[1])
    gains = np.array([each.gains for each in found]).reshape(-1, len(problem.gains))
    return _frontier(problem, choices, gains, not len(regions), False, packages, -1)


def _split(regions: Floats, point: Floats) -> Floats:
    """Replace the regions that hold a point by those beside it; drop regions within others."""
    holds = (regions < point - APART / 2).all(axis=1)
    raised = np.repeat(regions[holds], len(point), axis=0)
    raised[np.arange(len(raised)), np.tile(np.arange(len(point)), int(holds.sum()))] = np.tile(point, int(holds.sum()))
    together = np.unique(np.concatenate([regions[~holds], raised]), axis=0)
    return together[non_dominated(-together)] if len(together) else together


def _frontier(
    problem: PackageProblem, choices: Ints, gains: Floats, complete: bool, listed: bool, packages: int, admissible: int
) -> Frontier:
    """Order the points, and leave out all but the first of those with the same gains."""
    table = np.round(gains[:, : problem.n_table] / APART).astype(np.int64)
    order = np.lexsort((*choices.T[::-1], *(-table.T[::-1])))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (np.diff(table[order], axis=0) != 0).any(axis=1)
    kept = order[first]
    return Frontier(choices[kept], gains[kept], complete, listed, packages, admissible)
