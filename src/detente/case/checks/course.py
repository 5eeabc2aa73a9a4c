"""Meetings and events: when they come, who sits there, what they can settle."""

from __future__ import annotations

import math
from collections.abc import Iterator

from detente.case.checks.levels import ends
from detente.case.checks.names import Names
from detente.case.general import general_constants
from detente.case.numbers.distribution import quantile
from detente.case.numbers.durations import parse_duration
from detente.case.numbers.notation import Chance, NotationError
from detente.case.schema.case import Document
from detente.case.schema.changes import CallMeeting
from detente.case.schema.course import Ages, Meeting
from detente.case.schema.quantities import Quantity
from detente.mistakes import Slip

__all__ = ["check_agendas", "check_events", "check_factors", "check_meetings"]


def check_meetings(document: Document, names: Names) -> Iterator[Slip]:
    """Report meetings with two dates or none, and tables at which nobody bargains."""
    called = {
        change.call for _, change in names.changes_in("events", "meetings", "levers") if isinstance(change, CallMeeting)
    }
    for key, meeting in document.meetings.items():
        path = f"meetings.{key}"
        if meeting.on is not None and meeting.after is not None:
            yield Slip("two_dates", path, {"name": key}, at_key=True)
        elif meeting.on is None and meeting.after is None and key not in called:
            yield Slip("no_date", path, {"name": key}, at_key=True)
        for what in ("at_most", "until"):
            if meeting.every is None and what in meeting.model_fields_set and getattr(meeting, what) is not None:
                yield Slip("round_without_every", f"{path}.{what}", {"what": what}, at_key=True)
        yield from _sittings(meeting, path, called=key in called)
        if meeting.every is not None and meeting.repeats > 1:
            yield Slip("every_and_repeats", f"{path}.repeats", at_key=True)
        seats = len(set(meeting.table))
        if seats < 2:
            yield Slip("empty_table" if seats == 0 else "table_of_one", f"{path}.table", at_key=True)
        if meeting.agenda is not None and not meeting.agenda:
            yield Slip("empty_agenda", f"{path}.agenda", at_key=True)
        if meeting.proposer is not None and meeting.proposer not in meeting.table:
            values = {"found": meeting.proposer, "names": ", ".join(meeting.table)}
            yield Slip("proposer_absent", f"{path}.proposer", values)


def _sittings(meeting: Meeting, path: str, *, called: bool) -> Iterator[Slip]:
    """Report sittings that never come, deadlines before the first, and seats that are not there to be taken."""
    most = meeting.at_most if meeting.every is not None else meeting.repeats
    if len(meeting.sessions) > most and not called:
        values = {"found": str(len(meeting.sessions)), "most": str(most)}
        yield Slip("sessions_never_held", f"{path}.sessions", values, at_key=True)
    if meeting.deadline is not None and meeting.on is not None and meeting.deadline.on < meeting.on:
        values = {"found": str(meeting.deadline.on), "first": str(meeting.on)}
        yield Slip("deadline_before", f"{path}.deadline.on", values)
    for party in meeting.attends:
        if party not in meeting.table:
            values = {"found": party, "names": ", ".join(meeting.table)}
            yield Slip("attends_without_seat", f"{path}.attends.{party}", values, at_key=True)


def check_agendas(document: Document, names: Names) -> Iterator[Slip]:
    """Report agendas on which a table insists that more topics go together than can ever fit."""
    for key, meeting in document.meetings.items():
        if meeting.agenda is None:
            continue
        capacity = _capacity(document, meeting)
        for issue in meeting.agenda:
            together = _together(document, meeting, issue)
            topics = {document.issues[name].topic for name in together if name in document.issues}
            if len(topics) > capacity:
                values = {"names": ", ".join(sorted(topics)), "most": str(capacity)}
                yield Slip("agenda_never_fits", f"meetings.{key}.agenda", values, at_key=True)
                break


