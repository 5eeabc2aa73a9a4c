"""What the workbench asks of the text of a case: what is wrong in it, and how to change it in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.case.editing.edit import splices
from detente.case.reading.read import Checked, check
from detente.locale import Language

__all__ = ["read", "replacements"]


def read(text: str, name: str, language: Language) -> Checked:
    """Return the case that a text holds, if it is one, and what is wrong with it; as fast as an editor wants it."""
    return check(text, levers=False, file=name, language=language)


def replacements(text: str, values: Mapping[str, Any], name: str, language: Language) -> list[dict[str, Any]]:
    """Return what to replace in a text so that values stand at paths, by the indices of a browser.

    A browser counts UTF-16 code units, of which a character beyond the first 65,536 has two.

    Raises:
        CaseError: The text is no YAML, there is no such path, or a value cannot be written.
    """
    found = splices(text, values, file=name, language=language)
    return [{"start": _units(text, s.start), "end": _units(text, s.end), "text": s.text} for s in found]


def _units(text: str, index: int) -> int:
    before = text[:index]
    return index if before.isascii() else len(before.encode("utf-16-le")) // 2
