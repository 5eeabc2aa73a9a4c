"""The case language as a JSON Schema, so that editors complete and check while one writes."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from detente.case.editing.dump import raw
from detente.case.schema.case import Document

__all__ = ["json_schema", "json_schema_text"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NAME_OF_CONDITION = {"type": "string", "description": "The name of a condition."}
_WHOLE = {"required": ["ideal", "salience"]}
"""What a position holds that takes nothing over from a bloc."""
_NAME_OF_OPTION = {"type": "string", "description": "The name of an option that is taken."}
_MEANINGLESS = frozenset({"discriminator", "additionalItems"})


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file.

    Example:
        >>> json_schema()["required"][:4]
        ['detente', 'id', 'title', 'as_of']
    """
    schema = Document.model_json_schema(by_alias=True, mode="validation", schema_generator=_Generator)
    schema["properties"]["scenarios"] = _scenarios(schema["properties"]["scenarios"])
    schema["anyOf"] = [{"required": ["issues"]}, {"required": ["moves"]}]
    schema["if"], schema["then"] = {"not": {"required": ["blocs"]}}, {"properties": {"positions": _each(_each(_WHOLE))}}
    schema["$defs"]["Bloc"]["properties"]["positions"]["additionalProperties"] = _with_ref("Position", _WHOLE)
    cleaned: dict[str, Any] = _cleaned(schema)
    return {"$schema": _DIALECT, **cleaned, "title": "A case for Détente"}


def _each(what: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a mapping each of whose values is of a schema."""
    return {"additionalProperties": what}


def _with_ref(name: str, what: dict[str, Any]) -> dict[str, Any]:
    return {"allOf": [{"$ref": f"#/$defs/{name}"}, what]}


def json_schema_text() -> str:
    """Return the JSON Schema as a text, ending with a newline."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


class _Generator(GenerateJsonSchema):
    """Writes defaults as a case file would."""

    def encode_default(self, dft: Any) -> Any:
        """Return a default in the notation of files."""
        return raw(dft)


def _scenarios(schema: dict[str, Any]) -> dict[str, Any]:
    """Describe the ordered list of one-entry mappings as which scenarios are written."""
    entry = {key: value for key, value in schema.items() if key not in ("default", "description", "title")}
    one = {**entry, "minProperties": 1, "maxProperties": 1}
    described = {"description": schema.get("description", "")}
    return {**described, "anyOf": [{"type": "array", "items": one}, entry]}


def _cleaned(part: Any) -> Any:
    """Drop what editors cannot use: titles made from names of fields, nulls that a file need not write."""
    if isinstance(part, list):
        return [_cleaned(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: value for key, value in part.items() if key not in _MEANINGLESS}
    if isinstance(kept.get("title"), str) and ("properties" not in kept):
        kept.pop("title")
    if "default" in kept and kept["default"] in (None, "", [], {}):
        kept.pop("default")
    if isinstance(kept.get("anyOf"), list):
        choices = [choice for choice in kept["anyOf"] if choice != {"type": "null"}]
        kept.pop("anyOf")
        if len(choices) == 1 and isinstance(choices[0], dict):
            kept = {**choices[0], **kept}
        else:
            kept["anyOf"] = choices
    if "oneOf" in kept:
        members = kept.pop("oneOf")
        if {"$ref": "#/$defs/IssueIs"} in members:
            members = [*members, _NAME_OF_CONDITION]
        if {"$ref": "#/$defs/Taken"} in members:
            members = [*members, _NAME_OF_OPTION]
        kept["anyOf"] = members
    return {key: _cleaned_named(key, value) for key, value in kept.items()}


def _cleaned_named(key: str, value: Any) -> Any:
    """Clean what stands under a key; under `properties` and `$defs` the keys are names."""
    if key in ("properties", "$defs", "patternProperties") and isinstance(value, dict):
        return {name: _cleaned(inner) for name, inner in value.items()}
    if key in ("default", "required", "enum", "const"):
        return value
    return _cleaned(value)
