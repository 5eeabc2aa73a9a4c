"""What the workbench asks of the text of a case: what is wrong in it, and how to change it in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.case import Case, read_text
from detente.errors import CaseError, Problem
from detente.locale import Language

__all__ = ["Read", "read", "replacements"]


@dataclass(frozen=True, slots=True)
class Read:
    """A text, read.

    Attributes:
        case: None where something is wrong with it.
        problems: What is.
    """

    case: Case | None
    problems: tuple[Problem, ...]


def read(text: str, name: str, language: Language) -> Read:
    """Read a text, and say what is wrong with it instead of raising."""
    try:
        case = read_text(text, name, language)
    except CaseError as error:
        return Read(None, error.problems)
    return Read(case, ())


def replacements(text: str, values: Mapping[str, Any], name: str, language: Language) -> list[dict[str, Any]]:
    """Return what to replace in a text so that values stand at paths, by the indices of a browser.

    A browser counts UTF-16 code units, of which a character beyond the first 65,536 has two.

    Raises:
        CaseError: The text is no YAML, there is no such path, or a value cannot be written.
    """
    from detente.case.editing.edit import splices

    found = splices(text, values, file=name, language=language)
    return [{"start": _units(text, s.start), "end": _units(text, s.end), "text": s.text} for s in found]


def _units(text: str, index: int) -> int:
    before = text[:index]
    return index if before.isascii() else len(before.encode("utf-16-le")) // 2
