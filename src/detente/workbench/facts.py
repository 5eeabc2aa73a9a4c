"""What has happened since a case was written, as a page writes it: a file of facts beside the case.

A fact is put in where its day belongs, so that a file stays in order, and all else in the file stays to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from detente.case import Case
from detente.case.editing.layout import block, scalar
from detente.case.editing.nodes import Node, compose
from detente.case.editing.splice import apply_splices, splices_between
from detente.case.facts import Facts, read_facts
from detente.case.reading.yaml_events import grow
from detente.errors import OptionError
from detente.locale import Language
from detente.workbench.adding import id_of

__all__ = ["KINDS", "Asked", "asked_of", "begun_facts", "facts_name", "with_fact", "without_fact"]

KINDS = ("event", "meeting", "factor", "marker", "condition", "terms", "context")
"""What a fact may be about."""

STATUSES = ("page", "dataset", "memory", "unknown")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 2000
_NUMBERS = ("level", "sd", "mistaken")


@dataclass(frozen=True, slots=True)
class Asked:
    """Something of a case that a fact can be about, and what can be known of it.

    Attributes:
        kind: One of `KINDS`.
        id: In the case.
        title: For people.
        first, last: Days between which it can be known.
        usual: The day on which it is expected; None where the case names none.
        unit: Of a factor.
        issues: What a meeting can settle: issue → options.
    """

    kind: str
    id: str
    title: str
    first: date
    last: date
    usual: date | None = None
    unit: str = ""
    issues: tuple[str, ...] = ()


def asked_of(case: Case, language: Language) -> tuple[Asked, ...]:
    """Return what can be known of a case, and between which days."""
    document = case.document
    first, last = document.as_of, document.until
    found = []
    for id, event in document.events.items():
        found.append(Asked("event", id, event.name(id, language), first, last, _usual(event.on, first, last)))
    for id, meeting in document.meetings.items():
        usual = _usual(meeting.on, first, last)
        issues = document.may_settle(id)
        found.append(Asked("meeting", id, meeting.name(id, language), usual or first, last, usual, issues=issues))
    for id, factor in document.factors.items():
        found.append(Asked("factor", id, factor.name(id, language), first, last, unit=factor.unit))
    for kind, held in (("marker", document.markers), ("condition", document.conditions)):
        for id, sign in held.items():
            title = sign.name(id, language) if hasattr(sign, "name") else id.replace("-", " ")
            found.append(Asked(kind, id, title, first, last))
    return tuple(found)


def _usual(on: date | None, first: date, last: date) -> date | None:
    return on if isinstance(on, date) and first <= on <= last else None


def facts_name(name: str) -> str:
    """Return the name of the file of facts that belongs to a case.

    Example:
        >>> facts_name("river.yaml")
        'river.facts.yaml'
    """
    return f"{name.rpartition('.')[0]}.facts.yaml"


def begun_facts(case: Case) -> str:
    """Return a file that holds no facts yet."""
    return f"detente-events: 1\ncase: {case.document.id}\nfacts: {{}}\n"


def with_fact(text: str, given: Mapping[str, Any], case: Case, name: str, language: Language) -> tuple[str, Facts]:
    """Return the text of facts with one more, where its day belongs, and the facts as they are read.

    Args:
        text: Of the file; empty where there is none yet.
        given: What a form sends: `kind`, `of`, `on`, `about`, `status`, `source`, and what its kind asks for.
        case: What it is about.
        name: Of the file, for messages.
        language: Of messages.

    Raises:
        OptionError: There is no such kind, or something that it needs is missing.
        CaseError: It cannot be so; every problem is told.
    """
    text = text or begun_facts(case)
    data = grow(text).data
    facts = data.get("facts") if isinstance(data, dict) else None
    entry = _entry(given)
    id = id_of(entry["about"], "facts", tuple(facts or ()))
    found = _put(text, id, entry)
    return found, read_facts(found, case, name, language)


def without_fact(text: str, id: str, name: str) -> str:
    """Return the text of facts without one.

    Raises:
        OptionError: There is no such fact.
    """
    root = compose(text)
    data = root.data if root is not None else {}
    facts = data.get("facts") if isinstance(data, dict) else None
    if root is None or not isinstance(facts, dict) or id not in facts:
        raise OptionError.unknown("fact", id, tuple(facts or ()))
    rest = {key: value for key, value in facts.items() if key != id}
    return apply_splices(text, splices_between(text, root, {**data, "facts": rest}))


def _entry(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a fact as a file writes it."""
    kind, about, day = (str(given.get(key, "")).strip() for key in ("kind", "about", "on"))
    if kind not in KINDS:
        raise OptionError.unknown("kind", kind, KINDS)
    if not about or len(about) > _LONGEST:
        raise OptionError.outside("about", about[:40], f"what happened, in 1 to {_LONGEST} characters")
    if not _DAY.fullmatch(day):
        raise OptionError.no_date("on", day)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise OptionError.no_date("on", day) from None
    source, status = str(given.get("source", "")).strip(), str(given.get("status") or "page")
    entry: dict[str, Any] = {"on": on, "about": about, "status": status}
    if source:
        entry["sources"] = [source]
    return entry | _said(kind, given)


