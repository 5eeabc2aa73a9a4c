"""Forms show what stands in a text and change it in place; what is put in leaves a case that can be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import detente
from detente.errors import OptionError
from detente.workbench.adding import KINDS, addition, begun, id_of
from detente.workbench.form_fields import SECTIONS
from detente.workbench.forms import claims_of, form_of
from detente.workbench.texts import replacements, written

API = "/api/cases/river.yaml"
RIVER = (Path(__file__).parents[2] / "docs" / "files" / "08-questions.yaml").read_text()
NEW = begun(
    'The lake: "talks"',
    date(2026, 1, 1),
    date(2026, 12, 31),
    ["Uplands", "下游国", "No"],
    [("Water", ["none", "half", "all"]), ("停火", ["不停", "停"]), ("Fees", [])],
)
POSITIONS = {f"positions.{party}.water": {"ideal": 60, "salience": 50} for party in ("uplands", "party-1", "party-2")}


def filled_in(text, values):
    """Return a text with values at paths, as the page would have it."""
    for splice in reversed(replacements(text, values, "", "en")):
        text = text[: splice["start"]] + splice["text"] + text[splice["end"] :]
    return text


def errors(text):
    return [(each.path, each.found) for each in detente.check(text).problems if each.severity == "error"]


def test_a_case_that_is_begun_lacks_only_what_parties_want():
    assert {path for path, _ in errors(NEW)} == {"parties.uplands", "parties.party-1", "parties.party-2"}
    filled = filled_in(NEW, POSITIONS)
    assert errors(filled) == []
    assert detente.check(filled).case.document.title.en == 'The lake: "talks"'


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("title", ["Another thing", "另一件事", "null", 'a: "b" # c'])
def test_what_is_put_in_is_sound_and_leaves_the_rest(kind, title):
    filled = filled_in(NEW, POSITIONS)
    base = detente.edits(filled, addition(filled, "sources", "The letter", "en")) if kind == "claims" else filled
    values = addition(base, kind, title, "en", of="water")
    changed = detente.edits(base, values)
    found = [path for path, _ in errors(changed) if not path.startswith("parties.")]
    assert found == []
    assert all(line in changed.split("\n") for line in base.split("\n") if "title" in line and "water" not in line)


def test_ids_are_free_and_names():
    assert id_of("A b", "issues", ["a-b"]) == "a-b-2"
    assert id_of("!", "parties", ["party-1"]) == "party-2"
    assert id_of("shelved", "options", []) == "option-1"


@pytest.mark.parametrize(("kind", "title", "of"), [("x", "a", ""), ("issues", " ", ""), ("options", "a", "none")])
def test_what_cannot_be_put_in_is_refused(kind, title, of):
    with pytest.raises(OptionError):
        addition(NEW, kind, title, "en", of)


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
@pytest.mark.parametrize("view", SECTIONS)
def test_every_field_shows_what_stands_in_the_text_and_can_be_written_back(view, language):
    text = detente.load("alaska-2025").text
    form = form_of(text, view, (), language)
    for section in form.sections:
        for part in section.parts[:3]:
            for field in part.fields:
                if field.kind == "condition" and field.value:
                    value = written(field.value, field.path, language)
                    assert detente.edits(text, {field.path: value}) == text
                elif field.kind in ("text", "plain", "number", "choice") and field.value:
                    assert detente.edits(text, {field.path: field.value}) is not None


def test_a_form_of_a_case_with_mistakes_marks_them():
    text = detente.edits(RIVER, {"parties.delta.power": "much"})
    problems = detente.check(text).problems
    (section,) = form_of(text, "parties", problems).sections
    assert [field.key for part in section.parts for field in part.fields if field.wrong] == ["power"]
    assert form_of("a: [1, :", "issues", ()).sections[0].parts == ()
    assert claims_of("a: [1, :") == {}


def test_days_are_written_as_days():
    made = replacements("meetings: {talks: {on: 2026-01-01}}", {"meetings.talks.on": "2026-02-03"}, "", "en")
    assert [each["text"] for each in made] == ["2026-02-03"]


@pytest.mark.parametrize("view", [*SECTIONS, "grid", "nothing"])
def test_views_come_with_the_problems(client, view):
    text = client.get(API).json()["text"]
    told = client.post(f"{API}/check", json={"text": text, "view": view}).json()
    assert told["problems"] == []
    assert ("<table" if view in ("grid", "nothing") else 'class="add row"') in told["grid"]


def test_a_first_value_brings_what_it_stands_in():
    assert filled_in("parties: {a: {power: 1}}", {"parties.a.style.toughness": 0.5}) == (
        "parties: {a: {power: 1, style: {toughness: 0.5}}}"
    )
    with pytest.raises(detente.CaseError):
        filled_in("parties: {a: {power: 1}}", {"nowhere.at.all": 1})


def test_something_is_added_through_the_workbench(client):
    text = client.get(API).json()["text"]
    made = client.post(f"{API}/add", json={"text": text, "kind": "parties", "title": "Coast"}).json()
    assert made["path"] == "parties.coast"
    assert client.post(f"{API}/add", json={"text": text, "kind": "parties", "title": ""}).status_code == 400
    said = client.post(f"{API}/edit", json={"text": text, "written": {"parties.delta.power": "60 to 70"}})
    assert said.json()["splices"]
    wrong = client.post(f"{API}/edit", json={"text": text, "written": {"parties.delta.power": "{a: ["}})
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    "asked",
    [
        {"template": "river", "title": "My river"},
        {
            "title": "Lake",
            "as_of": "2026-01-01",
            "until": "2027-01-01",
            "parties": ["A", "B"],
            "issues": [{"title": "Water", "options": ["none", "all"]}],
        },
        {
            "title": "Lake",
            "as_of": "2026-01-01",
            "table": "issue\tactor\tposition\tsalience\tpower\nwater\ta\t10\t50\t1\nwater\tb\t90\t50\t1\n",
        },
    ],
)
def test_cases_begin_in_several_ways(client, asked):
    begun = client.post("/api/cases", json=asked)
    assert begun.status_code == 201, begun.json()
    assert client.get(f"/case/{begun.json()['name']}").status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"title": "x", "as_of": "never"},
        {"template": "none"},
        {"title": "x", "as_of": "2026-01-01", "until": "2026-01-02", "parties": ["a", "b"], "issues": [{"title": "c"}]},
        {"title": "x", "as_of": "2026-01-01", "until": "2027-01-02", "parties": "ab", "issues": 5},
        {"title": "x", "as_of": "2026-01-01", "table": "a,b\n1,2\n"},
    ],
)
def test_what_no_case_can_begin_from_is_told(client, folder, asked):
    before = sorted(folder.iterdir())
    answer = client.post("/api/cases", json=asked)
    assert answer.status_code in (400, 422)
    assert sorted(folder.iterdir()) == before
