"""Who would accept what, in one belief: each option by itself, and whole packages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from detente.analysis.deals.conditions import Zone
from detente.bargaining.arrays import Ints
from detente.bargaining.enumerate import Appraised, appraise
from detente.bargaining.packages import Package
from detente.bargaining.rules import Rule
from detente.engine.layout.plan import Clause

__all__ = ["accepted_options", "accepts", "possible_options"]

Truths = NDArray[np.bool_]


def accepts(zone: Zone, choices: Ints, *, indifferent: bool = False) -> tuple[Truths, Appraised]:
    """Say who would sign packages: within its limits, with what it insists on, and with a gain.

    Args:
        zone: The packages of a belief.
        choices: Alternative of each issue, shape (N, issues).
        indifferent: Whether those at the table sign what is worth nothing to them, as absent parties do.

    Returns:
        Whether each party would sign, shape (N, K); and all else there is to say of the packages.
    """
    table, plan = zone.table, zone.layout.plan
    seen = appraise(zone.problem(), choices)
    issues = np.arange(choices.shape[1])
    within = ~(zone.beyond[:, issues, choices] > 0.0).any(axis=2).T
    gaining = seen.gaining | (indifferent & (seen.gains >= -1e-12))
    signs = within & gaining
    for r, clause in enumerate(table.row_clause):
        if clause >= 0 and plan.clause_kind[clause] == Clause.INSISTS:
            signs[:, table.parties == plan.clause_party[clause]] &= seen.rows[:, [r]]
    return signs, seen


def accepted_options(zone: Zone) -> Truths:
    """Say who would sign each option and nothing else at no loss, shape (K, issues, alternatives)."""
    I, A = zone.table.allowed.shape  # noqa: E741
    choices = np.zeros((I * A, I), dtype=np.int64)
    choices[np.arange(I * A), np.repeat(np.arange(I), A)] = np.tile(np.arange(A), I)
    known = np.minimum(choices, zone.table.counts - 1)
    signs, _ = accepts(zone, known, indifferent=True)
    return np.asarray(signs.T.reshape(len(zone.parties), I, A) & (zone.table.allowed == 1))


def possible_options(zone: Zone, struck: list[Package]) -> Truths:
    """Say which alternatives some package of the zone has, shape (issues, alternatives).

    Args:
        zone: The packages of a belief.
        struck: Packages known to lie in the zone; they answer most without asking.
    """
    problem = zone.problem()
    issues = np.arange(len(problem.counts))
    possible = np.zeros(problem.allowed.shape, dtype=bool)
    if not struck:
        return possible
    for package in struck:
        possible[issues, package.choice] = True
    for i in issues:
        for a in range(2, int(problem.counts[i])):
            if possible[i, a] or not problem.allowed[i, a]:
                continue
            allowed = np.array(problem.allowed)
            allowed[i] = 0
            allowed[i, a] = 1
            package = replace(problem, allowed=allowed).strike(Rule.NASH)
            if package.struck:
                possible[issues, package.choice] = True
    return possible
