"""Names for where there is little room: short enough, and each its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.case.checks.names import Names
from detente.case.schema.base import Bilingual
from detente.case.schema.case import Document
from detente.case.schema.issues import Issue
from detente.mistakes import Slip

__all__ = ["LONGEST", "LONGEST_MARK", "check_marks", "check_short_titles"]

LONGEST: Mapping[str, int] = {"en": 14, "zh": 6}
"""Most characters of a short title."""

LONGEST_MARK: Mapping[str, int] = {"en": 3, "zh": 2}
"""Most characters of a party's mark."""


def check_short_titles(document: Document, names: Names) -> Iterator[Slip]:
    """Report short titles that are too long to stand on an axis, and options of one issue that share one."""
    for key, issue in document.issues.items():
        yield from _too_long(issue.short, f"issues.{key}.short", LONGEST)
        for name, option in issue.options.items():
            yield from _too_long(option.short, f"issues.{key}.options.{name}.short", LONGEST)
        yield from _shared(issue, key)


def check_marks(document: Document, names: Names) -> Iterator[Slip]:
    """Report marks that are too long, and parties that share one."""
    seen: dict[tuple[str, str], str] = {}
    for key, party in document.parties.items():
        path = f"parties.{key}.mark"
        yield from _too_long(party.mark, path, LONGEST_MARK)
        for language in LONGEST_MARK:
            mark = getattr(party.mark, language)
            other = seen.setdefault((language, mark), key) if mark else key
            if other != key:
                yield Slip("label_shared", path, {"found": mark, "other": other})


def _shared(issue: Issue, key: str) -> Iterator[Slip]:
    seen: dict[tuple[str, str], str] = {}
    for name, option in issue.options.items():
        for language in LONGEST:
            short = getattr(option.short, language)
            other = seen.setdefault((language, short), name) if short else name
            if other != name:
                yield Slip("label_shared", f"issues.{key}.options.{name}.short", {"found": short, "other": other})


def _too_long(text: Bilingual, path: str, longest: Mapping[str, int]) -> Iterator[Slip]:
    for language, most in longest.items():
        found = getattr(text, language)
        if len(found) > most:
            yield Slip("label_too_long", path, {"found": found, "count": str(len(found)), "most": str(most)})
