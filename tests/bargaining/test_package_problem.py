"""The friendly face of the solver: defaults, checks, and words."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Rule, Status

GAINS = np.array([[[0.0, 0.2, 0.4]], [[0.0, 0.3, 0.1]]])


def test_a_split_under_each_rule() -> None:
    problem = PackageProblem(gains=GAINS, n_table=2, costs=[[0.0, 2.0, 1.0]])
    chosen = {rule: problem.strike(rule).choice.tolist() for rule in Rule}
    assert chosen == {
        Rule.NASH: [1],  # 0.2 · 0.3 > 0.4 · 0.1
        Rule.KALAI_SMORODINSKY: [1],  # min(0.2/0.4, 0.3/0.3) > min(1, 0.1/0.3)
        Rule.PROPOSER: [2],
        Rule.COMPROMISE: [2],
        Rule.UTILITARIAN: [1],  # a tie of 0.5: the smaller package
        Rule.EGALITARIAN: [1],
    }
    assert problem.strike(Rule.PROPOSER, proposer=1).choice.tolist() == [1]


def test_no_deal_says_so() -> None:
    package = PackageProblem(gains=-GAINS, n_table=2).strike(Rule.NASH)
    assert not package.struck
    assert package.outcome == Status.NO_DEAL
    assert package.status.startswith("No admissible package")


def test_every_status_is_a_sentence() -> None:
    assert all(status.sentence.endswith(".") for status in Status)


def test_problem_and_package_are_frozen_to_the_last_number() -> None:
    problem = PackageProblem(gains=GAINS, n_table=2)
    package = problem.strike()
    for array in (problem.gains, problem.floors, package.choice, package.gains):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        problem.n_table = 1  # type: ignore[misc]


def test_the_given_arrays_are_copied() -> None:
    gains = GAINS.copy()
    problem = PackageProblem(gains=gains, n_table=2)
    gains[0, 0, 1] = 9.0
    assert problem.gains[0, 0, 1] == 0.2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"gains": np.zeros((2, 3))}, r"gains must have shape \(parties, issues, alternatives\)"),
        ({"weights": [1.0]}, r"weights must have shape \(2,\), not \(1,\)"),
        ({"n_table": 3}, "n_table must lie between 1 and 2"),
        ({"counts": [4]}, "counts must lie between 1 and 3"),
        ({"kinds": [[0, 3, 2]]}, "kinds must be 0 for alternative 0"),
        ({"gains": GAINS + 1.0}, "gains of alternative 0 must be 0"),
        ({"gains": np.full((2, 1, 2), np.nan)}, "gains must be finite"),
        ({"topics": [63]}, "topics must lie between 0 and 62"),
        ({"weights": [1.0, -1.0]}, "weights must not be negative"),
        (
            {"row_coefficients": np.zeros((1, 1, 3)), "row_floors": [0.0], "row_links": [0]},
            "row_links must lie between",
        ),
        (
            {"quorum_issue": [-2], "quorum_size": [1], "quorum_votes": [[1, 1]]},
            "quorum_issue must lie between −1 and 0",
        ),
    ],
)
def test_what_is_wrong_is_said(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        PackageProblem(**{"gains": GAINS, "n_table": 2} | wrong)


def test_a_proposer_sits_at_the_table() -> None:
    with pytest.raises(ValueError, match="proposer must lie between 0 and 1, not 2"):
        PackageProblem(gains=GAINS, n_table=2).strike(Rule.PROPOSER, proposer=2)
