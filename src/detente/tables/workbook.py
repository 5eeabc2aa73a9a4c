"""XLSX files, through openpyxl: the extra `xlsx`, loaded when a workbook is met."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente.errors import StoreError
from detente.extras import install_command
from detente.locale import Texts
from detente.tables.found import UNCOMPUTED, unreadable
from detente.tables.long import heading_row

__all__ = ["sheet_rows", "workbook"]

MOST_CELLS = 2_000_000
MOST_BYTES = 200_000_000
"""Of all parts of a workbook, unpacked."""

_PIECE = 1 << 20
_LONGEST = 24
_AREA = 100
_MERGED = re.compile(rb"mergeCell\s[^>]{0,40}?ref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
_CELL = re.compile(rb"<(?:\w{1,16}:)?(?:c|row|si)[\s/>]")


def sheet_rows(path: Path, words: Texts) -> tuple[str, list[list[str]], set[str]]:
    """Return the name of the first sheet with the headings of a table, its rows as texts, and what is to be told.

    Where no sheet has them, it is the first with something in it. Formulas are not computed: the values that the
    workbook keeps are read, and a formula without one is given as `UNCOMPUTED`.

    Raises:
        StoreError: The file is no workbook, is too large, or openpyxl is not installed.
    """
    openpyxl = _openpyxl(words)
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise unreadable(path, words, "unpacked", most=f"{MOST_BYTES:,}")
            if _cells_of(parts) > MOST_CELLS:
                raise unreadable(path, words, "many_cells", most=f"{MOST_CELLS:,}")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            _count(path, book, words)
        finally:
            book.close()
        values, formulas = (openpyxl.load_workbook(path, data_only=only) for only in (True, False))
        first: tuple[str, list[list[str]], set[str]] | None = None
        for sheet in values.worksheets:
            if _extent(sheet) > MOST_CELLS:
                raise unreadable(path, words, "many_cells", most=f"{MOST_CELLS:,}")
            notes: set[str] = set()
            rows = _rows(sheet, formulas[sheet.title], notes)
            if not any(cell for row in rows for cell in row):
                continue
            first = first or (str(sheet.title), rows, notes)
            if heading_row(rows) is not None:
                return str(sheet.title), rows, notes | ({"sheet"} if first[0] != sheet.title else set())
    except StoreError:
        raise
    except OSError as error:
        raise unreadable(path, words, "reason", reason=error.strerror or error) from None
    except Exception as error:  # openpyxl lets through whatever readers of ZIP and XML raise
        raise unreadable(path, words, "no_workbook", reason=type(error).__name__) from None
    if first is None:
        raise unreadable(path, words, "empty_workbook")
    return first


def workbook(title: str, rows: Sequence[Sequence[Any]], words: Texts) -> bytes:
    """Return a workbook of one sheet; numbers stay numbers.

    Args:
        title: Name of the sheet, of which 31 letters are kept.
        rows: Its rows, headings first.
        words: In which it is said that openpyxl is not installed.

    Raises:
        StoreError: openpyxl is not installed.
    """
    book = _openpyxl(words).Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in rows:
        sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cells_of(parts: zipfile.ZipFile) -> int:
    """Return how many cells, rows and shared texts a workbook has, a few more than the limit at most.

    They are counted before anything is read: one row of a small file may hold millions of them.
    """
    count = 0
    for part in parts.infolist():
        if not part.filename.endswith(".xml"):
            continue
        with parts.open(part) as file:
            rest = before = b""
            while count <= MOST_CELLS and (piece := file.read(_PIECE)):
                found = _CELL.findall(rest + piece)
                count += len(found) + sum(map(_spanned, _MERGED.findall(before + piece)))
                before = piece[-_AREA:]
                rest = piece[-_LONGEST:] if not _CELL.search(piece[-_LONGEST:]) else b""
    return count


def _count(path: Path, book: Any, words: Texts) -> None:
    """Refuse a workbook with too many cells before it is loaded whole."""
    cells = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its own size need not be so
        for row in sheet.iter_rows(values_only=True):
            cells += len(row) + 1
            if cells > MOST_CELLS:
                raise unreadable(path, words, "many_cells", most=f"{MOST_CELLS:,}")


def _spanned(area: bytes) -> int:
    """Return how many cells a merged area spans; openpyxl makes each of them while it reads."""
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(area.decode())
    return int((right - left + 1) * (bottom - top + 1))


def _extent(sheet: Any) -> int:
    """Return how many cells a sheet spans, and its merged areas: one cell in the last corner spans billions."""
    merged = sum(area.size["rows"] * area.size["columns"] for area in sheet.merged_cells.ranges)
    return int(sheet.max_row * sheet.max_column + merged)


def _rows(sheet: Any, formulas: Any, notes: set[str]) -> list[list[str]]:
    """Return the rows of a sheet as texts: merged cells filled, per cent as shown, formulas without a value marked."""
    filled: dict[tuple[int, int], Any] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                filled[row, column] = sheet.cell(area.min_row, area.min_col)
    if filled:
        notes.add("merged")
    return [[_cell(filled.get((c.row, c.column), c), formulas, notes) for c in row] for row in sheet.iter_rows()]


def _cell(cell: Any, formulas: Any, notes: set[str]) -> str:
    value = cell.value
    if value is None:
        written = formulas.cell(cell.row, cell.column).value
        return UNCOMPUTED if isinstance(written, str) and written.startswith("=") else ""
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        notes.add("format")
        return f"{100.0 * value:.12g}"
    return str(value)


def _openpyxl(words: Texts) -> Any:
    try:
        import openpyxl
    except ImportError:
        raise StoreError(
            words("table.no_openpyxl"), words("table.no_openpyxl.hint", command=install_command("xlsx"))
        ) from None
    return openpyxl
