"""Kernels of theories give what slow readable twins give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from theory_challenge import positions_after
from theory_exchange import play
from theory_medians import is_condorcet_winner, weighted_mean, weighted_median

from detente.testing.problems import problems
from detente.theories.positions.exchange import PositionExchange
from detente.theories.positions.expected_utility import (
    Challenge,
    Conflict,
    Offer,
    Outcome,
    Range,
    Reading,
    Responder,
    Tie,
)
from detente.theories.positions.means import Compromise
from detente.theories.positions.median import WeightedMedian
from detente.theories.problem import Problem

few = settings(max_examples=40)


@few
@given(problem=problems(issues=1, silent=False))
def test_mean_and_median(problem: Problem) -> None:
    x, w = problem.positions[:, 0].tolist(), problem.weights[:, 0].tolist()
    assert Compromise().solve(problem).levels[0] == pytest.approx(weighted_mean(x, w), abs=1e-9)
    median = WeightedMedian().solve(problem).levels[0]
    assert median == weighted_median(x, w)
    assert is_condorcet_winner(median, x, w)


readings = st.one_of(
    st.builds(Challenge, rounds=st.integers(1, 4)),
    st.builds(
        Challenge,
        reading=st.just(Reading.PRINTED),
        rounds=st.integers(1, 4),
        status_quo=st.sampled_from([1.0, 0.5, 0.0]),
        responder=st.sampled_from(Responder),
        conflict=st.sampled_from(Conflict),
        offer=st.sampled_from(Offer),
        tie=st.sampled_from(Tie),
        range=st.sampled_from(Range),
    ),
)


@settings(max_examples=120)
@given(problem=problems(issues=1, silent=False), theory=readings)
def test_challenges(problem: Problem, theory: Challenge) -> None:
    x, c, s = problem.positions[:, 0].tolist(), problem.power.tolist(), problem.salience[:, 0].tolist()
    found = theory.solve(problem)
    expected = positions_after(theory, x, c, s)
    np.testing.assert_allclose(found.positions[:, 0], expected[-1], atol=1e-7)
    medians = [weighted_median(y, problem.weights[:, 0].tolist()) for y in expected]
    np.testing.assert_allclose(found.course[:, 0], medians, atol=1e-7)


@settings(max_examples=60)
@given(problem=problems(issues=4), rounds=st.integers(1, 3), seed=st.integers(0, 9))
def test_exchanges(problem: Problem, rounds: int, seed: int) -> None:
    theory = PositionExchange(rounds=rounds)
    if theory.objection(problem) is not None:
        return
    course, made = play(problem, seed, rounds, theory.pace, theory.firmness)
    np.testing.assert_allclose(theory.solve(problem, seed=seed).course, course, atol=1e-6)
    found = theory.exchanges(problem, seed=seed)
    np.testing.assert_allclose([each.gain for each in found], [each.gain for each in made], atol=1e-6)


def test_outcome_may_be_the_mean() -> None:
    problem = Problem(
        parties=("a", "b", "c"), issues=("i",), positions=[[0], [50], [100]], salience=[[0.9], [0.3], [0.6]]
    )
    found = Challenge(outcome=Outcome.MEAN, rounds=2).solve(problem)
    assert found.levels[0] == pytest.approx(weighted_mean(found.positions[:, 0].tolist(), [0.9, 0.3, 0.6]))
