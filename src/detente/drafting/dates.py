"""Dates and spans of time in a text, placed on the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from detente.drafting.calendar_days import Reading
from detente.drafting.calendar_english import ENGLISH, MONTHS
from detente.drafting.calendar_han import HAN

__all__ = ["TimeSpan", "dates"]


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A date or a span of time where it stands.

    Attributes:
        start: Its first sign.
        end: One past its last.
        text: As written.
        first: Its first day; nothing for a length of time.
        last: Its last day.
        kind: `point`, `range`, `relative`, `approximate`, `open_start`, `deadline`, `present`, `duration`, `recurring`.
        assumed: Whether the year was worked out and is not written.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    kind: str
    assumed: bool = False


def dates(text: str, written: date | None = None, window: tuple[date, date] | None = None) -> list[TimeSpan]:
    """Return the dates and spans of time of a text in order.

    Args:
        text: The text.
        written: The day it was written; what it calls this year or last week is worked out from it.
        window: Or the days between which it was written. Without either, the last day that it names in full or, if it
            names none, the last year.

    Example:
        >>> [(d.text, str(d.first), d.kind) for d in dates("2025年初秋，今年3月", date(2025, 8, 12))]
        [('2025年初秋', '2025-09-01', 'range'), ('今年3月', '2025-03-01', 'range')]
    """
    first, last = window or ((written, written) if written else _guess(text))
    reading = Reading(first, last)
    found: list[TimeSpan] = []
    taken = [False] * (len(text) + 1)
    for pattern, read in (*HAN, *ENGLISH):
        for match in pattern.finditer(text):
            start, end = match.span("all") if "all" in pattern.groupindex else match.span()
            start += len(text[start:end]) - len(text[start:end].lstrip())
            if any(taken[start:end]):
                continue
            result = read(match, reading, text)
            if result is None:
                continue
            taken[start:end] = [True] * (end - start)
            found.append(TimeSpan(start, end, text[start:end], *result))
    return sorted(found, key=lambda one: one.start)


def _guess(text: str) -> tuple[date, date]:
    """Return when a text may have been written, told from the dates that it gives in full."""
    month = "|".join(MONTHS)
    written = [
        _day(int(match[1]), int(match[2]), int(match[3]))
        for match in re.finditer(r"(\d{4})(?:年|-|/)(\d{1,2})(?:月|-|/)(\d{1,2})日?", text)
    ]
    written += [
        _day(int(match[3]), MONTHS.index(match[2]) + 1, int(match[1]))
        for match in re.finditer(rf"\b(\d{{1,2}}) ({month}) (\d{{4}})\b", text)
    ]
    written += [
        _day(int(match[3]), MONTHS.index(match[1]) + 1, int(match[2]))
        for match in re.finditer(rf"\b({month}) (\d{{1,2}}), (\d{{4}})\b", text)
    ]
    known = [day for day in written if day is not None]
    if known:
        head = [day for day in known[:1] if _in_head(text, day)]
        return (head[0], head[0]) if head else (max(known), max(known))
    years = [int(year) for year in re.findall(r"(?<![\d.])((?:19|20)\d\d)(?=年|\b)", text)]
    year = max((one for one in years if one <= date.today().year + 5), default=date.today().year)
    return _between(text, year)


_COMING = re.compile(r"即将|将于|定于|指望|计划|\bwill\b|\bon the eve\b|\bscheduled\b|\bdue\b")
_TO_COME = re.compile(r"^[^，。]{0,6}(?:会|将)(?!面|晤|谈|议)")


def _between(text: str, year: int) -> tuple[date, date]:
    """Return the days between the last that is past and the first to come of those without a year."""
    past: list[date] = []
    coming: list[date] = []
    for match in re.finditer(r"(?<!年)(?<!\d)(\d{1,2})月(\d{1,2})日", text):
        day = _day(year, int(match[1]), int(match[2]))
        if day is not None:
            ahead = _COMING.search(text[max(0, match.start() - 12) : match.start()]) or _TO_COME.match(
                text[match.end() :]
            )
            (coming if ahead else past).append(day)
    first = max(past) + timedelta(days=1) if past else None
    last = min(coming) - timedelta(days=1) if coming else None
    if first is None and last is None:
        return date(year, 1, 1), date(year, 12, 31)
    first, last = first or last, last or first
    return (
        (first, last) if first and last and first <= last else (last or date(year, 1, 1), first or date(year, 12, 31))
    )


def _in_head(text: str, day: date) -> bool:
    head = text[:300]
    written = (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        day.isoformat(),
    )
    return any(
        re.search(rf"^\W*(?:Published|Updated|Date)?:?\s*{re.escape(one)}", line.strip())
        for one in written
        for line in head.split("\n")
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
