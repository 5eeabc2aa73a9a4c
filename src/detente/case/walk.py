"""Walk through a case in the order of its language, every part by its dotted path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from detente.case.schema.base import Bilingual, Element
from detente.case.schema.quantities import Quantity

__all__ = ["children", "join", "numbers", "walk"]


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
        for key, name in _keys(type(part)):
            yield key, getattr(part, name)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield str(key), value
    elif isinstance(part, tuple | list):
        for index, value in enumerate(part):
            yield str(index), value


def walk(part: object, path: str = "") -> Iterator[tuple[str, Element]]:
    """Yield every element at or beneath a part with its path, parents first; texts are left out."""
    if isinstance(part, Bilingual):
        return
    if isinstance(part, Element):
        yield path, part
    for key, value in children(part):
        if isinstance(value, Element | Mapping | tuple):
            yield from walk(value, join(path, key))


def numbers(part: object, path: str = "") -> Iterator[tuple[str, Quantity]]:
    """Yield every number at or beneath a part with the path at which a file writes it."""
    if isinstance(part, Quantity):
        yield path, part
    for key, value in children(part):
        if value is not None:
            yield from numbers(value, join(path, key))
