"""A case as each of its own levers leaves it, for playing: many of them at little cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from detente.case.case import Case
from detente.case.editing.apply import apply_change, sections_changed
from detente.case.reading.yaml_events import grow
from detente.case.schema.case import Document

__all__ = ["copied", "open_sections", "reread_sections", "with_levers"]


def with_levers(case: Case, keys: Sequence[str]) -> dict[str, Case]:
    """Return a case as each of some levers leaves it.

    Levers are tried when a case is read, so nothing is checked again. The text of what is returned stays that of the
    case as it is; `with_changes` makes one whose text is changed, too.

    Args:
        case: The case, as `detente.load` or `with_changes` gives it.
        keys: Levers of the case.

    Example:
        >>> import detente
        >>> case = detente.load("alaska-2025")
        >>> with_levers(case, ["no-shelving"])["no-shelving"].document.issues["territory"].deferrable
        False
    """
    if not keys:
        return {}
    data = grow(case.text).data
    found: dict[str, Case] = {}
    for key in keys:
        changes = data["levers"][key]["changes"]
        edited, touched = open_sections(data, changes)
        for change in changes:
            apply_change(edited, change, key)
        found[key] = replace(case, document=reread_sections(case.document, edited, touched))
    return found


_OF_BLOCS = frozenset({"blocs", "parties", "positions", "insists", "meetings"})
"""Sections that are read together where members take over what their blocs want."""


def copied(raw: Any) -> Any:
    """Return a copy of plain mappings and lists, whose leaves cannot change."""
    if isinstance(raw, dict):
        return {key: copied(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [copied(item) for item in raw]
    return raw


def open_sections(
    data: Mapping[str, Any], changes: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, Any], frozenset[str]]:
    """Return raw data of which the sections that some changes edit are copies, and the names of these sections."""
    touched = frozenset[str]().union(*map(sections_changed, changes))
    if data.get("blocs") and touched & _OF_BLOCS:
        touched |= _OF_BLOCS & set(data)
    return {section: copied(part) if section in touched else part for section, part in data.items()}, touched


def reread_sections(document: Document, data: Mapping[str, Any], touched: frozenset[str]) -> Document:
    """Return a document with some sections read anew; the others are those of the document, the same objects.

    Args:
        document: The case before it was edited.
        data: The edited raw case; a section that it lacks falls away if it is among those read anew.
        touched: Sections to read anew.

    Raises:
        ValidationError: A section that was touched is not of right form.
    """
    kept = {name: document.__dict__[name] for name in document.model_fields_set if name not in touched}
    read = Document.model_validate(kept | {name: data[name] for name in touched if name in data})
    return read.model_copy(update=kept)
