"""The catalogue of messages: complete, in two languages, with the same blanks in both."""

import re
from string import Formatter

import pytest

from detente.locale.case_errors.words import MESSAGES, NOUNS, words
from detente.mistakes import Slip


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", MESSAGES)
def test_every_message_has_two_languages(kind):
    english, chinese = MESSAGES[kind]
    assert len(english) == len(chinese) == 3
    assert all((*english[:2], *chinese[:2]))
    if english[0].strip("{}") not in ("found", "name") and not english[0].startswith("{found}"):
        assert re.search("[一-鿿]", chinese[0]), kind


@pytest.mark.parametrize("kind", MESSAGES)
def test_chinese_needs_no_blanks_that_english_lacks(kind):
    english, chinese = MESSAGES[kind]
    assert blanks("".join(chinese)) <= blanks("".join(english))


def test_nouns_are_translated():
    slip = Slip("unknown_name", "x", {"what": "party", "name": "a", "names": "b", "nearest": ""})
    assert words(slip, "zh").found == "没有名为 a 的参与方"
    assert all(re.search("[一-鿿]", noun) for noun in NOUNS.values())


def test_a_hint_without_a_nearest_name_falls_away():
    slip = Slip("unknown_name", "x", {"what": "party", "name": "a", "names": "b", "nearest": ""})
    assert words(slip).hint == ""
    assert words(Slip(slip.kind, "x", {**slip.values, "nearest": "b"})).hint == "did you mean b?"


def test_a_kind_outside_the_catalogue_brings_its_own_words():
    assert words(Slip("odd", "x", {"found": "f", "allowed": "a", "hint": "h"})) == ("f", "a", "h")
