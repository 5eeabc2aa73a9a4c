"""Which library writes which kind of file, and what is said where it is not installed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from detente.errors import PlayError
from detente.locale import Texts
from detente.report.documents.parts import Document

__all__ = ["needed", "office", "pdf"]

_WRITERS = {
    ".docx": ("detente.report.documents.word", "to_word", ("docx", "resvg_py")),
    ".pptx": ("detente.report.documents.slides", "to_slides", ("pptx", "resvg_py")),
    ".pdf": ("detente.report.documents.paper", "to_pdf", ("weasyprint",)),
}
_PACKAGES = {"docx": "python-docx", "pptx": "python-pptx", "resvg_py": "resvg-py", "weasyprint": "WeasyPrint"}


def needed(kind: str) -> None:
    """Find out before long work whether a kind of file can be written.

    Raises:
        PlayError: What writes it is not installed; the hint says how to install it.
    """
    for module in _WRITERS[kind][2] if kind in _WRITERS else ():
        if find_spec(module) is None:
            raise PlayError.missing(f"*{kind}", _PACKAGES[module], "documents")


def office(found: Document, kind: str) -> bytes:
    """Return a document as a file of Word or PowerPoint.

    Args:
        found: What stands in it.
        kind: `.docx` or `.pptx`.

    Raises:
        PlayError: What writes it is not installed.
    """
    written: bytes = _writer(kind)(found)
    return written


def pdf(page: str, made_on: date, texts: Texts) -> bytes:
    """Return a page as PDF, tagged for those who hear it.

    Args:
        page: The page in HTML.
        made_on: The day that it bears as its own.
        texts: The catalogue.

    Raises:
        PlayError: What writes it is not installed.
        StoreError: The page is in Chinese and no font has it.
    """
    written: bytes = _writer(".pdf")(page, made_on, texts)
    return written


def _writer(kind: str) -> Callable[..., Any]:
    needed(kind)
    module, name, _ = _WRITERS[kind]
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
