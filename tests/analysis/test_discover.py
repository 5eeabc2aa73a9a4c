"""Conditions under which a scenario is likelier: found where they are, in words, and not where there are none."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

import detente
from detente.analysis.discovery.bins import into_bins
from detente.analysis.discovery.discovering import discover, discover_all
from detente.analysis.discovery.observed import Seen, observe
from detente.engine.run.chunks import Table
from detente.errors import OptionError
from detente.locale import texts
from detente.play_options import PlayOptions
from detente.report.drivers.words import condition, tip_in_words
from detente.testing import case_of


def storm(rate="0.1 per month", **sections):
    """A storm at a rate that heat multiplies by five a unit, and a siren after which it is six times as likely."""
    return case_of(
        {
            "detente": 1,
            "id": "storm",
            "title": "Storm",
            "as_of": "2024-01-01",
            "until": "2024-06-30",
            "parties": {"north": {}},
            "issues": {"border": {"topic": "war", "now": "none", "options": {"none": 0, "full": 100}}},
            "positions": {"north": {"border": {"ideal": 100, "salience": 50}}},
            "factors": {
                "heat": {"title": {"en": "Heat", "zh": "热度"}, "start": "-1.6 to 1.6"},
                "idle": {"start": "-1 to 1"},
            },
            "events": {
                "storm": {"rate": rate, "hazard_ratio": {"heat": 5, "wind": 6}},
                "siren": {
                    "title": {"en": "The siren sounds", "zh": "警报响起"},
                    "rate": "4 per year",
                    "changes": [{"raise": "wind"}],
                },
            },
            "flags": {"wind": {}},
            "scenarios": [{"storm": {"when": {"event": "storm"}}}],
            **sections,
        }
    )


@pytest.fixture(scope="module")
def found():
    return discover(storm(), "storm", options=PlayOptions(beliefs=3000, runs=2), seen_by=date(2024, 2, 5))


def test_heat_makes_the_storm_likelier(found):
    beliefs, _ = found.searches
    box = beliefs.boxes[0]
    assert [entry.input.name for entry in box.restrictions] == ["factors.heat.start"]
    assert box.restrictions[0].above is not None
    assert box.restrictions[0].below is None
    assert box.restrictions[0].again == 1.0
    assert box.density > box.outside + 0.3
    assert box.outside < found.probability < box.density
    assert box.coverage * found.probability == pytest.approx(box.mass * box.density, rel=0.05)


def test_what_is_said_holds_of_a_play_of_another_seed(found):
    """The box's probability is that of worlds with heat above its bound, played anew."""
    box = found.searches[0].boxes[0]
    worlds = detente.simulate(storm(), beliefs=3000, runs=4, seed=77)
    heat = worlds.numbers()[:, worlds.layout.slots.of("factors.heat.start")]
    inside = worlds.tally.scenario[heat > box.restrictions[0].above, 0] / 4
    error = np.hypot(box.density_error, inside.std() / np.sqrt(len(inside)))
    assert abs(box.density - inside.mean()) < 4.0 * error


def test_tipping_points_are_those_of_heat(found):
    tips = {tip.input.name: tip for tip in found.searches[0].tips}
    assert set(tips) == {"factors.heat.start"}
    assert tips["factors.heat.start"].below < 0.5 < tips["factors.heat.start"].above


def test_conditions_read_in_both_languages(found):
    box, document = found.searches[0].boxes[0], storm().document
    english, chinese = (
        condition(box.restrictions[0], document, found.seen_by, texts(language)) for language in ("en", "zh")
    )
    assert english.startswith("Heat › level at the start is above ")
    assert "热度" in chinese
    assert "高于" in chinese
    seen = found.searches[1]
    names = {entry.input.name for box in seen.boxes for entry in box.restrictions}
    assert names <= {"heat", "idle", "storm", "siren"}
    assert "idle" not in names
    for tip in seen.tips:
        assert tip_in_words(tip, document, found.seen_by, texts("zh"))


def test_a_storm_seen_early_is_the_first_sign(found):
    seen = found.searches[1]
    assert {entry.input.name for entry in seen.boxes[0].restrictions} & {"storm", "heat"}


def test_observed_worlds_are_those_of_a_play():
    table = Table.of(storm())
    worlds = detente.simulate(storm(), beliefs=50, runs=3, seed=2, keep_worlds=True)
    observed = observe(table, ["storm"], Seen.by(table, date(2024, 2, 5)), beliefs=50, runs=3, seed=2)
    assert np.array_equal(observed.results[0].sum(axis=1), worlds.tally.scenario[:, 0])
    assert observed.numbers == pytest.approx(worlds.numbers()[:, worlds.drawn.uncertain].astype(np.float32))
    names = worlds.layout.names
    siren = 2 + names.events.index("siren")
    first = worlds.tracks.event_first[:, :, names.events.index("siren")]
    assert np.array_equal(observed.seen[:, :, siren], (first >= 0) & (first < 5))


def test_all_scenarios_from_one_play():
    found = discover_all(storm(), options=PlayOptions(beliefs=1000, runs=2))
    assert [view.outcome for view in found] == ["storm", "muddling-through"]


def test_what_means_nothing_gives_nothing():
    case = storm(events={"storm": {"rate": "0.5 per month"}}, flags={})
    found = discover(case, "storm", options=PlayOptions(beliefs=1500, runs=2), seen_by=date(2024, 1, 9))
    assert found.searches[0].boxes == ()
    assert found.searches[0].tips == ()


@pytest.mark.parametrize(
    ("rate", "outcome", "options", "words"),
    [
        ("0.5 per month", "strom", {}, "did you mean 'storm'"),
        ("0 per month", "storm", {}, "'storm' never came true"),
        ("900 per month", "storm", {}, "'storm' always came true"),
        ("0.001 per month", "storm", {}, "are needed to say when it is likelier"),
        ("0.5 per month", "storm", {"options": PlayOptions(beliefs=20, runs=2)}, "at least 200"),
        ("0.5 per month", "storm", {"seen_by": date(2023, 1, 1)}, "seen-by"),
    ],
)
def test_what_cannot_be_answered_is_said(rate, outcome, options, words):
    case = storm(rate, events={"storm": {"rate": rate}}, flags={})
    with pytest.raises(OptionError, match=words):
        discover(case, outcome, **{"options": PlayOptions(beliefs=400, runs=2), **options})


def test_bins_keep_few_values_and_halve_many_evenly():
    columns = np.column_stack([np.arange(5000.0), np.arange(5000) % 3])
    found = into_bins(columns, most=100)
    assert found.bins.tolist() == [100, 3]
    assert np.bincount(found.codes[:, 0]).std() < 2.0
    assert found.levels[0] is None
    assert found.levels[1].tolist() == [0.0, 1.0, 2.0]
    with pytest.raises(OptionError, match="not finite"):
        into_bins(np.array([[np.nan]]))
