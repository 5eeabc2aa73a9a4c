"""What must hold of every struck package, whatever the problem."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from packages import gains_of, is_admissible, packages
from random_problems import RULES, random_problem

from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Rule, Status
from detente.bargaining.solver import strike_package
from detente.bargaining.workspace import PACKAGES, Desk, Extent
from detente.kernels.packing import pack

ORACLES = Path(__file__).parents[1] / "oracles"


def problems(key: int, number: int = 120, largest: int = 400) -> list[PackageProblem]:
    return [random_problem(np.random.default_rng([key, seed]), largest) for seed in range(number)]


@pytest.mark.parametrize("rule", RULES)
def test_every_struck_package_is_admissible_and_gains_everybody_at_the_table(rule: Rule) -> None:
    for problem in problems(21):
        package = problem.strike(rule)
        if package.struck:
            assert is_admissible(problem, tuple(package.choice), list(package.gains))
            assert (package.gains[: problem.n_table] > 0).all()


@pytest.mark.parametrize("rule", [Rule.NASH, Rule.KALAI_SMORODINSKY, Rule.EGALITARIAN, Rule.UTILITARIAN])
def test_no_admissible_package_is_better_for_all_at_the_table(rule: Rule) -> None:
    for problem in problems(22, largest=200):
        problem = replace(problem, weights=np.maximum(problem.weights, 0.1))
        package = problem.strike(rule)
        if not package.struck:
            continue
        struck = package.gains[: problem.n_table]
        for choice in packages(problem):
            gains = gains_of(problem, choice)
            if is_admissible(problem, choice, gains):
                other = np.array(gains[: problem.n_table])
                assert not ((other >= struck - 1e-15).all() and (other > struck + 1e-9).any())


def test_nash_does_not_depend_on_the_units_of_a_party() -> None:
    for number, problem in enumerate(problems(23)):
        unit = np.random.default_rng(number).uniform(0.5, 4.0, len(problem.gains))
        scaled = replace(
            problem,
            gains=problem.gains * unit[:, None, None],
            link_worth=problem.link_worth * unit[:, None],
            base=problem.base * unit,
            floors=problem.floors * unit - 1e-12,
        )
        one = replace(problem, floors=problem.floors - 1e-12).strike(Rule.NASH)
        other = scaled.strike(Rule.NASH)
        assert one.struck == other.struck
        if one.struck:
            weights, n = problem.weights, problem.n_table
            difference = np.log(other.gains[:n] / unit[:n]) - np.log(one.gains[:n])
            assert abs(weights[:n] @ difference) < 1e-9


GIVEN = Desk._fields[: Desk._fields.index("choice")]
"""What the problem is told by, and what is looked for: the rest of a desk is space to work in."""


@pytest.mark.parametrize("rule", RULES)
def test_what_a_desk_held_before_does_not_matter(rule: Rule) -> None:
    rng = np.random.default_rng(24)
    for problem in problems(24, number=60):
        expected = problem.strike(rule)
        desk = problem.desk()
        for name, array in zip(Desk._fields, desk, strict=True):
            if name in GIVEN:
                continue
            if array.dtype == np.float64:
                array[...] = rng.choice([np.nan, np.inf, -1e300, 0.0], array.shape)
            else:
                array[...] = rng.integers(0, 2**60, array.shape)
        status = strike_package(pack(desk), int(rule), 0, problem.breadth)
        assert status == expected.outcome
        assert desk.choice.tolist() == expected.choice.tolist()
        assert desk.party_gains.tolist() == expected.gains.tolist()


@pytest.mark.parametrize("rule", RULES)
def test_what_is_remembered_does_not_matter(rule: Rule) -> None:
    rng = np.random.default_rng(26)
    for problem in problems(26, number=60):
        A = problem.gains.shape[2]
        expected = problem.strike(rule)
        desk = problem.desk()
        for _ in range(4):
            desk.kept[...] = rng.integers(0, 2, desk.kept.shape)
            desk.kept_price[...] = np.exp(rng.uniform(-4.6, 4.6, desk.kept_price.shape))
            desk.kept_row_price[...] = rng.exponential(1.0, desk.kept_row_price.shape)
            desk.kept_share[...] = rng.uniform(0.0, 1.0, desk.kept_share.shape)
            desk.kept_packages[...] = rng.integers(0, PACKAGES + 1, desk.kept_packages.shape)
            desk.kept_choice[...] = rng.integers(0, A, desk.kept_choice.shape)
            if rng.random() < 0.5:
                desk.kept_choice[0, rng.integers(PACKAGES)] = expected.choice
            status = strike_package(pack(desk), int(rule), 0, problem.breadth)
            assert (status, desk.choice.tolist()) == (expected.outcome, expected.choice.tolist())
            assert desk.party_gains.tolist() == expected.gains.tolist()


def test_the_latest_packages_are_remembered_once_each() -> None:
    desk = PackageProblem(gains=np.zeros((1, 2, 7)), n_table=1).desk()
    latest: list[list[int]] = []
    for liked in (1, 2, 3, 4, 5, 6, 5, 2, 2):
        desk.gains[0, :, 1:] = -1.0
        desk.gains[0, :, liked] = 1.0
        assert strike_package(pack(desk), int(Rule.PROPOSER), 0, 2) == Status.STRUCK
        latest = [[liked, liked], *(package for package in latest if package != [liked, liked])][:PACKAGES]
        assert desk.kept_choice[0, : desk.kept_packages[0]].tolist() == latest


PLAIN = """
import json, sys
import numpy as np
sys.path.append(sys.argv[1])
from random_problems import RULES, random_problem
results = []
for seed in range(12):
    problem = random_problem(np.random.default_rng([25, seed]), 400)
    for rule in RULES:
        package = problem.strike(rule)
        results.append([int(package.outcome), package.choice.tolist(), [gain.hex() for gain in package.gains]])
