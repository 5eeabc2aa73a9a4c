"""Changes that events, sessions and deadlines make, as arrays."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from detente.case.schema.case import Document
from detente.case.schema.changes import (
    CallMeeting,
    CancelMeeting,
    CloseIssue,
    FollowProcedure,
    LowerFlag,
    OpenIssue,
    RaiseFlag,
    RequireConsent,
    ResetTerms,
    Seat,
    SetQuantity,
    SetTerms,
    Shift,
    Unseat,
    WaiveConsent,
)
from detente.case.schema.procedure import Procedure
from detente.engine.layout.names import Names
from detente.engine.layout.plan import Effect
from detente.engine.layout.slots import Slots
from detente.engine.layout.wants import rows

__all__ = ["Fades", "Made", "change_arrays", "changes_of", "procedures_of"]


class Made(NamedTuple):
    """A change that the course may make."""

    maker: tuple[str, str, int]
    """Section `events`, `sessions` or `deadlines`, the id there, the number of the session."""
    path: str
    change: Any
    repeats: bool


def changes_of(document: Document) -> Iterator[Made]:
    """Yield all changes in the order of their arrays: those of events, of sessions, of deadlines, by ids."""
    for key, event in sorted(document.events.items()):
        for c, change in enumerate(event.changes):
            yield Made(("events", key, 0), f"events.{key}.changes.{c}", change, not event.once)
    for key, meeting in sorted(document.meetings.items()):
        for s, session in enumerate(meeting.sessions):
            for c, change in enumerate(session.changes):
                yield Made(("sessions", key, s), f"meetings.{key}.sessions.{s}.changes.{c}", change, False)
    for key, meeting in sorted(document.meetings.items()):
        for c, change in enumerate(meeting.deadline.then if meeting.deadline else ()):
            yield Made(("deadlines", key, 0), f"meetings.{key}.deadline.then.{c}", change, False)


def procedures_of(document: Document) -> tuple[Procedure, ...]:
    """Return the procedures of meetings by their ids, then those that changes put in place."""
    own = [document.meetings[key].procedure for key in sorted(document.meetings)]
    others = [each.change.procedure for each in changes_of(document) if isinstance(each.change, FollowProcedure)]
    return (*own, *others)


def change_arrays(document: Document, names: Names, slots: Slots, fades: Fades) -> dict[str, Any]:
    """Return the rows of all changes, and where those of each event, session and deadline end."""
    found: list[tuple[int, ...]] = []
    counts: dict[tuple[str, str, int], int] = {}
    procedure = len(names.meetings)
    for each in changes_of(document):
        made = _effects(each, names, slots, fades, procedure)
        procedure += isinstance(each.change, FollowProcedure)
        counts[each.maker] = counts.get(each.maker, 0) + len(made)
        found += made
    sessions = [len(document.meetings[m].sessions) for m in names.meetings]
    of_events = [counts.get(("events", key, 0), 0) for key in names.events]
    of_sessions = [
        counts.get(("sessions", m, s), 0) for m, n in zip(names.meetings, sessions, strict=True) for s in range(n)
    ]
    of_deadlines = [counts.get(("deadlines", m, 0), 0) for m in names.meetings]
    ends = np.cumsum([0, *of_events, *of_sessions, *of_deadlines]).astype(np.int64)
    events, told = len(of_events), len(of_sessions)
    return {
        "event_changes": ends[: events + 1],
        "session_first": np.cumsum([0, *sessions]).astype(np.int64),
        "session_changes": ends[events : events + told + 1].copy(),
        "deadline_changes": ends[events + told :].copy(),
        "change": rows(found, 4),
    }


@dataclass(slots=True)
class Fades:
    """Collects shifts that fade or end; each gets a place where its remainder is kept."""

    names: Names
    targets: list[int] = field(default_factory=list)
    half_lives: list[float] = field(default_factory=list)
    spans: list[float] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def target(self, key: str) -> tuple[Effect, int]:
        """Return what a shift moves: a factor, or the price of moving of a party."""
        if key.startswith("price."):
            return Effect.SHIFT_PRICE, self.names.parties.index(key.removeprefix("price."))
        return Effect.SHIFT_FACTOR, self.names.factors.index(key)

    def place(self, key: str, shift: Shift, repeats: bool = False) -> int:
        """Return the place of a shift's remainder, −1 for one that stays.

        Those of one thing that fade alike are kept as one sum. One that ends and may be made again before it does gets
        as many places as may be in use at once.
        """
        if shift.half_life is None and shift.lasting is None:
            return -1
        effect, index = self.target(key)
        target = index if effect is Effect.SHIFT_FACTOR else len(self.names.factors) + index
        half_life = math.inf if shift.half_life is None else shift.half_life
        span = math.inf if shift.lasting is None else shift.lasting
        for place, kept in enumerate(zip(self.targets, self.half_lives, self.spans, strict=True)):
            if kept == (target, half_life, math.inf) and math.isinf(span):
                return place
        first, count = len(self.targets), 1
        if shift.lasting is not None and repeats:
            count = min(math.ceil(shift.lasting / self.names.step_days), self.names.steps)
        self.targets += [target] * count
        self.half_lives += [half_life] * count
        self.spans += [span] * count
        self.counts += [count] * count
        return first

    def arrays(self) -> dict[str, Any]:
        """Return the collected shifts as arrays."""
        half_lives = np.array(self.half_lives, dtype=np.float64)
        targets = np.array(self.targets, dtype=np.int64)
        counts = np.bincount(targets, minlength=len(self.names.factors) + len(self.names.parties))
        return {
            "fade_target": targets,
            "fade_ends": np.cumsum([0, *counts]).astype(np.int64),
            "fade_of": np.argsort(targets, kind="stable").astype(np.int64),
            "fade_keep": 2.0 ** (-self.names.step_days / half_lives),
            "fade_span": np.array(self.spans, dtype=np.float64),
            "fade_half_life": half_lives,
            "fade_count": np.array(self.counts, dtype=np.int64),
        }


def _effects(each: Made, names: Names, slots: Slots, fades: Fades, procedure: int) -> list[tuple[int, ...]]:
    """Return the rows of a change, which may put a procedure in place: Effect, two indices, slot of the value."""
    change, path, repeats = each.change, each.path, each.repeats
    match change:
        case Shift(shift=shifts):
            targets = [(fades.target(key), fades.place(key, change, repeats), key) for key in shifts]
            return [(int(e), t, fade, slots.of(f"{path}.shift.{key}")) for (e, t), fade, key in targets]
        case SetQuantity(set=values):
            return [(int(Effect.SET), slots.of(key), 0, slots.of(f"{path}.set.{key}")) for key in values]
        case SetTerms(terms=terms):
            return [(int(Effect.TERMS), names.issues.index(i), names.option(i, o), -1) for i, o in terms.items()]
        case ResetTerms(reset=reset):
            issues = (reset,) if isinstance(reset, str) else reset
            return [(int(Effect.RESET), names.issues.index(i), 0, -1) for i in issues]
        case RaiseFlag(raise_=flag):
            return [(int(Effect.RAISE), names.flags.index(flag), 0, -1)]
        case LowerFlag(lower=flag):
            return [(int(Effect.LOWER), names.flags.index(flag), 0, -1)]
        case CallMeeting(call=meeting):
            return [(int(Effect.CALL), names.meetings.index(meeting), 0, slots.find(f"{path}.within"))]
        case CancelMeeting(cancel=meeting):
            return [(int(Effect.CANCEL), names.meetings.index(meeting), 0, -1)]
        case Seat(seat=party, at=meeting):
            return [(int(Effect.SEAT), names.meetings.index(meeting), names.parties.index(party), -1)]
        case Unseat(unseat=party, at=meeting):
            return [(int(Effect.UNSEAT), names.meetings.index(meeting), names.parties.index(party), -1)]
        case RequireConsent(require_consent=party, on=issue):
            return [(int(Effect.REQUIRE), names.issues.index(issue), names.parties.index(party), -1)]
        case WaiveConsent(waive_consent=party, on=issue):
            return [(int(Effect.WAIVE), names.issues.index(issue), names.parties.index(party), -1)]
        case OpenIssue(open=issue, at=meeting):
            return [(int(Effect.OPEN_ISSUE), names.meetings.index(meeting), names.issues.index(issue), -1)]
        case CloseIssue(close=issue, at=meeting):
            return [(int(Effect.CLOSE_ISSUE), names.meetings.index(meeting), names.issues.index(issue), -1)]
        case FollowProcedure(at=meeting):
            return [(int(Effect.FOLLOW), names.meetings.index(meeting), procedure, -1)]
    raise TypeError(f"{type(change).__name__} is not a change")
