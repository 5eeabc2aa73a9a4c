"""The frontier is what looking at every pair of packages finds, whether listed or traced by the solver."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from packages import gains_of, is_admissible, packages
from random_problems import random_problem

from detente.bargaining.enumerate import appraise, count_packages, every_package
from detente.bargaining.packages import PackageProblem
from detente.bargaining.pareto.non_dominated import non_dominated
from detente.bargaining.pareto.trace import APART, dominating, trace_frontier


def dominates(better: np.ndarray, worse: np.ndarray) -> bool:
    return bool((better >= worse).all() and (better > worse).any())


def pairwise_frontier(points: np.ndarray) -> list[int]:
    return [n for n, point in enumerate(points) if not any(dominates(other, point) for other in points)]


@settings(max_examples=100)
@given(
    st.tuples(st.integers(0, 40), st.integers(1, 4)).flatmap(
        lambda shape: arrays(np.float64, shape, elements=st.integers(-2, 3).map(float))
    )
)
def test_points_that_tie_a_lot(points):
    assert non_dominated(points).tolist() == pairwise_frontier(points)


def test_points_of_any_size():
    rng = np.random.default_rng(3)
    for parties in (1, 2, 3, 5):
        points = rng.normal(size=(700, parties)) ** 3
        assert non_dominated(points).tolist() == pairwise_frontier(points)


def test_sums_that_round_to_the_same_do_not_hide_who_dominates():
    points = np.array([[1e16, 0.0], [1e16, 0.5], [0.5, 1e16], [0.0, 1e16]])
    assert non_dominated(points).tolist() == [1, 2]


def test_duplicates_stand_together():
    assert non_dominated(np.array([[1.0, 2.0], [1.0, 2.0], [0.0, 0.0]])).tolist() == [0, 1]


@pytest.mark.parametrize("wrong", [np.zeros(3), np.zeros((2, 0)), np.array([[1.0, np.nan]])])
def test_what_are_no_gains_is_refused(wrong):
    with pytest.raises(ValueError, match="gains must"):
        non_dominated(wrong)


def admissible_packages(problem: PackageProblem) -> dict[tuple[int, ...], list[float]]:
    gains = {choice: gains_of(problem, choice) for choice in packages(problem)}
    return {choice: each for choice, each in gains.items() if is_admissible(problem, choice, each)}


def random_problems(count: int, largest: int):
    for seed in range(count):
        yield random_problem(np.random.default_rng([17, seed]), largest)


def trading_problem(seed: int) -> PackageProblem:
    """What one gains another loses, so that many packages are on the frontier."""
    rng = np.random.default_rng([19, seed])
    gains = np.zeros((int(rng.integers(2, 5)), 4, 4))
    gains[:, :, 1:] = rng.normal(0.0, 1.0, (len(gains), 4, 3))
    gains[:, :, 1:] -= gains[:, :, 1:].mean(axis=0) - 0.2
    return PackageProblem(gains=gains, n_table=len(gains), link_worth=rng.normal(0, 0.3, (len(gains), 1)))


def test_appraising_agrees_with_one_package_at_a_time():
    for problem in random_problems(60, 200):
        choices = np.concatenate(list(every_package(problem)))
        assert [tuple(choice) for choice in choices] == list(packages(problem))
        assert count_packages(problem) == len(choices)
        seen = appraise(problem, choices)
        for choice, gains, admissible in zip(choices, seen.gains, seen.admissible, strict=True):
            slow = gains_of(problem, tuple(choice))
            assert gains == pytest.approx(slow, abs=1e-12)
            assert admissible == is_admissible(problem, tuple(choice), slow)


def test_listing_and_tracing_find_the_same_frontier():
    several = 0
    for problem in (*random_problems(100, 150), *(trading_problem(seed) for seed in range(12))):
        found = admissible_packages(problem)
        choices, points = list(found), np.array(list(found.values())).reshape(-1, len(problem.gains))
        table = points[:, : problem.n_table]
        expected = {tuple(np.round(table[n] / APART)) for n in pairwise_frontier(table)}
        listed = trace_frontier(problem)
        traced = trace_frontier(problem, list_up_to=0, points=1000)
        for frontier in (listed, traced):
            assert frontier.complete
            assert {tuple(np.round(gains[: problem.n_table] / APART)) for gains in frontier.gains} == expected
            assert all(tuple(choice) in choices for choice in frontier.choices)
        assert listed.admissible == len(found)
        several += len(expected) > 2
    assert several > 6


def test_a_search_that_is_stopped_says_so_and_has_only_points_of_the_frontier():
    rng = np.random.default_rng(5)
    gains = np.zeros((2, 6, 4))
    gains[:, :, 1:] = rng.normal(0.1, 1.0, (2, 6, 3))
    problem = PackageProblem(gains=gains, n_table=2)
    whole = trace_frontier(problem)
    part = trace_frontier(problem, points=4, list_up_to=0)
    assert len(whole.choices) > len(part.choices) == 4
    assert not part.complete
    assert "more" in part.status
    assert {tuple(choice) for choice in part.choices} <= {tuple(choice) for choice in whole.choices}


def test_what_dominates_a_package_is_on_the_frontier():
    for problem in random_problems(60, 100):
        found = admissible_packages(problem)
        table = np.array(list(found.values())).reshape(-1, len(problem.gains))[:, : problem.n_table]
        for gains in table[:20]:
            better = dominating(problem, gains)
            by_pairs = [
                other
                for other in table
                if (other >= gains - APART / 2).all() and other.sum() > gains.sum() + len(gains) * APART
            ]
            assert (better is None) == (not by_pairs)
            if better is not None:
                assert tuple(better.choice) in found
