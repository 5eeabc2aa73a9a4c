"""Results of analyses as data for JSON: what stands in the result under its own names, in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from math import isfinite
from typing import Any

from detente.analyses import Question
from detente.analysis.compare.endings import Stamp
from detente.case import Case
from detente.case.schema.base import Bilingual
from detente.locale import Texts

__all__ = ["answer_data", "plain"]

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


def answer_data(asked: Question, found: Any, case: Case, words: Texts) -> Any:
    """Return the answer to a question as plain data.

    Args:
        asked: The question, from the register.
        found: Its answer.
        case: What it was asked of.
        words: The catalogue.
    """
    from detente.report.conflict_json import conflict_to_json
    from detente.report.deals_json import deals_to_json
    from detente.report.driving_json import discovery_to_json, drivers_to_json
    from detente.report.information.unknowns import asked_data
    from detente.report.json import to_json as outlook_to_json
    from detente.report.observed import to_json as observed_to_json
    from detente.report.schools_json import to_json as theories_to_json

    language = words.language
    match asked.id:
        case "outlook":
            return outlook_to_json(found, language)
        case "observe":
            return observed_to_json(found, language)
        case "deals":
            return deals_to_json(found, language)
        case "drivers":
            return drivers_to_json(found, language)
        case "discover":
            return discovery_to_json(found, case.document, words)
        case "ask":
            return asked_data(found, case.document, words)
        case "theories":
            return theories_to_json(found, language)
        case "conflict":
            return conflict_to_json(found, language)
    return plain(found, language)
