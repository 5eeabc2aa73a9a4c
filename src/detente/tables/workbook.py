"""XLSX files, through openpyxl: the extra `xlsx`, loaded when a workbook is met."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from detente.errors import StoreError
from detente.extras import install_command
from detente.locale import Texts
from detente.tables.found import unreadable

__all__ = ["sheet_rows", "workbook"]

MOST_CELLS = 2_000_000
MOST_BYTES = 200_000_000
"""Of all parts of a workbook, unpacked."""


def sheet_rows(path: Path, words: Texts) -> tuple[str, list[list[str]]]:
    """Return the name of the first sheet with something in it, and its rows as texts.

    Formulas are not computed: the values that the workbook keeps are read.

    Raises:
        StoreError: The file is no workbook, is too large, or openpyxl is not installed.
    """
    openpyxl = _openpyxl(words)
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise unreadable(path, words, "unpacked", most=f"{MOST_BYTES:,}")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            for sheet in book.worksheets:
                rows = _rows(path, sheet, words)
                if any(cell for row in rows for cell in row):
                    return str(sheet.title), rows
        finally:
            book.close()
    except StoreError:
        raise
    except OSError as error:
        raise unreadable(path, words, "reason", reason=error.strerror or error) from None
    except Exception as error:  # openpyxl lets through whatever readers of ZIP and XML raise
        raise unreadable(path, words, "no_workbook", reason=type(error).__name__) from None
    raise unreadable(path, words, "empty_workbook")


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


def _rows(path: Path, sheet: Any, words: Texts) -> list[list[str]]:
    sheet.reset_dimensions()  # what a file says of its own size need not be so
    rows: list[list[str]] = []
    cells = 0
    for row in sheet.iter_rows(values_only=True):
        rows.append(["" if cell is None else str(cell) for cell in row])
        cells += len(row) + 1
        if cells > MOST_CELLS:
            raise unreadable(path, words, "many_cells", most=f"{MOST_CELLS:,}")
    return rows


def _openpyxl(words: Texts) -> Any:
    try:
        import openpyxl
    except ImportError:
        raise StoreError(
            words("table.no_openpyxl"), words("table.no_openpyxl.hint", command=install_command("xlsx"))
        ) from None
    return openpyxl