def _said(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a fact says of the case."""
    said: dict[str, Any] = {} if kind in ("terms", "context") else {kind: str(given.get("of", ""))}
    terms = given.get("terms")
    settled = {str(key): value for key, value in terms.items() if value} if isinstance(terms, dict) else {}
    if kind == "event" and given.get("so") is False:
        said["happened"] = False
    elif kind == "meeting" and given.get("so") is False:
        said["held"] = False
    elif kind == "meeting":
        outcome = given.get("outcome")
        said |= {"outcome": str(outcome)} if outcome else {}
        said |= {"terms": settled} if settled else {}
    elif kind in ("marker", "condition") and given.get("so") is False:
        said["seen"] = False
    elif kind == "terms":
        said["terms"] = settled
    elif kind == "factor":
        said |= {key: given[key] for key in _NUMBERS if isinstance(given.get(key), int | float)}
        said |= {"n": given["n"]} if isinstance(given.get("n"), int) else {}
    return said


def _put(text: str, id: str, entry: dict[str, Any]) -> str:
    """Write a fact before the first one of a later day."""
    root = compose(text)
    held = next((item.node for item in root.items if item.name == "facts"), None) if root is not None else None
    if root is None or held is None or held.kind != "mapping" or held.flow or not held.items:
        data = root.data if root is not None else {}
        facts = (data.get("facts") if isinstance(data, dict) else None) or {}
        if root is not None and not facts and held is not None:
            start = text.rindex("\n", 0, held.start) + 1 if "\n" in text[: held.start] else 0
            rest = text[held.end :].lstrip("\n")
            return f"{text[:start]}facts:\n{_lines(id, entry, 2)}{rest}"
        if root is None:
            return text
        ordered = dict(sorted({**facts, id: entry}.items(), key=lambda each: str(each[1].get("on", ""))))
        return apply_splices(text, splices_between(text, root, {**data, "facts": ordered}))
    return _before_later(text, held, id, entry)


def _before_later(text: str, held: Node, id: str, entry: dict[str, Any]) -> str:
    column = held.items[0].start - (text.rfind("\n", 0, held.items[0].start) + 1)
    later = next((item for item in held.items if str((item.node.data or {}).get("on", "")) > str(entry["on"])), None)
    if later is not None:
        start = text.rfind("\n", 0, later.start) + 1
    else:
        end = held.items[-1].end(text)
        start = text.find("\n", end) + 1 or len(text)
        if start == len(text) and not text.endswith("\n"):
            text += "\n"
            start = len(text)
    return text[:start] + _lines(id, entry, column) + text[start:]


def _lines(id: str, entry: dict[str, Any], column: int) -> str:
    inner = " " * (column + 2)
    lines = (f"{inner}{scalar(key, in_flow=False)}:{block(value, column + 2)}\n" for key, value in entry.items())
    return f"{' ' * column}{id}:\n{''.join(lines)}"
