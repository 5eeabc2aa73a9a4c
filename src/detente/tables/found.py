"""What is read from a table bit by bit, and everything that is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from detente.errors import Problem, StoreError
from detente.locale import Texts

__all__ = ["Found", "is_silent", "unreadable"]

MOST_PROBLEMS = 100
"""Problems that are listed; of more, the last says how many there are."""

UNCOMPUTED = "=?"
"""What stands for a formula of which a workbook keeps no value."""

_SILENT = frozenset({"", "na", "nan", "n/a", "999", "-", "."})
_MOST = 1e12


def is_silent(text: str) -> bool:
    """Say whether a cell says that there is no number."""
    return text.strip().lower() in _SILENT


@dataclass(slots=True)
class Found:
    """What has been read, and what was wrong with it.

    Attributes:
        words: in which it is said.
        file: its name.
        sheet: its sheet; empty where there is none.
        problems: what is wrong, in the order of the file.
        unlisted: how many problems more there are.
        cells: (issue, party) → position, salience from 0 to 1, power.
        now, outcomes: issue → level.
        labels: issue → level → what it means.
        proposals: issue → the proposal that it belongs to.
        ranges: (issue, party, `position`, `salience` in hundredths, `power` or `limit`) → ends of its central 90 %.
        notes: what was taken for granted in reading it, as sentences.
        titles: (heading such as `issue_title_zh`, name) → its title.
        topics: issue → its topic.
        options: issue → its options: id, level, title.
        mixed: columns with per cent beside plain numbers, which has been told.
        places: (issue, party) → the row it stands in.
        written: folded name → how it was first written.
    """

    words: Texts
    file: str
    sheet: str = ""
    problems: list[Problem] = field(default_factory=list)
    unlisted: int = 0
    cells: dict[tuple[str, str], tuple[float, float, float]] = field(default_factory=dict)
    now: dict[str, float] = field(default_factory=dict)
    outcomes: dict[str, float] = field(default_factory=dict)
    labels: dict[str, dict[float, str]] = field(default_factory=dict)
    proposals: dict[str, str] = field(default_factory=dict)
    ranges: dict[tuple[str, str, str], tuple[float, float]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    options: dict[str, tuple[tuple[str, float, str], ...]] = field(default_factory=dict)
    mixed: set[str] = field(default_factory=set)
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def note(self, key: str, **values: object) -> None:
        """Tell what was taken for granted, once."""
        sentence = self.words(f"table.note.{key}", **values)
        if sentence not in self.notes and len(self.notes) < MOST_PROBLEMS:
            self.notes.append(sentence)

    def name(self, written: str, row: int) -> str:
        """Return a name as it was first written: case, width, blanks and look-alike signs make no other name."""
        text = " ".join(written.split())
        folded = unicodedata.normalize("NFKC", text).casefold()
        first = self.written.setdefault(folded, text)
        if first != text:
            what = self.words(f"table.differs.{_difference(text, first)}")
            self.note("name", row=row, name=text, first=first, what=what)
        return first

    def wrong(self, row: int, column: int, path: str, found: str, allowed: str, hint: str = "") -> None:
        """Note a problem at a row and a column, both counted from 1."""
        if len(self.problems) >= MOST_PROBLEMS:
            self.unlisted += 1
            return
        sheet = f"[{self.sheet}]" if self.sheet else ""
        at = (row, column, row, column + 1)
        self.problems.append(Problem(f"{self.file}{sheet}", path, found[:80], allowed, hint, "table", *at))

    def number(self, text: str, row: int, column: int, path: str, high: float, needed: bool = True) -> float:
        """Return a number from 0 to `high`, NaN where there is none; note what is no such number."""
        if is_silent(text):
            if needed:
                hint = self.words("table.formula") if self.sheet else ""
                self.wrong(row, column, path, self.words("table.nothing"), self._range(high), hint)
            return np.nan
        plain = unicodedata.normalize("NFKC", text).strip()
        if plain.endswith("%") and high > 1.0:
            plain = plain[:-1].rstrip()
            if path.rpartition(".")[2] not in self.mixed:
                self.note("percent", path=path.rpartition(".")[2])
        try:
            value = np.nan if "_" in plain else float(plain)
        except ValueError:
            value = np.nan
        if text == UNCOMPUTED:
            said = self.words("table.formula_cell")
            self.wrong(row, column, path, said, self._range(high), self.words("table.formula"))
            return np.nan
        if not 0.0 <= value <= high:
            thousands = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain)
            hint = self.words("table.thousands" if thousands else "table.point") if "," in plain else ""
            self.wrong(row, column, path, text.strip(), self._range(high), hint)
            return np.nan
        return value

    def power(self, text: str, row: int, column: int, path: str, needed: bool = True) -> float:
        """Return a power, above 0; note what is none."""
        value = self.number(text, row, column, path, _MOST, needed)
        if value == 0.0:
            self.wrong(row, column, path, "0", self.words("table.above_zero"), self.words("table.no_power"))
        return value

    def put(self, row: int, at: tuple[int, int], issue: str, actor: str, cell: tuple[float, float, float]) -> None:
        """Keep what a party wants on an issue; note names that are missing and a second row for the same.

        Args:
            row: Where it stands.
            at: Columns of the names of issue and party.
            issue: Name of the issue.
            actor: Name of the party.
            cell: Position, salience and power.
        """
        for column, name, value in ((at[0], "issue", issue), (at[1], "actor", actor)):
            if not value:
                self.wrong(row, column, name, self.words("table.nothing"), self.words("table.name"))
        if (issue, actor) in self.cells:
            self.wrong(row, at[1], f"{issue}.{actor}", self.words("table.twice"), self.words("table.once"))
        self.cells[issue, actor] = cell
        self.places[issue, actor] = row

    def _range(self, high: float) -> str:
        return self.words("table.number", high=f"{high:g}")


def _difference(name: str, first: str) -> str:
    """Return in what two names differ that are one: `case`, `form` (of accents), `width`, or `alike` signs."""
    if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", first):
        return "form"
    if name.casefold() == first.casefold():
        return "case"
    differing = {sign for pair in zip(name, first, strict=False) if pair[0] != pair[1] for sign in pair}
    if any("WIDTH" in unicodedata.name(sign, "") for sign in differing):
        return "width"
    return "alike"


def unreadable(path: Path, words: Texts, key: str, /, **values: object) -> StoreError:
    """Return the error of a file that cannot be read, for a reason of the catalogue."""
    return StoreError(words("table.unreadable", path=path, reason=words(f"table.{key}", **values)))
