"""Small files, each of which once showed a fault of its own kind."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import detente
from detente.analysis.outlook.outlook import chance_of
from detente.engine.run.simulate import simulate


@pytest.fixture
def trials(shared: Path) -> Path:
    return shared / "trials" / "engine"


def test_where_nothing_is_uncertain_no_spread_is_found_but_by_rare_chance(trials: Path) -> None:
    case = detente.load(trials / "spread-from-noise.yaml")
    found = 0
    for seed in range(40):
        tally = simulate(case, beliefs=40, runs=20, seed=seed, threads=1).tally
        found += chance_of(tally.scenario[:, 0], 20).spread_detectable
    assert found == 0


def test_a_ratio_counted_from_the_level_leaves_the_rate_as_written(trials: Path) -> None:
    text = (trials / "hazard-not-centred.yaml").read_text(encoding="utf-8")
    case = detente.check(text.replace("support: 0.97", "support: {ratio: 0.97, from: 55}")).case
    assert case is not None
    lost = simulate(case, beliefs=10, runs=200, threads=1).tally.scenario[:, 0].sum() / 2000
    assert 0.57 < lost < 0.68


def test_a_weighted_quorum_among_many_persons_is_read_and_played(trials: Path) -> None:
    case = detente.load(trials / "eu27-persons.yaml")
    assert simulate(case, beliefs=2, runs=2, threads=1).tally is not None


def test_a_vote_of_thirteen_over_fourteen_issues_is_quick(trials: Path) -> None:
    case = detente.load(trials / "vote-slow.yaml")
    simulate(case, beliefs=2, runs=2, threads=1)
    began = time.process_time()
    simulate(case, beliefs=50, runs=20, threads=1)
    assert time.process_time() - began < 10.0


@pytest.mark.parametrize(
    ("name", "kind"), [("hint-set-consent-in-event", "number_not_set"), ("flow-comma", "text_with_comma")]
)
def test_what_is_refused_says_why(trials: Path, name: str, kind: str) -> None:
    problems = detente.check((trials / f"{name}.yaml").read_text(encoding="utf-8")).problems
    assert [each.kind for each in problems if each.severity == "error"] == [kind]
