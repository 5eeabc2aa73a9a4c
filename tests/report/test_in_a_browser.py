"""Briefs and reports in a real browser: whole on paper, without violations of axe, without sideways scrolling."""

from __future__ import annotations

import io
import os
import re
import shutil
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

import detente
from detente.play_options import PlayOptions
from detente.report.brief.page import render as render_brief
from detente.report.whole.material import play_report
from detente.report.whole.page import render as render_report

playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install '.[browser]'")

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(os.environ.get("DETENTE_AXE", ""))
pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs a browser: apt-get install chromium")

OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"
WIDE, PHONE = 1400, 390
RADICALS = str.maketrans("⻅⻆⻚⻛⻢⻰⻓⻋⻔⻝⻘⻩⻬⻮⻜⻥⻦⻣", "见角页风马龙长车门食青黄齐齿飞鱼鸟骨")
"""What readers of PDF take signs of fonts for that look alike."""


@pytest.fixture(scope="module")
def material():
    return play_report(detente.load("minsk-2015"), PlayOptions(beliefs=60, runs=10), ("deals", "levers"))


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


def opened(browser, html, width=WIDE, scheme="light"):
    """Open a page; whatever it asks of a network or complains of fails the test."""
    page = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    wrong: list[str] = []
    page.on("request", lambda asked: wrong.append(asked.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.set_content(html)
    assert not wrong
    return page


def signs(text: str) -> Counter[str]:
    """Count the signs of a text, spaces and hyphens left out."""
    return Counter(re.sub(r"[\s\u00ad-]", "", unicodedata.normalize("NFKC", text).translate(RADICALS)))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["brief", "report"])
def test_nothing_of_a_page_is_lost_on_paper(browser, material, kind, language):
    pypdf = pytest.importorskip("pypdf")
    html = render_brief(material.brief, language) if kind == "brief" else render_report(material, language)
    page = opened(browser, html)
    page.emulate_media(media="print")
    page.evaluate(OPEN)
    there = signs(page.evaluate("document.querySelector('main').innerText"))
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = signs("".join(sheet.extract_text() for sheet in paper.pages))
    lost = there - printed
    assert sum(lost.values()) <= 0.002 * sum(there.values()), lost
    name = material.brief.stamp.title.in_language(language)
    for sheet in paper.pages:
        assert re.sub(r"\s", "", name) in re.sub(r"\s", "", sheet.extract_text())
    assert len(paper.pages) <= (3 if kind == "brief" else 12)


COMBINATIONS = [
    (language, scheme, width) for language in ("en", "zh") for scheme in ("light", "dark") for width in (WIDE, PHONE)
]
QUICK = {("en", "light", WIDE), ("zh", "dark", PHONE)}


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm install axe-core, and DETENTE_AXE its axe.min.js")
@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [pytest.param(*each, marks=() if each in QUICK else pytest.mark.long) for each in COMBINATIONS],
)
def test_axe_finds_nothing(browser, material, language, scheme, width):
    for html in (render_brief(material.brief, language), render_report(material, language)):
        page = opened(browser, html, width, scheme)
        page.evaluate(OPEN)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run().then(found => found.violations.map(each => [each.id, each.nodes[0].html]))")
        assert found == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_brief_takes_a_screen_and_a_half_of_a_phone(browser, material, language):
    page = opened(browser, render_brief(material.brief, language), PHONE)
    page.add_style_tag(content="body{font-family:'Liberation Sans','Noto Sans CJK SC'!important}")
    assert page.evaluate("document.documentElement.scrollHeight") <= 1.5 * 844
