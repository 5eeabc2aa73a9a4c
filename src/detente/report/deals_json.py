"""The deal space as data: keys in a fixed order, shares and gains rounded to six digits."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from detente.analysis.deals import Deals
from detente.case.schema.base import Bilingual

__all__ = ["deals_to_json"]

_DIGITS = 6


def deals_to_json(found: Deals, language: str = "en") -> dict[str, Any]:
    """Return a deal space as plain data for JSON; `titles` are left out, for every part has its own.

    Args:
        found: The deal space.
        language: Of the titles: `en` or `zh`.
    """
    return {item.name: _plain(getattr(found, item.name), language) for item in fields(found) if item.name != "titles"}


def _plain(value: Any, language: str) -> Any:
    match value:
        case Bilingual():
            return value.in_language(language)
        case Enum():
            return value.value
        case bool() | int() | str() | None:
            return value
        case float():
            return round(value, _DIGITS) + 0.0
        case date():
            return value.isoformat()
        case dict():
            return {key: _plain(each, language) for key, each in value.items()}
        case tuple():
            return [_plain(each, language) for each in value]
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name), language) for item in fields(value)}
    raise TypeError(f"{type(value).__name__} is no part of a deal space")
