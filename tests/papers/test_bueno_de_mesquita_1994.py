"""Bueno de Mesquita 1994, table on p. 78: ten states, one issue, years of delay from 4 to 10.

Published: initial median 7, forecast 8.35 after the first round and 9.05 once stable; outcome 8.833. The weighted
means below are sums over the same table (compromise model: van den Bos 1991; Achen 2006).
"""

from __future__ import annotations

import numpy as np
import pytest

import detente
from detente.case.case import Case
from detente.case.editing.edit import with_values

STEP = 0.05
"""Years between two options in the played tests; a compromise is met to within half of it."""


@pytest.fixture(scope="module")
def case() -> Case:
    return detente.load("emission-standards-1985")


def table(case: Case) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return capability, salience 0–1 and years of delay of the ten states, as the case has them."""
    worlds = detente.simulate(case, beliefs=2, runs=2, threads=1)
    row = worlds.numbers(0, 1)[0]
    states = list(case.document.parties)

    def read(path: str) -> np.ndarray:
        return np.array([row[worlds.layout.slots.of(path.format(state))] for state in states])

    years = 4 + 6 * read("positions.{}.delay.ideal") / 100
    return read("parties.{}.power") / 100, read("positions.{}.delay.salience") / 100, years


def compromise(case: Case, values: dict[str, object] | None = None) -> float:
    """Return the years that ten states settle on by the compromise rule, when failure costs more than anything."""
    levels = {f"y-{k}": round(100 * k * STEP / 6, 6) for k in range(round(6 / STEP) + 1)}
    named = {name: option.level for name, option in case.document.issues["delay"].options.items()}
    own = {
        f"positions.{state}.delay.ideal": case.document.issues["delay"].options[f"years-{ideal:.0f}"].level
        for state, ideal in zip(case.document.parties, table(case)[2], strict=True)
    }
    levels |= {name: named[name] for name in ("years-6", "years-8", "years-10")}
    levels = {
        name: level
        for name, level in levels.items()
        if name.startswith("years") or all(abs(level - named[n]) > 0.01 for n in ("years-6", "years-8", "years-10"))
    }
    prices = {f"parties.{state}.price.value": -5 for state in case.document.parties}
    calm = {f"parties.{state}.style.toughness": 0 for state in case.document.parties}
    edited = with_values(
        case,
        {"issues.delay.options": levels, "bargaining.rule": "compromise", **own, **prices, **calm, **(values or {})},
    )
    worlds = detente.simulate(edited, beliefs=2, runs=2, threads=1, keep_worlds=True)
    assert worlds.tracks is not None
    names = worlds.layout.names
    meeting, issue = names.meetings.index("spring-council"), names.issues.index("delay")
    (fate,) = np.unique(worlds.tracks.fate[:, :, meeting, issue])
    return 4 + 6 * edited.document.issues["delay"].options[names.options["delay"][fate - 2]].level / 100


def test_weighted_means_of_the_table(case):
    power, salience, years = table(case)
    assert np.average(years, weights=power * salience) == pytest.approx(7.389955686853766, abs=1e-12)
    assert np.average(years, weights=power) == pytest.approx(7.475247524752476, abs=1e-12)
    assert np.average(years, weights=salience) == pytest.approx(6.655737704918033, abs=1e-12)
    assert years.mean() == pytest.approx(6.7, abs=1e-12)


@pytest.mark.parametrize("salient", [True, False], ids=["power and salience", "power alone"])
def test_weighted_median_is_seven(case, salient):
    power, salience, years = table(case)
    weights = power * salience if salient else power
    order = np.argsort(years, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    assert years[order][np.searchsorted(reached, 0.5)] == 7


def test_compromise_rule_settles_on_the_weighted_mean(case):
    assert compromise(case) == pytest.approx(7.389955686853766, abs=STEP / 2)


def test_compromise_with_equal_salience_is_the_mean_by_power(case):
    equal: dict[str, object] = {f"positions.{state}.delay.salience": 50 for state in case.document.parties}
    rest = {"ideal": "as-it-is", "salience": 50}
    equal |= {f"positions.{state}.everything-else": rest for state in case.document.parties}
    assert compromise(case, equal) == pytest.approx(7.475247524752476, abs=STEP / 2)


def test_the_outcome_is_not_in_the_case(case):
    assert "8.833" not in case.text


@pytest.mark.xfail(strict=True, reason="8.35 is the forecast of the expected utility model, none of the engine's rules")
def test_first_round_forecast(case):
    assert compromise(case) == pytest.approx(8.35, abs=STEP / 2)
