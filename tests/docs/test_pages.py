"""Every page does what it shows: blocks run, outputs and generated pages are current, links lead somewhere."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from generated import GENERATED
from pages import ROOT, Block, PageError, blocks_of, pages, refreshed

WRITTEN = [page for page in pages() if page.relative_to(ROOT).as_posix() not in GENERATED]

LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)|!\[[^\]]*\]\((?P<image>[^)\s]+)\)")


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", WRITTEN, ids=named)
def test_blocks_run_and_show_what_comes_out(page):
    assert refreshed(page) == page.read_text(encoding="utf-8"), "run `python docs/refresh.py`"


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_current(name):
    assert (ROOT / name).read_text(encoding="utf-8") == GENERATED[name](), "run `python docs/refresh.py`"


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as they are made on the web."""
    found = set()
    for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        kept = (c for c in heading.lower() if c in " -_" or unicodedata.category(c)[0] in "LN")
        found.add("".join(kept).replace(" ", "-"))
    return found


@pytest.mark.parametrize("page", pages(), ids=named)
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    for match in LINK.finditer(text):
        target = match["target"] or match["image"]
        if "://" in target or target.startswith("mailto:"):
            continue
        file, _, anchor = target.partition("#")
        place = (page.parent / file).resolve() if file else page
        assert place.exists(), f"{target} leads nowhere"
        assert place.is_relative_to(ROOT), f"{target} leads out of the project"
        if anchor and place.suffix == ".md":
            assert anchor in anchors(place.read_text(encoding="utf-8")), f"{target}: no such heading"


@pytest.mark.parametrize("folder", ["docs", "docs/zh"])
def test_every_page_can_be_found_from_its_index(folder):
    index = ROOT / folder / "index.md"
    text = index.read_text(encoding="utf-8")
    linked = {(index.parent / match["target"]).resolve() for match in LINK.finditer(text) if match["target"]}
    within = [page for page in pages() if page.is_relative_to(index.parent) and page not in {*linked, index}]
    missing = [named(page) for page in within if folder != "docs" or not page.is_relative_to(index.parent / "zh")]
    assert not missing, f"{folder}/index.md does not lead to {missing}"


def page_with(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("pages.ROOT", tmp_path)
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


def test_a_wrong_output_is_put_right(tmp_path, monkeypatch):
    page = page_with(tmp_path, "```pycon\n>>> 1 + 1\n3\n```\n", monkeypatch)
    assert refreshed(page) == "```pycon\n>>> 1 + 1\n2\n```\n"


def test_a_failing_block_is_named(tmp_path, monkeypatch):
    page = page_with(tmp_path, "text\n\n```python\nassert False\n```\n", monkeypatch)
    with pytest.raises(PageError, match=r"page\.md:4: AssertionError"):
        refreshed(page)


@pytest.mark.parametrize("language", ["bash", "yaml", "console"])
def test_a_block_nobody_can_run_needs_a_reason(tmp_path, monkeypatch, language):
    page = page_with(tmp_path, f"```{language}\n$ ls\n```\n", monkeypatch)
    with pytest.raises(PageError, match=r"not run|say what this belongs to"):
        refreshed(page)
    page = page_with(tmp_path, f"<!-- not run: for reading -->\n```{language}\n$ ls\n```\n", monkeypatch)
    assert refreshed(page) == page.read_text(encoding="utf-8")


def test_blocks_know_the_comment_before_them():
    (block,) = blocks_of("a\n<!-- part of: b.yaml -->\n```yaml\nc: 1\n```\n")
    assert (block.key, block.value, block.body) == ("part of", "b.yaml", "c: 1\n")
    assert isinstance(block, Block)
