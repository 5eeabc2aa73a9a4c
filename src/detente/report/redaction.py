"""A case without names: parties by letters, sources by numbers, and nothing that anybody said to the letter.

For a brief that may be handed to the parties themselves. Numbers stay what they are. Only the names of parties are
known to be names: places and persons that a text names otherwise stay, and somebody must read it over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from detente.case.case import Case
from detente.case.editing.layout import flow
from detente.case.reading.load import read_bytes
from detente.case.reading.yaml_events import grow

__all__ = ["redacted"]

_TEXTS = frozenset({"title", "about", "short", "text", "decided_by", "says", "note", "reason", "rule"})
_GONE = frozenset({"quotation", "author", "where", "url", "sha256", "span"})
_LANGUAGES = ("en", "zh")


def redacted(case: Case) -> Case:
    """Return a case in which parties are letters, sources are numbers, and quotations are gone.

    Args:
        case: The case.

    Raises:
        CaseError: The case rests on more than its own text can say.

    Example:
        >>> import detente
        >>> shown = redacted(detente.load("alaska-2025")).document
        >>> [party.title.en for party in shown.parties.values()][:2], shown.id
        (['Party A', 'Party B'], 'case')
    """
    data = grow(case.text).data
    names: dict[str, str] = {}
    for id, letter in _letters(case).items():
        party = case.document.parties[id]
        names |= {name: letter[0] for name in (party.title.en, party.name(id, "en")) if name}
        names |= {party.title.zh: letter[1]} if party.title.zh else {}
    shown = _without(data, names, as_text=False)
    shown["id"] = "case"
    for id, (en, zh, mark) in _letters(case).items():
        shown["parties"][id] = {**(shown["parties"][id] or {}), "title": {"en": en, "zh": zh}, "mark": mark}
        shown["parties"][id].pop("about", None)
    for n, source in enumerate((shown.get("sources") or {}).values(), start=1):
        source["title"] = {"en": f"Source {n}", "zh": f"来源{n}"}
    for claim in (shown.get("claims") or {}).values():
        claim["says"] = {"en": "left out", "zh": "略去"}
    return read_bytes(_written(shown).encode(), "case.yaml")


def _letters(case: Case) -> dict[str, tuple[str, str, str]]:
    """Return the English name, the Chinese name and the mark of each party."""
    letters = [chr(ord("A") + n % 26) * (1 + n // 26) for n in range(len(case.document.parties))]
    ids = case.document.parties
    return {id: (f"Party {letter}", f"{letter}方", letter) for id, letter in zip(ids, letters, strict=True)}


def _without(part: Any, names: Mapping[str, str], *, as_text: bool) -> Any:
    """Return plain data with names replaced in texts for people."""
    if isinstance(part, dict):
        return {
            key: _without(value, names, as_text=key in _TEXTS or (as_text and key in _LANGUAGES))
            for key, value in part.items()
            if key not in _GONE
        }
    if isinstance(part, list):
        return [_without(each, names, as_text=as_text) for each in part]
    return _replaced(part, names) if as_text and isinstance(part, str) else part


def _replaced(text: str, names: Mapping[str, str]) -> str:
    """Return a text with names replaced, the longest first; of Latin letters only where they are whole words."""
    for name in sorted(names, key=len, reverse=True):
        pattern = rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)
        text = re.sub(pattern, names[name], text)
    return text


def _written(data: Mapping[str, Any]) -> str:
    return "".join(f"{key}: {flow(value)}\n" for key, value in data.items())
