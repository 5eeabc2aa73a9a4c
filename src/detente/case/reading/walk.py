"""Walk through a case in the order of its language, every part by its dotted path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from detente.case.schema.base import Bilingual, Element
from detente.case.schema.quantities import Quantity

__all__ = ["children", "given", "join", "numbers", "walk"]


def join(path: str, key: str | int) -> str:
    """Return the path of a part beneath `path`."""
    return f"{path}.{key}" if path else str(key)


@cache
def _keys(model: type[Element]) -> tuple[tuple[str, str], ...]:
    """Return the keys of a model in a file with the names of their fields."""
    return tuple((field.alias or name, name) for name, field in model.model_fields.items())


def children(part: object) -> Iterator[tuple[str, object]]:
    """Yield what a part of a case directly holds, by the keys that a file writes.

    Example:
        >>> from detente.case.schema.parties import Mover
        >>> [key for key, _ in children(Mover.model_validate({"by": 1, "from": 0}))]
        ['by', 'from']
    """
    if isinstance(part, Element):
        held = part.__dict__
        for key, name in _keys(type(part)):
            yield key, held[name]
    elif isinstance(part, dict):
        for key, value in part.items():
            yield str(key), value
    elif isinstance(part, tuple | list):
        for index, value in enumerate(part):
            yield str(index), value


def given(part: Element, key: str) -> Any:
    """Return what a part of a case holds in a field that not every part has; None if it has no such field."""
    return part.__dict__.get(key)


def walk(part: object, path: str = "") -> Iterator[tuple[str, Element]]:
    """Yield every element at or beneath a part with its path, parents first; texts are left out."""
    found: list[tuple[str, Element]] = []
    _walk(part, path, found)
    return iter(found)


def _walk(part: object, path: str, found: list[tuple[str, Element]]) -> None:
    if isinstance(part, Bilingual):
        return
    if isinstance(part, Element):
        found.append((path, part))
    for key, value in children(part):
        if isinstance(value, _HOLDERS):
            _walk(value, join(path, key), found)


def numbers(part: object, path: str = "") -> Iterator[tuple[str, Quantity]]:
    """Yield every number at or beneath a part with the path at which a file writes it."""
    found: list[tuple[str, Quantity]] = []
    _numbers(part, path, found)
    return iter(found)


def _numbers(part: object, path: str, found: list[tuple[str, Quantity]]) -> None:
    if isinstance(part, Quantity):
        found.append((path, part))
    for key, value in children(part):
        if isinstance(value, _PARTS):
            _numbers(value, join(path, key), found)


_HOLDERS = (Element, dict, tuple)
_PARTS = (*_HOLDERS, Quantity, list)
"""What other parts of a case may stand in."""
