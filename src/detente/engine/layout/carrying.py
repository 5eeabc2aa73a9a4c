"""What is signed being carried out, as arrays: duties are the steps that parties owe, in the order of the file."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.case.schema.carrying import AtLevels, CarryingOut, Renegotiate, Step
from detente.case.schema.case import Document
from detente.engine.layout.names import Names
from detente.engine.layout.plan import Answer
from detente.engine.layout.slots import Slots
from detente.engine.layout.wants import source_of

__all__ = ["carrying_arrays", "duties_of"]


def duties_of(document: Document) -> list[tuple[str, CarryingOut, Step]]:
    """Return every step that is owed, with the id and the whole that it is part of."""
    return [(key, whole, step) for key, whole in document.carrying_out.items() for step in whole.steps]


def carrying_arrays(document: Document, names: Names, slots: Slots) -> dict[str, Any]:
    """Return the arrays about undertakings and the duties in them."""
    duties, wholes = duties_of(document), document.carrying_out
    order = {step.id: k for k, (_, _, step) in enumerate(duties)}
    places = {key: u for u, key in enumerate(wholes)}
    direct, after = np.zeros((2, len(duties), len(duties)), dtype=np.uint8)
    for k, (_, _, step) in enumerate(duties):
        direct[k, [order[other] for other in step.in_return_for]] = 1
        after[k, [order[other] for other in step.after]] = 1
    undertaking = np.full(len(names.issues), -1, dtype=np.int64)
    for key, whole in wholes.items():
        undertaking[[names.issues.index(issue) for issue in whole.of]] = places[key]
    answers = [_answer(whole, names) for whole in wholes.values()]
    verifiers = [(-1, -1) if w.verified_by is None else source_of(names, w.verified_by) for w in wholes.values()]
    keeps = [slots.find(f"parties.{p}.keeps") for p in names.parties]
    believed = [[slots.find(f"trust.{p}.{q}", f"parties.{q}.keeps") for q in names.parties] for p in names.parties]
    return {
        "undertaking_of": undertaking,
        "undertaking_answer": np.array([int(a) for a, _ in answers], dtype=np.int64),
        "undertaking_meeting": np.array([m for _, m in answers], dtype=np.int64),
        "undertaking_verifier": np.array(verifiers, dtype=np.int64).reshape(len(wholes), 2),
        "undertaking_seen": np.array([_seen(key, w, slots) for key, w in wholes.items()], dtype=np.int64).reshape(
            -1, 2
        ),
        "undertaking_hazard": _slots(wholes, "hazard", slots),
        "undertaking_temptation": _slots(wholes, "temptation", slots),
        "duty_undertaking": np.array([places[key] for key, _, _ in duties], dtype=np.int64),
        "duty_issue": np.array([names.issues.index(s.of or w.of[0]) for _, w, s in duties], dtype=np.int64),
        "duty_owner": np.array([names.parties.index(s.owed_by) for _, _, s in duties], dtype=np.int64),
        "duty_due": np.array(
            [slots.of(f"carrying_out.{key}.steps.{s.id}.due") for key, _, s in duties], dtype=np.int64
        ),
        "duty_share": np.array([s.share for _, _, s in duties], dtype=np.float64),
        "duty_after": after,
        "duty_return": direct,
        "duty_upon": closure(direct).T.copy(),
        "verifying": _verifying(document, names),
        "keeps": np.array(keeps, dtype=np.int64),
        "trust": np.array(believed, dtype=np.int64).reshape(len(names.parties), -1),
    }


def closure(direct: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return which steps each stands in return for, at first or further hand."""
    found = direct.copy()
    for _ in range(len(direct)):
        found = ((found.astype(np.int64) @ direct + found + direct) > 0).astype(np.uint8)
    return found


def _answer(whole: CarryingOut, names: Names) -> tuple[Answer, int]:
    if isinstance(whole.answer, Renegotiate):
        return Answer.RENEGOTIATE, names.meetings.index(whole.answer.renegotiate)
    return (Answer.RESET if whole.answer == "reset" else Answer.SUSPEND), -1


def _seen(key: str, whole: CarryingOut, slots: Slots) -> tuple[int, int]:
    """Return the slots of the rates at levels 0 and 100."""
    path = f"carrying_out.{key}.seen"
    if isinstance(whole.seen, AtLevels):
        return slots.of(f"{path}.at_0"), slots.of(f"{path}.at_100")
    return slots.of(path), slots.of(path)


def _slots(wholes: dict[str, CarryingOut], what: str, slots: Slots) -> Any:
    return np.array([slots.find(f"carrying_out.{key}.{what}") for key in wholes], dtype=np.int64)


def _verifying(document: Document, names: Names) -> Any:
    """Return the issues by whose level breaches are seen."""
    issues = {whole.verified_by for whole in document.carrying_out.values()} & set(names.issues)
    return np.array(sorted(names.issues.index(issue) for issue in issues), dtype=np.int64)
