"""JSON Schemas of results, read from the classes themselves: `detente.report.data` writes what they describe.

Descriptions come from the lists of attributes in the docstrings. A schema is named by a URN with the version of all of
them: keys may be added within a version; one that is renamed, or means something else, makes a new one.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from inspect import cleandoc, isclass
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from detente.case.schema.base import Bilingual
from detente.json_names import MAY_BE_NONE
from detente.report.data import IN_WORDS, members, word_of

__all__ = ["VERSION", "argument_texts", "schema_of"]

VERSION = 1
"""Of the JSON of all results together."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SIMPLE: dict[Any, dict[str, Any]] = {
    Bilingual: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    Path: {"type": "string"},
    Fraction: {"type": "string"},
    Any: {},
    object: {},
}

_COMMON = {
    "about": "What it is, in a sentence or two.",
    "as_of": "The date at which the case stands.",
    "beliefs": "How many beliefs were played.",
    "case": "Id of the case.",
    "case_sha256": "Hash of the case's text.",
    "chance": "How likely it is.",
    "id": "Its id in the case.",
    "issue": "Id of the issue.",
    "method": "How the numbers were made.",
    "open": "Share of worlds in which it cannot be told.",
    "party": "Id of the party.",
    "references": "Keys of the publications that the methods come from; `detente cite` prints them.",
    "runs": "How many runs of each belief were played.",
    "scenario": "Id of the scenario.",
    "seed": "The same seed gives the same again.",
    "status": "How far the numbers can be trusted.",
    "step": "Step of time.",
    "title": "Its name for people.",
    "until": "The date at which the course is cut off.",
    "version": "Of the program.",
}
"""What fields of these names are, where a class says nothing else."""

Schema = dict[str, Any]


def schema_of(name: str, kinds: tuple[Any, ...], title: str, in_words: Any = None) -> Schema:
    """Return the JSON Schema of an answer.

    Args:
        name: What the answer is called, such as `outlook`.
        kinds: The classes it may be of; none where it is a JSON Schema itself.
        title: A line for people.
        in_words: The class of what it says in sentences, if it says any.

    Example:
        >>> from detente.analysis.information.value_of_information import Worth
        >>> schema_of("worth", (Worth,), "What it is worth to know.")["required"]
        ['value', 'standard_error']
    """
    shared: dict[str, Schema] = {}
    made = [_whole(kind, shared) for kind in kinds]
    if in_words is not None:
        made[0]["properties"][IN_WORDS] = _any(in_words, shared)
        made[0]["required"].append(IN_WORDS)
    head = {"$schema": _DIALECT, "$id": f"urn:detente:json:{VERSION}:{name}", "title": title}
    if not made:
        return {**head, "$ref": _DIALECT}
    body = made[0] if len(made) == 1 else {"anyOf": made}
    return {**head, **body} | ({"$defs": dict(sorted(shared.items()))} if shared else {})


def _whole(kind: type, shared: dict[str, Schema]) -> Schema:
    """Describe a class; its fields' own classes go to `shared`."""
    hints = get_type_hints(kind, include_extras=True)
    said = _attributes(kind)
    properties: dict[str, Schema] = {}
    for name, key in members(kind):
        hint = hints[name] if name in hints else get_type_hints(getattr(kind, name).fget)["return"]
        if key == "":
            properties |= _whole(hint, shared)["properties"]
            continue
        found = _any(hint, shared)
        about = said.get(name) or _COMMON.get(key)
        properties[key] = {**found, "description": about} if about else found
    title = (kind.__doc__ or "").strip().split("\n\n")[0]
    described = {"description": " ".join(title.split())} if title and not title.startswith(f"{kind.__name__}(") else {}
    return {
        "type": "object",
        **described,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _any(hint: Any, shared: dict[str, Schema]) -> Schema:
    """Describe a type."""
    if get_origin(hint) is Annotated:
        kind, *notes = get_args(hint)
        return {"type": ["number", "null"]} if MAY_BE_NONE in notes else _any(kind, shared)
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _one_of([_any(each, shared) for each in inner])
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (tuple, list) or hint in (tuple, list):
        return _array(inner, shared)
    if isclass(origin or hint) and issubclass(origin or hint, Mapping):
        return _mapping(inner, shared)
    if origin is Sequence:
        return _array((*inner, ...), shared)
    if isclass(hint) and issubclass(hint, Enum):
        return {"enum": [word_of(member) for member in hint]}
    if is_dataclass(hint) or (isclass(hint) and (issubclass(hint, BaseModel) or hasattr(hint, "_fields"))):
        assert isclass(hint)
        name = f"{hint.__module__.removeprefix('detente.')}.{hint.__name__}"
        if name not in shared:
            shared[name] = {}
            shared[name] = _whole(hint, shared)
        return {"$ref": f"#/$defs/{name}"}
    if hasattr(hint, "__supertype__"):
        return _any(hint.__supertype__, shared)
    raise TypeError(f"{hint} is no part of a result")


def _one_of(choices: list[Schema]) -> Schema:
    """Describe a choice between types; simple ones are named side by side."""
    if all(set(each) == {"type"} and isinstance(each["type"], str) for each in choices):
        return {"type": [each["type"] for each in choices]}
    return {"anyOf": choices}


def _array(inner: tuple[Any, ...], shared: dict[str, Schema]) -> Schema:
    if not inner:
        return {"type": "array"}
    if inner[-1] is ... or len(inner) == 1:
        return {"type": "array", "items": _any(inner[0], shared)}
    each = [_any(kind, shared) for kind in inner]
    return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each), "maxItems": len(each)}


def _mapping(inner: tuple[Any, ...], shared: dict[str, Schema]) -> Schema:
    if not inner:
        return {"type": "object"}
    value = _any(inner[1], shared)
    if get_origin(inner[0]) is not tuple:
        return {"type": "object", "additionalProperties": value}
    pair = {"between": _any(inner[0], shared), "value": value}
    return {
        "type": "array",
        "items": {"type": "object", "properties": pair, "required": list(pair), "additionalProperties": False},
    }


_ENTRY = re.compile(r"^ {4}([a-z_0-9]+(?:, [a-z_0-9]+)*): (.*(?:\n {8,}.*)*)", re.MULTILINE)


def argument_texts(function: Any) -> dict[str, str]:
    """Return what the docstring of a function says of its arguments."""
    _, _, listed = cleandoc(function.__doc__ or "").partition("Args:\n")
    listed, _, _ = listed.partition("\n\n")
    return {name: " ".join(about.split()) for name, about in _ENTRY.findall(listed)}


def _attributes(kind: type) -> dict[str, str]:
    """Return what the docstring of a class says of its attributes; of a model of a case, its fields' descriptions."""
    if issubclass(kind, BaseModel):
        return {name: info.description for name, info in kind.model_fields.items() if info.description}
    _, _, listed = cleandoc(kind.__doc__ or "").partition("Attributes:\n")
    listed, _, _ = listed.partition("\n\n")
    found: dict[str, str] = {}
    for names, about in _ENTRY.findall(listed):
        found |= dict.fromkeys(names.split(", "), " ".join(about.split()))
    return found
