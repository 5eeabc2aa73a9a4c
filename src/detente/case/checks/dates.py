"""Dates: the past lies before `as_of`, the course between it and `until`."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.names import Names
from detente.case.schema.case import Document
from detente.mistakes import Slip

__all__ = ["check_course_dates", "check_past_dates"]


def check_past_dates(document: Document, names: Names) -> Iterator[Slip]:
    """Report sources, polls, breaks and past events that lie after `as_of`."""
    past = [(f"sources.{key}.published", source.published) for key, source in document.sources.items()]
    past += [(f"history.{key}.on", event.on) for key, event in document.history.items()]
    for key, factor in document.factors.items():
        past += [(f"factors.{key}.series.{day}", day) for day in factor.series]
        past += [(f"factors.{key}.breaks.{index}", day) for index, day in enumerate(factor.breaks)]
    for path, day in past:
        if day is not None and day > document.as_of:
            values = {"found": str(day), "as_of": str(document.as_of)}
            yield Slip("after_as_of", path, values, at_key=".series." in path)


def check_course_dates(document: Document, names: Names) -> Iterator[Slip]:
    """Report a course without length, and meetings and events outside it."""
    as_of, until = document.as_of, document.until
    if until <= as_of:
        yield Slip("no_course", "until", {"found": str(until), "as_of": str(as_of)})
        return
    dated = [(f"meetings.{key}.on", meeting.on) for key, meeting in document.meetings.items()]
    deadlines = [(f"meetings.{key}.deadline.on", m.deadline.on) for key, m in document.meetings.items() if m.deadline]
    dated += deadlines
    dated += [(f"events.{key}.on", event.on) for key, event in document.events.items()]
    for path, day in dated:
        if day is not None and day < as_of:
            yield Slip("before_as_of", path, {"found": str(day), "as_of": str(as_of)})
        elif day is not None and day > until:
            yield Slip("after_until", path, {"found": str(day), "until": str(until)})
