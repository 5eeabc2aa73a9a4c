"""Small cases by hand: a base that nothing happens in, to which a test adds what it is about."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from detente.case.case import Case
from detente.case.reading.read import read_text
from detente.testing import case_of

AS_OF = date(2024, 1, 1)

BASE: dict[str, Any] = {
    "detente": 1,
    "id": "small",
    "title": "Small",
    "as_of": AS_OF,
    "until": date(2024, 3, 25),
    "step": "week",
    "parties": {"north": {"price": {"value": 0}}, "south": {"price": {"value": 0}}, "east": {"price": {"value": 0}}},
    "issues": {
        "border": {"topic": "war", "now": "none", "options": {"none": 0, "half": 50, "full": 100}},
        "trade": {"topic": "war", "now": "none", "options": {"none": 0, "full": 100}},
    },
    "positions": {
        "north": {"border": {"ideal": 100, "salience": 50}, "trade": {"ideal": 100, "salience": 50}},
        "south": {"border": {"ideal": 100, "salience": 50}, "trade": {"ideal": 100, "salience": 50}},
        "east": {"border": {"ideal": 100, "salience": 100}},
    },
    "general": {
        "hold-out": 1e-6,
        "misreading": 1e-6,
        "limit-misreading": 1e-6,
        "breadth": 1,
        "caution": 1,
        "miscommunication": 0.5,
    },
}


def merged(base: Any, change: Any) -> Any:
    """Mappings are merged, everything else is replaced; None takes a key away."""
    if not (isinstance(base, dict) and isinstance(change, dict)):
        return deepcopy(change)
    found = {**base}
    for key, value in change.items():
        if value is None:
            found.pop(key, None)
        else:
            found[key] = merged(found.get(key), value)
    return found


def small(**changes: Any) -> Case:
    """The base case with some of its sections changed, checked."""
    case = case_of(merged(BASE, changes))
    return read_text(case.text, case.file)


def meets(day: int = 7, **more: Any) -> dict[str, Any]:
    """A meeting of north and south so many days after `as_of`."""
    on = date.fromordinal(AS_OF.toordinal() + day)
    return {"on": on, "table": ["north", "south"], **more}
