"""Results of analyses as data for JSON: what stands in the result under its own names, in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from math import isfinite
from typing import Any

from detente.analysis.compare.endings import Stamp
from detente.case.schema.base import Bilingual

__all__ = ["plain"]

_DIGITS = 6


def plain(result: Any, language: str = "en") -> Any:
    """Return a result as plain data.

    What was played comes first, unnested. Texts are those of one language, dates `YYYY-MM-DD`; numbers are rounded to
    six digits, and those that are none (no value, or infinite) are null.

    Args:
        result: A frozen dataclass, or anything made of them.
        language: Of the texts: `en` or `zh`.

    Example:
        >>> from detente.analysis.information.value_of_information import Worth
        >>> plain(Worth(0.12345678, float("inf")))
        {'value': 0.123457, 'standard_error': None}
    """
    match result:
        case Bilingual():
            return result.in_language(language)
        case bool() | int() | str() | None:
            return result
        case float():
            return round(result, _DIGITS) + 0.0 if isfinite(result) else None
        case date():
            return result.isoformat()
        case Mapping():
            return {str(key): plain(value, language) for key, value in result.items()}
        case tuple() | list():
            return [plain(value, language) for value in result]
    if not is_dataclass(result):
        raise TypeError(f"{type(result).__name__} is no part of a result")
    data: dict[str, Any] = {}
    for field in fields(result):
        value = getattr(result, field.name)
        if field.name == "stamp" and isinstance(value, Stamp):
            data.update(plain(value, language))
        else:
            data[field.name] = plain(value, language)
    return data
