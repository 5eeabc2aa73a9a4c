"""Walk through a case in the order of its language, every part by its dotted path."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from detente.case.schema.base import Bilingual, Element
from detente.case.schema.quantities import Quantity

__all__ = ["children", "given", "holders", "join", "numbers", "survey", "walk"]


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


@cache
def _holders(model: type[Element]) -> tuple[tuple[str, str], ...]:
    """Return the keys of a model whose fields may hold elements or numbers, with the names of the fields."""
    return tuple((field.alias or name, name) for name, field in model.model_fields.items() if _holds(field.annotation))


def _holds(annotation: Any) -> bool:
    """Say whether what an annotation allows may hold elements or numbers; in doubt it may."""
    if annotation in _PLAIN or get_origin(annotation) is Literal:
        return False
    if get_origin(annotation) in (Annotated, Union, UnionType, tuple, list):
        return any(_holds(argument) for argument in get_args(annotation))
    return True


_PLAIN = (str, int, float, bool, date, NoneType, Ellipsis, Bilingual)


def holders(part: object) -> Iterator[tuple[str, object]]:
    """Yield those of the things that a part directly holds which may hold elements or numbers, or be one."""
    if isinstance(part, Element):
        held = part.__dict__
        for key, name in _holders(type(part)):
            yield key, held[name]
    else:
        yield from children(part)


def walk(part: object, path: str = "") -> Iterator[tuple[str, Element]]:
    """Yield every element at or beneath a part with its path, parents first; texts are left out."""
    return iter(survey(part, path)[0])


def numbers(part: object, path: str = "") -> Iterator[tuple[str, Quantity]]:
    """Yield every number at or beneath a part with the path at which a file writes it."""
    return iter(survey(part, path)[1])


def survey(part: object, path: str = "") -> tuple[list[tuple[str, Element]], list[tuple[str, Quantity]]]:
    """Return every element and every number at or beneath a part with its path, parents first."""
    elements: list[tuple[str, Element]] = []
    found: list[tuple[str, Quantity]] = []
    _survey(part, path, elements, found)
    return elements, found


def _survey(part: object, path: str, elements: list[tuple[str, Element]], found: list[tuple[str, Quantity]]) -> None:
    if isinstance(part, Quantity):
        found.append((path, part))
        return
    if isinstance(part, Bilingual):
        return
    if isinstance(part, Element):
        elements.append((path, part))
    for key, value in holders(part):
        if value and isinstance(value, _HOLDERS):
            _survey(value, f"{path}.{key}" if path else key, elements, found)


_HOLDERS = (Element, Quantity, dict, tuple, list)
"""What other parts of a case may stand in."""
