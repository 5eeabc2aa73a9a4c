"""The solver strikes what looking at all packages finds: status, choice and gains, to the bit."""

import numpy as np
import pytest
from packages import best_package
from random_problems import RULES, random_problem

from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Rule, Status


def assert_strikes_the_best(problem: PackageProblem, rule: Rule, proposer: int) -> None:
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
@pytest.mark.parametrize("block", range(4))
def test_random_small_problems(rule: Rule, block: int) -> None:
    for seed in range(150 * block, 150 * (block + 1)):
        rng = np.random.default_rng([7, seed])
        problem = random_problem(rng, largest=200)
        assert_strikes_the_best(problem, rule, int(rng.integers(problem.n_table)))


@pytest.mark.long
@pytest.mark.parametrize("rule", RULES)
def test_thousands_of_random_problems(rule: Rule) -> None:
    for seed in range(4000):
        rng = np.random.default_rng([11, seed])
        problem = random_problem(rng, largest=2000)
        assert_strikes_the_best(problem, rule, int(rng.integers(problem.n_table)))
