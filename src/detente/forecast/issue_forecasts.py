"""Forecasts of single issues from tables of positions: a level by each theory, and distributions over levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.errors import OptionError
from detente.kernels.quantiles import normal_quantile
from detente.kernels.randomness import belief_uniforms, purpose
from detente.tables import PositionTable
from detente.theories.arrays import Floats
from detente.theories.positions.means import Compromise
from detente.theories.problem import Problem, Problems
from detente.theories.registry import theory_class

__all__ = ["DISTRIBUTIONS", "POINTS", "THEORIES", "Members", "Spread", "distributions_of", "levels_of_issues"]

THEORIES = ("mean", "salience-mean", "compromise", "weighted-median", "challenge", "spatial")
POINTS = (*THEORIES, "reference-point", "constant-50")
DISTRIBUTIONS = ("other-outcomes", "positions", "beliefs", "compromise-errors", "mixture")

_REACH = 1.6448536269514722
"""Standard deviations from the middle of a normal distribution to the end of its central 90 %."""
_LEAST = 0.01

Members = tuple[Floats, Floats]
"""Levels that may come out, and their weights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far what a table says may be off: reach of the central 90 % to either side.

    Guesses, made before any score was seen and not fitted to any.

    Attributes:
        position: levels.
        salience: hundredths.
        power: factor, at least 1.
    """

    position: float = 10.0
    salience: float = 20.0
    power: float = 1.5

    def __post_init__(self) -> None:
        """Check the numbers.

        Raises:
            OptionError: one is outside its range.
        """
        for name, low, high in (("position", 0.0, 100.0), ("salience", 0.0, 100.0), ("power", 1.0, 100.0)):
            if not low <= getattr(self, name) <= high:
                raise OptionError.outside(name, getattr(self, name), f"{low:g} to {high:g}")


def levels_of_issues(table: PositionTable, issues: tuple[str, ...], seed: int) -> dict[str, Floats]:
    """Return what each theory and yardstick says of each issue, asked one at a time; NaN where it says nothing."""
    found = {key: np.full(len(issues), np.nan) for key in POINTS}
    for k, issue in enumerate(issues):
        problem = table.problem((issue,))
        for key in THEORIES:
            theory = theory_class(key)()
            if theory.objection(problem) is None:
                found[key][k] = theory.solve(problem, seed=seed).levels[0]
        found["reference-point"][k] = problem.now[0]
        found["constant-50"][k] = 50.0
    return found


def distributions_of(
    table: PositionTable,
    issues: tuple[str, ...],
    outcomes: Floats,
    compromise: Floats,
    *,
    spread: Spread,
    beliefs: int,
    seed: int,
) -> dict[str, list[Members]]:
    """Return distributions over the level of each issue.

    * `other-outcomes`: what came out on the other issues; what is known without looking at an issue at all.
    * `positions`: those of the parties, by power × salience.
    * `beliefs`: the compromise in so many beliefs about positions, saliences and powers.
    * `compromise-errors`: the compromise, moved by each error that it made on the other issues.
    * `mixture`: half the positions, by salience alone, half the compromise moved by its errors elsewhere.

    What is learned from other issues is learned from those of other proposals.

    Args:
        table: The table.
        issues: Issues that came out.
        outcomes: How, shape (issues,).
        compromise: What the compromise says of them, same shape.
        spread: How far the table may be off.
        beliefs: Number of beliefs.
        seed: Seed of their draws.
    """
    found: dict[str, list[Members]] = {key: [] for key in DISTRIBUTIONS}
    errors = outcomes - compromise
    proposals = np.array([table.proposal_of(issue) for issue in issues])
    for k, issue in enumerate(issues):
        problem = table.problem((issue,))
        others = np.flatnonzero(proposals != proposals[k])
        alike = np.ones(len(others))
        found["other-outcomes"].append((outcomes[others], alike))
        found["positions"].append((problem.positions[:, 0], problem.weights[:, 0]))
        drawn = Compromise().levels(_beliefs(problem, spread, beliefs, seed))[:, 0]
        found["beliefs"].append((drawn, np.ones(beliefs)))
        moved = np.clip(compromise[k] + errors[others], 0.0, 100.0)
        found["compromise-errors"].append((moved, alike))
        found["mixture"].append(_half_each((problem.positions[:, 0], problem.salience[:, 0]), (moved, alike)))
    return found


def _half_each(first: Members, second: Members) -> Members:
    """Return a distribution that is the first or the second, equally likely."""
    levels = np.concatenate([first[0], second[0]])
    return levels, np.concatenate([first[1] / first[1].sum(), second[1] / second[1].sum()]) / 2.0


def _beliefs(problem: Problem, spread: Spread, beliefs: int, seed: int) -> Problems:
    """Return a problem of one issue in so many beliefs about what the table says."""
    count = len(problem.parties)
    names = [
        f"{problem.issues[0]}.{party}.{what}" for what in ("position", "salience", "power") for party in problem.parties
    ]
    purposes = np.array([purpose(f"forecast.backtest.{name}") for name in names], dtype=np.int64)
    uniforms = np.empty((beliefs, 3 * count))
    belief_uniforms(seed, np.arange(beliefs, dtype=np.int64), purposes, uniforms)
    off = (normal_quantile(uniforms) / _REACH).reshape(beliefs, 3, count)
    silent = problem.salience[:, 0] == 0.0
    salience = np.clip(problem.salience[:, 0] + spread.salience / 100.0 * off[:, 1], _LEAST, 1.0)
    return Problems(
        parties=problem.parties,
        issues=problem.issues,
        positions=np.clip(problem.positions[:, 0] + spread.position * off[:, 0], 0.0, 100.0)[:, :, None],
        salience=np.where(silent, 0.0, salience)[:, :, None],
        power=problem.power * spread.power ** off[:, 2],
        now=problem.now,
    )
