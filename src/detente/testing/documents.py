"""Cases from plain data, without a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from detente.case.case import Case
from detente.case.schema.case import Document

__all__ = ["case_of"]


def case_of(data: Mapping[str, Any]) -> Case:
    """Return a case from the data that its file would hold.

    Args:
        data: Sections by name, numbers and conditions as a file writes them; dates as dates or texts.

    Returns:
        The case; its form is checked, its meaning is not.

    Raises:
        pydantic.ValidationError: Something has not the form of a case.
    """
    document = Document.model_validate(dict(data))
    text = "".join(f"{key}: {_written(value)}\n" for key, value in data.items())
    return Case(document=document, text=text, file=f"{document.id}.yaml", lines={})


def _written(value: Any) -> str:
    """Write a value in YAML's flow style."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_written(key)}: {_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
