"""A page as PDF: the page's own style for print, tagged, with its language and title; drawings in colours of paper."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from importlib.resources import files
from shutil import which

from weasyprint import HTML

from detente.errors import StoreError
from detente.locale import Texts
from detente.outputs import MARK
from detente.report.documents.drawing import on_paper

__all__ = ["to_pdf"]


def to_pdf(page: str, made_on: date, texts: Texts) -> bytes:
    """Return a page as PDF/UA; the same page gives the same bytes.

    Args:
        page: The page in HTML; nothing is fetched for it.
        made_on: The day that it bears as its own.
        texts: The catalogue.

    Raises:
        StoreError: The page is in Chinese and no font has it.
    """
    _check_fonts(texts)
    opened = re.sub(r"<details(?![^>]*\bopen\b)", "<details open", page)
    style = files("detente.report.documents").joinpath("paper.css").read_text("utf-8")
    made = f'<meta name="dcterms.created" content="{made_on.isoformat()}">'
    dated = opened.replace("</head>", f"{made}<style>{style}</style></head>", 1)
    written = HTML(string=_sized(on_paper(dated)), url_fetcher=_nothing, base_url="about:blank").write_pdf(
        pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=b"detente"
    )
    assert written is not None
    return bytes(written) + f"\n% {MARK}\n".encode()


def _sized(page: str) -> str:
    """Leave the widths of drawings to the style sheet."""
    return page.replace('<svg class="line" width="100%" height="16"', '<svg class="line" height="16"')


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(url)


def _check_fonts(texts: Texts) -> None:
    """Refuse to write boxes where Chinese is to stand."""
    asked = which("fc-list")
    if texts.language != "zh" or asked is None:
        return
    found = subprocess.run([asked, ":lang=zh", "family"], capture_output=True, text=True, check=False, timeout=30)
    if found.returncode == 0 and not found.stdout.strip():
        raise StoreError(texts("brief.no_font"), texts("brief.no_font.hint"))
