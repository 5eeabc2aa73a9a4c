"""How dates are written in English, and what days they mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from detente.drafting.calendar_days import (
    PARTS,
    SEASONS,
    YEARS,
    Reader,
    Reading,
    Result,
    bounded,
    length,
    month_range,
    months_before,
    present,
    recurring,
    safe_day,
    season_days,
)
from detente.drafting.numerals import english_value

__all__ = ["ENGLISH", "MONTHS"]

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = (
    r"(?P<m>" + "|".join(MONTHS) + r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_WEEKDAY = r"(?:(?:" + "|".join(_WEEKDAYS) + r"),? (?:the )?)?"
_EDGE = r"(?P<edge>[Ss]ince|[Bb]y|[Uu]ntil|[Bb]efore)? ?(?<![A-Za-z])"
_YEAR = r"(?P<y>(?:1[5-9]|20|21)\d\d)"


def _month_number(name: str) -> int:
    return next(index for index, month in enumerate(MONTHS, 1) if month.startswith(name.rstrip(".")[:3]))


def _edge(match: re.Match[str], reading: Reading, last: date) -> str | None:
    word = (match.groupdict().get("edge") or "").casefold()
    return "since" if word == "since" else "by" if word in ("by", "until", "before") and last > reading.last else None


def _en_day(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    month, groups = _month_number(match["m"]), match.groupdict()
    year = int(match["y"]) if match["y"] else reading.year_of(month, text, match.start())
    first = safe_day(year, month, int(match["d"]))
    if first is None:
        return None
    if groups.get("d2"):
        last = safe_day(year, _month_number(groups["m2"]) if groups.get("m2") else month, int(groups["d2"]))
        return None if last is None or last < first else (first, last, "range", match["y"] is None)
    return bounded(first, first, _edge(match, reading, first), reading, "point", match["y"] is None)


def _en_month(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    month = _month_number(match["m"])
    year = int(match["y"]) if match["y"] else reading.year_of(month, text, match.start())
    part = PARTS.get((match["part"] or "").casefold().rstrip("- "), "")
    if match["end"]:
        part = {"end": "late", "beginning": "early", "start": "early", "middle": "mid"}[match["end"].casefold()]
    first, last = month_range(year, month, part)
    return bounded(
        first, last, _edge(match, reading, last), reading, "approximate" if part else "range", match["y"] is None
    )


def _en_months(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    month, last_month = _month_number(match["m"]), _month_number(match["m2"])
    year = int(match["y"]) if match["y"] else reading.year_of(last_month, text, match.start())
    return date(year - (month > last_month), month, 1), month_range(year, last_month)[1], "range", match["y"] is None


def _en_year(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    year = int(match["y"])
    first, last = date(year, 1, 1), date(year, 12, 31)
    part = (match["part"] or "").casefold()
    if "first half" in part:
        last = date(year, 6, 30)
    elif "second half" in part:
        first = date(year, 7, 1)
    elif part.startswith("early") or "beginning" in part or "start" in part:
        last = month_range(year, 3)[1]
    elif part.startswith("late") or "end" in part:
        first = date(year, 10, 1)
        if match["edge"]:
            first = date(year, 12, 31)
    elif part.startswith("mid"):
        first, last = date(year, 5, 1), date(year, 8, 31)
    elif any(name in part for name in ("spring", "summer", "autumn", "fall", "winter")):
        word = next(name for name in ("spring", "summer", "autumn", "fall", "winter") if name in part)
        first, last = season_days(year, word, "early" if "early" in part else "late" if "late" in part else "")
    return bounded(
        first,
        last,
        _edge(match, reading, last),
        reading,
        "approximate" if part and "half" not in part else "range",
        False,
    )


def _en_years(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    first, last = int(match["y"]), match["y2"]
    until = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return (date(first, 1, 1), date(until, 12, 31), "range", False) if first < until <= YEARS[1] else None


def _en_season(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    shift = {"this": 0, "last": -1, "next": 1}[match["which"].casefold()]
    word = match["season"].casefold()
    year = reading.last.year
    if word in SEASONS and shift:
        first, last = season_days(year, word, "")
        if (shift < 0 and last < reading.first) or (shift > 0 and first > reading.last):
            shift = 0
    return (*season_days(year + shift, word, ""), "relative", False)


def _en_ago(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    count = int(match["n"]) if match["n"].isdigit() else english_value(match["n"])
    if count is None:
        count = 1
    unit = match["unit"].casefold()
    if unit.startswith(("year", "decade")):
        year = reading.last.year - count * (10 if unit.startswith("decade") else 1)
        return date(year, 1, 1), date(year, 12, 31), "relative", False
    if unit.startswith("month"):
        first = months_before(reading.last, count)
        return first, month_range(first.year, first.month)[1], "relative", False
    days = count * (7 if unit.startswith("week") else 1)
    return reading.first - timedelta(days=days), reading.last - timedelta(days=days), "relative", False


def _en_past(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    word = match["n"] or "one"
    count = int(word) if word.isdigit() else 3 if word in ("few", "several") else english_value(word) or 1
    unit, ahead = match["unit"].casefold(), match["which"].casefold() in ("next", "coming")
    days = count * {"day": 1, "wee": 7, "mon": 30, "yea": 365}[unit[:3]]
    if ahead:
        return reading.first, reading.last + timedelta(days=days), "relative", False
    if unit.startswith("year"):
        return date(reading.last.year - count, reading.last.month, 1), reading.last, "relative", False
    first = months_before(reading.last, count) if unit.startswith("month") else reading.last - timedelta(days=days)
    return first, reading.last, "relative", False


def _en_unit(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    shift, unit = {"last": -1, "this": 0, "next": 1}[match["which"].casefold()], match["unit"]
    if unit in _WEEKDAYS:
        monday = reading.last - timedelta(days=reading.last.weekday())
        day = monday + timedelta(days=_WEEKDAYS.index(unit) + 7 * shift)
        if shift < 0 and day + timedelta(days=7) < reading.first:
            day += timedelta(days=7)
        return day, day, "relative", False
    if unit == "week":
        first = reading.last - timedelta(days=reading.last.weekday()) + timedelta(days=7 * shift)
        return first, first + timedelta(days=6), "relative", False
    if unit == "month":
        first = months_before(reading.last, -shift)
        return first, month_range(first.year, first.month)[1], "relative", False
    if unit == "year":
        return date(reading.last.year + shift, 1, 1), date(reading.last.year + shift, 12, 31), "relative", False
    month = _month_number(unit)
    year = reading.last.year
    if shift < 0 and month >= reading.last.month:
        year -= 1
    elif shift > 0 and month <= reading.last.month:
        year += 1
    return (*month_range(year, month), "relative", False)


def _en_year_end(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    last = (
        date(reading.last.year, 12, 31)
        if match["unit"] == "year"
        else month_range(reading.last.year, reading.last.month)[1]
    )
    return reading.first, last, "deadline", False


def _easter(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    year = int(match["y"]) if match["y"] else reading.last.year
    day = _easter_of(year) if match["feast"] == "Easter" else date(year, 12, 25)
    return bounded(day, day, _edge(match, reading, day), reading, "point", not match["y"])


def _easter_of(year: int) -> date:
    """Return Easter Sunday; Meeus, Jones and Butcher's rule (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: E741
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


