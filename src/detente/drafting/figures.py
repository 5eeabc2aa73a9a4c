"""Amounts with what they measure: values, units, and whether they are limits or roundings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.drafting.numerals import ENGLISH_NUMBER, HAN_NUMBER, english_value, han_value

__all__ = ["Figure", "figures"]

_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:万亿|千万|百万|亿|万|千|百)?"
_ZH_UNITS = (
    "个百分点|百分点|平方公里|平方英里|平方米|立方米|公里|英里|海里|公顷|亩|米|公斤|千克|克|万吨|吨|桶|兆瓦|千瓦时|千瓦|吉瓦|美元|欧元|人民币|元|"
    "英镑|卢布|日元|港元|法郎|卢比|摄氏度|度|小时|名|国|具|辆|架|艘|枚|座|户|家|人|票|席|倍|次"
)
_TERM_UNITS = "天|周|个星期|星期|个月|年"
_PREFIX = r"(?:约|大约|近|将近|超过|逾|至少|至多|不少于|不超过|不低于|最多|高达|多达)?"
_ABOUT_PREFIX = "约|大约"
_ZH = re.compile(
    rf"(?P<mod>{_ABOUT_PREFIX})?(?P<n>{_NUMBER})(?P<scale>{_SCALE})(?P<more>多|余)?(?:(?P<unit>%|％|‰)|(?P<named>{_ZH_UNITS}|(?<=[亿万])(?![\u4e00-\u9fff]*年)))(?P<after>左右|以上|以下)?"
)
_ZH_WORD = re.compile(
    rf"(?P<mod>{_ABOUT_PREFIX})?(?:(?P<share>百分之(?:{HAN_NUMBER}|\d+))|(?P<part>[一二三四五六七八九十]+分之[一二三四五六七八九十]+)|(?P<half>半数)|"
    rf"(?P<many>数[十百千万亿]+)(?P<u1>{_ZH_UNITS})|第(?P<ord>\d+)[任届]|(?<!第)(?<![一二三四五六七八九十百千万亿])(?P<han>[二三四五六七八九十百千万亿两]{{1,7}})(?P<u2>美元|欧元|人民币|英镑|卢布|次(?!序|要|峰)|名(?!义)|人(?!民|类|士|道|质)|票|席|倍|小时|公里|吨|成(?=[的民受选]|以))"
    rf")(?P<after>左右|以上|以下)?"
)
_MONEY = r"(?:US|HK|A|C)?[$€£¥]|(?:USD|EUR|GBP|CNY|RMB) "
_WORD_SCALE = r"(?:\s(?:hundred|thousand|million|billion|trillion|bn|m|tn)\b|(?:bn|tn|m|k)\b)?"
_EN_UNITS = (
    r"per cent|percent|percentage points?|dollars?|euros?|pounds?|roubles?|rubles?|yuan|yen|francs?|square (?:miles?|kilomet(?:er|re)s?)|"
    r"miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|tonnes?|tons?|kilograms?|kilos?|kg|barrels?|hectares?|acres?|megawatts?|gigawatts?|MW|GW|"
    r"hours?|seats?|votes?|hostages?|prisoners?|trucks?|soldiers?|troops?|people|persons?|firms?|companies|members?|users?|"
    r"travellers|travelers|passengers|patients|pupils|students|civilians|victims|deaths|dead|residents|farmers|citizens|citizens|customers|centrifuges?|missiles?|warheads?|planes?|ships?|calls?|times|bodies|refugees|workers|jobs|voters|respondents|households|adults|cubic met(?:er|re)s?"
)
_PER = r"(?: (?:a|per|an) (?:tonne|ton|year|month|week|day|barrel|head|hour|litre|person))?"
_EN_ABOUT = (
    r"(?:about|around|roughly|some|nearly|almost|more than|over|at least|up to|under|less than|fewer than|an estimated)"
)
_EN = re.compile(
    rf"(?<![\w.,$€£-])(?:(?P<mod>about|around|roughly) )?(?:(?P<money>{_MONEY})(?P<n1>{_NUMBER})(?P<s1>{_WORD_SCALE})"
    rf"|(?P<n2>{_NUMBER})(?P<s2>{_WORD_SCALE})(?:(?P<pct>\s?[%％])|[ -](?P<unit>{_EN_UNITS})(?![\w-])|(?<=llion)(?P<noun> [a-z]{{3,}})|(?<=\d,\d\d\d)(?P<noun2> [a-z]{{4,}})))(?P<per>{_PER})",
    re.IGNORECASE,
)
_EN_WORD = re.compile(
    rf"(?<![\w-])(?:(?P<half>half)(?= (?:of|its|the|a(?!n? (?:dozen|hour|year)))\b)|(?P<part>(?:one|two|three)[- ](?:half|thirds?|quarters?|fifths?|tenths?))|"
    rf"(?P<quarter>a (?:third|quarter|fifth))(?= of)|(?P<words>{ENGLISH_NUMBER}) (?P<unit>{_EN_UNITS})(?![\w-]))",
    re.IGNORECASE,
)
_TERM = re.compile(
    rf"(?:(?P<n>\d+|[一二三四五六七八九十两]+)(?:{_TERM_UNITS}))(?=[的之]?(?:停火|休战|期限|宽限|临时|过渡|暂停|谈判期|冷静期|内[^，。]{{0,12}}(?:分步|出售|完成|剥离|撤出|缩短)))"
    r"|\b(?:within |for |of )?(?P<e>(?:\d+|[a-z]+)[- ](?:days?|weeks?|months?|years?))(?= (?:to (?:sell|divest|comply|decide|withdraw)|"
    r"in return|truce|ceasefire|pause|extension|deadline|grace period|freeze))|(?<=within )(?P<w>\d+ (?:days?|weeks?|months?))\b",
    re.IGNORECASE,
)
_SCALES = {"万亿": 1e12, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4, "千": 1e3, "百": 1e2}
_EN_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_COUNTS = {"one": 1, "two": 2, "three": 3, "a": 1}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount where it stands.

    Attributes:
        start: Its first sign.
        end: One past its last.
        text: The amount as written.
        value: Its value; nothing where the text gives an order of magnitude alone.
        unit: What one of it is: `percent`, `USD`, or the unit's word.
        limit: `exact`, `about`, `at_least` or `at_most`.
    """

    start: int
    end: int
    text: str
    value: float | None
    unit: str
    limit: str = "exact"


