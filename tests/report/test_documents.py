"""Files of an office say what the brief says: opened with the libraries that others read them with."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest

import detente
from detente.analysis.brief.brief import brief as play
from detente.locale import texts
from detente.locale.figures import chance
from detente.outputs import is_ours
from detente.play_options import PlayOptions
from detente.report.brief.blocks import blocks
from detente.report.brief.files import written
from detente.report.brief.words import verdict

docx = pytest.importorskip("docx")
pptx = pytest.importorskip("pptx")
pytest.importorskip("resvg_py")

HAN = re.compile("[\u4e00-\u9fff]")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def short():
    return play(detente.load("minsk-2015"), options=PlayOptions(beliefs=60, runs=10))


@cache
def content(kind, language):
    made = written(short(), kind, texts(language))
    assert isinstance(made, bytes)
    return made


def plain(text):
    return re.sub(r"\s+", "", text)


def expected(language):
    """Return everything that a file must say."""
    words = texts(language)
    said = verdict(short(), words)
    yield from (said.lead, said.rest, said.confidence, said.reasons)
    for end in short().ends:
        yield end.title.in_language(language)
        yield chance(end.chance.value)
    for block in blocks(short(), words):
        yield block.title
        for row in block.rows:
            yield row.label
            yield from row.cells
        yield from block.says


def word_text(language):
    file = docx.Document(io.BytesIO(content(".docx", language)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return file, plain("".join([*(p.text for p in file.paragraphs), *cells]))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_word_says_what_the_brief_says(language):
    file, text = word_text(language)
    for said in expected(language):
        assert plain(said) in text, said
    assert file.paragraphs[0].style.name == "Title"
    assert [p.text for p in file.paragraphs if p.style.name == "Heading 1"] == [verdict(short(), texts(language)).lead]
    assert len([p for p in file.paragraphs if p.style.name == "Heading 2"]) == len(blocks(short(), texts(language)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_word_has_real_tables_and_pictures_that_say_what_they_show(language):
    file, _ = word_text(language)
    assert file.tables
    for table in file.tables:
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    told = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    told += [d.get("descr") for t in file.tables for d in t._tbl.iter("{*}docPr")]
    assert told
    assert all(told)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_run_with_han_has_its_font_and_language(language):
    file, _ = word_text(language)
    parts = [file.element, file.sections[0].footer._element]
    runs = [run for part in parts for run in part.iter(f"{W}r")]
    with_han = [run for run in runs if HAN.search("".join(t.text or "" for t in run.iter(f"{W}t")))]
    assert bool(with_han) is (language == "zh")
    for run in with_han:
        assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")
        assert run.find(f"{W}rPr/{W}lang").get(f"{W}eastAsia") == "zh-CN"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_slides_say_what_the_brief_says(language):
    file = pptx.Presentation(io.BytesIO(content(".pptx", language)))
    found, titles = [], []
    for slide in file.slides:
        titles.append(slide.shapes.title.text_frame.text)
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
            if shape.shape_type == 13:
                assert shape._element.nvPicPr.cNvPr.get("descr")
            assert shape.left >= 0
            assert shape.left + shape.width <= file.slide_width + 1
            assert shape.top + shape.height <= file.slide_height
    text = plain("".join(found))
    for said in expected(language):
        assert plain(said) in text, said
    assert {block.title for block in blocks(short(), texts(language))} <= set(titles)


@pytest.mark.parametrize("kind", [".docx", ".pptx"])
def test_the_same_brief_gives_the_same_bytes_and_bears_no_time(kind, tmp_path):
    again = written(short(), kind, texts("zh"))
    assert again == content(kind, "zh")
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert str(short().stamp.as_of) in core
    path = tmp_path / f"brief{kind}"
    path.write_bytes(again)
    assert is_ours(path)


def test_paper_is_tagged_and_says_what_the_brief_says(tmp_path):
    pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    made = content(".pdf", "en")
    file = pypdf.PdfReader(io.BytesIO(made))
    root = file.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert short().stamp.title.en in file.metadata.title
    text = plain("".join(page.extract_text() for page in file.pages))
    for said in expected("en"):
        assert plain(said) in text, said
    path = tmp_path / "brief.pdf"
    path.write_bytes(made)
    assert is_ours(path)
    assert len(file.pages) <= 3