_EN_COUNT = (
    r"(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|eighteen|twenty|thirty|"
    r"forty|fifty|sixty|ninety|twenty-\w+)"
)
_BEFORE_MONTH = (
    r"(?<=\b(?:In|in|By|by|Of|of|To|to|At|at) )|(?<=\b(?:and|And) )|(?<=\b(?:from|From|until|Until|since|Since) )"
)


def _iso(match: re.Match[str]) -> Result | None:
    day = safe_day(int(match["y"]), int(match["mm"]), int(match["d"]))
    return None if day is None else (day, day, "point", False)


ENGLISH: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"(?:[Bb]etween |[Ff]rom )?\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: ?[–-] ?| (?:to|and|until) )(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?:,? {_YEAR})?\b"), _en_day),
    (re.compile(rf"\b{_MONTH} (?P<d>\d{{1,2}})(?: ?[–-] ?| to )(?P<d2>\d{{1,2}})\b(?:, {_YEAR})?"), _en_day),
    (re.compile(rf"\b(?P<d>\d{{1,2}}) {_MONTH} (?:to|until|–) (?P<d2>\d{{1,2}}) (?P<m2>{'|'.join(MONTHS)})(?: {_YEAR})?"), _en_day),
    (re.compile(rf"\b{_EDGE}{_WEEKDAY}(?:the )?\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? {_YEAR})?\b"), _en_day),
    (re.compile(rf"\b{_EDGE}{_WEEKDAY}\b{_MONTH} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d|,\d{{3}})(?:, {_YEAR})?"), _en_day),
    (re.compile(r"\b(?P<y>\d{4})-(?P<mm>\d\d)-(?P<d>\d\d)\b"), lambda m, r, t: _iso(m)),
    (re.compile(rf"\b(?:[Ff]rom )?{_MONTH} (?:to|and|through) (?P<m2>{'|'.join(MONTHS)}) {_YEAR}"), _en_months),
    (re.compile(rf"\b{_EDGE}(?:the )?(?:(?P<end>end|beginning|start|middle) of )?(?P<part>[Ee]arly |[Ll]ate |[Mm]id[- ])?\b{_MONTH},? (?:of )?{_YEAR}\b"), _en_month),
    (re.compile(rf"\b{_EDGE}(?:the )?(?P<end>end|beginning|start|middle) of (?P<part>(?!.))?{_MONTH}(?P<y>(?!.))?\b"), _en_month),
    (re.compile(rf"\b{_EDGE}(?P<end>(?!.))?(?P<part>[Ee]arly |[Ll]ate |[Mm]id[- ]){_MONTH}(?P<y>(?!.))?\b"), _en_month),
    (re.compile(rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext) (?P<unit>{'|'.join([*MONTHS, *_WEEKDAYS])}|week|month|year)\b"), _en_unit),
    (re.compile(rf"\b(?P<edge>[Ss]ince|[Bb]efore|[Uu]ntil|[Bb]y) (?P<end>(?!.))?(?P<part>(?!.))?{_MONTH}(?P<y>(?!.))?\b(?! \d)"), _en_month),
    (re.compile(rf"(?:(?<=\b[Ii]n )|(?<=\b[Dd]uring )|(?<=\b[Ff]or )|(?<=\b[Oo]f )|(?<=\b[Aa]fter )|(?<=\b[Aa]nd )|(?<=\b[Ff]rom )|(?<=\b[Tt]o ))(?P<edge>(?!.))?(?P<end>(?!.))?(?P<part>(?!.))?{_MONTH}(?P<y>(?!.))?\b(?!['’]s|\s[A-Z])"), _en_month),
    (re.compile(rf"\b(?:[Bb]etween |[Ff]rom )?{_YEAR}(?:[–-]| to | and | until )(?P<y2>\d{{4}}|\d{{2}})\b"), _en_years),
    (re.compile(rf"\b{_EDGE}(?:the )?(?P<part>(?:first|second) half of |(?:end|beginning|start) of |[Ee]arly |[Ll]ate |[Mm]id-?|(?:early |late )?(?:spring|summer|autumn|fall|winter)(?: of)? )?(?<![\d$€£.,:/-]){_YEAR}(?![\d,.]\d|%| (?:firms|people|adults|troops|soldiers|km|trucks|users|tonnes|dollars))\b"), _en_year),
    (re.compile(r"\b(?P<which>[Tt]his|[Ll]ast|[Nn]ext) (?P<season>spring|summer|autumn|fall|winter)\b"), _en_season),
    (re.compile(rf"\b(?:(?:about|almost|nearly|more than|over) )?(?P<n>{_EN_COUNT}) (?P<unit>years?|months?|weeks?|days?|decades?) (?:ago|earlier|before)\b"), _en_ago),
    (re.compile(rf"(?<=[Tt]he ){_MONTH}(?P<edge>(?!.))?(?P<end>(?!.))?(?P<part>(?!.))?(?P<y>(?!.))?(?= (?:election|vote|summit|meeting|deadline|round|talks|referendum|ruling|agreement|declaration|war)s?\b)"), _en_month),
    (re.compile(rf"\b(?:(?:{_EN_COUNT}|[Aa]) (?:years?|months?|weeks?|days?) later)\b"), length),
    (re.compile(rf"\b(?:[Oo]ver |[Ii]n |[Ff]or )?the (?P<which>past|last|next|coming) (?:(?P<n>{_EN_COUNT}|few|several) )?(?P<unit>years?|months?|weeks?|days?)\b"), _en_past),
    (re.compile(r"\b(?:before|by) (?:the end of the|year['’]s end|the year is out)\s?(?P<unit>year|month)\b"), _en_year_end),
    (re.compile(rf"\b{_EDGE}(?P<feast>Easter|Christmas)(?: {_YEAR})?\b"), _easter),
    (re.compile(r"\b(?:today|yesterday|tomorrow|Today|Yesterday)\b"), present),
    (re.compile(r"\b(?:every|each) (?:day|week|month|year|quarter|other \w+|two \w+)\b"), recurring),
    (re.compile(rf"\b(?:(?:about|almost|nearly|more than|over) )?(?:(?!an?\b){_EN_COUNT}|(?<=\bin )an?|(?<=\bfor )an?|(?<=\bwithin )an?|[Ss]everal|a few|[Nn]inety|[Ss]ixty|[Tt]hirty|[Ss]ix|[Tt]wo|[Tt]hree|[Ff]our|[Ee]leven)[ -](?:and a half )?(?:years?|months?|weeks?|days?|hours?|decades?)\b(?!-old| old)"), length),
)  # fmt: skip
"""Patterns of English dates, the more special first, each with what reads it."""
