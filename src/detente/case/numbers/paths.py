"""Every number of a case by its path: what beliefs are drawn of, what correlations, drivers and changes name.

Paths are the keys of the file joined by dots, with these readings:

- a link is named by its `id` where it has one, else by its place: `linked.0.worth`; a step by its `id`;
- what moves a price or a weight is always `….moved_by.<factor>.by`;
- a number that an event or a past event sets is `events.<id>.changes.<place>.set.<path>`;
- what a member takes over from its bloc is the bloc's number: `blocs.<id>.positions.<issue>.ideal`;
- numbers left out stand at their defaults: `parties.<id>.style.toughness`, `bargaining.rule`,
  `factors.<id>.start` (0 unless there is a series), and `general.<id>`.

Levers hold changes of the case, not numbers of it; they are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic_core import PydanticCustomError

from detente.case.general import general_constants
from detente.case.numbers.notation import Fixed, Label
from detente.case.numbers.people import everybody
from detente.case.numbers.scales import Scale
from detente.case.reading.walk import children, given, holders, join
from detente.case.schema.base import Element
from detente.case.schema.blocs import Bloc
from detente.case.schema.carrying import Step
from detente.case.schema.case import Document
from detente.case.schema.changes import SetQuantity
from detente.case.schema.factors import Factor
from detente.case.schema.parties import Link
from detente.case.schema.quantities import Quantity, read_quantity

__all__ = ["SectionNumbers", "numbers_of_section", "quantities"]

_HOLDERS = (Quantity, Element, dict, tuple)
_LEFT_OUT = frozenset({"levers", "general", "bargaining"})


@dataclass(frozen=True, slots=True)
class SectionNumbers:
    """The numbers of one section.

    Attributes:
        numbers: Path → quantity.
        set_values: Path of each change that sets numbers, the change, and the claims around it.
    """

    numbers: Mapping[str, Quantity]
    set_values: tuple[tuple[str, SetQuantity, tuple[str, ...]], ...]


def numbers_of_section(section: str, part: object) -> SectionNumbers:
    """Return the numbers of a section, whatever the others hold."""
    found: dict[str, Quantity] = {}
    set_values: list[tuple[str, SetQuantity, tuple[str, ...]]] = []
    if section not in _LEFT_OUT:
        _beneath(part, section, (), found, set_values)
    return SectionNumbers(found, tuple(set_values))


def quantities(document: Document, sections: Iterable[SectionNumbers] | None = None) -> dict[str, Quantity]:
    """Return every number of a case by its path, in the order of the language.

    Each carries the claims it rests on: its own, else those of the nearest element around it that names any.

    Args:
        document: The case.
        sections: The numbers of its sections in their order, where they are known.

    Returns:
        Path → quantity; values in the canonical unit of the quantity's scale.
    """
    if sections is None:
        sections = [numbers_of_section(section, part) for section, part in children(document)]
    found: dict[str, Quantity] = {}
    set_values: list[tuple[str, SetQuantity, tuple[str, ...]]] = []
    for section in sections:
        found.update(section.numbers)
        set_values += section.set_values
    rule = document.bargaining.rule
    found["bargaining.rule"] = rule or Quantity(Label("nash"), Scale.WHICH)
    for name, constant in general_constants().items():
        replaced = document.general.get(name)
        scale = constant.quantity.scale
        found[f"general.{name}"] = replace(replaced, scale=scale) if replaced else constant.quantity
    for path, change, because in set_values:
        found.update(_set_values(path, change, because, found))
    if whose := everybody(quantity.notation for quantity in found.values()):
        found["people.whose"] = Quantity(whose, Scale.WHICH)
    return found


def _beneath(
    part: object,
    path: str,
    because: tuple[str, ...],
    found: dict[str, Quantity],
    set_values: list[tuple[str, SetQuantity, tuple[str, ...]]],
) -> None:
    """Add the numbers at or beneath a part to those found; put changes that set numbers aside."""
    if isinstance(part, Quantity):
        if part.of:
            return  # a bloc's, which stands there
        found[path] = part if part.because or not because else replace(part, because=because)
        return
    because = (given(part, "because") if isinstance(part, Element) else ()) or because
    if isinstance(part, SetQuantity):
        set_values.append((path, part, because))
        return
    if isinstance(part, Factor) and part.start is None and not part.series:
        found[join(path, "start")] = Quantity(Fixed(0.0), Scale.REAL, because)
    for key, value in holders(part):
        if isinstance(part, Bloc) and (key == "each" or (part.apart and key == "positions")):
            continue  # every member has its own
        if not value or not isinstance(value, _HOLDERS):
            continue
        step = value.id if isinstance(value, Link | Step) and value.id else key
        below = f"{path}.{step}"
        if isinstance(value, Quantity) and path.endswith(".moved_by"):
            below += ".by"
        _beneath(value, below, because, found, set_values)


def _set_values(
    path: str, change: SetQuantity, because: tuple[str, ...], found: dict[str, Quantity]
) -> Iterator[tuple[str, Quantity]]:
    """Yield the numbers a change sets, each read on the scale of what it sets; others are not numbers."""
    for target, raw in change.set.items():
        if target not in found:
            continue
        try:
            value = read_quantity(raw, found[target].scale)
        except PydanticCustomError:
            continue  # checking reports it
        yield f"{path}.set.{target}", replace(value, because=value.because or because)