def _capacity(document: Document, meeting: Meeting) -> int:
    """Return how many topics a meeting can settle in all but one of a thousand beliefs."""
    breadth = document.general.get("breadth", general_constants()["breadth"].quantity)
    high = 0.999
    most = _quantile(breadth, high) * math.log1p(_quantile(meeting.preparation, high) / 30.0)
    return 1 + int(most)


def _quantile(quantity: Quantity, at: float) -> float:
    notation = quantity.notation.notation if isinstance(quantity.notation, Chance) else quantity.notation
    return float(quantile(notation, [at], quantity.scale)[0])


def _together(document: Document, meeting: Meeting, issue: str) -> set[str]:
    """Return the issues that this table settles only together with an issue."""
    wants: dict[str, set[str]] = {}
    for party in meeting.table:
        for name, others in document.insists.get(party, {}).items():
            wants.setdefault(name, set()).update(other for other in others if isinstance(other, str))

    def reach(start: str) -> set[str]:
        found, ahead = {start}, [start]
        while ahead:
            for name in wants.get(ahead.pop(), set()) - found:
                found.add(name)
                ahead.append(name)
        return found

    return {name for name in reach(issue) if issue in reach(name)}


def check_events(document: Document, names: Names) -> Iterator[Slip]:
    """Report events with two ways to happen or none, and ages that do not increase."""
    for key, event in document.events.items():
        path = f"events.{key}"
        if event.rate is None and event.on is None:
            yield Slip("no_rate", path, {"name": key}, at_key=True)
        if event.on is not None:
            if event.rate is not None:
                yield Slip("rate_on_dated", f"{path}.rate", at_key=True)
            elif event.hazard_ratio:
                yield Slip("ratio_on_dated", f"{path}.hazard_ratio", at_key=True)
            if event.chance is None:
                yield Slip("dated_without_chance", f"{path}.on", at_key=True)
        elif event.chance is not None:
            yield Slip("chance_without_date", f"{path}.chance", at_key=True)
        if isinstance(event.rate, Ages):
            yield from _ages(event.rate, f"{path}.rate.ages")


def _ages(rate: Ages, path: str) -> Iterator[Slip]:
    before = 0.0
    names = list(rate.ages)
    if names[-1] != "later":
        yield Slip("ages_without_later", path, {"last": names[-1]}, at_key=True)
    for name in names:
        if name == "later":
            if name != names[-1]:
                yield Slip("later_not_last", f"{path}.later", at_key=True)
            continue
        try:
            age = parse_duration(name)
        except NotationError as error:
            yield error.slip(f"{path}.{name}", at_key=True)
            continue
        if age <= before:
            yield Slip("ages_fall", f"{path}.{name}", {"found": name}, at_key=True)
        before = age


def check_factors(document: Document, names: Names) -> Iterator[Slip]:
    """Report bounds that are no range, starts outside them, and ids that stand for two things."""
    for key, factor in document.factors.items():
        path = f"factors.{key}"
        if factor.bounds is not None and factor.bounds[0] >= factor.bounds[1]:
            values = {"found": f"{factor.bounds[0]:g} and {factor.bounds[1]:g}"}
            yield Slip("bounds_fall", f"{path}.bounds", values)
        elif factor.bounds is not None and factor.start is not None:
            low, high = factor.bounds
            found = ends(factor.start)
            if found is not None and (found[1] < low or found[0] > high):
                values = {"found": f"{found[0]:g}", "low": f"{low:g}", "high": f"{high:g}"}
                yield Slip("start_outside", f"{path}.start", values)
        if factor.half_life is not None and (ends(factor.half_life) or (1.0, 1.0))[1] == 0.0:
            yield Slip("no_half_life", f"{path}.half_life")
        if factor.start is not None and factor.series:
            yield Slip("start_and_series", f"{path}.start", at_key=True)
    for first, second in (("factors", "issues"), ("factors", "flags"), ("issues", "flags")):
        for name in getattr(names, first):
            if name in getattr(names, second):
                values = {"name": name, "first": first, "second": second}
                yield Slip("name_clash", f"{second}.{name}", values, at_key=True)
