"""Read the lists of names: territories from Unicode CLDR, the rest written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["Entry", "Gazetteer", "NameType", "gazetteer", "titles"]

NameType = Literal["PER", "LOC", "ORG", "LAW", "ABBR", "DEM", "MISC"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    Attributes:
        entity: ISO 3166 alpha-2 of a state or territory, a family name in capitals, or a short fixed name.
        type: What it is.
        metonym: Whether it is the seat of a government that stands for its state.
    """

    entity: str
    type: NameType
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names, with patterns that find them.

    Attributes:
        names: Name → what it stands for.
        han: Pattern of the Chinese names, the longest first.
        latin: Pattern of the others, the longest first, as whole words.
        short: One-character names of states → state, and whether one may stand alone.
        words: Lists of words that other names are told by.
    """

    names: dict[str, Entry]
    han: re.Pattern[str]
    latin: re.Pattern[str]
    short: dict[str, tuple[str, bool]]
    words: dict[str, frozenset[str]]


@cache
def gazetteer() -> Gazetteer:
    """Return the names that come with the program.

    Example:
        >>> gazetteer().names["阿联酋"].entity, gazetteer().names["Kyiv"].metonym
        ('AE', True)
    """
    names: dict[str, Entry] = {}
    for code, chinese, english in _rows("territories.tsv"):
        names |= dict.fromkeys(_split(chinese) + _split(english), Entry(code, "LOC"))
    for entity, chinese, english in _rows("cities.tsv"):
        names |= dict.fromkeys(_split(chinese) + _split(english), Entry(entity, "LOC"))
    for code, chinese, english, people in _rows("places.tsv"):
        names |= dict.fromkeys(_split(chinese) + _split(english), Entry(code, "LOC", metonym=True))
        names |= dict.fromkeys(_split(people), Entry(code, "DEM"))
    for kind, entity, written in _rows("others.tsv"):
        names |= dict.fromkeys(_split(written), Entry(entity, kind))  # type: ignore[arg-type]
    chinese_names = sorted((name for name in names if not name.isascii() and _is_han(name)), key=len, reverse=True)
    others = sorted((name for name in names if not _is_han(name)), key=len, reverse=True)
    return Gazetteer(
        names,
        re.compile("|".join(map(re.escape, chinese_names))),
        re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, others)) + r")(?!\w)"),
        {sign: (code, how == "alone") for sign, code, how in _rows("short.tsv")},
        {kind: frozenset(listed.split() if " " in listed else listed) for kind, listed in _rows("words.tsv")},
    )


def _rows(file: str) -> Iterator[list[str]]:
    for line in (files("detente.drafting.gazetteer") / file).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _split(listed: str) -> list[str]:
    return [name.strip() for name in listed.split("|") if name.strip()]


def _is_han(name: str) -> bool:
    return any("\u3400" <= sign <= "\u9fff" for sign in name)


@cache
def titles() -> dict[str, tuple[str, str]]:
    """Return what each state, territory and body of the lists is called, in English and in Chinese.

    Example:
        >>> titles()["RU"]
        ('Russia', '俄罗斯')
    """
    found = {code: (_split(english)[0], _split(chinese)[0]) for code, chinese, english in _rows("territories.tsv")}
    for kind, entity, written in _rows("others.tsv"):
        names = _split(written)
        chinese = [name for name in names if _is_han(name)]
        latin = [name for name in names if not _is_han(name)]
        if kind != "DEM" and chinese and latin and entity not in found:
            found[entity] = (latin[0], chinese[0])
    return found
