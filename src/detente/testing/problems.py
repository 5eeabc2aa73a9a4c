"""Random problems for theories, as a strategy of Hypothesis, and what becomes of a problem when it is turned around."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from detente.theories.problem import Problem

__all__ = ["mirrored", "problems", "reordered", "stretched", "with_power"]


@st.composite
def problems(draw: Any, *, parties: int = 6, issues: int = 3, silent: bool = True) -> Problem:
    """Return a strategy of random problems: positions, salience and power, round numbers among them.

    Args:
        draw: Given by Hypothesis.
        parties: Most parties; at least two.
        issues: Most issues; at least one.
        silent: Whether parties may be silent on issues.
    """
    n, m = draw(st.integers(2, parties)), draw(st.integers(1, issues))
    level = st.one_of(st.integers(0, 10).map(lambda k: 10.0 * k), st.floats(0, 100).map(lambda x: round(x, 3)))
    share = st.one_of(st.sampled_from([0.2, 0.5, 1.0]), st.floats(0.05, 1).map(lambda x: round(x, 3)))
    positions = np.array([[draw(level) for _ in range(m)] for _ in range(n)])
    salience = np.array([[draw(share) for _ in range(m)] for _ in range(n)])
    power = np.array([draw(share) for _ in range(n)])
    if silent:
        for p in range(n):
            for i in range(m):
                if p >= 2 and draw(st.integers(0, 5)) == 0:
                    positions[p, i], salience[p, i] = np.nan, 0.0
    now = np.array([draw(level) for _ in range(m)])
    return Problem(
        parties=tuple(f"party-{p}" for p in range(n)),
        issues=tuple(f"issue-{i}" for i in range(m)),
        positions=positions,
        salience=salience,
        power=power,
        now=now,
    )


def reordered(problem: Problem, order: list[int]) -> Problem:
    """Return a problem with its parties in another order."""
    return replace(
        problem,
        parties=tuple(problem.parties[p] for p in order),
        positions=problem.positions[order],
        salience=problem.salience[order],
        power=problem.power[order],
    )


def mirrored(problem: Problem) -> Problem:
    """Return a problem with the scales of all issues turned around."""
    return replace(problem, positions=100.0 - problem.positions, now=100.0 - problem.now)


def stretched(problem: Problem, shift: float, factor: float) -> Problem:
    """Return a problem with levels x made shift + factor · x; both must keep them on the scale."""
    return replace(problem, positions=shift + factor * problem.positions, now=shift + factor * problem.now)


def with_power(problem: Problem, factor: float) -> Problem:
    """Return a problem with everybody's power multiplied."""
    return replace(problem, power=factor * problem.power)
