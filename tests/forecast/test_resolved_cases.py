"""The resolved cases: nothing in them is later than their date, their endings fit them, and they play."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

import numpy as np
import pytest

from detente.case import cases
from detente.case import load as read
from detente.engine.run.simulate import simulate
from detente.errors import OptionError
from detente.forecast.expectations import fates
from detente.forecast.replay import chosen, replay, with_questions
from detente.forecast.resolutions import Resolved, faults, resolutions
from detente.play_options import PlayOptions

load = cache(read)

RESOLVED = {resolved.case: resolved for resolved in resolutions()}
DAY = re.compile(
    r"\b(\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})\b"
)

AHEAD = {
    ("alaska-2025", "start-2021"): "the day on which a treaty would run out",
    ("geneva-2021", "syria-crossing"): "the day on which a mandate would run out",
}
"""Claims that name a later day which was known."""


@pytest.fixture(scope="module")
def played():
    """All resolved cases, played small."""
    return replay(options=PlayOptions(beliefs=12, runs=4))


@pytest.mark.parametrize("name", RESOLVED)
def test_an_ending_fits_its_case(name):
    assert faults(RESOLVED[name], load(name)) == []


@pytest.mark.parametrize("name", RESOLVED)
def test_no_claim_names_a_later_day(name):
    document = load(name).document
    for key, claim in document.claims.items():
        days = [datetime.strptime(found, "%d %B %Y").date() for found in DAY.findall(claim.says.en)]
        late = [day for day in days if day > document.as_of]
        assert bool(late) == ((name, key) in AHEAD), (key, late)


@pytest.mark.parametrize("name", RESOLVED)
def test_nothing_in_a_case_is_later_than_its_date(name):
    document = load(name).document
    assert all(source.published is None or source.published <= document.as_of for source in document.sources.values())
    assert all(event.on <= document.as_of for event in document.history.values())
    assert document.meetings[RESOLVED[name].meeting].on > document.as_of


@pytest.mark.parametrize("name", RESOLVED)
def test_a_case_says_everything_in_both_languages(name):
    document = load(name).document
    described = [
        *document.parties.values(),
        *document.issues.values(),
        *document.meetings.values(),
        *document.events.values(),
        *document.scenarios.values(),
        *document.questions.values(),
        *(option for issue in document.issues.values() for option in issue.options.values()),
    ]
    for text in (document.title, document.about, *(thing.title for thing in described)):
        assert bool(text.en) == bool(text.zh)
    assert document.title.zh
    assert document.about.zh


@pytest.mark.parametrize("name", [name for name in RESOLVED if name != "alaska-2025"])
def test_the_rules_of_coding_are_the_same_in_every_case(name):
    document = load(name).document
    seated = {party for meeting in document.meetings.values() for party in meeting.table}
    styles = {str(document.parties[party].style.toughness.notation) for party in seated}
    assert len(styles) == 1
    assert {str(meeting.miscommunication.notation) for meeting in document.meetings.values()} <= {
        str(load("helsinki-2018").document.meetings["helsinki"].miscommunication.notation),
        str(load("reykjavik-1986").document.meetings["geneva-talks"].miscommunication.notation),
    }
    assert document.bargaining.rule.notation == load("helsinki-2018").document.bargaining.rule.notation
    assert 4 <= len(document.issues) <= 10
    assert document.levers
    assert document.markers
    assert document.reference_classes


def test_an_ending_that_does_not_fit_is_told():
    wrong = RESOLVED["geneva-2021"].model_copy(
        update={"settled": {"cyber": "peace", "trade": "none", "visas": "shelved"}, "meeting": "vienna", "held": None}
    )
    told = " ".join(faults(wrong, load("geneva-2021")))
    for part in (
        "no meeting vienna",
        "cyber has no option peace",
        "no issue trade",
        "visas cannot be shelved",
        "not held",
    ):
        assert part in told
    early = RESOLVED["geneva-2021"].model_copy(update={"held": date(2021, 6, 15)})
    assert faults(early, load("geneva-2021")) == ["geneva is resolved before the case begins"]


def test_endings_are_not_among_the_cases():
    assert {shipped.id for shipped in cases()} >= set(RESOLVED)
    assert len(RESOLVED) == 7
    with pytest.raises(ValueError, match="Extra inputs"):
        Resolved.model_validate({**RESOLVED["geneva-2021"].model_dump(), "lesson": "none"})


def test_asking_the_questions_changes_no_draw():
    case = load("geneva-2021")
    plain, asked = (simulate(each, beliefs=6, runs=4, seed=3) for each in (case, with_questions(case)))
    assert np.array_equal(plain.tally.scenario, asked.tally.scenario)
    assert np.array_equal(plain.tally.fate, asked.tally.fate)
    assert asked.case.sha256 != case.sha256


def test_every_case_plays_and_is_scored(played):
    assert [case.id for case in played.cases] == [*RESOLVED]
    for case in played.cases:
        assert 0.0 <= case.deal.value <= case.held.value <= 1.0
        assert case.brier == pytest.approx((case.deal.value - case.resolved.deal) ** 2)
        assert case.package <= min(term.given for term in case.terms) + 1e-12
        for term in case.terms:
            assert term.actual == case.resolved.fate(term.issue)
            assert term.given <= term.likeliest_given + 1e-12
        by_method = {distance.of: distance.levels for distance in case.distances}
        assert {"play", "no-change", "compromise", "weighted-median", "nash"} <= set(by_method)
        assert (by_method["no-change"] == 0.0) == (not case.resolved.deal)
    assert sum(band.count for band in played.bands) == len(played.asked)
    assert played.meetings == pytest.approx(np.mean([case.brier for case in played.cases]))
    assert "no rate may be read" in played.status.en


def test_a_meeting_that_never_is_held_leaves_everything_as_it_was(played):
    budapest = played.cases[-1]
    assert budapest.id == "budapest-2025"
    assert budapest.resolved.held is None
    assert budapest.package >= 1.0 - budapest.held.value - 1e-12


def test_fates_are_those_of_every_world():
    worlds = simulate(load("dayton-1995"), beliefs=5, runs=2, seed=1, keep_worlds=True)
    became = fates(worlds, worlds.layout.names.meetings.index("dayton"))
    assert became.shape == (5, 2, 9)
    counts = np.bincount(became[:, :, 0].ravel(), minlength=worlds.tally.fate.shape[2])
    assert counts.tolist() == worlds.tally.fate[worlds.layout.names.meetings.index("dayton"), 0].tolist()


def test_cases_are_chosen_by_name():
    assert [resolved.case for resolved in chosen(["minsk-2015", "dayton-1995"])] == ["dayton-1995", "minsk-2015"]
    with pytest.raises(OptionError, match="did you mean 'minsk-2015'"):
        chosen(["minsk-2014"])
