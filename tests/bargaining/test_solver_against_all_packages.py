"""The solver strikes what looking at all packages finds: status, choice and gains, to the bit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import best_package
from random_problems import RULES, random_problem

from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Rule, Status


def assert_strikes_the_best(problem: PackageProblem, rule: Rule, proposer: int = 0) -> None:
    struck, best = problem.strike(rule, proposer), best_package(problem, rule, proposer)
    if best is None:
        assert struck.outcome == Status.NO_DEAL
        assert not struck.choice.any()
        assert not struck.gains.any()
    else:
        assert struck.outcome == Status.STRUCK
        assert tuple(struck.choice) == best[0]
        assert list(struck.gains) == best[1]


@pytest.mark.parametrize("rule", RULES)
def test_random_small_problems(rule: Rule) -> None:
    for seed in range(400):
        rng = np.random.default_rng([7, seed])
        problem = random_problem(rng, largest=150)
        assert_strikes_the_best(problem, rule, int(rng.integers(problem.n_table)))


@pytest.mark.parametrize("rule", RULES)
def test_an_absent_party_that_gains_nothing_from_anything_bars_no_other_package(rule: Rule) -> None:
    """Its price in the bound has nothing to be measured by but the floor that it is short of."""
    for seed in range(60):
        rng = np.random.default_rng([8, seed])
        gains = rng.uniform(-0.1, 0.3, (3, 2, 6))
        gains[:, :, 0] = gains[2] = 0.0
        problem = PackageProblem(
            gains=gains,
            n_table=2,
            weights=rng.uniform(1.0, 2.0, 3),
            floors=np.array([0.0, 0.0, 0.25]),
            consents=np.array([[0, 0], [0, 0], [0, 1]]),
            costs=rng.random((2, 6)),
        )
        assert_strikes_the_best(problem, rule, int(rng.integers(2)))


@pytest.mark.long
@pytest.mark.parametrize("rule", RULES)
def test_thousands_of_random_problems(rule: Rule) -> None:
    for seed in range(4000):
        rng = np.random.default_rng([11, seed])
        problem = random_problem(rng, largest=2000)
        assert_strikes_the_best(problem, rule, int(rng.integers(problem.n_table)))


@st.composite
def integer_problems(draw: st.DrawFn) -> PackageProblem:
    """Problems of few small whole numbers, in which nearly everything ties."""
    n_parties = draw(st.integers(1, 4))
    n_table = draw(st.integers(1, n_parties))
    n_issues, n_alternatives = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    n_links = draw(st.integers(0, 2))
    links = draw(st.lists(st.integers(-1, n_links - 1), max_size=3))

    def array(low: int, high: int, *shape: int) -> np.ndarray:
        size = int(np.prod(shape))
        return np.array(draw(st.lists(st.integers(low, high), min_size=size, max_size=size))).reshape(shape)

    gains = array(-1, 2, n_parties, n_issues, n_alternatives).astype(float)
    gains[:, :, 0] = 0.0
    return PackageProblem(
        gains=gains,
        n_table=n_table,
        allowed=array(0, 3, n_issues, n_alternatives) > 0,
        topics=array(0, 2, n_issues),
        breadth=draw(st.integers(0, 3)),
        weights=array(0, 2, n_parties),
        floors=array(-1, 2, n_parties),
        consents=array(0, 1, n_parties, n_issues) * (np.arange(n_parties) >= n_table)[:, None],
        row_coefficients=array(-1, 1, len(links), n_issues, n_alternatives),
        row_floors=array(-1, 2, len(links)),
        row_links=np.array(links, int),
        link_worth=array(-2, 2, n_parties, n_links),
        base=array(-1, 1, n_parties),
        costs=array(0, 2, n_issues, n_alternatives),
    )


@settings(max_examples=150)
@given(integer_problems(), st.sampled_from(RULES), st.data())
def test_problems_in_which_nearly_everything_ties(problem: PackageProblem, rule: Rule, data: st.DataObject) -> None:
    assert_strikes_the_best(problem, rule, data.draw(st.integers(0, problem.n_table - 1)))


@pytest.mark.parametrize("rule", RULES)
class TestDegenerate:
    """What is left when nearly nothing is there."""

    def test_one_issue_that_offers_nothing(self, rule: Rule) -> None:
        assert PackageProblem(gains=np.zeros((2, 1, 1)), n_table=2).strike(rule).outcome == Status.NO_DEAL

    def test_everything_is_forbidden(self, rule: Rule) -> None:
        problem = PackageProblem(gains=_all_ones(), n_table=2, allowed=np.zeros((3, 2)))
        assert problem.strike(rule).outcome == Status.NO_DEAL

    def test_everything_but_leaving_things_is_forbidden(self, rule: Rule) -> None:
        problem = PackageProblem(gains=_all_ones(), n_table=2, allowed=[[1, 0]] * 3)
        assert problem.strike(rule).outcome == Status.NO_DEAL

    def test_no_topic_may_be_settled(self, rule: Rule) -> None:
        assert PackageProblem(gains=_all_ones(), n_table=2, breadth=0).strike(rule).outcome == Status.NO_DEAL

    def test_nobody_gains(self, rule: Rule) -> None:
        assert PackageProblem(gains=np.zeros((2, 3, 2)), n_table=2).strike(rule).outcome == Status.NO_DEAL

    def test_the_table_divides_a_loss(self, rule: Rule) -> None:
        gains = np.array([[[0.0, 0.5]] * 8, [[0.0, -0.6]] * 8])
        assert PackageProblem(gains=gains, n_table=2).strike(rule).outcome == Status.NO_DEAL

    def test_alternatives_that_nobody_can_tell_apart_do_not_multiply_the_search(self, rule: Rule) -> None:
        gains = np.zeros((2, 30, 5))
        gains[:, 0, 1:] = 1.0
        package = PackageProblem(gains=gains, n_table=2).strike(rule)
        assert package.outcome == Status.STRUCK
        assert package.choice.tolist() == [1] + [0] * 29

    def test_weights_of_zero_leave_the_smallest_admissible_package(self, rule: Rule) -> None:
        problem = PackageProblem(gains=_all_ones(), n_table=2, weights=[0.0, 0.0])
        assert_strikes_the_best(problem, rule)


def _all_ones() -> np.ndarray:
    gains = np.ones((2, 3, 2))
    gains[:, :, 0] = 0.0
    return gains


def test_only_shelving_is_no_deal() -> None:
    problem = PackageProblem(gains=_all_ones(), n_table=2, kinds=[[0, 1]] * 3)
    assert problem.strike(Rule.NASH).outcome == Status.NO_DEAL


def test_an_absent_party_is_asked_only_for_what_needs_it() -> None:
    gains = np.array([[[0, 1.0], [0, 1.0]], [[0, 1.0], [0, 1.0]], [[0, -1.0], [0, 0.0]]])
    problem = PackageProblem(gains=gains, n_table=2, consents=[[0, 0], [0, 0], [1, 0]])
    assert problem.strike(Rule.NASH).choice.tolist() == [0, 1]


def test_a_weighted_quorum_needs_so_many_votes() -> None:
    """Those at the table agree with 3 votes; the absent third brings 2, the absent fourth would bring 9 and refuses."""
    gains = np.array([[[0, 1.0]], [[0, 1.0]], [[0, 0.5]], [[0, -1.0]]])
    rule = {"quorum_issue": [0], "quorum_votes": [[3, 0, 2, 9]]}
    for size in range(1, 15):
        problem = PackageProblem(gains=gains, n_table=2, quorum_size=[size], **rule)
        assert problem.strike(Rule.NASH).struck == (size <= 5)
        assert problem.strike(Rule.NASH).struck == (best_package(problem, Rule.NASH) is not None)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name.lower())
def test_every_package_is_weighed_where_votes_decide(rule: Rule) -> None:
    """Weighted rules on most issues, several on one, that often bind: the solver against all packages."""
    struck = bound = 0
    for seed in range(150):
        rng = np.random.default_rng([seed, 20])
        plain = random_problem(rng, 400)
        P, I, _ = plain.gains.shape  # noqa: E741
        votes = rng.integers(0, 9, (I + 1, P))
        guarded = replace(
            plain,
            quorum_issue=rng.integers(0, I, I + 1),
            quorum_group=np.arange(I + 1),
            quorum_against=np.zeros((I + 1, P)),
            quorum_votes=votes,
            quorum_size=rng.integers(votes.sum(axis=1) // 2, votes.sum(axis=1) + 1),
        )
        proposer = seed % guarded.n_table
        wanted, found = best_package(guarded, rule, proposer), guarded.strike(rule, proposer)
        assert found.struck == (wanted is not None)
        if wanted is not None:
            assert tuple(found.choice) == wanted[0]
            struck += 1
        bound += tuple(found.choice) != tuple(plain.strike(rule, proposer).choice)
    assert struck > 20
    assert bound > 5


def test_a_quorum_needs_so_many_of_its_members() -> None:
    gains = np.array([[[0, 1.0]], [[0, 1.0]], [[0, 0.5]], [[0, -1.0]], [[0, -1.0]]])
    quorum = {"quorum_issue": [0], "quorum_votes": [[0, 0, 1, 1, 1]]}
    one = PackageProblem(gains=gains, n_table=2, quorum_size=[1], **quorum)
    two = PackageProblem(gains=gains, n_table=2, quorum_size=[2], **quorum)
    assert one.strike(Rule.NASH).struck
    assert not two.strike(Rule.NASH).struck
