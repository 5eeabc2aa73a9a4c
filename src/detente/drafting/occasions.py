"""Meetings to come, with those who sit there, as documents announce them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from detente.drafting.actors import homes_in, slug
from detente.drafting.dates import TimeSpan
from detente.drafting.documents import Document
from detente.drafting.elements import Drafted, passage
from detente.drafting.reading import Found
from detente.drafting.sentences import Stretch, sentences
from detente.drafting.wants import add_party

__all__ = ["add_meetings"]

Read = Sequence[tuple[Document, Found]]

_MEETING = re.compile(
    r"会晤|会面|峰会|会谈|谈判|会议|磋商|大会|\b(?:meet(?:s|ing)?|summit|talks|negotiations|conference|round|session)\b",
    re.I,
)
_SEATED = ("LOC", "PER", "ORG", "ABBR", "DEM")
_AT = re.compile(r"(?:在|于|\b(?:in|at|near)\s+(?:the\s+)?)$", re.I)
_FEWEST_AT_TABLE = 2


def add_meetings(drafted: Drafted, read: Read, as_of: date, until: date) -> None:
    """Add the meetings with a date between the two days; where none is announced, ask for it.

    Args:
        drafted: The draft, with its issues.
        read: The documents and what was found in them.
        as_of: The day at which the case stands.
        until: Its last day.
    """
    held: set[tuple[date, tuple[str, ...]]] = set()
    for document, found, sentence, when in _announced(read, as_of, until):
        table = _table(document, found, sentence, drafted.parties)
        day = when.first
        if day is None or (day, table) in held or any(day == one for one, _ in held):
            continue
        held.add((day, table))
        _add_one(drafted, read, document, found, sentence, day, table)
    if not held:
        drafted.ask("when", "meetings")


def _announced(read: Read, as_of: date, until: date) -> Iterator[tuple[Document, Found, Stretch, TimeSpan]]:
    for document, found in read:
        for sentence in sentences(document.text):
            if not _MEETING.search(sentence.text):
                continue
            for when in found.dates:
                inside = sentence.start <= when.start < sentence.end
                exact = when.first is not None and when.last is not None and (when.last - when.first).days <= 31
                if inside and exact and when.first and as_of < when.first <= until:
                    yield document, found, sentence, when


def _table(document: Document, found: Found, sentence: Stretch, parties: dict[str, str]) -> tuple[str, ...]:
    """Return who is named with a meeting; where fewer than two are, the two that the document names most."""
    named = [one for one in found.names if one.type in _SEATED and sentence.start <= one.start < sentence.end]
    seated = [home for one in named if not _is_place_of(document, one.start) for home in homes_in(one.entity)]
    table = [one for one in dict.fromkeys(seated) if one in parties or one in _often(found)]
    if len(table) < _FEWEST_AT_TABLE:
        table = [one for one in _often(found) if one in parties][:_FEWEST_AT_TABLE]
    return tuple(table)


def _is_place_of(document: Document, start: int) -> bool:
    return bool(_AT.search(document.text[max(0, start - 8) : start]))


def _often(found: Found) -> list[str]:
    counts = Counter(home for one in found.names if one.type in _SEATED for home in homes_in(one.entity))
    return [entity for entity, count in counts.most_common() if count > 1]


def _add_one(
    drafted: Drafted,
    read: Read,
    document: Document,
    found: Found,
    sentence: Stretch,
    day: date,
    table: tuple[str, ...],
) -> None:
    for entity in table:
        add_party(drafted, read, entity)
    seats = [drafted.parties[entity] for entity in table]
    key = slug({"en": f"meeting of {day:%d %B}".lstrip("0")}, "", drafted.case["meetings"], "meeting")
    says = {
        "en": f"A meeting is due on {day.day} {day:%B %Y}.",
        "zh": f"{day.year}年{day.month}月{day.day}日将有会晤。",
    }
    claim = drafted.claim(passage(document, sentence.start, sentence.end, drafted.claims, "fact", says, "quoted"))
    place = next(
        (one for one in found.names if one.type == "LOC" and _place_of_meeting(document, one.start, sentence)), None
    )
    meeting: dict[str, object] = {
        "title": {"en": f"the meeting of {day.day} {day:%B}", "zh": f"{day.month}月{day.day}日会晤"},
        "on": day,
        "table": seats,
        "takes_place": "0.7 to 0.98",
    }
    if place is not None:
        meeting["venue"] = place.text
    drafted.case["meetings"][key] = meeting
    drafted.mark(f"meetings.{key}.on", "quoted", claim)
    drafted.mark(f"meetings.{key}.table", "inferred", claim)
    drafted.mark(f"meetings.{key}.takes_place", "assumed")
    drafted.ask("preparation", f"meetings.{key}.preparation", meeting=key)
    if len(seats) < _FEWEST_AT_TABLE:
        drafted.ask("table", f"meetings.{key}.table", meeting=key)


def _place_of_meeting(document: Document, start: int, sentence: Stretch) -> bool:
    return sentence.start <= start < sentence.end and _is_place_of(document, start)