print(json.dumps(results))
"""


def test_the_source_runs_uncompiled_to_the_same_bits() -> None:
    def results(**environment: str) -> list[object]:
        run = subprocess.run(
            [sys.executable, "-c", PLAIN, str(ORACLES)],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | environment,
        )
        return list(json.loads(run.stdout))

    assert results(NUMBA_DISABLE_JIT="1") == results(NUMBA_DISABLE_JIT="0")


@pytest.mark.parametrize("seed", range(3))
def test_problems_of_billions_of_packages_are_proved(seed: int) -> None:
    rng = np.random.default_rng([26, seed])
    position, salience = rng.beta(0.6, 0.6, (4, 14)), rng.gamma(1.0, 1.0, (4, 14))
    salience /= salience.sum(axis=1, keepdims=True)
    value = 1.0 - np.abs(np.linspace(0.0, 1.0, 6) - position[..., None])
    gains = salience[..., None] * (value - value[..., :1] - 0.1)
    gains[..., 0] = 0.0
    consents = np.zeros((4, 14), int)
    consents[2:] = rng.random((2, 14)) < 0.6
    gains[2:] *= consents[2:, :, None]
    package = PackageProblem(gains=gains, n_table=2, consents=consents, floors=[0, 0, 0.01, 0.01]).strike(Rule.NASH)
    assert package.outcome in (Status.STRUCK, Status.NO_DEAL)


@pytest.mark.parametrize("seed", range(4))
def test_what_stays_as_it_is_costs_no_branches(seed: int) -> None:
    """The bound knows what issues cost that nobody can move, so that a compromise is proved as soon without them."""
    rng = np.random.default_rng([27, seed])
    gains, costs = rng.normal(0.1, 0.3, (2, 11, 4)), rng.uniform(0.0, 1.0, (11, 4))
    gains[..., 0], gains[:, -1], costs[-1] = 0.0, 0.0, 5.0
    allowed = np.ones((11, 4))
    allowed[-1, 1:] = 0.0
    branches = []
    for issues in (10, 11):
        desk = PackageProblem(gains=gains[:, :issues], n_table=2, costs=costs[:issues], allowed=allowed[:issues]).desk()
        assert strike_package(pack(desk), int(Rule.COMPROMISE), 0, 63) == Status.STRUCK
        branches.append(int(desk.sizes[Extent.BRANCHES]))
    assert branches[1] <= 2 * branches[0] + 100
