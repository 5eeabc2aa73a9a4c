"""Conditions: their names exist, their dates are in order, and they do not go round in circles."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.names import Names, unknown
from detente.case.checks.references import party
from detente.case.reading.walk import walk
from detente.case.schema.case import Document
from detente.case.schema.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    EventHas,
    FactorIs,
    FlagIs,
    IssueIs,
    MeetingWas,
    Named,
    Not,
    PartyGains,
    Statement,
)
from detente.mistakes import Slip

__all__ = ["check_circles", "check_nesting", "check_statement_dates", "check_statements", "parts"]

_LEVELS = ("above", "below", "at_least", "at_most", "option", "signed")


def parts(statement: Statement) -> tuple[Statement, ...]:
    """Return what a group combines."""
    match statement:
        case AllOf(all=members) | AnyOf(any=members) | AtLeast(of=members):
            return members
        case Not(not_=member):
            return (member,)
    return ()


def check_statements(document: Document, names: Names) -> Iterator[Slip]:
    """Report names in conditions that do not exist, and counts that cannot be reached."""
    for path, element in names.statements:
        yield from _subject(element, names, path)
        if isinstance(element, AtLeast) and element.at_least > len(element.of):
            values = {"found": str(element.at_least), "count": str(len(element.of))}
            yield Slip("count_beyond", f"{path}.at_least", values)


def _subject(statement: Statement, names: Names, path: str) -> Iterator[Slip]:
    match statement:
        case IssueIs(issue=name):
            yield from _issue(statement, names, path)
        case FactorIs(factor=name) if name not in names.factors:
            yield unknown("factor", name, names.factors, f"{path}.factor")
        case EventHas(event=name) if name not in names.events:
            yield unknown("event", name, names.events, f"{path}.event")
        case MeetingWas(meeting=name, outcome=outcome, of=of):
            if name not in names.meetings:
                yield unknown("meeting", name, names.meetings, f"{path}.meeting")
            known = (*names.issues, *names.packages)
            for index, part in enumerate((of,) if isinstance(of, str) else of or ()):
                if part not in known:
                    below = f"{path}.of" if isinstance(of, str) else f"{path}.of.{index}"
                    yield unknown("issue or package", part, known, below)
            if of is not None and outcome not in ("deal", "none"):
                yield Slip("of_without_outcome", f"{path}.of")
        case PartyGains(party=name):
            yield from party(name, names, f"{path}.party")
        case FlagIs(flag=name) if name not in names.flags:
            yield unknown("flag", name, names.flags, f"{path}.flag")
        case Named(condition=name) if name not in names.conditions:
            yield unknown("condition", name, names.conditions, f"{path}.condition")


def _issue(leaf: IssueIs, names: Names, path: str) -> Iterator[Slip]:
    if leaf.issue not in names.issues:
        yield unknown("issue", leaf.issue, names.issues, f"{path}.issue")
        return
    for test in _LEVELS:
        option = getattr(leaf, test)
        if isinstance(option, str) and not names.has_option(leaf.issue, option):
            yield unknown("option", option, names.options[leaf.issue], f"{path}.{test}")


def check_statement_dates(document: Document, names: Names) -> Iterator[Slip]:
    """Report windows in which a condition can never begin or last."""
    as_of, until = document.as_of, document.until
    for path, element in names.statements:
        by, after, lasting = element.by, element.after, element.lasting
        if by is not None and after is not None and by < after:
            yield Slip("by_before_after", f"{path}.by", {"by": str(by), "after": str(after)})
        elif by is not None and by < as_of:
            yield Slip("before_as_of", f"{path}.by", {"found": str(by), "as_of": str(as_of)})
        elif by is not None and by > until:
            yield Slip("after_until", f"{path}.by", {"found": str(by), "until": str(until)})
        if after is not None and after > until:
            yield Slip("after_until", f"{path}.after", {"found": str(after), "until": str(until)})
        course = (until - max(after or as_of, as_of)).days
        if lasting is not None and lasting > max(course, 0) and (after or as_of) <= until:
            yield Slip("lasting_too_long", f"{path}.lasting", {"found": f"{lasting:g}", "course": str(course)})


def check_nesting(document: Document, names: Names) -> Iterator[Slip]:
    """Report dates within a dated group, which is about one moment."""
    for path, element in names.statements:
        if element.is_dated and parts(element):
            yield from _dated_within(element, path, document, frozenset())


def _dated_within(group: Statement, path: str, document: Document, seen: frozenset[str]) -> Iterator[Slip]:
    for below, element in walk(group, path):
        if element is group or not isinstance(element, Statement):
            continue
        if element.is_dated:
            yield Slip("dates_within_dates", below, {"group": path})
        elif isinstance(element, Named) and element.condition in document.conditions:
            name = element.condition
            inner = document.conditions[name]
            dated = any(isinstance(part, Statement) and part.is_dated for _, part in walk(inner))
            if name not in seen and dated:
                yield Slip("dates_within_dates", below, {"group": path})


def check_circles(document: Document, names: Names) -> Iterator[Slip]:
    """Report named conditions that are defined by themselves."""
    uses = {
        key: {part.condition for _, part in walk(condition) if isinstance(part, Named)}
        for key, condition in document.conditions.items()
    }
    told: set[str] = set()
    for start in uses:
        circle = _circle(start, uses)
        if circle and not told.intersection(circle):
            told.update(circle)
            way = " → ".join((*circle, circle[0]))
            yield Slip("conditions_circle", f"conditions.{start}", {"way": way}, at_key=True)


def _circle(start: str, uses: dict[str, set[str]]) -> tuple[str, ...]:
    """Return a way from a condition back to itself, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for name in sorted(uses.get(way[-1], ())):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
