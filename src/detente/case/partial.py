"""Make what can be made of a case that has mistakes of form, so that mistakes of sense are told with them."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from detente.case.schema.case import Document
from detente.case.translation import raw_steps

__all__ = ["partial_document"]

_STAND_INS: dict[str, Any] = {
    "detente": 1,
    "id": "unreadable",
    "title": "unreadable",
    "as_of": date.min,
    "until": date.max,
    "parties": {"unreadable": {}},
    "issues": {"unreadable": {"topic": "unreadable", "now": "a", "options": {"a": 0, "b": 100}}},
}
_ROUNDS = 20


def partial_document(data: dict[str, Any], error: ValidationError) -> Document | None:
    """Return the case without the parts that the models refuse, or None if too little is left.

    Args:
        data: The raw case; it is not changed.
        error: What the models said about it.
    """
    kept = deepcopy(data)
    scenarios = kept.get("scenarios")
    if isinstance(scenarios, list) and all(isinstance(item, dict) for item in scenarios):
        kept["scenarios"] = {key: value for item in scenarios for key, value in item.items()}
    for _ in range(_ROUNDS):
        for details in error.errors(include_url=False):
            _prune(kept, details)
        try:
            return Document.model_validate(kept)
        except ValidationError as again:
            error = again
    return None


def _prune(data: dict[str, Any], details: ErrorDetails) -> None:
    """Take the part away that an error is about; what holds it, if it cannot do without."""
    steps = [str(step) for step in raw_steps(details["loc"])]
    if details["type"] == "missing" and len(steps) > 1:
        steps = steps[:-1]
    if len(steps) == 1 and steps[0] in _STAND_INS:
        data[steps[0]] = _STAND_INS[steps[0]]
        return
    holder: Any = data
    chain: list[tuple[dict[str, Any], str]] = []
    for step in steps:
        if not isinstance(holder, dict):
            break  # a list goes as a whole, or its later items would change their places
        key = next((key for key in holder if str(key) == step), None)
        if key is None:
            break
        chain.append((holder, key))
        holder = holder[key]
    if chain:
        chain[-1][0].pop(chain[-1][1])
