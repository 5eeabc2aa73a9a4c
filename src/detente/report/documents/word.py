"""A document as Word's: real styles, real tables with heads that repeat, pictures with what they say."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from detente.outputs import MARK
from detente.report.documents.archive import settled
from detente.report.documents.columns import columns, holds_figures
from detente.report.documents.drawing import hexadecimal, png
from detente.report.documents.language import EAST_ASIAN, LATIN, has_han, tag
from detente.report.documents.parts import Chapter, Document, Figure, Grid, Line, Paragraph, Run

__all__ = ["to_word"]

_SIZES = {"Normal": 10.5, "Title": 22, "Subtitle": 11, "Heading 1": 16, "Heading 2": 13}
_LOOKS = {"lead": 12.5, "text": 10.5, "small": 9, "code": 8.5}
_WIDTH = 17.0
_PIXEL = 2.54 / 96


def to_word(found: Document) -> bytes:
    """Return a document as DOCX; the same document gives the same bytes."""
    file: Any = docx.Document()
    _set_up(file, found)
    _write(file.add_paragraph(style="Title"), Run(found.title), found.language)
    _write(file.add_paragraph(style="Subtitle"), Run(f"{found.kind} · {found.when}"), found.language)
    if found.about:
        _paragraph(file, Paragraph((Run(found.about),)), found.language)
    for chapter, level in ((found.opening, 1), *((each, 2) for each in found.chapters)):
        _chapter(file, chapter, level, found.language)
    for each in found.closing:
        _paragraph(file, each, found.language)
    out = io.BytesIO()
    file.save(out)
    return settled(out.getvalue())


def _set_up(file: Any, found: Document) -> None:
    """Set the sheet, the fonts of the styles, what runs along each page and whose the file is."""
    sheet = file.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Cm(2)
    for name, size in _SIZES.items():
        style = file.styles[name]
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(hexadecimal("ink").upper())
        _fonts(style.element.get_or_add_rPr(), tag(found.language))
        style.paragraph_format.space_after = Pt(4)
    for border in file.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    file.styles["Subtitle"].font.italic = False
    for level in (1, 2):
        file.styles[f"Heading {level}"].paragraph_format.keep_with_next = True
        file.styles[f"Heading {level}"].paragraph_format.space_before = Pt(12)
    foot = sheet.footer.paragraphs[0]
    foot.style.font.size = Pt(9)
    _write(foot, Run(f"{found.title} · {found.kind} · {found.when}"), found.language)
    foot.add_run("\t")
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")
    own, made = file.core_properties, datetime.combine(found.made_on, time(), UTC)
    own.author = own.last_modified_by = f"{MARK} {found.version}"
    own.title, own.subject, own.keywords, own.comments = found.title, found.subject, found.kind, ""
    own.created = own.modified = made
    own.language, own.revision = tag(found.language), 1


def _fonts(properties: Any, language: str) -> None:
    """Set both fonts of a style or a run, and the language of each writing."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for side in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{side}"), LATIN)
    fonts.set(qn("w:eastAsia"), EAST_ASIAN)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), "en-GB")
    said.set(qn("w:eastAsia"), "zh-CN")
    if language == "zh-CN":
        fonts.set(qn("w:hint"), "eastAsia")
    properties.append(said)


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _chapter(file: Any, chapter: Chapter, level: int, language: str) -> None:
    if chapter.question:
        asked = file.add_paragraph()
        asked.paragraph_format.keep_with_next = True
        asked.paragraph_format.space_before, asked.paragraph_format.space_after = Pt(10), Pt(0)
        _write(asked, Run(chapter.question, colour="muted"), language, _LOOKS["small"])
    heading = file.add_paragraph(style=f"Heading {level}")
    if chapter.question:
        heading.paragraph_format.space_before = Pt(0)
    _write(heading, Run(chapter.title), language)
    for part in chapter.parts:
        if isinstance(part, Paragraph):
            _paragraph(file, part, language)
        elif isinstance(part, Figure):
            place = file.add_paragraph()
            _picture(place, part, _WIDTH)
        else:
            _table(file, part, language)


def _paragraph(file: Any, part: Paragraph, language: str) -> None:
    paragraph = file.add_paragraph()
    shown = [run for run in part.runs if run.text]
    if shown and all(run.strong for run in shown):
        paragraph.paragraph_format.keep_with_next = True
    for place, run in enumerate(shown):
        gap = "" if place == len(shown) - 1 or (language == "zh" and has_han(run.text[-1])) else " "
        _write(paragraph, Run(run.text + gap, run.strong, run.colour), language, _LOOKS[part.look])


def _write(paragraph: Any, run: Run, language: str, size: float = 0) -> None:
    written = paragraph.add_run(run.text)
    if run.strong:
        written.bold = True
    if run.colour:
        written.font.color.rgb = RGBColor.from_string(hexadecimal(run.colour).upper())
    if size:
        written.font.size = Pt(size)
    if has_han(run.text):
        _fonts(written._r.get_or_add_rPr(), tag(language))


def _picture(place: Any, figure: Figure, widest: float) -> None:
    width = min(widest, figure.size[0] * _PIXEL)
    shape = place.add_run().add_picture(io.BytesIO(png(figure)), width=Cm(width))
    told = shape._inline.docPr
    told.set("descr", figure.says)
    told.set("name", f"Picture {told.get('id')}")


def _table(file: Any, grid: Grid, language: str) -> None:
    table = file.add_table(rows=0, cols=1 + grid.drawn + len(grid.lines[0].cells))
    table.autofit = False
    _borders(table, grid.title)
    if any(grid.head):
        head = [grid.head[0], *([""] if grid.drawn else []), *grid.head[1:]]
        row = table.add_row()
        _mark(row, "w:tblHeader")
        _mark(row, "w:cantSplit")
        for place, (cell, text) in enumerate(zip(row.cells, head, strict=True)):
            _cell(cell, Run(text, colour="muted"), language, right=holds_figures(grid, place))
    for line in grid.lines:
        row = table.add_row()
        _mark(row, "w:cantSplit")
        _fill(row, grid, line, language)
    for place, width in enumerate(columns(grid, _WIDTH, 2.6, 3.4)):
        table.columns[place].width = Cm(width)
        for row in table.rows:
            row.cells[place].width = Cm(width)
    gap = file.add_paragraph()
    gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(6)


def _fill(row: Any, grid: Grid, line: Line, language: str) -> None:
    cells = list(row.cells)
    _cell(cells.pop(0), Run(line.label, colour=line.colour, strong=bool(line.colour)), language)
    place = 1
    if grid.drawn:
        cell = cells.pop(0)
        place += 1
        if line.figure is not None:
            _picture(cell.paragraphs[0], line.figure, 3.2)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    for n, (cell, text) in enumerate(zip(cells, line.cells, strict=True)):
        strong = n < len(line.strong) and line.strong[n]
        _cell(cell, Run(text, strong), language, right=holds_figures(grid, place + n))


def _cell(cell: Any, run: Run, language: str, *, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if run.text:
        _write(paragraph, run, language, _LOOKS["small"] + 0.5)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _borders(table: Any, title: str) -> None:
    """Draw hair lines between rows, and say what the table holds."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", hexadecimal("grid").upper())):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), title)
    properties.append(said)
