"""Put the arrays of a case together."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.case.general import general_constants
from detente.case.schema.case import Document
from detente.engine.layout.carrying import carrying_arrays, duties_of
from detente.engine.layout.changes import Fades
from detente.engine.layout.clauses import clause_arrays
from detente.engine.layout.conditions import Conditions
from detente.engine.layout.course import event_arrays, factor_arrays, past_arrays
from detente.engine.layout.meetings import meeting_arrays
from detente.engine.layout.names import Names, names_of
from detente.engine.layout.plan import General, Plan, Size
from detente.engine.layout.procedures import procedure_arrays
from detente.engine.layout.slots import Slots, slots_of
from detente.engine.layout.wants import issue_arrays, party_arrays
from detente.errors import TheoryError
from detente.kernels.randomness import purpose

__all__ = ["Layout", "lay_out"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A case as arrays, with the names that the arrays stand for.

    Attributes:
        scenarios, markers, conditions: node of each, by id, in the case's order.
    """

    plan: Plan
    names: Names
    slots: Slots
    scenarios: dict[str, int]
    markers: dict[str, int]
    conditions: dict[str, int]


_LAID_OUT: dict[int, tuple[weakref.ref[Document], Layout]] = {}
"""Layouts of cases that are still at hand, by the identity of the case: one is asked of in many ways."""


def lay_out(document: Document) -> Layout:
    """Return a case as arrays; the same, which nobody writes into, as long as the case is at hand.

    Args:
        document: A checked case.

    Returns:
        The arrays, the names in the order they stand in, and the slots of all numbers.

    Raises:
        TheoryError: The case has no issues, so that nothing can be played.
    """
    known = _LAID_OUT.get(id(document))
    if known is not None and known[0]() is document:
        return known[1]
    layout = _laid_out(document)
    place = id(document)
    _LAID_OUT[place] = weakref.ref(document, lambda _: _LAID_OUT.pop(place, None)), layout
    return layout


def _laid_out(document: Document) -> Layout:
    if not document.issues:
        raise TheoryError(
            f"{document.id} has no issues, so that nothing can be played",
            f"it is a conflict graph alone: ask `detente conflict {document.id}`",
        )
    names, slots = names_of(document), slots_of(document)
    conditions, fades = Conditions(document, names), Fades(names)
    arrays: dict[str, Any] = {
        **issue_arrays(document, names),
        **party_arrays(document, names, slots),
        **clause_arrays(document, names, slots),
        **carrying_arrays(document, names, slots),
        **factor_arrays(document, names, slots),
        **past_arrays(document, names, slots, fades),
        **meeting_arrays(document, names, slots, conditions),
        **procedure_arrays(document, names, slots),
        **event_arrays(document, names, slots, conditions, fades),
        **fades.arrays(),
        **_purposes(names, document),
        "general": np.array([slots.of(f"general.{key}") for key in _ordered_constants()], dtype=np.int64),
        "rule": np.array([slots.of("bargaining.rule")], dtype=np.int64),
        "step_days": np.array([names.step_days]),
    }
    scenarios = {key: conditions.add(scenario.when) for key, scenario in document.scenarios.items()}
    markers = {key: conditions.add(marker.when) for key, marker in document.markers.items()}
    named = {key: conditions.named(key) for key in document.conditions}
    arrays |= conditions.arrays()
    arrays["sizes"] = _sizes(names, arrays, slots)
    return Layout(Plan(**arrays), names, slots, scenarios, markers, named)


def _ordered_constants() -> list[str]:
    order = [member.name.lower().replace("_", "-") for member in General]
    assert set(order) == set(general_constants()), "general.yaml and General name different constants"
    return order


def _sizes(names: Names, arrays: dict[str, Any], slots: Slots) -> Any:
    sizes = np.zeros(len(Size), dtype=np.int64)
    sizes[Size.STEPS] = names.steps
    sizes[Size.PERSONS] = len(names.persons)
    sizes[Size.PARTIES] = len(names.parties)
    sizes[Size.ISSUES], sizes[Size.OPTIONS] = arrays["option_level"].shape
    sizes[Size.FACTORS] = len(names.factors)
    sizes[Size.FLAGS] = len(names.flags)
    sizes[Size.NODES] = len(arrays["node_kind"])
    sizes[Size.MEETINGS] = len(names.meetings)
    sizes[Size.EVENTS] = len(names.events)
    sizes[Size.CLAUSES] = len(arrays["clause_kind"])
    sizes[Size.LINKS] = len(arrays["link_party"])
    sizes[Size.QUORUMS] = len(arrays["quorum_issue"])
    sizes[Size.FADES] = len(arrays["fade_target"])
    sizes[Size.NUMBERS] = len(slots.paths)
    sizes[Size.UNDERTAKINGS] = len(arrays["undertaking_answer"])
    sizes[Size.DUTIES] = len(arrays["duty_issue"])
    return sizes


def _purposes(names: Names, document: Document) -> dict[str, Any]:
    """Return what the draws are for, hashed from paths."""

    def each(keys: tuple[str, ...], path: str) -> Any:
        return np.array([purpose(path.format(key)) for key in keys], dtype=np.int64)

    def table(first: tuple[str, ...], second: tuple[str, ...], path: str) -> Any:
        found = [[purpose(path.format(a, b)) for b in second] for a in first]
        return np.array(found, dtype=np.int64).reshape(len(first), len(second))

    return {
        "draw_shock": each(names.factors, "factors.{}.shock"),
        "draw_event": each(names.events, "events.{}.happens"),
        "draw_takes_place": each(names.meetings, "meetings.{}.takes-place"),
        "draw_breaks": table(names.meetings, names.parties, "meetings.{}.breaks.{}"),
        "draw_attends": table(names.meetings, names.parties, "meetings.{}.attends.{}"),
        "draw_proposer": each(names.meetings, "meetings.{}.proposer"),
        "draw_hold_out": each(names.parties, "parties.{}.hold-out"),
        "draw_meeting_hold_out": table(names.meetings, names.parties, "meetings.{}.hold-out.{}"),
        "draw_misread": each(names.parties, "parties.{}.misread"),
        "draw_keeps": each(names.parties, "parties.{}.keeps"),
        "draw_seen": each(tuple(step.id for _, _, step in duties_of(document)), "carrying_out.{}.seen"),
        "draw_hazard": each(tuple(document.carrying_out), "carrying_out.{}.hazard"),
        "draw_perception": _perceptions(names),
        "draw_misread_limit": table(names.parties, names.issues, "parties.{}.misread.{}"),
    }


def _perceptions(names: Names) -> Any:
    """Return what the draws of how parties perceive options are for, i8[M, P, I, O]: 0 where there is no option."""
    widest = max(len(names.options[issue]) for issue in names.issues)
    shape = (len(names.meetings), len(names.parties), len(names.issues), widest)
    found = np.zeros(shape, dtype=np.int64)
    for m, meeting in enumerate(names.meetings):
        for p, party in enumerate(names.parties):
            for i, issue in enumerate(names.issues):
                for o, option in enumerate(names.options[issue]):
                    found[m, p, i, o] = purpose(f"meetings.{meeting}.perception.{party}.{issue}.{option}")
    return found
