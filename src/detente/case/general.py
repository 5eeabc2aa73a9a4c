"""How negotiations work in general: the beliefs that every case shares unless it replaces them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.case.numbers.scales import Scale
from detente.case.reading.yaml_events import grow
from detente.case.schema.base import Bilingual
from detente.case.schema.quantities import Quantity, read_quantity

__all__ = ["GeneralConstant", "general_constants"]


@dataclass(frozen=True, slots=True)
class GeneralConstant:
    """One belief about negotiations in general.

    Attributes:
        quantity: What is believed of it where a case says nothing.
        about: What it is.
    """

    quantity: Quantity
    about: Bilingual


@cache
def general_constants() -> dict[str, GeneralConstant]:
    """Return the general beliefs by id, in the order of their file.

    Example:
        >>> general_constants()["hold-out"].quantity.scale
        <Scale.POSITIVE: 'positive'>
    """
    text = files("detente").joinpath("case", "general.yaml").read_text(encoding="utf-8")
    raw = grow(text).data
    return {
        name: GeneralConstant(
            read_quantity(entry["value"], Scale(entry["scale"])), Bilingual.model_validate(entry["about"])
        )
        for name, entry in raw.items()
    }