def figures(text: str) -> list[Figure]:
    """Return the amounts of a text in order.

    Example:
        >>> [(f.value, f.unit, f.limit) for f in figures("约530亿美元，至少六次；about 40 per cent, $6 billion")]
        [(53000000000.0, '美元', 'about'), (6.0, '次', 'at_least'), (40.0, 'percent', 'about'), (6000000000.0, '$', 'exact')]
    """
    found: list[Figure] = []
    for match in (
        *_ZH.finditer(text),
        *_ZH_WORD.finditer(text),
        *_EN.finditer(text),
        *_EN_WORD.finditer(text),
        *_TERM.finditer(text),
    ):
        figure = _figure(match, text)
        if figure is not None and all(figure.end <= other.start or figure.start >= other.end for other in found):
            found.append(figure)
    return sorted(found, key=lambda one: one.start)


def _figure(match: re.Match[str], text: str) -> Figure | None:
    value: float | None
    pattern = match.re
    start, end = match.span()
    if pattern is _ZH:
        if _is_ordinal(text, start, match):
            return None
        value = float(match["n"].replace(",", "")) * _SCALES.get(match["scale"], 1.0)
        unit = "percent" if match["unit"] in ("%", "％") else match["named"] or match["unit"] or ""
    elif pattern is _ZH_WORD:
        value, unit = _worded(match)
        if match["half"] is None and value is None and not match["many"]:
            return None
    elif pattern is _EN:
        number = (match["n1"] or match["n2"]).replace(",", "")
        scale = (match["s1"] or match["s2"] or "").strip().casefold()
        value = float(number) * _EN_SCALES.get(scale, 1.0)
        unit = (
            "percent"
            if match["pct"] or re.fullmatch("per ?cent", match["unit"] or "", re.I)
            else match["unit"] or match["money"] or match["noun"] or match["noun2"]
        )
        unit += match["per"] or ""
    elif pattern is _EN_WORD:
        value, unit = _english(match)
        if value is None:
            return None
    else:
        group = next(name for name in ("n", "e", "w") if match[name])
        start, end = (match.start(), match.end()) if group == "n" else match.span(group)
        value, unit = _term(text[start:end])
    return Figure(start, end, text[start:end], value, (unit or "").strip(), _limit(text, start, end, match))


def _is_ordinal(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether what looks like an amount is part of a date, a name or an order."""
    before = text[max(0, start - 1) : start]
    return (
        before in ("第", "-", "－", ".")
        or (match["named"] in ("度", "日", "次") and before in ("年",))
        or (before.isalpha() and before.isascii())
    )


def _worded(match: re.Match[str]) -> tuple[float | None, str]:
    if match["share"]:
        inner = match["share"].removeprefix("百分之")
        return float(han_value(inner) or (inner if inner.isdigit() else 0)), "percent"
    if match["part"]:
        whole, part = match["part"].split("分之")
        return 100.0 * (han_value(part) or 0) / (han_value(whole) or 1), "percent"
    if match["half"]:
        return 50.0, "percent"
    if match["many"]:
        return None, match["u1"]
    if match["ord"]:
        return float(match["ord"]), "ordinal"
    value = han_value(match["han"])
    if value is None or (value < 3 and match["u2"] in ("人", "名", "次")):
        return None, ""
    return (10.0 * value, "percent") if match["u2"] == "成" else (float(value), match["u2"])


def _english(match: re.Match[str]) -> tuple[float | None, str]:
    if match["half"]:
        return 50.0, "percent"
    if match["part"] or match["quarter"]:
        count, part = re.split(r"[- ]", (match["part"] or match["quarter"]).casefold())
        return 100.0 * _COUNTS[count] / _PARTS[part.rstrip("s")], "percent"
    value = english_value(match["words"])
    if value is None or (value < 3 and match["unit"].casefold() in ("times", "people", "members")):
        return None, ""
    return float(value), match["unit"]


def _term(text: str) -> tuple[float | None, str]:
    match = re.match(r"(\d+|[一二三四五六七八九十两]+|[a-z]+)[- ]?(.*)", text, re.IGNORECASE)
    if match is None:
        return None, ""
    number = match[1]
    value = int(number) if number.isdigit() else han_value(number) or english_value(number)
    return (None if value is None else float(value)), match[2]


def _limit(text: str, start: int, end: int, match: re.Match[str]) -> str:
    groups = match.groupdict()
    before = text[max(0, start - 16) : start]
    if (
        re.search(r"(?:至少|不少于|不低于|超过|逾|(?:more than|over|at least)\s*)$", before)
        or groups.get("after") == "以上"
    ):
        return "at_least"
    if (
        re.search(r"(?:至多|不超过|最多|(?:up to|at most|less than|fewer than|under)\s*)$", before)
        or groups.get("after") == "以下"
    ):
        return "at_most"
    vague = groups.get("mod") or groups.get("more") or groups.get("after") == "左右" or groups.get("half")
    return "about" if vague or re.search(r"(?:近|将近|(?:nearly|almost|estimated|some)\s*)$", before) else "exact"
