"""Write parts of a case back as plain data, as a file would hold them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from detente.case.numbers.distribution import describe
from detente.case.numbers.notation import Fixed
from detente.case.numbers.scales import Scale
from detente.case.reading.yaml_events import grow
from detente.case.schema.base import Bilingual, Element
from detente.case.schema.changes import SetQuantity
from detente.case.schema.quantities import Quantity

__all__ = ["raw"]

_DURATIONS = frozenset({"half_life", "lasting", "expires", "minimum"})


def raw(part: Any) -> Any:
    """Return what a file writes for a part of a case; what stands at its default is left out.

    Args:
        part: An element, a number, or anything made of them.

    Returns:
        Mappings, lists, texts, numbers and dates.

    Example:
        >>> from detente.case.schema.changes import Shift
        >>> raw(Shift.model_validate({"shift": {"anger": "0.2 to 0.4"}, "half_life": "3 months"}))
        {'shift': {'anger': '0.2 to 0.4'}, 'half_life': '3 months'}
    """
    match part:
        case Bilingual(en=english, zh=chinese):
            return {"en": english, "zh": chinese} if chinese else english
        case SetQuantity(set=values, because=because):
            return {"set": dict(values), **({"because": list(because)} if because else {})}
        case Quantity():
            return _number(part)
        case Element():
            return _element(part)
        case Mapping():
            return {str(key) if not isinstance(key, date) else key: raw(value) for key, value in part.items()}
        case tuple() | list():
            return [raw(value) for value in part]
    return part


def _number(quantity: Quantity) -> Any:
    """Return the notation of a number, with its claims where it has some of its own."""
    text = describe(quantity.notation, quantity.scale)
    value = grow(text).data
    return {"value": value, "because": list(quantity.because)} if quantity.because else value


def _element(part: Element) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if value is None or value == field.default:
            continue
        if name in _DURATIONS and isinstance(value, float):
            written[field.alias or name] = describe(Fixed(value), Scale.DURATION)
        else:
            written[field.alias or name] = raw(value)
    return written
