"""Files of facts: one small file for each kind of mistake, and the facts that come with the program."""

import re
from pathlib import Path

import pytest

from detente.case import load
from detente.case.facts import impossible, load_facts, read_facts, shipped_facts
from detente.case.schema.facts import Fact
from detente.errors import CaseError

FILES = sorted((Path(__file__).parents[1] / "broken_facts").glob("*.yaml"))


@pytest.fixture(scope="module")
def alaska():
    return load("alaska-2025")


def refused(path, case, language="en"):
    with pytest.raises(CaseError) as caught:
        load_facts(path, case, language)
    return caught.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_exactly_this_mistake_is_told_and_where(path, alaska):
    expected = re.findall(r"^# expect: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    error = refused(path, alaska)
    assert len(error.problems) == 1, str(error)
    assert expected
    assert expected[0] in str(error), str(error)
    assert re.fullmatch(rf"{re.escape(str(path))}:\d+:\d+", error.problems[0].where)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_mistake_is_told_in_chinese_at_the_same_place(path, alaska):
    english, chinese = refused(path, alaska).problems[0], refused(path, alaska, "zh").problems[0]
    assert (chinese.where, chinese.path, chinese.kind) == (english.where, english.path, english.kind)


def test_there_are_many_kinds_of_mistakes(alaska):
    assert len({refused(path, alaska).problems[0].kind for path in FILES}) >= 25


def test_all_mistakes_are_told_at_once(alaska):
    text = """
detente-events: 1
case: alaska-2025
facts:
  a: {on: 2025-10-01, about: x, status: rumour}
  b: {on: 2025-08-01, about: x, status: memory, event: new-sanction}
  c: {on: 2025-10-03, about: x, status: memory, terms: {front-truc: none, air-truce: most}}
"""
    with pytest.raises(CaseError) as caught:
        read_facts(text, alaska, "f.yaml")
    assert [(problem.where, problem.kind) for problem in caught.value.problems] == [
        ("f.yaml:5:41", "not_one_of"),
        ("f.yaml:6:11", "fact_before"),
        ("f.yaml:6:56", "unknown_name"),
        ("f.yaml:7:57", "unknown_name"),
        ("f.yaml:7:86", "unknown_name"),
    ]


def test_facts_that_are_not_there_are_missed_by_name(alaska):
    with pytest.raises(CaseError, match="did you mean alaska-2025"):
        load_facts("alaska-2052", alaska)
    with pytest.raises(CaseError, match="no file"):
        load_facts(Path("nowhere.yaml"), alaska)


def test_an_impossible_fact_is_named_with_its_place(alaska):
    facts = load_facts("alaska-2025", alaska)
    for fact, words in (
        ("oil-companies-sanctioned", "new-sanctions happening"),
        ("no-sanctions-until-october", "new-sanctions not happening"),
        ("no-deal-in-alaska", "an outcome of anchorage"),
        ("allies-consulted", "allied-consultation held"),
        ("no-second-summit", "late-summit not held"),
        ("no-lasting-ceasefire", "none of 400 worlds"),
    ):
        error = impossible(facts, fact, 400)
        assert words in str(error)
        assert error.problems[0].where == facts.where(fact)
        assert re.search("[一-鿿]", impossible(facts, fact, 400, "zh").problems[0].found)


@pytest.mark.parametrize("name", shipped_facts())
def test_shipped_facts_are_right_and_speak_both_languages(name):
    case = load(name)
    facts = load_facts(name, case)
    assert facts.document.title.en and facts.document.title.zh  # noqa: PT018
    for key, fact in facts.document.facts.items():
        assert fact.about.en, key
        assert re.search("[一-鿿]", fact.about.zh), key
        assert case.document.as_of < fact.on <= case.document.until


def test_what_is_unknown_or_context_is_carried_and_not_used(alaska):
    facts = load_facts("alaska-2025", alaska)
    unused = {key: fact for key, fact in facts.document.facts.items() if key not in facts.used}
    assert {"aid-cut-unknown", "black-sea-unknown", "easter-truce-2026"} <= set(unused)
    assert all(fact.status == "unknown" or type(fact) is Fact for fact in unused.values())


def test_shipped_facts_are_no_case():
    from detente.case import cases

    assert "alaska-2025" in {case.id for case in cases()}
    assert len({case.id for case in cases()}) == len(cases())
    assert all(case.title.en for case in cases())
