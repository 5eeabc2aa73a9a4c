"""One small file for each kind of mistake, with the words that its message must hold."""

import json
import re
from pathlib import Path

import pytest

from detente.case import load
from detente.case.reading.yaml_events import grow
from detente.errors import CaseError
from detente.locale.case_errors.words import MESSAGES

FOLDER = Path(__file__).parents[1] / "broken_cases"
FILES = sorted(FOLDER.glob("*.yaml"))


def refused(path: Path, language: str = "en") -> CaseError:
    with pytest.raises(CaseError) as caught:
        load(path, language)
    return caught.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_exactly_this_mistake_is_told(path):
    text = path.read_text(encoding="utf-8")
    expected = re.findall(r"^# expect: (.+)$", text, re.MULTILINE)
    assert expected, "a broken case says what its message must hold"
    error = refused(path)
    assert len(error.problems) == 1, str(error)
    for words in expected:
        assert words in str(error), str(error)
    for place in re.findall(r"^# at: (.+)$", text, re.MULTILINE):
        assert error.problems[0].where == f"{path}:{place}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_mistake_is_told_in_chinese_at_the_same_place(path):
    english, chinese = refused(path).problems[0], refused(path, "zh").problems[0]
    assert (chinese.where, chinese.path, chinese.kind) == (english.where, english.path, english.kind)
    assert english.kind in MESSAGES
    assert re.search("[\u4e00-\u9fff]|^1$", chinese.allowed), chinese.allowed


def test_there_are_many_kinds_of_mistakes():
    kinds = {refused(path).problems[0].kind for path in FILES}
    assert len(FILES) >= 150
    assert len(kinds) >= 100


def test_all_mistakes_of_a_file_are_told_at_once():
    path = Path(__file__).with_name("many_mistakes.yaml")
    problems = refused(path).problems
    assert [(problem.where.removeprefix(f"{path}:"), problem.kind) for problem in problems] == [
        ("2:1", "missing"),
        ("4:1", "unknown_key"),
        ("8:18", "notation_name_for_number"),
        ("10:3", "key_twice"),
        ("12:29", "unknown_name"),
        ("13:78", "unknown_name"),
        ("15:41", "notation_outside"),
        ("15:47", "unknown_name"),
        ("18:16", "before_as_of"),
        ("18:43", "unknown_name"),
        ("19:16", "notation_no_such_day"),
        ("21:48", "after_until"),
        ("22:13", "not_a_condition"),
    ]


def test_what_cannot_be_read_hides_no_mistake_beside_it():
    path = Path(__file__).with_name("mistakes_within_elements.yaml")
    problems = refused(path).problems
    assert [(problem.path, problem.kind) for problem in problems] == [
        ("parties.south.power", "notation_name_for_number"),
        ("claims.said.kind", "not_one_of"),
        ("claims.said.source", "no_names"),
        ("issues.wells", "missing"),
        ("issues.wells.now", "unknown_name"),
        ("issues.wells.consent.0", "unknown_name"),
        ("issues.dam.topic", "unknown_name"),
        ("issues.dam.options.higher.level", "too_high"),
        ("issues.dam.consent.0", "unknown_name"),
        ("issues.dam.consent.1", "not_text"),
        ("linked.0.party", "unknown_name"),
        ("linked.1.worth", "notation_name_for_number"),
        ("linked.2", "missing"),
        ("linked.2.if.issue", "unknown_name"),
        ("meetings.fair", "missing"),
        ("meetings.fair.agenda.1", "unknown_name"),
        ("meetings.fair.proposer", "unknown_name"),
        ("markers.calm", "missing"),
        ("markers.calm.of", "no_names"),
        ("markers.quarrel.when.any.0.issue", "unknown_name"),
        ("markers.quarrel.when.any.1.is", "unknown_key"),
        ("events.flood.changes.0.raise", "no_names"),
        ("events.flood.changes.0.loudly", "unknown_key"),
        ("events.flood.changes.1.terms.dam", "unknown_name"),
    ]


@pytest.mark.parametrize("section", ["sources", "claims", "topics", "flags", "factors", "meetings", "events"])
def test_names_of_a_section_that_cannot_be_read_are_not_missed(section, tmp_path):
    data = grow(Path(__file__).with_name("village.yaml").read_text(encoding="utf-8")).data
    data[section] = [{"id": name, **element} for name, element in data[section].items()]
    path = tmp_path / "listed.yaml"
    path.write_text(json.dumps(data, default=str), encoding="utf-8")
    assert [(problem.path, problem.kind) for problem in refused(path).problems] == [(section, "not_keys")]


@pytest.mark.parametrize(("section", "words"), [("topics", "63 topics"), ("linked", "63 linked")])
def test_more_than_a_set_holds_is_told(section, words, tmp_path):
    village = Path(__file__).with_name("village.yaml").read_text(encoding="utf-8")
    data = grow(village).data
    if section == "topics":
        data["topics"] |= {f"topic-{n}": {"title": "T"} for n in range(63 - len(data["topics"]))}
    else:
        data["linked"] = [{**data["linked"][0], "id": f"link-{n}"} for n in range(63)]
    path = tmp_path / "large.yaml"
    path.write_text(json.dumps(data, default=str), encoding="utf-8")
    problem = next(problem for problem in refused(path).problems if problem.kind == "too_many")
    assert (problem.path, problem.found, problem.allowed) == (section, words, "at most 62")
    assert problem.where.startswith(f"{path}:1:")
