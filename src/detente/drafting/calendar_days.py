"""What days written dates mean: the day of writing, months and their parts, seasons, and words around a date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = [
    "PARTS",
    "SEASONS",
    "YEARS",
    "Reader",
    "Reading",
    "Result",
    "bounded",
    "length",
    "month_range",
    "months_before",
    "present",
    "recurring",
    "safe_day",
    "season_days",
    "years_before",
]


Result = tuple[date | None, date | None, str, bool]
YEARS = (1500, 2200)


@dataclass(frozen=True, slots=True)
class Reading:
    """When a text was written; days outside `YEARS` count as its nearest end.

    Attributes:
        first: The earliest day.
        last: The latest day.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        """Keep days within the years that are read."""
        for name in ("first", "last"):
            day = min(max(getattr(self, name), date(YEARS[0], 1, 1)), date(YEARS[1], 12, 31))
            object.__setattr__(self, name, day)

    def year_of(self, month: int, text: str, place: int) -> int:
        """Return the year of a month without one: the nearest to the day of writing, or that of a past told of before."""
        before = re.findall(
            r"(?<![\d.,])(1[5-9]\d\d|20\d\d)(?:年|\b)(?!\s*(?:名|人|兆|per|%|million))",
            text[max(0, place - 200) : place].rpartition("\n")[2],
        )
        if before and int(before[-1]) < self.last.year - 1:
            return int(before[-1])
        years = (self.last.year - 1, self.last.year, self.last.year + 1)
        middle = [(abs((date(year, month, 15) - self.last).days), -year) for year in years]
        return -min(middle)[1]


def month_range(year: int, month: int, part: str = "") -> tuple[date, date]:
    """Return the days of a month or of its beginning, middle or end."""
    last = calendar.monthrange(year, month)[1]
    first_day, last_day = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part, (1, last))
    return date(year, month, first_day), date(year, month, last_day)


def safe_day(year: int, month: int, day: int) -> date | None:
    """Return a day, or nothing where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier."""
    return safe_day(day.year - years, day.month, day.day) or date(day.year - years, day.month, 28)


def months_before(day: date, months: int) -> date:
    """Return the first day of the month so many months earlier."""
    total = day.year * 12 + day.month - 1 - months
    return date(total // 12, total % 12 + 1, 1)


SEASONS = {
    "春": (3, 5),
    "夏": (6, 8),
    "秋": (9, 11),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
}
PARTS = {"初": "early", "上旬": "early", "中旬": "mid", "中": "mid", "下旬": "late", "底": "late", "末": "late", "early": "early", "mid": "mid",
          "late": "late"}  # fmt: skip


def season_days(year: int, word: str, part: str) -> tuple[date, date]:
    """Return the days of a season, or of its beginning or end."""
    if word in ("冬", "winter"):
        return date(year, 12, 1), month_range(year + 1, 2)[1]
    first, last = SEASONS[word]
    if part in ("初", "early"):
        last = first
    elif part in ("末", "深", "late"):
        first = last
    return date(year, first, 1), month_range(year, last)[1]


def bounded(first: date, last: date, edge: str | None, reading: Reading, kind: str, assumed: bool) -> Result:
    """Apply the words around a date: since, by, about."""
    if edge in ("since", "自", "从"):
        return (first, reading.last, "open_start", assumed) if first <= reading.last else (first, last, kind, assumed)
    if edge in ("by", "前") and last >= reading.first:
        return reading.first, last, "deadline", assumed
    return first, last, "approximate" if edge == "左右" else kind, assumed


def present(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    """Read today, yesterday, tomorrow."""
    shift = {"今天": 0, "today": 0, "昨天": -1, "yesterday": -1, "明天": 1, "tomorrow": 1, "今日": 0, "昨日": -1}[
        match.group().casefold()
    ]
    kind = "present" if shift == 0 else "relative"
    return reading.first + timedelta(days=shift), reading.last + timedelta(days=shift), kind, False


def length(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    """Read a length of time, which has no days."""
    return None, None, "duration", False


def recurring(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    """Read what comes again, which has no days."""
    return None, None, "recurring", False


Reader = Callable[[re.Match[str], Reading, str], Result | None]
