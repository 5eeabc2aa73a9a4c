"""Changing a case: comments kept, mistakes told, files whole."""

import os
from datetime import date
from pathlib import Path

import pytest

from detente.case import Case, load, quantities
from detente.case.editing.edit import save, with_changes, with_values
from detente.case.numbers.distribution import Fixed, Interval
from detente.case.schema.changes import RaiseFlag, Shift
from detente.errors import CaseError, StoreError

VILLAGE = Path(__file__).with_name("village.yaml")


@pytest.fixture(scope="module")
def village() -> Case:
    return load(VILLAGE)


def value(case: Case, path: str) -> object:
    return quantities(case.document)[path].notation


def kinds(error: pytest.ExceptionInfo[CaseError]) -> list[tuple[str, str]]:
    return [(problem.path, problem.kind) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("path", "written", "notation"),
    [
        ("positions.upper.water.limit", "50 to 60", Interval(50.0, 60.0)),
        ("parties.lower.style.toughness", 0.9, Fixed(0.9)),
        ("parties.upper.price.moved_by.anger.by", 0.5, Fixed(0.5)),
        ("linked.guarded-water.worth", -0.3, Fixed(-0.3)),
        ("linked.1.worth", 0.3, Fixed(0.3)),
        ("events.collapse.rate.ages.1 month", "2 per year", Fixed(2 / 365.25)),
        ("positions.upper.toll.salience", {"value": 50, "because": ["water-is-life"]}, Fixed(50.0)),
    ],
)
def test_values_are_set_at_their_paths(village, path, written, notation):
    changed = with_values(village, {path: written})
    assert value(changed, path) == notation
    rest = {key: number for key, number in quantities(changed.document).items() if key != path}
    assert rest == {key: number for key, number in quantities(village.document).items() if key != path}


def test_keys_that_the_file_lacks_are_written(village):
    changed = with_values(village, {"meetings.autumn-fair.mediation": "formulation", "scenarios.peace.when.by": None})
    assert changed.document.meetings["autumn-fair"].mediation == "formulation"
    assert changed.document.scenarios["peace"].when.by is None


def test_comments_and_other_lines_stay(village):
    changed = with_values(village, {"positions.upper.water.limit": 55})
    before, after = village.text.splitlines(), changed.text.splitlines()
    assert before[0] == after[0] == "# Two villages and a mill: a small case that uses every part of the language."
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert changed.sha256 != village.sha256


def test_the_case_itself_stays(village):
    with_values(village, {"positions.upper.water.limit": 55})
    assert village == load(VILLAGE)


@pytest.mark.parametrize(
    ("path", "written", "problem"),
    [
        ("positions.uper.water.limit", 3, ("positions.uper.water.limit", "no_path")),
        ("positions.upper.water.limt", 3, ("positions.upper.water.limt", "no_path")),
        ("meetings.spring-fair.on.year", 3, ("meetings.spring-fair.on.year", "no_path")),
        ("linked.7.worth", 3, ("linked.7.worth", "no_path")),
        ("positions.upper.water.limit", 300, ("positions.upper.water.limit", "notation_outside")),
        ("meetings.spring-fair.table", ["upper", "x"], ("meetings.spring-fair.table.1", "unknown_name")),
        ("until", "2023-01-01", ("until", "no_course")),
    ],
)
def test_mistakes_are_told_where_they_are(village, path, written, problem):
    with pytest.raises(CaseError) as error:
        with_values(village, {path: written})
    assert problem in kinds(error)


def test_a_shift_becomes_a_past_event_of_which_nothing_has_faded(village):
    changed = with_changes(village, [{"shift": {"anger": 1}, "half_life": "2 months"}], name="march")
    event = changed.document.history["march"]
    assert event.on == village.document.as_of
    assert event.changes == (Shift.model_validate({"shift": {"anger": 1}, "half_life": "2 months"}),)
    assert list(changed.document.history) == ["spring-feud", "march"]


def test_past_events_get_fresh_names(village):
    changed = with_changes(village, [{"raise": "feud"}, {"shift": {"anger": 1}}], name="spring-feud")
    assert list(changed.document.history) == ["spring-feud", "spring-feud-2", "spring-feud-3"]


def test_a_lowered_flag_was_never_raised(village):
    changes = with_changes(village, [{"lower": "feud"}]).document.history["spring-feud"].changes
    assert changes
    assert not [change for change in changes if isinstance(change, RaiseFlag)]


def test_terms_tables_and_consents(village):
    changed = with_changes(
        village,
        [
            {"terms": {"toll": "low"}},
            {"seat": "mill-owner", "at": "spring-fair"},
            {"unseat": "lower", "at": "spring-fair"},
            {"require_consent": "upper", "on": "water"},
            {"waive_consent": "mill-owner", "on": "water"},
            {"reset": "guard"},
        ],
    ).document
    assert changed.issues["toll"].now == "low"
    assert changed.meetings["spring-fair"].table == ("upper", "mill-owner")
    assert changed.issues["water"].consent == ("upper",)


def test_calling_and_cancelling(village):
    changed = with_changes(village, [{"call": "spring-fair", "within": "1 to 2 weeks"}, {"cancel": "autumn-fair"}])
    meetings = changed.document.meetings
    assert meetings["spring-fair"].on is None
    assert meetings["spring-fair"].within.notation == Interval(7.0, 14.0)
    assert meetings["autumn-fair"].takes_place.notation == Fixed(0.0)


def test_the_changes_of_a_lever_are_changes(village):
    for lever in village.document.levers.values():
        assert with_changes(village, lever.changes).document != village.document


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"shfit": {}}, ("changes.0", "not_a_change")),
        ({"shift": {"anger": "much"}}, ("changes.0.shift.anger", "notation_name_for_number")),
        (
            {"set": {"meetings.spring-fair.medation": "none"}},
            ("changes.0.set.meetings.spring-fair.medation", "no_path"),
        ),
        ({"seat": "lower", "at": "sprig-fair"}, ("changes.0", "no_path")),
        ({"waive_consent": "upper", "on": "toll"}, ("changes.0", "consent_is_quorum")),
        ({"shift": {"angr": 1}}, ("history.change.changes.0.shift.angr", "unknown_name")),
    ],
)
def test_changes_that_cannot_be_made(village, change, problem):
    with pytest.raises(CaseError) as error:
        with_changes(village, [change])
    assert problem in kinds(error)


def test_all_mistakes_of_changes_are_told_at_once(village):
    with pytest.raises(CaseError) as error:
        with_changes(village, [{"shfit": {}}, {"raise": 3}])
    assert len(error.value.problems) == 2


def test_saved_cases_are_read_back(village, tmp_path):
    path = tmp_path / "mill.yaml"
    changed = with_values(village, {"as_of": date(2024, 3, 2)})
    save(changed, path)
    assert load(path).document == changed.document
    assert load(path).sha256 == changed.sha256
    assert os.listdir(tmp_path) == ["mill.yaml"]


def test_nothing_is_left_half_written(village, tmp_path):
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(StoreError, match="cannot write"):
        save(village, target)
    with pytest.raises(StoreError, match="cannot write"):
        save(village, tmp_path / "nowhere" / "mill.yaml")
    assert os.listdir(tmp_path) == ["folder"]
