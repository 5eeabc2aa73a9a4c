"""Package solutions keep their claims, against all packages of small problems."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import best_package, gains_of, is_admissible, packages

from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Rule
from detente.theories.packages.solutions import Egalitarian, KalaiSmorodinsky, Nash, Utilitarian
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Claim

RULES: dict[Any, Rule] = {
    Nash: Rule.NASH,
    KalaiSmorodinsky: Rule.KALAI_SMORODINSKY,
    Egalitarian: Rule.EGALITARIAN,
    Utilitarian: Rule.UTILITARIAN,
}
few = settings(max_examples=15)


@st.composite
def tables(draw: Any) -> Problem:
    seats, issues, alternatives = draw(st.integers(2, 3)), draw(st.integers(1, 3)), 3
    number = st.integers(-8, 12).map(lambda k: k / 16)
    gains = np.array([[[draw(number) for _ in range(alternatives)] for _ in range(issues)] for _ in range(seats)])
    gains[:, :, 0] = 0.0
    names = tuple(f"issue-{i}" for i in range(issues))
    return Problem(
        parties=tuple(f"party-{p}" for p in range(seats)),
        issues=names,
        positions=np.full((seats, issues), 50.0),
        salience=np.ones((seats, issues)),
        now=np.zeros(issues),
        package=PackageProblem(gains=gains, n_table=seats),
        options=tuple(("untouched", "low", "high") for _ in names),
        option_levels=np.tile([0.0, 40.0, 90.0], (issues, 1)),
        seats=tuple(f"party-{p}" for p in range(seats)),
    )


def choice_of(problem: Problem, options: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(names.index(option or "untouched") for names, option in zip(problem.options, options, strict=True))


@pytest.mark.parametrize("kind", RULES)
@few
@given(problem=tables())
def test_pareto_rational_and_as_by_looking_at_all(kind: Any, problem: Problem) -> None:
    assert {Claim.PARETO, Claim.INDIVIDUALLY_RATIONAL, Claim.SYMMETRIC} <= kind.info.claims
    found, table = kind().solve(problem), problem.package
    assert table is not None
    choice = choice_of(problem, found.options)
    expected = best_package(table, RULES[kind])
    assert choice == (expected[0] if expected else (0,) * len(choice))
    assert found.levels.tolist() == [problem.option_levels[i, a] for i, a in enumerate(choice)]
    gains = [gain for _, gain in found.gains]
    assert min(gains) >= 0.0
    for other in packages(table):
        theirs = gains_of(table, other)
        if is_admissible(table, other, theirs):
            better = [a > b + 1e-9 for a, b in zip(theirs, gains, strict=True)]
            worse = [a < b - 1e-9 for a, b in zip(theirs, gains, strict=True)]
            assert not any(better) or any(worse)


@pytest.mark.parametrize("kind", [kind for kind in RULES if Claim.GAIN_SCALE in kind.info.claims])
@few
@given(problem=tables(), factor=st.sampled_from([0.25, 2.0, 8.0]))
def test_the_unit_of_a_gain_does_not_matter(kind: Any, problem: Problem, factor: float) -> None:
    table = problem.package
    assert table is not None
    gains = np.array(table.gains)
    gains[0] *= factor
    other = replace(problem, package=PackageProblem(gains=gains, n_table=table.n_table))
    assert kind().solve(other).options == kind().solve(problem).options


@pytest.mark.parametrize("kind", RULES)
@few
@given(problem=tables())
def test_the_order_of_parties_does_not_matter(kind: Any, problem: Problem) -> None:
    table = problem.package
    assert table is not None
    turned = replace(problem, package=PackageProblem(gains=table.gains[::-1], n_table=table.n_table))
    assert kind().solve(turned).options == kind().solve(problem).options


@few
@given(problem=tables())
def test_many_at_once_are_as_one_by_one(problem: Problem) -> None:
    batch = Problems.of([problem, problem])
    np.testing.assert_array_equal(Nash().levels(batch), [Nash().solve(problem).levels] * 2)


def test_without_a_table_it_says_why() -> None:
    bare = Problem(parties=("a", "b"), issues=("i",), positions=[[0], [1]], salience=[[1], [1]])
    objection = Nash().objection(bare)
    assert objection is not None
    assert objection.en.endswith("strike a package.")


def test_a_pie_is_divided_by_patience() -> None:
    """Nash with weights of patience a and b gives a/(a + b) (Binmore, Rubinstein & Wolinsky 1986)."""
    import detente
    from detente.theories.problems_of_case import problems_of

    problems = problems_of(detente.load("divided-pie"), beliefs=4)
    for b in range(4):
        table = problems.packages[b]
        share = 100 * table.weights[0] / table.weights.sum()
        assert Nash().solve(problems[b]).levels[0] == pytest.approx(share, abs=0.5 + 1e-9)
