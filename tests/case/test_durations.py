"""Durations and dates are read exactly."""

from __future__ import annotations

import datetime

import pytest

from detente.case.numbers.distribution import NotationError
from detente.case.numbers.durations import parse_date, parse_date_or_month, parse_duration


@pytest.mark.parametrize(
    ("raw", "days"),
    [("8 days", 8), ("1 day", 1), ("2 weeks", 14), ("3 months", 91.3125), ("1 Year", 365.25), (0, 0)],
)
def test_durations_in_days(raw: object, days: float) -> None:
    assert parse_duration(raw) == days


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("4 to 16 weeks", "uncertain_duration"),
        ("4 fortnights", "unknown_unit"),
        (4, "unit_missing"),
        ("-1 day", "outside"),
        (None, "empty"),
    ],
)
def test_wrong_durations_are_told(raw: object, kind: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_duration(raw)
    assert caught.value.kind == kind


def test_dates() -> None:
    expected = datetime.date(2025, 8, 15)
    assert parse_date("2025-08-15") == parse_date(expected) == expected
    assert parse_date_or_month("2025-08") == expected
    assert parse_date_or_month("2025-8") == expected
    assert parse_date_or_month("2025-08-15") == expected


@pytest.mark.parametrize(
    ("raw", "kind", "words"),
    [
        ("2025-02-30", "no_such_day", "the calendar"),
        ("15.8.2025", "not_a_date", "a date such as 2025-08-15"),
        ("2025-08", "not_a_date", "2025-08"),
        (None, "not_a_date", "nothing"),
        (2025, "not_a_date", "2025"),
        (datetime.datetime(2025, 8, 15, 12), "time_of_day", "leave out the time of day"),
    ],
)
def test_wrong_dates_are_told(raw: object, kind: str, words: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_date(raw)
    assert caught.value.kind == kind
    assert words in str(caught.value)


def test_a_month_the_year_does_not_have() -> None:
    with pytest.raises(NotationError, match="calendar"):
        parse_date_or_month("2025-13")
