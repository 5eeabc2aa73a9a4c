"""How dates are written in Chinese, and what days they mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

from detente.drafting.calendar_days import (
    PARTS,
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
    years_before,
)
from detente.drafting.numerals import han_value

__all__ = ["HAN"]

_RELATIVE_YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2, "今": 0, "次年": 1}


def _han_year(match: re.Match[str], reading: Reading) -> int | None:
    written = match["y"]
    if written is None:
        return None
    if written in _RELATIVE_YEARS:
        return reading.last.year + _RELATIVE_YEARS[written]
    digits = written.removesuffix("年")
    value = int(digits) if digits.isdigit() else han_value(digits)
    return value if value is not None and YEARS[0] <= value <= YEARS[1] else None


_Y = r"(?P<y>(?<!\d)(?:1[5-9]|20|21)\d\d年|[一二][〇零一二三四五六七八九]{3}年|今年|去年|前年|明年|后年|本年)"
_M = r"(?P<m>1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])月"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9]|三十[一]?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"


def _number(text: str) -> int:
    return int(text) if text.isdigit() else int(han_value(text) or 0)


def _han_day(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    month, day = _number(match["m"]), _number(match["d"])
    year = _han_year(match, reading)
    first = safe_day(year or reading.year_of(month, text, match.start()), month, day)
    if first is None:
        return None
    groups = match.groupdict()
    last = first
    if groups.get("d2"):
        last_month = _number(groups["m2"]) if groups.get("m2") else month
        later = safe_day(first.year + (last_month < month), last_month, _number(groups["d2"]))
        if later is None or later < first:
            return None
        last = later
        return first, last, "range", year is None
    return bounded(first, first, groups.get("edge"), reading, "point", year is None)


def _han_month(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    month = _number(match["m"])
    year = _han_year(match, reading)
    part = PARTS.get(match["part"] or "", "")
    first, last = month_range(year or reading.year_of(month, text, match.start()), month, part)
    edge = "前" if match["edge"] else "自" if match["since"] and match["since_end"] else None
    return bounded(first, last, edge, reading, "approximate" if part else "range", year is None)


def _han_months(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    month, last_month = _number(match["m"]), _number(match["m2"])
    year = _han_year(match, reading) or reading.year_of(month, text, match.start())
    return date(year, month, 1), month_range(year + (last_month < month), last_month)[1], "range", match["y"] is None


def _han_season(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    year = _han_year(match, reading)
    if year is None:
        return None
    return (*season_days(year, match["season"], match["part"] or ""), "range", False)


def _han_part_of_year(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    year = _han_year(match, reading)
    if year is None:
        return None
    months = {"上半年": (1, 6), "下半年": (7, 12), "初": (1, 2), "年初": (1, 2), "底": (11, 12), "末": (11, 12), "中": (5, 8), "第一季度": (1, 3),
              "第二季度": (4, 6), "第三季度": (7, 9), "第四季度": (10, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12)}  # fmt: skip
    first, last = months[match["part"]]
    return (
        date(year, first, 1),
        month_range(year, last)[1],
        "range" if "半" in match["part"] or "季" in match["part"] else "approximate",
        False,
    )


def _han_year_alone(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    year = _han_year(match, reading)
    if year is None:
        return None
    edge = "前" if match["edge"] else "自" if match["since"] and match["since_end"] else None
    return bounded(date(year, 1, 1), date(year, 12, 31), edge, reading, "range", False)


def _han_ago(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    count, unit = _number(match["n"]), match["unit"]
    if unit == "年":
        if match["more"]:
            return (
                years_before(reading.last, count + 1) + timedelta(days=1),
                years_before(reading.last, count),
                "relative",
                False,
            )
        year = reading.last.year - count
        return date(year, 1, 1), date(year, 12, 31), "relative", False
    if unit in ("个月", "月"):
        first = months_before(reading.last, count + bool(match["more"]))
        return first, month_range(first.year, first.month)[1], "relative", False
    days = count * (1 if unit in ("天", "日") else 7)
    return reading.first - timedelta(days=days), reading.last - timedelta(days=days), "relative", False


def _han_past(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    if match["unit"] not in ("年", "个月", "月"):
        days = {"天": 1, "日": 1}.get(match["unit"], 7) * (_number(match["n"]) if match["n"] not in "几数" else 3)
        return reading.last - timedelta(days=days), reading.last, "relative", False
    count = 3 if match["n"] in "几数" else _number(match["n"])
    if match["unit"] == "年":
        return date(reading.last.year - count, reading.last.month, 1), reading.last, "relative", False
    return months_before(reading.last, count), reading.last, "relative", False


def _han_week(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    monday = reading.last - timedelta(days=reading.last.weekday())
    shift = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}[match["which"]]
    first = monday + timedelta(days=7 * shift)
    if match["day"]:
        day = first + timedelta(days="一二三四五六日天".index(match["day"]) % 7 if match["day"] != "天" else 6)
        return bounded(day, day, "前" if match["edge"] else None, reading, "relative", False)
    return first, first + timedelta(days=6), "relative", False


def _han_this_month(match: re.Match[str], reading: Reading, text: str) -> Result | None:
    first = months_before(
        reading.last, {"上": 1, "上个": 1, "本": 0, "这个": 0, "下": -1, "下个": -1, "": 0}[match["which"] or ""]
    )
    part = PARTS.get(match["part"] or "", "")
    start, end = month_range(first.year, first.month, part)
    return bounded(start, end, "前" if match["edge"] else None, reading, "relative", False)


_COUNT = r"(?:\d+|[一二三四五六七八九十百两]+)"

HAN: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"{_Y}?{_M}{_D}(?:至|到|—|–|-)(?:(?P<m2>1[0-2]|0?[1-9])月)?(?P<d2>3[01]|[12]\d|0?[1-9])[日号]"), _han_day),
    (re.compile(rf"(?P<all>(?P<edge>自)?{_Y}?{_M}{_D})(?:开始|以来|起)"), _han_day),
    (re.compile(rf"{_Y}?{_M}{_D}(?P<edge>前(?!夕)(?=[^，。]{{0,4}}(?:恢复|完成|达成|签|撤|交|出售|剥离)))?"), _han_day),
    (re.compile(rf"{_Y}?(?P<m>1[0-2]|0?[1-9])(?:至|到|—|–|-)(?P<m2>1[0-2]|0?[1-9])月"), _han_months),
    (re.compile(rf"(?P<since>自|从)?{_Y}?(?<!\d){_M}(?P<part>初|上旬|中旬|下旬|底|末)?(?P<edge>(?:之|以)?前(?!夕))?(?P<since_end>以来|起)?(?!份?的?条)"), _han_month),
    (re.compile(rf"{_Y}(?P<part>初|深|末|早|晚)?(?P<season>春|夏|秋|冬)(?:天|季)?"), _han_season),
    (re.compile(rf"{_Y}(?P<part>上半年|下半年|第?[一二三四]季度|初|年初|底|末)"), _han_part_of_year),
    (re.compile(rf"(?P<since>自|从)?{_Y}(?P<edge>(?:之|以)?前(?!夕))?(?P<since_end>以来|起)?(?!度|代)"), _han_year_alone),
    (re.compile(rf"(?P<n>{_COUNT})(?P<unit>年|个月|个星期|星期|周|天|日)(?P<more>多)?(?:之|以)?前(?!夕|景|后)"), _han_ago),
    (re.compile(rf"(?:过去|最近|近(?=[^，。]{{1,5}}[来间内]))(?:的)?(?P<n>{_COUNT}|几|数)(?P<unit>年|个月|月|周|天|日)(?:间|来)?"), _han_past),
    (re.compile(rf"(?P<n>{_COUNT})(?P<unit>年|个月|月|周|天)来(?!自)"), _han_past),
    (re.compile(r"(?P<which>上上|上|本|这|下)(?:个)?(?:周|星期)(?!期)(?P<day>[一二三四五六日天])?(?P<edge>之前|以前|前)?"), _han_week),
    (re.compile(r"(?P<which>上个?|本|这个|下个?)?(?<!\d)月(?P<part>初|中旬|下旬|底|末)(?P<edge>(?:之|以)?前)?"), _han_this_month),
    (re.compile(r"(?P<which>上个|上|本|这个|下个)月(?!球|亮)(?P<part>初|中旬|下旬|底|末)?(?P<edge>(?:之|以)?前)?"), _han_this_month),
    (re.compile(r"今天|昨天|明天|今日|昨日"), present),
    (re.compile(r"每(?:天|日|周|月|年|季度|个月|星期|隔[一二两三]天)"), recurring),
    (re.compile(rf"短短几(?:天|周|个月|年)|数(?:月|天|周|年)(?!来)|几(?:天|周|个月|年)(?!来|前)|半年|(?:近|将近)?{_COUNT}(?:年|个月|个星期|星期|周|天|小时(?=内|之内|以内|后|的停火|停火))多?(?!前|来|级|度|代|轮|边|围|会|期|报|日)"), length),
)  # fmt: skip
"""Patterns of Chinese dates, the more special first, each with what reads it."""
