"""What is signed being carried out: steps add up, are owed by someone, and do not wait for one another."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from detente.case.checks.names import Names, unknown
from detente.case.checks.references import party
from detente.case.schema.carrying import AtLevels, CarryingOut, Renegotiate, Step
from detente.case.schema.case import Document
from detente.case.schema.conditions import StepIs
from detente.mistakes import Slip

__all__ = ["check_carrying_names", "check_carrying_out"]

_MOST_WAYS = 64
"""Ways to verify that a table can weigh: each is a solve of its own."""


def check_carrying_names(document: Document, names: Names) -> Iterator[Slip]:
    """Report names that do not exist in what is carried out, in trust, and in conditions on steps."""
    steps = tuple(step.id for whole in document.carrying_out.values() for step in whole.steps)
    for key, whole in document.carrying_out.items():
        yield from _names_of(whole, f"carrying_out.{key}", steps, names)
    for first, others in document.trust.items():
        yield from party(first, names, f"trust.{first}", at_key=True)
        for second in others:
            yield from party(second, names, f"trust.{first}.{second}", at_key=True)
            if first == second:
                yield Slip("trust_in_itself", f"trust.{first}.{second}", {"name": first}, at_key=True)
    for path, element in names.statements:
        if isinstance(element, StepIs) and element.step not in steps:
            yield unknown("step", element.step, steps, f"{path}.step")


def _names_of(whole: CarryingOut, path: str, steps: tuple[str, ...], names: Names) -> Iterator[Slip]:
    for index, issue in enumerate(whole.of):
        if issue not in names.issues:
            yield unknown("issue", issue, names.issues, f"{path}.of.{index}" if len(whole.of) > 1 else f"{path}.of")
    measures = (*names.issues, *names.factors)
    if whole.verified_by is not None and whole.verified_by not in measures:
        yield unknown("issue or factor", whole.verified_by, measures, f"{path}.verified_by")
    if isinstance(whole.answer, Renegotiate) and whole.answer.renegotiate not in names.meetings:
        yield unknown("meeting", whole.answer.renegotiate, names.meetings, f"{path}.answer.renegotiate")
    for index, step in enumerate(whole.steps):
        below = f"{path}.steps.{index}"
        yield from party(step.owed_by, names, f"{below}.owed_by")
        if step.of is not None and step.of not in whole.of:
            yield unknown("issue", step.of, whole.of, f"{below}.of")
        for what in ("after", "in_return_for"):
            for place, other in enumerate(getattr(step, what)):
                if other not in steps:
                    at = f"{below}.{what}.{place}" if len(getattr(step, what)) > 1 else f"{below}.{what}"
                    yield unknown("step", other, steps, at)


def check_carrying_out(document: Document, names: Names) -> Iterator[Slip]:
    """Report steps that no party can owe, that do not add up, that wait for one another, and idle verification."""
    carried: dict[str, str] = {}
    known: dict[str, str] = {}
    for key, whole in document.carrying_out.items():
        path = f"carrying_out.{key}"
        for issue in whole.of:
            if carried.setdefault(issue, key) != key:
                yield Slip("carried_twice", f"{path}.of", {"name": issue, "first": carried[issue]})
        for index, step in enumerate(whole.steps):
            if known.setdefault(step.id, f"{path}.{index}") != f"{path}.{index}":
                yield Slip("step_twice", f"{path}.steps.{index}.id", {"name": step.id})
            yield from _step(step, whole, document, f"{path}.steps.{index}")
        yield from _shares(whole, path)
        yield from _verification(whole, document, path)
    yield from _returns(document)
    yield from _circles(document)
    yield from _ways(document)


def _step(step: Step, whole: CarryingOut, document: Document, path: str) -> Iterator[Slip]:
    if step.of is None and len(whole.of) > 1:
        yield Slip("step_of_which", path, {"name": step.id, "names": ", ".join(whole.of)}, at_key=True)
    owner = document.parties.get(step.owed_by)
    if owner is not None and owner.of is None and owner.keeps is None:
        yield Slip("keeps_missing", f"{path}.owed_by", {"name": step.owed_by})


def _shares(whole: CarryingOut, path: str) -> Iterator[Slip]:
    named = {step.of or (whole.of[0] if len(whole.of) == 1 else "") for step in whole.steps}
    if not named <= set(whole.of):
        return  # which issue a step is of is told apart
    for issue in whole.of:
        total = sum(step.share for step in whole.steps if (step.of or whole.of[0]) == issue)
        if abs(total - 1.0) > 1e-9:
            yield Slip("shares_not_one", f"{path}.steps", {"name": issue, "found": f"{total:g}"}, at_key=True)


def _verification(whole: CarryingOut, document: Document, path: str) -> Iterator[Slip]:
    levels = isinstance(whole.seen, AtLevels)
    if whole.verified_by is not None and not levels:
        yield Slip("verified_by_idle", f"{path}.verified_by", {"name": whole.verified_by})
    if whole.verified_by is None and levels:
        yield Slip("seen_by_nothing", f"{path}.seen", at_key=True)


def _returns(document: Document) -> Iterator[Slip]:
    owners = {step.id: step.owed_by for whole in document.carrying_out.values() for step in whole.steps}
    for key, whole in document.carrying_out.items():
        for index, step in enumerate(whole.steps):
            for other in step.in_return_for:
                if owners.get(other) == step.owed_by:
                    path = f"carrying_out.{key}.steps.{index}.in_return_for"
                    yield Slip("return_to_itself", path, {"name": other, "party": step.owed_by}, at_key=True)


def _circles(document: Document) -> Iterator[Slip]:
    """Report steps that wait for each other, each circle once."""
    places = {
        step.id: (f"carrying_out.{key}.steps.{index}", {*step.after, *step.in_return_for})
        for key, whole in document.carrying_out.items()
        for index, step in enumerate(whole.steps)
    }
    left = dict(places)
    while free := [name for name, (_, waits) in left.items() if not waits & left.keys()]:
        for name in free:
            del left[name]
    if left:
        way = [next(iter(left))]
        while way[-1] not in way[:-1]:
            way.append(next(name for name in sorted(left[way[-1]][1]) if name in left))
        way = way[way.index(way[-1]) :]
        yield Slip("steps_circle", places[way[0]][0], {"way": " → ".join(way)}, at_key=True)


def _ways(document: Document) -> Iterator[Slip]:
    verifying = dict.fromkeys(whole.verified_by for whole in document.carrying_out.values())
    counts = [len(document.issues[name].options) for name in verifying if name in document.issues]
    if prod(counts) > _MOST_WAYS:
        values = {"found": str(prod(counts)), "most": str(_MOST_WAYS)}
        yield Slip("too_many_ways", "carrying_out", values, at_key=True)
