"""Happenings that a text puts on the calendar: what, who, when, and whether they are past or to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from detente.drafting.conditions import Condition
from detente.drafting.dates import TimeSpan
from detente.drafting.names import Mention
from detente.drafting.sentences import Stretch, is_han, sentence_at, sentences, trimmed

__all__ = ["Event", "events"]

_KINDS = (
    (
        "meeting",
        r"会晤|会面|会见|峰会|会谈|重开[^，。]{0,8}谈判|谈判(?:于|在|重启)|\bmeets?\b|\bmet\b|\bsummit\b|\bresume[sd]?\b[^.]{0,20}talks|\bround of talks\b|\bconference\b",
    ),
    ("phone_calls", r"通话|\bphone(?:d| call)"),
    (
        "sanction",
        r"(?:实施|加征|追加|宣布)[^，。]{0,10}(?:制裁|关税)|\bimposed?\b[^.]{0,30}(?:sanctions|duties|tariffs)",
    ),
    ("aid", r"(?:加大|增加)[^，。]{0,10}援助"),
    ("expel_diplomats", r"驱逐外交官|\bexpel(?:led)?\b[^.]{0,20}diplomats"),
    ("treaty_exit", r"退出[^，。]{0,24}(?:条约|协定|协议)|\bwithdrew from\b|\bleft the [A-Z]"),
    ("treaty_extension", r"(?:条约|协定)[^。]{0,40}(?:延期|延长)|\bextended\b[^.]{0,30}[Tt]reaty"),
    ("agreement", r"签署|签订|达成(?:协议|一致)|\bsigned\b|\bagreed\b"),
    ("election", r"选举中?获胜|大选|选举|\belection\b|\bcongress on\b"),
    ("ceasefire", r"停火(?:生效|破裂|协议)|\b(?:ceasefire|truce) (?:began|took effect|collapsed)"),
    ("war_start", r"(?:冲突|战争)(?:刚)?(?:开始|爆发)|入侵|\binvaded\b|\bwar (?:began|broke out)"),
    ("strike", r"罢工[^，。]{0,8}开始|\bwent on strike\b|\bstrike began\b"),
    ("attack", r"袭击|轰炸|\bbombed\b|\battacked\b|\bstruck\b"),
    ("announcement", r"宣布|公布|\bannounced\b|\bwarned\b|\btold reporters\b"),
    ("decision", r"决定|\bdecided\b|\btriggered\b"),
    ("completion", r"落成|建成|完工|\bopened\b|\bcompleted\b"),
    ("recognition", r"承认[^，。]{0,8}国|\brecogni[sz]ed?\b"),
)
_FUTURE = re.compile(r"将|即将|定于|预计|\bwill\b|\bnext\b|\bdue\b|\bscheduled\b")
_SUPPOSED = re.compile(r"如果|若|一旦|可能|\bif\b|\bwould\b|\bcould\b|\bmay\b")
_POLL = re.compile(r"\d+(?:\.\d+)?\s?[%％]|\bper cent\b|民调|survey|poll\b")


@dataclass(frozen=True, slots=True)
class Event:
    """A happening.

    Attributes:
        start: First sign of the quotation.
        end: One past its last.
        text: The quotation.
        kind: What it is, by a short name.
        actors: Identifiers of those it names.
        first: Its first possible day, where the text gives one.
        last: Its last possible day.
        status: `past`, `future` or `hypothetical`.
        place: Where, if a name follows "in" or 在.
    """

    start: int
    end: int
    text: str
    kind: str
    actors: tuple[str, ...]
    first: date | None
    last: date | None
    status: str
    place: str


def events(text: str, names: list[Mention], dates: list[TimeSpan], conditions: list[Condition]) -> list[Event]:
    """Return the dated happenings of a text in order.

    Args:
        text: The text.
        names: Its names.
        dates: Its dates.
        conditions: Its conditions; what stands in one is hypothetical.
    """
    found: list[Event] = []
    told = sentences(text)
    for day in dates:
        sentence = sentence_at(told, day.start)
        if day.first is None or sentence is None or day.kind == "present":
            continue
        clause = _around(day, sentence, dates, text)
        kind = next((name for name, pattern in _KINDS if re.search(pattern, clause.text)), "")
        if not kind or (_POLL.search(clause.text) and kind not in ("strike",)) or len(clause.text) < 6:
            continue
        inside = [
            one for one in names if clause.start <= one.start < clause.end and one.type in ("PER", "LOC", "ORG", "ABBR")
        ]
        actors = tuple(dict.fromkeys(part for one in inside for part in one.entity.split("+")))
        supposed = any(one.start <= clause.start < one.end for one in conditions) or _SUPPOSED.search(clause.text)
        status = "hypothetical" if supposed else "future" if _FUTURE.search(clause.text) else "past"
        found.append(
            Event(
                clause.start,
                clause.end,
                clause.text,
                kind,
                actors,
                day.first,
                day.last,
                status,
                _place(clause, inside, text),
            )
        )
    return found


def _around(day: TimeSpan, sentence: Stretch, dates: list[TimeSpan], text: str) -> Stretch:
    """Return the clauses around a date, up to the next date."""
    chinese = is_han(sentence.text)
    stops = re.compile(r"[，,；;：]" if chinese else r"[;:]|, (?:and|but|when|while|as|which) ")
    start = max((match.end() for match in stops.finditer(text, sentence.start, day.start)), default=sentence.start)
    later = [one.start for one in dates if one.start > day.end and one.start < sentence.end]
    ends = [match.start() for match in stops.finditer(text, day.end, sentence.end)]
    end = ends[0] if ends else sentence.end
    if chinese and ends and end - start < 12:
        end = ends[1] if len(ends) > 1 else sentence.end
    if later and later[0] < end:
        end = max((match.start() for match in stops.finditer(text, day.end, later[0])), default=end)
    while end > start and text[end - 1] in "。.！!”":
        end -= 1
    return trimmed(text, start, end)


def _place(clause: Stretch, inside: list[Mention], text: str) -> str:
    for one in inside:
        if one.type == "LOC" and re.search(r"(?:在|于|首都|，|,)$|\b(?:in|at) $", text[clause.start : one.start]):
            return one.entity
    return ""
