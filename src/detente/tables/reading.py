"""Read tables of positions; everything wrong in one is reported at once, with its row and column.

Three forms are told apart by what stands in them:

* a long table, CSV or XLSX: a row for each party on each issue, with columns `issue`, `actor` (or `party`), `position`,
  `salience`, and if wanted `power`, `reference_point` (or `now`), `outcome` and `proposal`;
* the lines `#A;…`, `#P;…`, `#M;…`, `#D;actor;issue;position;salience;power` of exchange models;
* KTAB's CSV: a line of title and counts, a line of headings, then name, description, power, and position and
  salience on each dimension.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np

from detente.errors import CaseError, Problem
from detente.locale import Texts, texts
from detente.tables.encodings import decoded, delimiter_of
from detente.tables.found import Found, unreadable
from detente.tables.long import read_long
from detente.tables.neighbours import is_exchange, is_ktab, read_exchange, read_ktab
from detente.tables.table import PositionTable
from detente.tables.workbook import sheet_rows

__all__ = ["read_table"]

LARGEST = 20_000_000
"""Bytes of the largest table that is read."""

MOST_PAIRS = 1_000_000
"""Parties × issues at most."""


def read_table(path: Path, language: str = "en") -> PositionTable:
    """Read a table of positions.

    Args:
        path: A file ending in `.xlsx`, or a text.
        language: Of the messages: `en` or `zh`.

    Returns:
        The table.

    Raises:
        StoreError: It cannot be read, is too large, or is no text.
        CaseError: Something in it is wrong; it holds the problems, with file (and sheet), row and column.
    """
    words, title, encoding = texts(language), path.stem, "utf-8"
    _check_size(path, words)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        sheet, rows, told = sheet_rows(path, words)
        found = Found(words, path.name, sheet)
        for key in sorted(told):
            found.note(key, sheet=sheet)
        read_long(rows, found)
    else:
        text, encoding = _text(path, words)
        found, rows = Found(words, path.name), _rows(path, text, words)
        if encoding not in ("utf-8", "windows-1252"):
            found.note("encoding", encoding=encoding)
        if is_exchange(rows):
            title = read_exchange(rows, found) or title
        elif is_ktab(rows):
            title = read_ktab(rows, found) or title
        else:
            read_long(rows, found)
    if not found.problems and not found.cells:
        found.wrong(1, 1, "", words("table.no_row"), words("table.some_row"))
    if encoding == "windows-1252" and any(not name.isascii() for pair in found.cells for name in pair):
        raise unreadable(path, words, "encoding")
    if not found.problems:
        _check_wants(found)
    if found.unlisted:
        found.problems.pop()
        found.unlisted += 1
        found.problems.append(_more(found))
    if found.problems:
        raise CaseError(tuple(found.problems))
    return _table(path, title, found)


def _check_wants(found: Found) -> None:
    """Note parties to whom nothing matters, where they stand, and powers that differ by issue."""
    for actor in dict.fromkeys(party for _, party in found.cells):
        of = {issue: cell for (issue, party), cell in found.cells.items() if party == actor}
        if all(not cell[1] > 0.0 for cell in of.values()):
            row = found.places.get((next(iter(of)), actor), 1)
            found.wrong(row, 1, actor, found.words("table.no_salience"), found.words("table.some_salience"))
        powers = sorted({cell[2] for cell in of.values() if cell[2] == cell[2]})
        if len(powers) > 1:
            found.note("power", actor=actor, low=f"{powers[0]:g}", high=f"{powers[-1]:g}")


def _more(found: Found) -> Problem:
    told = found.words("table.more", count=f"{found.unlisted:,}")
    return Problem(found.file, "", told, found.words("table.none"), found.words("table.first"), "table")


def _check_size(path: Path, words: Texts) -> None:
    try:
        if path.stat().st_size > LARGEST:
            raise unreadable(path, words, "large", most=f"{LARGEST:,}")
    except OSError as error:
        raise unreadable(path, words, "reason", reason=error.strerror or error) from None


def _text(path: Path, words: Texts) -> tuple[str, str]:
    """Return the text of a file, and its encoding."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(path, words, "reason", reason=error.strerror or error) from None
    found = decoded(raw)
    if found is None:
        raise unreadable(path, words, "binary")
    return found


def _rows(path: Path, text: str, words: Texts) -> list[list[str]]:
    marked = text.startswith("#") or "\n#D;" in text
    delimiter = ";" if marked else delimiter_of(text)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if marked else csv.QUOTE_MINIMAL)
    try:
        return list(reader)
    except csv.Error as error:
        raise unreadable(path, words, "line", line=reader.line_num, reason=error) from None


def _table(path: Path, title: str, found: Found) -> PositionTable:
    issues = {issue: k for k, issue in enumerate(dict.fromkeys(issue for issue, _ in found.cells))}
    parties = {party: k for k, party in enumerate(dict.fromkeys(party for _, party in found.cells))}
    shape = (len(parties), len(issues))
    if shape[0] * shape[1] > MOST_PAIRS:
        size = {"parties": f"{shape[0]:,}", "issues": f"{shape[1]:,}", "most": f"{MOST_PAIRS:,}"}
        raise unreadable(path, found.words, "pairs", **size)
    positions, salience, power = np.full(shape, np.nan), np.zeros(shape), np.full(shape, np.nan)
    for (issue, party), cell in found.cells.items():
        place = parties[party], issues[issue]
        positions[place], salience[place], power[place] = cell
    return PositionTable(
        title=title,
        parties=tuple(parties),
        issues=tuple(issues),
        positions=positions,
        salience=salience,
        power=power,
        now=np.array([found.now.get(issue, np.nan) for issue in issues]),
        outcomes=np.array([found.outcomes.get(issue, np.nan) for issue in issues]),
        labels=found.labels,
        proposals=tuple(found.proposals.get(issue, issue) for issue in issues),
        ranges=found.ranges,
        titles=found.titles,
        topics=found.topics,
        options=found.options,
        notes=tuple(found.notes),
    )
