"""Where every number of a case stands in the row of numbers that a belief draws."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.case.numbers.distribution import Fixed, Scale
from detente.case.numbers.paths import quantities
from detente.case.schema.case import Document
from detente.case.schema.quantities import Quantity

__all__ = ["Slots", "slots_of"]


@dataclass(slots=True)
class Slots:
    """Paths of numbers and their places.

    Attributes:
        paths: canonical path of each slot.
        quantities: the number of each slot; for a factor with polls its start is only a place to fill.
    """

    paths: list[str] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def add(self, path: str, quantity: Quantity) -> int:
        """Give a path a slot, and return it."""
        self._places[path] = len(self.paths)
        self.paths.append(path)
        self.quantities.append(quantity)
        return self._places[path]

    def of(self, path: str) -> int:
        """Return the slot of a path.

        Raises:
            KeyError: no number stands there.
        """
        return self._places[path]

    def find(self, *paths: str) -> int:
        """Return the slot of the first of these paths that has one, or −1."""
        return next((self._places[path] for path in paths if path in self._places), -1)


def slots_of(document: Document) -> Slots:
    """Give every number of a case a slot, and the starts of factors that polls measure."""
    slots = Slots()
    for path, quantity in quantities(document).items():
        slots.add(path, quantity)
    for key, factor in document.factors.items():
        if slots.find(f"factors.{key}.start") < 0:
            slots.add(f"factors.{key}.start", Quantity(Fixed(0.0), Scale.REAL, factor.because))
    return slots
