"""Errors of the layers beneath the command line, in Chinese to their last word."""

from __future__ import annotations

import re
from datetime import date

import pytest

from detente.errors import OptionError
from detente.locale import texts
from detente.locale.wording import worded

PHRASES = (
    "a whole number from 2 to 1,000,000",
    "a whole number from 1 to 7, the sum of all weights",
    "2 to 1,000,000",
    "a number from 0 to 1",
    "one of the two",
    "a state from 1 to 160",
    "THEORY.OPTION=VALUE, such as challenge.rounds=3",
    "a day from 2025-08-12 to 2026-08-15",
    "a day from 2025-08-12 on, where the case stands",
    "to 2026-05-12: it must begin by 2026-02-11 and hold 91 days",
    "at least 200, to find boxes and to judge them",
)


@pytest.mark.parametrize("phrase", PHRASES)
def test_what_is_allowed_is_said_in_chinese(phrase: str) -> None:
    sentence, _ = worded(OptionError.outside("x", 9, phrase), texts("zh"))
    said = sentence.split("应为：")[1]
    assert re.search(r"[\u4e00-\u9fff]", said)
    assert not re.search(r"\b(a|an|the|to|from|on|it|one|at|such)\b", said)


def test_in_english_it_stays_as_it_is() -> None:
    assert worded(OptionError.outside("x", 9, "0 to 1"), texts("en"))[0] == "x: found '9'; allowed is 0 to 1"


def test_what_nobody_translated_stays() -> None:
    sentence, _ = worded(OptionError.outside("x", 9, "something odd"), texts("zh"))
    assert sentence.endswith("something odd")


def test_dates_are_kept() -> None:
    error = OptionError.outside("until", "x", f"a day from {date(2025, 8, 12)} to {date(2026, 8, 15)}")
    assert "2025-08-12 至 2026-08-15" in worded(error, texts("zh"))[0]
