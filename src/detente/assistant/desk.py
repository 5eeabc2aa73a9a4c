"""What an assistant may read and write: shipped cases, texts that it gives, and one folder of cases.

Nothing outside the folder is opened, by whatever name; nothing is written unless a folder is given for writing.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from detente.case.case import Case
from detente.case.facts import Facts, load_facts, read_facts, shipped_facts
from detente.case.reading.load import cases, load
from detente.case.reading.read import read_text
from detente.errors import OptionError, nearest
from detente.files import write_durably

__all__ = ["Desk"]

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Desk:
    """What is at hand.

    Attributes:
        folder: Whose cases may be read; none: shipped ones only.
        writing: Where cases may be written; none: nowhere.
        most_worlds: Most worlds that one question may play.
        most_text: Most characters of a text that is given or answered.
        language: Of messages and texts, unless asked otherwise.
    """

    folder: Path | None = None
    writing: Path | None = None
    most_worlds: int = 200_000
    most_text: int = 400_000
    language: Literal["en", "zh"] = "en"

    def case(self, given: str, language: Literal["en", "zh"]) -> Case:
        """Return the case that is given: by the id of a shipped one, the path of one in the folder, or its text.

        Raises:
            CaseError: Something is wrong in it.
            OptionError: There is none of this name, or it lies elsewhere, or is too long.
        """
        self.check_length("case", given)
        if "\n" in given:
            return read_text(given, "case.yaml", language)
        if given in _shipped():
            return load(given, language)
        return load(self._within("case", given, _shipped()), language)

    def facts(self, given: str, case: Case, language: Literal["en", "zh"]) -> Facts:
        """Return the facts that are given, by name, path or text, as a case is.

        Raises:
            CaseError: Something is wrong in them.
            OptionError: There are none of this name, or they lie elsewhere, or are too long.
        """
        self.check_length("facts", given)
        if "\n" in given:
            return read_facts(given, case, "facts.yaml", language)
        if given in shipped_facts():
            return load_facts(given, case, language)
        place = self._within("facts", given, shipped_facts())
        return read_facts(self._read("facts", place), case, place.name, language)

    def write(self, name: str, text: str) -> Path:
        """Write a text into the folder for writing; what is there already stays.

        Raises:
            OptionError: No folder is given for writing, the name leads out of it, or is taken.
        """
        self.check_length("text", text)
        if self.writing is None:
            raise OptionError("nothing may be written", "start `detente mcp` with --write FOLDER").named(
                "mcp_read_only"
            )
        place = _inside(self.writing, name)
        if place is None or place.suffix not in _SUFFIXES or place.parent != self.writing.resolve():
            raise OptionError.outside("name", name, "the name of a .yaml file, without a folder")
        if os.path.lexists(place):
            raise OptionError(f"name: {name!r} is there already", "give another name").named("mcp_taken", name=name)
        write_durably(place, text.encode())
        return place

    def check_length(self, what: str, text: str) -> None:
        """Refuse a text that is too long.

        Raises:
            OptionError: It is.
        """
        if len(text) > self.most_text:
            raise OptionError.outside(what, f"{len(text):,} characters", f"at most {self.most_text:,} characters")

    def _within(self, what: str, given: str, names: tuple[str, ...]) -> Path:
        place = _inside(self.folder, given) if self.folder is not None else None
        if place is None or place.suffix not in _SUFFIXES or not place.is_file():
            close = nearest(given, names)
            hint = f"did you mean {close!r}?" if close else "give a name, a path within the folder, or the whole text"
            where = "the folder that was opened" if self.folder is not None else "what is shipped"
            raise OptionError(f"{what}: {given[:200]!r} is not in {where}", hint).named(
                "mcp_not_here", found=given[:200]
            )
        return place

    def _read(self, what: str, place: Path) -> str:
        with place.open("rb") as file:
            text = file.read(4 * self.most_text + 1).decode("utf-8", "replace")
        self.check_length(what, text)
        return text


@cache
def _shipped() -> tuple[str, ...]:
    return tuple(case.id for case in cases())


def _inside(folder: Path, given: str) -> Path | None:
    """Return where a path leads, links followed, if that is within a folder."""
    if "\0" in given:
        return None
    root = folder.resolve()
    try:
        place = (root / given).resolve()
    except (OSError, ValueError):
        return None
    return place if place.is_relative_to(root) else None
