"""What the language of cases has at each path: which models, which keys, which scale."""

from __future__ import annotations

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import Tag

from detente.case.numbers.scales import Scale
from detente.case.schema.base import Element
from detente.case.schema.case import Document
from detente.case.schema.quantities import On

__all__ = ["annotation_at", "is_named", "keys_of", "model_at", "scale_at", "steps_of"]


def annotation_at(steps: Sequence[str | int], root: type[Element] = Document) -> Any:
    """Return the type that stands at a path of the language, or None where there is none.

    Args:
        steps: Keys of the file; a step in `‹…›` chooses a member of a union.
        root: What the file holds: a case, or facts about one.
    """
    current: Any = root
    for step in steps:
        current = _below(current, str(step))
        if current is None:
            return None
    return current


def model_at(steps: Sequence[str | int], root: type[Element] = Document) -> type[Element] | None:
    """Return the model at a path, or None where there is none."""
    members = [member for member in _members(annotation_at(steps, root)) if _is_model(member)]
    return members[0] if len(members) == 1 else None


def is_named(steps: Sequence[str | int]) -> bool:
    """Say whether what stands at a path is a mapping of names that the case chooses."""
    return any(get_origin(member) is dict for member in _members(annotation_at(steps)))


def steps_of(path: str) -> list[str]:
    """Split a path at its dots; `price.<party>` as a shift, a path that is set and a quantile are one step each.

    Example:
        >>> steps_of("events.drought.changes.0.shift.price.lower")
        ['events', 'drought', 'changes', '0', 'shift', 'price.lower']
    """
    steps = path.split(".")
    for index, step in enumerate(steps):
        if step == "quantiles" or (step in ("shift", "set") and index >= 2 and steps[index - 2] == "changes"):
            rest = steps[index + 1 :]
            return [*steps[: index + 1], ".".join(rest)] if rest else steps
    return steps


def keys_of(model: type[Element]) -> tuple[str, ...]:
    """Return the keys a file may write in a model."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def scale_at(steps: Sequence[str | int]) -> Scale | None:
    """Return the scale of the number at a path, or None where no number stands.

    Example:
        >>> scale_at(["positions", "a-party", "an-issue", "limit"])
        <Scale.LEVEL: 'level'>
    """
    for marks in _marks(annotation_at(steps)):
        for mark in marks:
            if isinstance(mark, On):
                return mark.scale
    return None


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Element)


def _marks(annotation: Any) -> list[tuple[Any, ...]]:
    """Return the marks of every annotated member of a type."""
    if get_origin(annotation) is Annotated:
        return [annotation.__metadata__, *_marks(get_args(annotation)[0])]
    if get_origin(annotation) in (Union, UnionType):
        return [marks for member in get_args(annotation) for marks in _marks(member)]
    return []


def _members(annotation: Any) -> list[Any]:
    """Return the plain types a type is a union of."""
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [plain for member in get_args(annotation) for plain in _members(member)]
    return [annotation]


def _tagged(annotation: Any, name: str) -> Any:
    """Return the member of a union with a tag."""
    if get_origin(annotation) is Annotated:
        if any(isinstance(mark, Tag) and mark.tag == name for mark in annotation.__metadata__):
            return annotation
        return _tagged(get_args(annotation)[0], name)
    if get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            if found := _tagged(member, name):
                return found
    return None


def _below(annotation: Any, step: str) -> Any:
    """Return the type one step beneath a type."""
    if step.startswith("‹"):
        return _tagged(annotation, step)
    for member in _members(annotation):
        origin, arguments = get_origin(member), get_args(member)
        if _is_model(member):
            for name, field in member.model_fields.items():
                if (field.alias or name) == step:
                    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        elif origin is dict:
            return arguments[1]
        elif origin is tuple and (step.isdecimal() or any(_has_id(argument) for argument in arguments)):
            return arguments[0]
    return None


def _has_id(annotation: Any) -> bool:
    """Say whether the items of a list may be named by an `id`."""
    return _is_model(annotation) and "id" in annotation.model_fields
