"""A document as slides: a claim for each title, its table, its pictures, how to read them in the notes."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Cm, Emu, Pt

from detente.outputs import MARK
from detente.report.documents.archive import settled
from detente.report.documents.columns import columns, holds_figures
from detente.report.documents.drawing import hexadecimal, png
from detente.report.documents.language import EAST_ASIAN, LATIN, has_han, tag
from detente.report.documents.parts import Chapter, Document, Figure, Grid, Line, Paragraph, Run
from detente.report.drawing.canvas import text_width

__all__ = ["to_slides"]

_WIDE, _HIGH, _MARGIN = 33.867, 19.05, 1.6
_SIZES = {"lead": 20, "text": 14, "small": 12, "code": 11}
_PICTURE = 5.0
_ROW = 0.76
_GAP = 0.25
_TOP, _FOOT = 3.2, _HIGH - 1.2
_DRAWING = 16.0


def to_slides(found: Document) -> bytes:
    """Return a document as PPTX; the same document gives the same bytes."""
    file: Any = Presentation()
    file.slide_width, file.slide_height = Cm(_WIDE), Cm(_HIGH)
    cover = _slide(file, Run(found.title), found)
    foot = _place(cover, [Paragraph((Run(f"{found.kind} · {found.when}"),))], 3.4, found)
    if found.about:
        _place(cover, [Paragraph((Run(found.about),), "lead")], foot + 0.4, found)
    for chapter in (found.opening, *found.chapters):
        _chapter(file, chapter, found)
    last = _slide(file, Run(found.closing[-1].runs[0].text.rstrip(":：")), found)
    _place(last, [found.closing[-1], found.closing[0]], 3.4, found)
    _notes(last, found.closing[1:-1], found.language)
    _own(file, found)
    out = io.BytesIO()
    file.save(out)
    return settled(out.getvalue())


def _own(file: Any, found: Document) -> None:
    """Say whose the file is."""
    own, made = file.core_properties, datetime.combine(found.made_on, time(), UTC)
    own.author = own.last_modified_by = f"{MARK} {found.version}"
    own.title, own.subject, own.keywords, own.comments = found.title, found.subject, found.kind, ""
    own.created = own.modified = made
    own.language, own.revision = tag(found.language), 1


def _slide(file: Any, title: Run, found: Document) -> Any:
    """Add a slide with a title and its number."""
    slide = file.slides.add_slide(file.slide_layouts[5])
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = Cm(_MARGIN), Cm(0.9), Cm(_WIDE - 2 * _MARGIN), Cm(2.2)
    frame = box.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Emu(0)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    size = 28 if text_width(title.text, 28) < 1700 / 2 else 24
    _write(paragraph, Run(title.text, strong=True), size, found.language)
    foot = slide.shapes.add_textbox(Cm(_MARGIN), Cm(_HIGH - 1.1), Cm(_WIDE - 2 * _MARGIN), Cm(0.8))
    line = foot.text_frame.paragraphs[0]
    _write(line, Run(f"{found.title} · {found.when} · {len(file.slides)}", colour="muted"), 11, found.language)
    return slide


def _chapter(file: Any, chapter: Chapter, found: Document) -> None:
    """Write a chapter on a slide, or on as many as it takes."""
    slide = _slide(file, Run(chapter.title), found)
    top = _TOP
    if chapter.question:
        top = _place(slide, [Paragraph((Run(chapter.question, colour="muted"),), "small")], top, found)
    for place, part in enumerate(chapter.parts):
        follows = chapter.parts[place + 1] if place + 1 < len(chapter.parts) else None
        high = _high_of(part)
        if isinstance(part, Paragraph) and part.runs[0].strong and isinstance(follows, Grid):
            high += _high_of(follows)
        if top + high > _FOOT and isinstance(part, Paragraph) and part.look == "small":
            _notes(slide, [part], found.language)
            continue
        if top + high > _FOOT and top > _TOP + 2:
            slide = _slide(file, Run(chapter.title), found)
            top = _TOP
        top = _part(slide, part, top, found)


def _part(slide: Any, part: Paragraph | Grid | Figure, top: float, found: Document) -> float:
    """Write a part of a chapter, and return where what comes next begins."""
    if isinstance(part, Paragraph):
        return _place(slide, [part], top, found)
    if isinstance(part, Grid):
        return _table(slide, part, top, found.language) + _GAP
    _picture(slide, part, _MARGIN, top, _DRAWING)
    return top + _DRAWING * part.size[1] / part.size[0] + _GAP


def _high_of(part: Paragraph | Grid | Figure) -> float:
    """Return how high a part is, in centimetres."""
    if isinstance(part, Paragraph):
        return _lines(part, _WIDE - 2 * _MARGIN) * _SIZES[part.look] * 1.25 / 72 * 2.54 + 0.15 + _GAP * 0.6
    if isinstance(part, Figure):
        return _DRAWING * part.size[1] / part.size[0] + _GAP
    widths = columns(part, _WIDE - 2 * _MARGIN, 3.8, _PICTURE + 0.4)
    drawn = [""] if part.drawn else []
    rows = [_row_high([line.label, *drawn, *line.cells], widths, 14) for line in part.lines]
    head = _row_high([part.head[0], *drawn, *part.head[1:]], widths, 12) if any(part.head) else 0.0
    return head + sum(rows) + _GAP


def _place(slide: Any, parts: list[Paragraph], top: float, found: Document) -> float:
    """Write paragraphs in a box, and return where what comes next begins."""
    width = _WIDE - 2 * _MARGIN
    high = sum(_lines(part, width) * _SIZES[part.look] * 1.25 for part in parts) / 72 * 2.54 + 0.15
    box = slide.shapes.add_textbox(Cm(_MARGIN), Cm(top), Cm(width), Cm(high))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    for place, part in enumerate(parts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        shown = [run for run in part.runs if run.text]
        for n, run in enumerate(shown):
            gap = "" if n == len(shown) - 1 or (found.language == "zh" and has_han(run.text[-1])) else " "
            _write(paragraph, Run(run.text + gap, run.strong, run.colour), _SIZES[part.look], found.language)
    return top + high + _GAP * 0.6


def _lines(part: Paragraph, width: float) -> int:
    """Estimate how many lines a paragraph takes."""
    return max(1, -(-int(text_width(part.text, _SIZES[part.look]) * 1.04) // int(width / 2.54 * 72)))


def _write(paragraph: Any, run: Run, size: float, language: str) -> None:
    written = paragraph.add_run()
    written.text = run.text
    written.font.size, written.font.bold = Pt(size), run.strong
    colour: Any = RGBColor
    written.font.color.rgb = colour.from_string(hexadecimal(run.colour or "ink").upper())
    properties = written._r.get_or_add_rPr()
    properties.set("lang", tag(language) if language == "zh" and has_han(run.text) else "en-GB")
    properties.set("altLang", "zh-CN")
    for name, font in (("a:latin", LATIN), ("a:ea", EAST_ASIAN)):
        face = OxmlElement(name)
        face.set("typeface", font)
        properties.append(face)


def _picture(slide: Any, figure: Figure, left: float, top: float, width: float) -> None:
    shape = slide.shapes.add_picture(io.BytesIO(png(figure)), Cm(left), Cm(top), width=Cm(width))
    told = shape._element.nvPicPr.cNvPr
    told.set("descr", figure.says)
    told.set("name", f"Picture {told.get('id')}")


def _table(slide: Any, grid: Grid, top: float, language: str) -> float:
    """Draw a table and the pictures of its rows, and return where it ends."""
    headed = any(grid.head)
    widths = columns(grid, _WIDE - 2 * _MARGIN, 3.8, _PICTURE + 0.4)
    rows = len(grid.lines) + headed
    shape = slide.shapes.add_table(rows, len(widths), Cm(_MARGIN), Cm(top), Cm(sum(widths)), Cm(_ROW * rows))
    shape._element.nvGraphicFramePr.cNvPr.set("descr", grid.title)
    table = shape.table
    table.first_row, table.horz_banding = headed, False
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    if headed:
        head = [grid.head[0], *([""] if grid.drawn else []), *grid.head[1:]]
        for place, text in enumerate(head):
            _cell(table.cell(0, place), Run(text, colour="muted"), 12, language, right=holds_figures(grid, place))
    y = top + (_high(table.rows[0], head, widths, 12) if headed else 0.0)
    for n, line in enumerate(grid.lines, start=headed):
        high = _row(table, n, grid, line, widths, language)
        if line.figure is not None:
            _picture(slide, line.figure, _MARGIN + widths[0] + 0.2, y + high / 2 - 0.27, _PICTURE)
        y += high
    return y


def _row(table: Any, place: int, grid: Grid, line: Line, widths: list[float], language: str) -> float:
    cells = [line.label, *([""] if grid.drawn else []), *line.cells]
    first = 1 + grid.drawn
    for n, text in enumerate(cells):
        strong = n >= first and n - first < len(line.strong) and line.strong[n - first]
        run = Run(text, strong or (n == 0 and bool(line.colour)), line.colour if n == 0 else "")
        _cell(table.cell(place, n), run, 14, language, right=holds_figures(grid, n))
    return _high(table.rows[place], cells, widths, 14)


def _high(row: Any, cells: list[str], widths: list[float], size: float) -> float:
    """Set the height of a row by how many lines its cells take."""
    high = _row_high(cells, widths, size)
    row.height = Cm(high)
    return high


def _row_high(cells: list[str], widths: list[float], size: float) -> float:
    look = "text" if size == _SIZES["text"] else "small"
    lines = max(_lines(Paragraph((Run(cell),), look), width - 0.4) for cell, width in zip(cells, widths, strict=True))
    return max(_ROW, lines * size * 1.22 / 72 * 2.54 + 0.2)


def _cell(cell: Any, run: Run, size: float, language: str, *, right: bool = False) -> None:
    cell.margin_left = cell.margin_right = Cm(0.2)
    cell.margin_top = cell.margin_bottom = Cm(0.08)
    paragraph = cell.text_frame.paragraphs[0]
    if right:
        paragraph.alignment = PP_ALIGN.RIGHT
    if run.text:
        _write(paragraph, run, size, language)
    else:
        paragraph._p.get_or_add_endParaRPr().set("sz", str(round(100 * size)))


def _notes(slide: Any, parts: Any, language: str) -> None:
    if not parts:
        return
    frame = slide.notes_slide.notes_text_frame
    for place, part in enumerate(parts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _write(paragraph, Run(part.text), 12, language)
