"""Many packages at once: what each gives to everybody, and whether a table may strike it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

import numpy as np

from detente.bargaining.arrays import Floats, Ints
from detente.bargaining.evaluate import ROW_SLACK
from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import GAIN_FLOOR, Kind

__all__ = ["Appraised", "appraise", "count_packages", "every_package"]

AT_A_TIME = 1 << 16
"""Packages that are listed together; no result depends on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Appraised:
    """What some packages are worth, N of them.

    Attributes:
        gains: Of each package to each party, shape (N, parties).
        rows: Whether each row is satisfied, shape (N, rows).
        gaining: Whether each party gains enough: those at the table more than nothing, absent ones whose consent
            is needed their floor; shape (N, parties).
        topics: How many topics it settles, shape (N,).
        admissible: Whether a table may strike it, shape (N,).
    """

    gains: Floats
    rows: np.ndarray
    gaining: np.ndarray
    topics: Ints
    admissible: np.ndarray


def appraise(problem: PackageProblem, choices: Ints) -> Appraised:
    """Return what packages are worth and whether a table may strike them.

    Args:
        problem: Which packages there are, and what they give to whom.
        choices: Alternative of each issue, shape (N, issues).

    Example:
        >>> problem = PackageProblem(gains=np.array([[[0.0, 0.2, 0.4]], [[0.0, 0.3, -0.1]]]), n_table=2)
        >>> seen = appraise(problem, np.array([[0], [1], [2]]))
        >>> seen.gains.tolist(), seen.admissible.tolist()
        ([[0.0, 0.0], [0.2, 0.3], [0.4, -0.1]], [False, True, False])
    """
    N, P, R = len(choices), len(problem.gains), len(problem.row_floors)
    gains, sums = np.tile(-problem.base, (N, 1)), np.zeros((N, R))
    allowed = np.ones(N, dtype=bool)
    settled = np.empty(choices.shape, dtype=bool)
    for i, chosen in enumerate(choices.T):
        gains += problem.gains[:, i, :].T[chosen]
        sums += problem.row_coefficients[:, i, :].T[chosen]
        allowed &= (problem.allowed[i, chosen] == 1) & (chosen < problem.counts[i])
        settled[:, i] = problem.kinds[i, chosen] == Kind.SETTLED
    rows = sums >= problem.row_floors - ROW_SLACK
    for link in range(problem.link_worth.shape[1]):
        active = rows[:, problem.row_links == link].all(axis=1)
        gains[active] += problem.link_worth[:, link]
    topics = sum(
        (settled[:, problem.topics == topic].any(axis=1) for topic in np.unique(problem.topics)), np.zeros(N, int)
    )
    asked = settled.astype(np.int64) @ problem.consents.T.astype(np.int64) > 0
    at_table = np.arange(P) < problem.n_table
    support = (gains > GAIN_FLOOR) @ problem.favour
    content = gains + problem.isolation * support[:, None] > GAIN_FLOOR
    gaining = np.where(at_table, content, ~asked | (gains >= problem.floors))
    admissible = allowed & settled.any(axis=1) & (topics <= problem.breadth) & gaining.all(axis=1)
    admissible &= rows[:, problem.row_links < 0].all(axis=1)
    for each in np.unique(problem.set_of[problem.set_of >= 0]):
        together = settled[:, problem.set_of == each]
        admissible &= together.all(axis=1) | ~together.any(axis=1)
    admissible &= _votes_won(problem, gains, settled)
    return Appraised(gains, rows, gaining, np.asarray(topics), admissible)


def _votes_won(problem: PackageProblem, gains: Floats, settled: np.ndarray) -> np.ndarray:
    """Return whether packages win all votes that guard what they settle, shape (N,)."""
    at_table = np.arange(len(problem.gains)) < problem.n_table
    agreeing = (at_table | (gains >= problem.floors)).astype(np.int64)
    against = (~at_table & (gains < problem.floors - problem.abstains)).astype(np.int64)
    won = np.ones(len(gains), dtype=bool)
    for group in np.unique(problem.quorum_group):
        quorums = np.flatnonzero(problem.quorum_group == group)
        guard = problem.quorum_issue[quorums[0]]
        votes = agreeing @ problem.quorum_votes[quorums].T - against @ problem.quorum_against[quorums].T
        reached = (votes >= problem.quorum_size[quorums]).any(axis=1)
        won &= reached if guard < 0 else reached | ~settled[:, guard]
    return won


def count_packages(problem: PackageProblem) -> int:
    """Return how many packages the allowed alternatives make."""
    return prod(int(problem.allowed[i, :n].sum()) for i, n in enumerate(problem.counts))


def every_package(problem: PackageProblem) -> Iterator[Ints]:
    """Yield all choices of allowed alternatives in issue order, some at a time, shape (·, issues)."""
    options = [np.flatnonzero(problem.allowed[i, :n]) for i, n in enumerate(problem.counts)]
    total, shape = count_packages(problem), tuple(len(each) for each in options)
    for first in range(0, max(total, 1), AT_A_TIME):
        places = np.unravel_index(np.arange(first, min(first + AT_A_TIME, total)), shape)
        yield np.stack([each[place] for each, place in zip(options, places, strict=True)], axis=1)
