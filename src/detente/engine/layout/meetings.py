"""Meetings as arrays: when they are held, who sits there, and what their tables may choose."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.case.schema.case import Document
from detente.case.schema.course import Attendance, Meeting
from detente.engine.layout.conditions import Conditions
from detente.engine.layout.names import Names
from detente.engine.layout.plan import SETTLED, SHELVED, UNTOUCHED
from detente.engine.layout.slots import Slots

__all__ = ["meeting_arrays"]

MEDIATION = {"none": 0.0, "facilitation": 0.5, "formulation": 0.75, "manipulation": 1.0}
"""Strength of a mediator's style relative to manipulation; the order is that of ICB's agreement shares."""


def meeting_arrays(document: Document, names: Names, slots: Slots, conditions: Conditions) -> dict[str, Any]:
    """Return the arrays about meetings."""
    meetings = [document.meetings[m] for m in names.meetings]
    table = np.zeros((len(meetings), len(names.parties)), dtype=np.uint8)
    agenda = np.zeros((len(meetings), len(names.issues)), dtype=np.uint8)
    for m, meeting in enumerate(meetings):
        table[m, [names.parties.index(p) for p in meeting.table]] = 1
        issues = names.issues if meeting.agenda is None else meeting.agenda
        agenda[m, [names.issues.index(i) for i in issues]] = 1

    def each(what: str) -> Any:
        return np.array([slots.find(f"meetings.{m}.{what}") for m in names.meetings], dtype=np.int64)

    def day(on: Any) -> float:
        return math.nan if on is None else float((on - document.as_of).days)

    return {
        "meeting_day": np.array([day(m.on) for m in meetings], dtype=np.float64),
        "meeting_trigger": np.array([conditions.watch(m.after) for m in meetings], dtype=np.int64),
        "meeting_within": each("within"),
        "meeting_repeats": np.array([m.repeats for m in meetings], dtype=np.int64),
        "meeting_every": each("every"),
        "meeting_most": np.array([m.at_most for m in meetings], dtype=np.int64),
        "meeting_until": np.array([conditions.watch(m.until) for m in meetings], dtype=np.int64),
        "meeting_table": table,
        "meeting_agenda": agenda,
        "alternatives": _alternatives(document, names),
        "meeting_attends": _by_party(names, lambda m, p: slots.find(f"{_seat(m, p)}.comes", _seat(m, p))),
        "meeting_attends_if": _by_party(names, lambda m, p: conditions.watch(_comes_if(document.meetings[m], p))),
        "deadline_day": np.array([day(m.deadline.on if m.deadline else None) for m in meetings], dtype=np.float64),
        "deadline_unless": np.array(
            [conditions.watch(m.deadline.unless if m.deadline else None) for m in meetings], dtype=np.int64
        ),
        "meeting_preparation": each("preparation"),
        "meeting_mediation": np.array([MEDIATION[m.mediation] for m in meetings], dtype=np.float64),
        "meeting_miscommunication": each("miscommunication"),
        "meeting_takes_place": each("takes_place"),
        "meeting_proposer": np.array(
            [names.parties.index(m.proposer) if m.proposer else -1 for m in meetings], dtype=np.int64
        ),
        "meeting_decides": each("decides_within"),
    }


def _seat(meeting: str, party: str) -> str:
    return f"meetings.{meeting}.attends.{party}"


def _comes_if(meeting: Meeting, party: str) -> Any:
    """Return the condition on which a party comes to a meeting, None where there is none."""
    told = meeting.attends.get(party)
    return told.if_ if isinstance(told, Attendance) else None


def _by_party(names: Names, find: Callable[[str, str], int]) -> NDArray[np.int64]:
    """Return what is found for every meeting and party, i8[M, P]."""
    found = [[find(m, p) for p in names.parties] for m in names.meetings]
    return np.array(found, dtype=np.int64).reshape(len(names.meetings), len(names.parties))


def _alternatives(document: Document, names: Names) -> NDArray[np.uint8]:
    """Return which alternatives of each issue a table may choose where it is on the agenda, before anyone's limits."""
    counts = [len(names.options[i]) for i in names.issues]
    alternatives = np.zeros((len(counts), max(counts, default=0) + SETTLED), dtype=np.uint8)
    alternatives[:, UNTOUCHED] = 1
    for i, key in enumerate(names.issues):
        alternatives[i, SHELVED] = document.issues[key].deferrable
        alternatives[i, SETTLED : SETTLED + counts[i]] = 1
    return alternatives
