"""Happenings that later documents date, each with its quotation and the days it may have happened on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.drafting.documents import Document
from detente.drafting.elements import Passage, passage
from detente.drafting.events import Event
from detente.drafting.reading import Found

__all__ = ["Told", "told_after"]

_LONGEST = 45
"""Days of the longest stretch of time that still dates a happening."""

_AROUND = 3
"""Days by which a day may be off that a text gives as "around"; assumed."""

_RELATIVE = ("relative", "present")


@dataclass(frozen=True, slots=True)
class Told:
    """A happening that a document dates after a case.

    Attributes:
        document: The document.
        passage: The quotation and its place.
        kind: What it is, by a short name.
        actors: Whom it names.
        on: Its last possible day.
        since: Its first, where it is another.
        about: Days that it may be off, where the text says "around".
    """

    document: Document
    passage: Passage
    kind: str
    actors: tuple[str, ...]
    on: date
    since: date | None
    about: int


def told_after(read: Sequence[tuple[Document, Found]], as_of: date) -> tuple[list[Told], list[Passage]]:
    """Return what has happened after a day, by day, and what cannot be put on the calendar well enough.

    What a document announces or supposes has not happened; what it dates after its own day has not either. A document
    that does not say when it appeared dates only what it gives in full.

    Args:
        read: The documents and what was found in them.
        as_of: The day at which the case stands.
    """
    told: list[Told] = []
    vague: list[Passage] = []
    taken: dict[str, Passage] = {}
    for document, found in read:
        for one in found.events:
            if one.status != "past" or one.last is None or one.last <= as_of:
                continue
            if document.written is not None and one.first is not None and one.first > document.written:
                continue
            where = passage(document, one.start, one.end, taken, "fact", {}, "quoted")
            taken[where.id] = where
            dated = _dated(document, found, one, as_of)
            if dated is None:
                vague.append(where)
            else:
                told.append(Told(document, where, one.kind, one.actors, *dated))
    return sorted(told, key=lambda one: (one.on, one.document.id, one.passage.start)), vague


def _dated(document: Document, found: Found, one: Event, as_of: date) -> tuple[date, date | None, int] | None:
    """Return the last and the first day and by how much they may be off; nothing where that is too little to go by."""
    times = [
        time
        for time in found.dates
        if one.start <= time.start < one.end and (time.first, time.last) == (one.first, one.last)
    ]
    if not times or one.first is None or one.last is None:
        return None
    time = times[0]
    if document.written is None and (time.assumed or time.kind in _RELATIVE):
        return None
    last = min(one.last, document.written) if document.written else one.last
    days = (last - one.first).days
    if one.first <= as_of or days > _LONGEST:
        return None
    about = _AROUND if time.kind == "approximate" and not days else 0
    return last, (one.first if days else None), about
