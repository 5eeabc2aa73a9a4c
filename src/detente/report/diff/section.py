"""The section on two versions of a case: what changed in the text and in the outlook."""

from __future__ import annotations

from detente.analysis.compare.diff import Diff
from detente.case import Case
from detente.locale import Texts
from detente.report.outlook.evidence import path_in_words
from detente.report.section import Section, compose
from detente.report.whatif.section import compared

__all__ = ["section"]

_LONGEST = 160


def section(found: Diff, case: Case, words: Texts) -> Section:
    """Return the section."""
    shown = compared(found, words)
    lines = [
        {
            "path": change.path,
            "words": path_in_words(case.document, change.path, words),
            "before": _short(change.before, words),
            "after": _short(change.after, words),
            "claims": tuple(dict.fromkeys((*change.claims_before, *change.claims_after))),
        }
        for change in found.text
    ]
    return compose("diff", words("section.diff.title"), "diff/section", words, found=found, lines=lines, **shown)


def _short(value: str | None, words: Texts) -> str:
    if value is None:
        return words("diff.nothing")
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
