"""Make what can be made of a case that has mistakes of form, so that mistakes of sense are told with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from detente.case.reading.from_pydantic import raw_steps
from detente.case.schema.case import Document

__all__ = ["Partial", "partial_document"]

_UNREADABLE = "unreadable"
_OPTIONS = {"a": 0, "b": 100}
_CONDITION = {"flag": _UNREADABLE}
_ABOUT_TERMS = {"issue": _UNREADABLE, "settled": True}
_STEP: dict[str, Any] = {"id": _UNREADABLE, "owed_by": _UNREADABLE, "due": "1 day", "share": 1.0}
_OF_THE_CASE: dict[str, Any] = {
    "detente": 1,
    "id": _UNREADABLE,
    "title": _UNREADABLE,
    "as_of": date.min,
    "until": date.max,
    "parties": {_UNREADABLE: {}},
    "issues": {_UNREADABLE: {"topic": _UNREADABLE, "now": "a", "options": _OPTIONS}},
}
"""What stands in for a section or a field of the case itself."""
_REQUIRED: dict[tuple[str, int, str], Any] = {
    ("carrying_out", 3, "of"): [_UNREADABLE],
    ("carrying_out", 3, "steps"): [_STEP],
    ("carrying_out", 4, "at_0"): 0,
    ("carrying_out", 4, "at_100"): 0,
    ("carrying_out", 4, "renegotiate"): _UNREADABLE,
    **{("carrying_out", 5, key): value for key, value in _STEP.items()},
    ("claims", 3, "kind"): "fact",
    ("claims", 3, "says"): _UNREADABLE,
    ("claims", 3, "source"): _UNREADABLE,
    ("issues", 3, "now"): _UNREADABLE,
    ("issues", 3, "options"): _OPTIONS,
    ("issues", 3, "topic"): _UNREADABLE,
    ("linked", 3, "if"): _ABOUT_TERMS,
    ("linked", 3, "party"): _UNREADABLE,
    ("linked", 3, "worth"): 0,
    ("markers", 3, "when"): _CONDITION,
    ("meetings", 3, "table"): [_UNREADABLE, _UNREADABLE],
    ("positions", 4, "ideal"): 50,
    ("positions", 4, "salience"): 1,
    ("questions", 3, "when"): _CONDITION,
    ("scenarios", 3, "when"): _CONDITION,
    ("sources", 3, "title"): _UNREADABLE,
}
"""What stands in for a field that an element cannot do without, by section, depth and name."""
_ITEMS: dict[str, Any] = {
    **dict.fromkeys(("agenda", "because", "consent", "table", "after", "in_return_for"), _UNREADABLE),
    **dict.fromkeys(("all", "any", "of"), _CONDITION),
    "changes": {"raise": _UNREADABLE},
    "linked": {"party": _UNREADABLE, "if": _ABOUT_TERMS, "worth": 0},
    "paragraphs": 1,
    "steps": _STEP,
}
"""What stands in for an item of a list, by the list's key."""
_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Partial:
    """What could be read of a case.

    Attributes:
        document: The case without what the models refuse.
        stood_in: Paths at which something stands only so that the rest could be read.
    """

    document: Document
    stood_in: frozenset[str]

    def tells(self, path: str) -> bool:
        """Say whether what stands at a path is the case's own."""
        steps = path.split(".")
        return _UNREADABLE not in steps and self.stood_in.isdisjoint(
            ".".join(steps[:end]) for end in range(1, len(steps) + 1)
        )


def partial_document(data: dict[str, Any], error: ValidationError) -> Partial | None:
    """Return the case without the parts that the models refuse, or None if too little is left.

    Args:
        data: The raw case; it is not changed.
        error: What the models said about it.
    """
    kept = deepcopy(data)
    scenarios = kept.get("scenarios")
    if isinstance(scenarios, list) and all(isinstance(item, dict) for item in scenarios):
        kept["scenarios"] = {key: value for item in scenarios for key, value in item.items()}
    stood_in: set[str] = set()
    for _ in range(_ROUNDS):
        for details in error.errors(include_url=False):
            _mend(kept, details, stood_in)
        try:
            return Partial(Document.model_validate(kept), frozenset(stood_in))
        except ValidationError as again:
            error = again
    return None


def _mend(data: dict[str, Any], details: ErrorDetails, stood_in: set[str]) -> None:
    """Put something in the place that an error is about; else take it away, with what cannot do without it."""
    steps = [str(step) for step in raw_steps(details["loc"])]
    if len(steps) == 1 and steps[0] in _OF_THE_CASE:
        data[steps[0]] = deepcopy(_OF_THE_CASE[steps[0]])
        return
    if details["type"] == "missing" and len(steps) > 1:
        field = (steps[0], len(steps), steps[-1])
        holder = [data, *(below for _, _, below in _down(data, steps[:-1]))][-1]
        if field in _REQUIRED and isinstance(holder, dict) and _is_first(stood_in, steps):
            holder[steps[-1]] = deepcopy(_REQUIRED[field])
            return
        steps = steps[:-1]
    way = list(_down(data, steps))
    if way and isinstance(way[-1][0], list):
        of = steps[len(way) - 2]
        if of in _ITEMS and steps[0] != "moves" and _is_first(stood_in, steps[: len(way)]):
            way[-1][0][way[-1][1]] = deepcopy(_ITEMS[of])
            return
        way.pop()  # the list goes as a whole, or its later items would change their places
    if way:
        way[-1][0].pop(way[-1][1])


def _down(data: Any, steps: Sequence[str]) -> Iterator[tuple[Any, Any, Any]]:
    """Yield what holds each step of a path, its key there and what it leads to, as far as the path goes."""
    holder = data
    for step in steps:
        if isinstance(holder, dict):
            keys: list[Any] = [key for key in holder if str(key) == step]
        elif isinstance(holder, list):
            keys = [int(step)] if step.isdecimal() and int(step) < len(holder) else []
        else:
            keys = []
        if not keys:
            return
        yield holder, keys[0], holder[keys[0]]
        holder = holder[keys[0]]


def _is_first(stood_in: set[str], steps: Sequence[str]) -> bool:
    """Note that something stands in at a path, and say whether nothing did before."""
    path = ".".join(steps)
    known = path in stood_in
    stood_in.add(path)
    return not known
