"""Results as data for JSON, all by one rule.

A result is an object with a key for each of its fields, in their order and under their names; `detente.json_names` is
what a class may say otherwise. Texts are those of one language, dates `YYYY-MM-DD`, numbers rounded to six digits; a
number that is none (no value, or infinite) is null. Equal results give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from math import isfinite
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from detente.analyses import Question, at
from detente.case import Case
from detente.case.schema.base import Bilingual
from detente.locale import Texts

__all__ = ["IN_WORDS", "answer_data", "members", "plain"]

_DIGITS = 6

IN_WORDS = "in_words"
"""Key of what an answer says in sentences, beside its numbers."""


def plain(result: Any, language: str = "en") -> Any:
    """Return a result as plain data.

    Args:
        result: A frozen dataclass, or anything made of them.
        language: Of the texts: `en` or `zh`.

    Raises:
        TypeError: Something in it has no place in JSON.

    Example:
        >>> from detente.analysis.information.value_of_information import Worth
        >>> plain(Worth(0.12345678, float("inf")))
        {'value': 0.123457, 'standard_error': None}
    """
    match result:
        case Bilingual():
            return result.in_language(language)
        case Enum():
            return word_of(result)
        case bool() | int() | str() | None:
            return result
        case float():
            return _number(result)
        case date():
            return result.isoformat()
        case Path() | Fraction():
            return str(result)
        case Mapping():
            return _mapping(result, language)
    if isinstance(result, tuple | list) and not hasattr(result, "_fields"):
        return [plain(value, language) for value in result]
    if not _is_result(result):
        raise TypeError(f"{type(result).__name__} is no part of a result")
    data: dict[str, Any] = {}
    for name, key in members(type(result)):
        value = plain(getattr(result, name), language)
        data |= value if key == "" else {key: value}
    return data


def members(kind: type) -> Iterator[tuple[str, str]]:
    """Yield the names of what JSON holds of a class, with their keys; what is unnested has an empty key.

    Args:
        kind: A dataclass, a named tuple, or a model of a case.
    """
    if is_dataclass(kind):
        for field in fields(kind):
            key = field.metadata.get("json", "" if field.name == "stamp" else field.name)
            if key is not None:
                yield field.name, key
    elif issubclass(kind, BaseModel):
        yield from ((name, info.alias or name) for name, info in kind.model_fields.items())
    else:
        yield from ((name, name) for name in getattr(kind, "_fields", ()))
    yield from ((name, name) for name in getattr(kind, "also_in_json", ()))


def word_of(member: Enum) -> str:
    """Return what JSON calls a member of an enumeration: its value if that is a word, else its name."""
    return member.value if isinstance(member.value, str) else member.name.lower()


def _is_result(result: Any) -> bool:
    return is_dataclass(result) or isinstance(result, BaseModel) or hasattr(result, "_fields")


def _number(value: float) -> float | None:
    """Return a number rounded, never −0; none where it is none."""
    if not isfinite(value):
        return None
    return round(float(value), _DIGITS) + 0.0


def _mapping(found: Mapping[Any, Any], language: str) -> Any:
    """Return a mapping by words; one by pairs is a list of keys and values."""
    if any(isinstance(key, tuple) for key in found):
        return [{"between": list(key), "value": plain(value, language)} for key, value in found.items()]
    return {_key(key): plain(value, language) for key, value in found.items()}


def _key(key: Any) -> str:
    if isinstance(key, Enum):
        return word_of(key)
    return f"{key:g}" if isinstance(key, float) else str(key)


def answer_data(asked: Question, found: Any, case: Case, words: Texts) -> Any:
    """Return the answer to a question as plain data, with what it says in words where it has any.

    Args:
        asked: The question, from the register.
        found: Its answer.
        case: What it was asked of.
        words: The catalogue.
    """
    data = plain(found, words.language)
    if asked.in_words:
        data[IN_WORDS] = plain(at(asked.in_words)(found, case, words), words.language)
    return data
