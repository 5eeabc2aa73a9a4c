"""Shares of influence against closed forms, and what is said where they cannot be told."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import detente
from detente.analysis.outlook import influence
from detente.analysis.outlook.influence import groups, scores
from detente.testing import case_of

RNG = np.random.default_rng(5)


def explained(shares, columns):
    return influence.explained(shares[:, None], columns)[0]


def test_scores_are_normal_whatever_the_numbers() -> None:
    column = np.exp(RNG.normal(size=(5000, 1)) * 3)
    found = scores(column)
    assert found.mean() == pytest.approx(0.0, abs=1e-9)
    assert found.var() == pytest.approx(1.0, abs=0.01)
    assert np.array_equal(np.argsort(column[:, 0]), np.argsort(found[:, 0]))


def test_equal_numbers_share_a_score() -> None:
    found = scores(np.array([[1.0], [2.0], [2.0], [3.0]]))
    assert found[1] == found[2] == 0.0
    assert found[0] == -found[3]


def test_shares_of_an_additive_map() -> None:
    """p = 0.4 + 0.1 x + 0.05 y + 0.02 (z² − 1): each part explains its own variance, whatever the group."""
    x, y, z = RNG.normal(size=(3, 4000))
    shares = 0.4 + 0.1 * x + 0.05 * y + 0.02 * (z**2 - 1)
    columns = scores(np.column_stack([x, y, z]))
    assert explained(shares, columns[:, [0]]) == pytest.approx(0.01, rel=0.06)
    assert explained(shares, columns[:, [1]]) == pytest.approx(0.0025, rel=0.15)
    assert explained(shares, columns[:, [2]]) == pytest.approx(2 * 0.02**2, rel=0.35)
    assert explained(shares, columns[:, [0, 1]]) == pytest.approx(0.0125, rel=0.06)
    assert explained(shares, columns) == pytest.approx(shares.var(ddof=1), rel=0.02)


def test_what_explains_nothing_gets_nothing() -> None:
    found = [explained(RNG.normal(size=300), scores(RNG.normal(size=(300, 5)))) for _ in range(200)]
    assert np.mean(found) < 0.01


def test_the_same_score_twice_counts_once_and_a_constant_not_at_all() -> None:
    columns = scores(RNG.normal(size=(400, 2)))
    shares = 0.3 + 0.1 * columns[:, 0] + RNG.normal(size=400) * 0.05
    twice = np.column_stack([columns, columns[:, 0], np.zeros(400)])
    adjusted = (400 - 1) / (400 - 8 - 1) / ((400 - 1) / (400 - 4 - 1))
    left, left_twice = (shares.var(ddof=1) - explained(shares, found) for found in (columns, twice))
    assert left_twice == pytest.approx(left * adjusted, rel=1e-9)


def test_too_few_beliefs_cannot_tell() -> None:
    assert math.isnan(explained(RNG.normal(size=19), scores(RNG.normal(size=(19, 2)))))
    assert not math.isnan(explained(RNG.normal(size=20), scores(RNG.normal(size=(20, 2)))))
    assert explained(np.full(50, 0.5), scores(RNG.normal(size=(50, 2)))) == 0.0


def case(**sections: Any) -> Any:
    """A storm that comes or not, at a rate that two uncertain factors multiply."""
    return case_of(
        {
            "detente": 1,
            "id": "storm",
            "title": "Storm",
            "as_of": "2024-01-01",
            "until": "2024-02-05",
            "parties": {"north": {}},
            "issues": {"border": {"topic": "war", "now": "none", "options": {"none": 0, "full": 100}}},
            "positions": {"north": {"border": {"ideal": 100, "salience": 50}}},
            "factors": {
                "heat": {"start": "-1.6 to 1.6"},
                "cold": {"start": "-0.8 to 0.8"},
                "idle": {"start": "-1 to 1"},
            },
            "events": {"storm": {"rate": "0.5 per month", "hazard_ratio": {"heat": 2, "cold": 0.5}}},
            "scenarios": [{"storm": {"when": {"event": "storm"}}}],
            **sections,
        }
    )


def test_what_an_outlook_rests_on() -> None:
    """ln(hazard) = heat − cold/… in units of ln 2: the shares stand near 4 : 1, and idle numbers explain nothing."""
    outlook = detente.simulate(case(), beliefs=1500, runs=60, seed=1).outlook()
    rests = outlook.rests_on[0]
    share = {influence.group: influence.share for influence in rests.influences}
    direction = {influence.group: influence.direction for influence in rests.influences}
    assert share["factors.heat"] == pytest.approx(0.8, abs=0.06)
    assert share["factors.cold"] == pytest.approx(0.2, abs=0.06)
    assert share["factors.idle"] < 0.02
    assert share["how-negotiations-work"] < 0.03
    assert rests.general_share == share["how-negotiations-work"]
    assert direction["factors.heat"] > 0.8
    assert direction["factors.cold"] < -0.3
    assert rests.unexplained < 0.1
    assert all(influence.told for influence in rests.influences)


def test_too_few_beliefs_are_told_of() -> None:
    outlook = detente.simulate(case(), beliefs=10, runs=5, seed=1).outlook()
    rests = outlook.rests_on[0]
    told = {influence.group: (influence.told, influence.share) for influence in rests.influences}
    assert told["how-negotiations-work"] == (False, 0.0)
    assert not any(told for told, _ in told.values())
    assert "Too few worlds" in outlook.status.en


def test_nothing_uncertain_rests_on_nothing() -> None:
    paths = ("factors.heat.start", "general.price", "positions.north.border.ideal")
    found = {group.id: group.columns for group in groups(case().document, paths)}
    assert found == {"factors.heat": (0,), "how-negotiations-work": (1,), "positions.north": (2,)}
