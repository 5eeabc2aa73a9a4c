"""Verdicts on statements, by looking back over everything that was seen: slow, and never kept up to date.

`seen[t + 1]` is what was seen at the end of step t; `seen[0]` is the opening, step −1.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field
from math import ceil
from typing import Any

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
    StepIs,
)

TRUE, FALSE, OPEN = "true", "false", "open"
TESTS = {
    "above": operator.gt,
    "below": operator.lt,
    "at_least": operator.ge,
    "at_most": operator.le,
    "gain_above": operator.gt,
    "gain_below": operator.lt,
}
Terms = dict[str, tuple[str, str]]
"""Issue → option in force, and its status: untouched, shelved or settled."""


@dataclass
class Seen:
    """What can be told of a world at one moment."""

    terms: Terms
    factors: dict[str, float] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    outcomes: dict[str, str] = field(default_factory=dict)
    gains: dict[str, float] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    in_force: dict[str, float] = field(default_factory=dict)
    steps: dict[str, str] = field(default_factory=dict)
    fates: dict[str, dict[str, str]] = field(default_factory=dict)


def compared(statement: Any, value: float, levels: dict[str, float]) -> bool:
    for test, compare in TESTS.items():
        bound = getattr(statement, test, None)
        if bound is not None:
            return bool(compare(value, levels[bound] if isinstance(bound, str) else bound))
    raise AssertionError(statement)


def levels_of(document: Document, issue: str) -> dict[str, float]:
    return {name: option.level for name, option in document.issues[issue].options.items()}


def parts_of(statement: Statement, document: Document) -> tuple[Statement, ...]:
    match statement:
        case AllOf(all=parts) | AnyOf(any=parts) | AtLeast(of=parts):
            return tuple(parts)
        case Not(not_=part):
            return (part,)
        case Named(condition=name):
            return (document.conditions[name],)
    return ()


def came(leaf: MeetingWas, seen: Seen, document: Document) -> bool:
    """What came of a meeting; a deal that leaves out an issue that is named counts as none."""
    outcome = seen.outcomes.get(leaf.meeting)
    named = (leaf.of,) if isinstance(leaf.of, str) else leaf.of or ()
    issues = [i for name in named for i in (document.packages[name].every if name in document.packages else (name,))]
    if issues and outcome == "refused":
        return leaf.outcome in ("none", "refused")
    if outcome == "deal" and any(seen.fates[leaf.meeting].get(issue, "shelved") == "shelved" for issue in issues):
        return leaf.outcome == "none"
    return outcome == leaf.outcome


def leaf_holds(leaf: Statement, seen: Seen, document: Document) -> bool:
    match leaf:
        case IssueIs(issue=issue):
            option, status = seen.terms[issue]
            levels = levels_of(document, issue)
            if leaf.settled is not None:
                return (status == "settled") == leaf.settled
            if leaf.shelved is not None:
                return (status == "shelved") == leaf.shelved
            if leaf.signed is not None:
                return option == leaf.signed
            level = seen.in_force.get(issue, levels[option])
            if leaf.option is not None:
                return level == levels[leaf.option]
            return compared(leaf, level, levels)
        case StepIs(step=step, stands=stands):
            stand = seen.steps.get(step)
            return stand == stands or (stands == "broken" and stand == "seen")
        case FactorIs(factor=factor):
            return compared(leaf, seen.factors[factor], {})
        case EventHas(event=event):
            if leaf.times is not None:
                return seen.events[event] >= leaf.times
            return (seen.events[event] > 0) == (leaf.happened is not False)
        case MeetingWas(meeting=meeting):
            if leaf.outcome is not None:
                return came(leaf, seen, document)
            return (meeting in seen.held) == (leaf.held is not False)
        case PartyGains(party=party):
            return compared(leaf, seen.gains[party], {})
        case FlagIs(flag=flag):
            return (flag in seen.flags) == (leaf.raised is not False)
    raise AssertionError(leaf)


def enough(statement: Statement, parts: list[bool]) -> bool:
    match statement:
        case AnyOf():
            return any(parts)
        case Not():
            return not parts[0]
        case AtLeast(at_least=count):
            return sum(parts) >= count
    return all(parts)


def terms_satisfy(statement: Statement, terms: Terms, document: Document) -> bool:
    """Say whether terms are as a condition over issues says."""
    parts = parts_of(statement, document)
    if parts:
        return enough(statement, [terms_satisfy(part, terms, document) for part in parts])
    return leaf_holds(statement, Seen(terms), document)


@dataclass
class Course:
    """What was seen so far, and what follows from it."""

    document: Document
    steps: int
    length: float
    seen: list[Seen] = field(default_factory=list)
    memory: dict[tuple[str, int, int], Any] = field(default_factory=dict)

    def raw(self, statement: Statement, t: int) -> bool:
        """Say whether a statement holds at a moment, its own dates left out."""
        key = ("raw", id(statement), t)
        if key not in self.memory:
            parts = parts_of(statement, self.document)
            self.memory[key] = (
                enough(statement, [self.now(part, t) for part in parts])
                if parts
                else leaf_holds(statement, self.seen[t + 1], self.document)
            )
        return bool(self.memory[key])

    def days(self, day: Any) -> int:
        return int((day - self.document.as_of).days)

    def after_all(self, statement: Statement, t: int) -> bool:
        return statement.after is None or t * self.length >= self.days(statement.after)

    def before_all(self, statement: Statement, t: int) -> bool:
        return statement.by is None or t * self.length <= self.days(statement.by)

    def further(self, statement: Statement) -> int:
        return ceil((statement.lasting or 0.0) / self.length)

    def held(self, statement: Statement, start: int, end: int) -> bool:
        return all(self.raw(statement, t) for t in range(start, end + 1))

    def begins(self, statement: Statement, t: int) -> bool:
        if not (self.raw(statement, t) and self.after_all(statement, t) and self.before_all(statement, t)):
            return False
        return t == -1 or not self.raw(statement, t - 1) or not self.after_all(statement, t - 1)

    def age(self, statement: Statement, t: int) -> int:
        """Return the step in which what holds at t began; a name stands for the condition that it is given to."""
        while isinstance(statement, Named) and not statement.is_dated:
            statement = self.document.conditions[statement.condition]
        start = t
        while start > -1 and self.raw(statement, start - 1) and self.after_all(statement, start - 1):
            start -= 1
        return start

    def now(self, statement: Statement, t: int) -> bool:
        """Read a condition at a moment: dates bound it, `lasting` asks how long it has held."""
        start = t - self.further(statement)
        return (
            start >= -1
            and self.after_all(statement, start)
            and self.before_all(statement, t)
            and self.held(statement, start, t)
        )

    def verdict(self, statement: Statement, t: int) -> str:
        key = ("verdict", id(statement), t)
        if key not in self.memory:
            stands = statement.is_dated or not parts_of(statement, self.document)
            self.memory[key] = self.of_moments(statement, t) if stands else self.of_parts(statement, t)
        return str(self.memory[key])

    def of_moments(self, statement: Statement, t: int) -> str:
        further = self.further(statement)
        starts = [start for start in range(-1, t + 1) if self.begins(statement, start)]
        if any(start + further <= t and self.held(statement, start, start + further) for start in starts):
            return TRUE
        if any(self.held(statement, start, t) for start in starts):
            return OPEN
        passed = statement.by is not None and (t + 1) * self.length > self.days(statement.by)
        return FALSE if passed or t == self.steps - 1 else OPEN

    def of_parts(self, statement: Statement, t: int) -> str:
        """Combine verdicts: true or false if it is so whatever becomes of what is open."""
        verdicts = [self.verdict(part, t) for part in parts_of(statement, self.document)]
        turned = isinstance(statement, Not)
        if enough(statement, [v == TRUE or (v == OPEN and turned) for v in verdicts]):
            return TRUE
        return OPEN if enough(statement, [v == TRUE or (v == OPEN and not turned) for v in verdicts]) else FALSE

    def true_step(self, statement: Statement) -> int | None:
        last = len(self.seen) - 2
        return next((t for t in range(-1, last + 1) if self.verdict(statement, t) == TRUE), None)
