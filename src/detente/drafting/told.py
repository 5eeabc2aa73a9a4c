"""What documents tell beside who wants what: happenings, figures, conditions, what is open, what contradicts itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from detente.drafting.documents import Document
from detente.drafting.elements import Drafted, passage
from detente.drafting.reading import Found

__all__ = ["add_told"]

_SHORT = 60
_EDGE = re.compile(r"[，。；;！？!?\n]|(?<!\d),|,(?!\d)|\.(?=\s)")


def add_told(drafted: Drafted, read: Sequence[tuple[Document, Found]], as_of: date) -> None:
    """Add claims that a person may build on, and questions; nothing is played that rests on them yet.

    Args:
        drafted: The draft.
        read: The documents and what was found in them.
        as_of: What happened after that day does not enter.
    """
    for document, found in read:
        for happened in found.events:
            if happened.status == "past" and (happened.last is None or happened.last <= as_of):
                _add(drafted, document, happened.start, happened.end, "fact")
        for figure in found.figures:
            start, end = _clause(document.text, figure.start, figure.end)
            _add(drafted, document, start, end, "fact")
        for supposed in found.conditions:
            _add(drafted, document, supposed.start, supposed.end, "judgement")
            drafted.ask("condition", "conditions", words=_shortened(document.text[supposed.start : supposed.end]))
        for variable in found.variables:
            if variable.kind in ("listed", "unknown"):
                _add(drafted, document, variable.start, variable.end, "judgement")
                drafted.ask("factor", "factors", words=_shortened(variable.text))


def _add(drafted: Drafted, document: Document, start: int, end: int, kind: str) -> None:
    """Add a claim on a stretch, unless one holds it already."""
    if any(one.document == document.id and one.start <= start and end <= one.end for one in drafted.claims.values()):
        return
    says = {document.language: document.text[start:end]}
    drafted.claim(passage(document, start, end, drafted.claims, kind, says, "quoted"))


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the clause around a figure."""
    first = max((match.end() for match in _EDGE.finditer(text, 0, start)), default=0)
    after = _EDGE.search(text, end)
    last = after.start() if after else len(text)
    while first < start and text[first].isspace():
        first += 1
    return first, last


def _shortened(words: str) -> str:
    return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
