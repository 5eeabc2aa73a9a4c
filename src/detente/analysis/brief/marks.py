"""The marks of parties: as the case says them, or made of their names so that each has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.case.schema.base import Bilingual
from detente.case.schema.case import Document

__all__ = ["marks"]

_FILLERS = {"the", "of", "and", "a", "an"}


def marks(document: Document) -> dict[str, Bilingual]:
    """Return the mark of every party in both languages.

    Where the case gives none: initials, or the first two letters of a single word; in Chinese the first character.
    A mark that is taken already grows by a letter, or takes the next one.

    Example:
        >>> from types import SimpleNamespace as Namespace
        >>> names = {key: Namespace(mark=Bilingual(), name=lambda key, language: key.replace("-", " "))
        ...          for key in ("united-nations", "unity-party", "unions")}
        >>> [mark.en for mark in marks(Namespace(parties=names)).values()]
        ['UN', 'UP', 'UI']
    """
    given = {
        language: {getattr(party.mark, language) for party in document.parties.values()} - {""}
        for language in ("en", "zh")
    }
    found: dict[str, Bilingual] = {}
    for key, party in document.parties.items():
        own = {}
        for language, taken in given.items():
            mark = getattr(party.mark, language)
            if not mark:
                mark = next(each for each in _possible(party.name(key, language)) if each not in taken)
                taken.add(mark)
            own[language] = mark
        found[key] = Bilingual(**own)
    return found


def _possible(name: str) -> Iterator[str]:
    """Yield marks for a name, the plainest first; without end."""
    if han := re.findall(r"[㐀-鿿]", name):
        yield from han
        yield from (han[0] + other for other in han[1:])
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _FILLERS] or ["X"]
    if len(words) > 1:
        yield "".join(word[0] for word in words[:2]).upper()
    letters = "".join(words).upper()
    yield from (letters[0] + other for other in letters[1:])
    number = 1
    while True:
        yield f"{letters[0]}{number}"
        number += 1
