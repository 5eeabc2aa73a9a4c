"""A whole report as PDF: everything that the page says, folded or not."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli import detente

CASE = str(Path(__file__).parents[2] / "docs" / "files" / "07-what-it-rests-on.yaml")


class Said(HTMLParser):
    """The texts of a page, without those that only a phone or a window shows."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "link", "br", "hr", "img", "input", "path", "rect", "circle", "line", "col", "wbr"):
            classes = (dict(attrs).get("class") or "").split()
            self.open.append(tag in ("style", "script", "svg", "title") or "slim" in classes or "unseen" in classes)

    def handle_endtag(self, tag):
        if self.open and tag not in ("path", "rect", "circle", "line"):
            self.open.pop()

    def handle_data(self, data):
        if data.strip() and not any(self.open):
            self.texts.append(data)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_the_pdf_says_all_that_the_page_says(language, tmp_path):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("weasyprint")
    call = ["outlook", CASE, "--beliefs", "20", "--runs", "10", "--lang", language, "--report"]
    for name in ("report.html", "report.pdf"):
        done = CliRunner().invoke(detente, [*call, str(tmp_path / name)])
        assert done.exit_code == 0, done.output
    read = pypdf.PdfReader(io.BytesIO((tmp_path / "report.pdf").read_bytes()))
    told = bare("".join(page.extract_text() for page in read.pages))
    said = Said()
    said.feed((tmp_path / "report.html").read_text(encoding="utf-8"))
    lost = {text.strip() for text in said.texts if bare(text) not in told}
    assert len(said.texts) > 150
    assert len(lost) <= 4, lost  # buttons of the screen, and words that two pages of paper part
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
