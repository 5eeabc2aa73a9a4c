"""Turn what the models say about a raw case into slips at its paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from detente.case.numbers.errors import shown
from detente.case.reading.paths import keys_of, model_at
from detente.case.schema.base import IDENTIFIER, Element
from detente.case.schema.case import Document
from detente.errors import nearest
from detente.mistakes import Slip

__all__ = ["path_of", "raw_steps", "slips_of"]

Steps = Sequence[str | int]

_RANGES = {
    "greater_than": ("gt", "not_above"),
    "greater_than_equal": ("ge", "too_low"),
    "less_than": ("lt", "not_below"),
    "less_than_equal": ("le", "too_high"),
}
_KINDS = {
    "string_type": "not_text",
    "string_too_long": "not_an_id",
    "float_type": "not_a_number",
    "finite_number": "not_a_number",
    "int_type": "not_whole",
    "bool_type": "not_a_truth",
    "model_type": "not_keys",
    "model_attributes_type": "not_keys",
    "dict_type": "not_keys",
    "tuple_type": "not_a_list",
    "union_tag_not_found": "not_understood",
}


def slips_of(error: ValidationError, root: type[Element] = Document) -> list[Slip]:
    """Return one slip for each thing the models refuse.

    Args:
        error: What the models say.
        root: The model of the whole file.
    """
    return [_slip(details, root) for details in error.errors(include_url=False)]


def path_of(steps: Steps) -> str:
    """Return the path in the file of a place in the models: without members of unions."""
    return ".".join(str(step) for step in raw_steps(steps))


def raw_steps(steps: Steps) -> list[str | int]:
    """Return the steps that a file has, too."""
    return [step for step in steps if not (isinstance(step, str) and (step.startswith("‹") or step == "[key]"))]


def _slip(details: ErrorDetails, root: type[Element]) -> Slip:
    """Translate one error of the models."""
    steps, kind = details["loc"], details["type"]
    context: dict[str, Any] = details.get("ctx", {})
    path, found = path_of(steps), _shown(details["input"])
    at_key = bool(steps) and steps[-1] == "[key]"
    if kind == "refusal":
        values = {name: str(value) for name, value in context.items()}
        return Slip(values.pop("kind"), path, values, at_key=at_key)
    if kind == "missing":
        return _missing(steps, root)
    if kind == "extra_forbidden":
        return _unknown_key(steps, root, cut=details["input"] is None)
    if path == "detente":
        return Slip("version", path, {"found": found})
    if kind == "string_pattern_mismatch":
        if context.get("pattern") != IDENTIFIER:
            return Slip("not_a_hash", path, {"found": found})
        return Slip("not_an_id", path, {"found": found, "nearest": _as_id(found)}, at_key=at_key)
    if kind == "literal_error":
        names = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        close = nearest(found, names.split(", "))
        return Slip("not_one_of", path, {"found": found, "names": names, "nearest": close})
    if kind in _RANGES:
        limit, slip = _RANGES[kind]
        return Slip(slip, path, {"found": found, "bound": f"{context[limit]:g}"})
    if kind in ("too_short", "too_long"):
        return _length(path, kind, context)
    values = {"found": found, "names": _keys(steps, root), "allowed": details["msg"], "nearest": ""}
    return Slip(_KINDS.get(kind, kind if kind.startswith("not_a_") else "not_understood"), path, values)


def _missing(steps: Steps, root: type[Element]) -> Slip:
    model = model_at(steps[:-1], root)
    name = str(steps[-1])
    about = ""
    if model is not None:
        for field_name, field in model.model_fields.items():
            if (field.alias or field_name) == name:
                about = field.description or ""
    return Slip("missing", path_of(steps[:-1]), {"name": name, "about": about.rstrip(".") or "a value"}, at_key=True)


def _unknown_key(steps: Steps, root: type[Element], cut: bool = False) -> Slip:
    """Return the slip of a key that is not among those of a model.

    Args:
        steps: Its place.
        root: The model of the whole file.
        cut: Whether nothing follows it: in brackets, what comes after a comma within a text reads so.
    """
    model = model_at(steps[:-1], root)
    name, keys = str(steps[-1]), keys_of(model) if model else ()
    values = {"name": name, "names": ", ".join(keys) or "nothing", "nearest": nearest(name, keys)}
    kind = "text_with_comma" if cut and " " in name.strip() else "unknown_key"
    return Slip(kind, path_of(steps), values, at_key=True)


def _length(path: str, kind: str, context: dict[str, Any]) -> Slip:
    name, limit = ("too_few_listed", "min_length") if kind == "too_short" else ("too_many_listed", "max_length")
    return Slip(name, path, {"found": str(context["actual_length"]), "bound": str(context[limit])})


def _keys(steps: Steps, root: type[Element]) -> str:
    model = model_at(steps, root)
    return ", ".join(keys_of(model)) if model else "names and what they stand for"


def _as_id(found: str) -> str:
    """Return the id that was probably meant."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in found.lower())
    return "-".join(part for part in kept.split("-") if part)[:60]


def _shown(raw: Any) -> str:
    if raw is None:
        return "nothing"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, dict):
        return "{" + ", ".join(f"{key}: …" for key in list(raw)[:5]) + "}"
    if isinstance(raw, list | tuple):
        return "[" + ", ".join(_shown(item) for item in raw[:5]) + "]"
    return shown(raw)
