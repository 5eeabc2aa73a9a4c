"""Who of those named may be a party, under which id and titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from detente.drafting.documents import Document
from detente.drafting.gazetteer.load import titles
from detente.drafting.homes import home_of
from detente.drafting.reading import Found
from detente.tables.writing import NO_TEXTS

__all__ = ["homes_in", "slug", "title_of"]

_NO_PARTY = re.compile(r"(?:EXPERTS|MEDIA|ANALYSTS|PUBLIC|POLLSTERS?|OBSERVERS)$|^(?:WEST|MIDDLE_EAST|ALASKA|NONE)$")
_ROLE_TITLES = {
    "UNION": ("the union", "工会"),
    "COMPANY": ("the company", "公司"),
    "CITY": ("the city", "市政府"),
    "GOVERNMENT": ("the government", "政府"),
    "OPPOSITION": ("the opposition", "反对派"),
    "ARMY": ("the army", "军方"),
    "EUROPE": ("the Europeans", "欧洲"),
    "EU": ("the European Union", "欧盟"),
}


def homes_in(holder: str) -> tuple[str, ...]:
    """Return the parties that a holder stands for: states for their people, without experts and onlookers.

    Example:
        >>> homes_in("PUTIN+TRUMP"), homes_in("RU_EXPERTS")
        (('RU', 'US'), ())
    """
    names = (home_of(one) for one in holder.split("+"))
    return tuple(dict.fromkeys(name for name in names if name and not _NO_PARTY.search(name)))


def title_of(entity: str, read: Iterable[tuple[Document, Found]]) -> dict[str, str]:
    """Return what a party is called in both languages: as the lists of names have it, or as the documents write it."""
    known = _ROLE_TITLES.get(entity) or titles().get(entity)
    if known:
        return {"en": known[0], "zh": known[1]}
    for document, found in read:
        for one in found.names:
            if one.entity == entity:
                return {document.language: one.text}
    return {"en": entity.replace("_", " ").capitalize()}


def slug(title: Mapping[str, str], entity: str, taken: Iterable[str], stem: str) -> str:
    """Return an id made of a title, or of an entity; a number after a stem where neither has Latin letters.

    Words that some readers of YAML take for no text, such as `no`, get a number, too.
    """
    used = {*taken, *NO_TEXTS}
    for written in (title.get("en", ""), entity):
        name = re.sub(r"[^a-z0-9]+", "-", re.sub(r"^(?:the|an?) ", "", written.lower())).strip("-")[:40].strip("-")
        if re.match(r"[a-z]", name):
            return next(one for k in range(1, len(used) + 2) if (one := name if k == 1 else f"{name}-{k}") not in used)
    return next(one for k in range(1, len(used) + 2) if (one := f"{stem}-{k}") not in used)


@cache
def is_place(entity: str) -> bool:
    """Say whether an entity is a state or territory of the lists of names."""
    return len(entity) == 2 and entity in titles()
