"""Read durations and dates that are known exactly, such as `half_life: 3 months` and `on: 2025-08-15`."""

from __future__ import annotations

import re
from datetime import date, datetime

from detente.case.numbers import errors as slips
from detente.case.numbers.notation import Fixed
from detente.case.numbers.parse import parse
from detente.case.numbers.scales import Scale

__all__ = ["parse_date", "parse_date_or_month", "parse_duration"]

_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MIDDLE_OF_MONTH = 15


def parse_duration(raw: object) -> float:
    """Read a duration without uncertainty.

    Args:
        raw: What YAML gives, such as `3 months`; a bare 0 needs no unit.

    Returns:
        Days, 0 or more; a month is 30.4375 days, a year 365.25.

    Raises:
        NotationError: It is no duration, or an uncertain one.

    Example:
        >>> parse_duration("2 weeks")
        14.0
    """
    notation = parse(raw, Scale.DURATION)
    if not isinstance(notation, Fixed):
        raise slips.uncertain_duration(slips.shown(raw))
    return notation.value


def parse_date(raw: object) -> date:
    """Read a date.

    Args:
        raw: What YAML gives: a date, or a text such as `2025-08-15`.

    Returns:
        The date.

    Raises:
        NotationError: It is no date, has a time of day, or does not exist.

    Example:
        >>> parse_date("2025-08-15")
        datetime.date(2025, 8, 15)
    """
    if isinstance(raw, datetime):
        raise slips.time_of_day(slips.shown(raw))
    if isinstance(raw, date):
        return date(raw.year, raw.month, raw.day)
    if not isinstance(raw, str) or not (parts := _DATE.fullmatch(raw.strip())):
        raise slips.not_a_date(raw)
    return _existing(int(parts[1]), int(parts[2]), int(parts[3]), raw)


def parse_date_or_month(raw: object) -> date:
    """Read a date, or a month, which stands for its fifteenth day, as polls are often dated.

    Example:
        >>> parse_date_or_month("2022-03")
        datetime.date(2022, 3, 15)
    """
    if isinstance(raw, str) and (parts := _MONTH.fullmatch(raw.strip())):
        return _existing(int(parts[1]), int(parts[2]), _MIDDLE_OF_MONTH, raw)
    return parse_date(raw)


def _existing(year: int, month: int, day: int, raw: str) -> date:
    """Return a date if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        raise slips.no_such_day(slips.shown(raw)) from None
