"""A brief as a document: its blocks as chapters, its small pictures in the rows of real tables."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analysis.brief.views import Brief
from detente.locale import Texts
from detente.locale.figures import chance, chance_range, day
from detente.report.brief import pictures
from detente.report.brief.blocks import Block
from detente.report.brief.page import shown
from detente.report.brief.words import name_of, verdict
from detente.report.documents.parts import Chapter, Document, Figure, Grid, Line, Paragraph, Run

__all__ = ["document_of"]

_ROW = (150, 16)
_MOST_NAMES = 5


def document_of(brief: Brief, texts: Texts) -> Document:
    """Return a brief as a document of no kind yet."""
    stamp, page = brief.stamp, shown(brief, texts)
    closing = [Paragraph((Run(page["scale"]),), "small")]
    colon = texts("list.colon").strip()
    closing += [Paragraph((Run(title + colon, strong=True), Run(said)), "small") for _, title, said in page["made"]]
    closing.append(Paragraph((Run(texts("brief.again")), Run(page["command"]), Run("· " + page["stamp"])), "code"))
    return Document(
        title=name_of(stamp.title, texts),
        kind=texts("brief.kind"),
        when=texts("brief.when", as_of=day(stamp.as_of, texts.language), until=day(stamp.until, texts.language)),
        about=name_of(brief.about, texts),
        opening=_opening(brief, texts, page["says"], page["dots_note"]),
        chapters=tuple(_chapter(block, brief, texts, page) for block in page["blocks"]),
        closing=tuple(closing),
        made_on=stamp.as_of,
        language=texts.language,
        version=stamp.version,
        subject=verdict(brief, texts).lead,
    )


def _opening(brief: Brief, texts: Texts, says: str, note: str) -> Chapter:
    """Return the verdict, and how it may end."""
    said = verdict(brief, texts)
    parts: list[Paragraph | Grid | Figure] = [Paragraph((Run(said.rest),), "lead")] if said.rest else []
    parts += [Paragraph((Run(each),)) for each in said.impossible]
    trust = [Run(said.confidence, strong=True), Run(said.reasons)]
    if said.clashes:
        trust += [Run(said.history, strong=True), Run(said.clashes)]
    parts += [Paragraph(tuple(trust)), Figure(pictures.dots(brief), says, (500, 80)), _ends(brief, texts)]
    colon = texts("list.colon").strip()
    parts += [
        Paragraph((Run(name_of(end.title, texts) + colon, strong=True), Run(name_of(end.about, texts))), "small")
        for end in brief.ends
        if name_of(end.about, texts)
    ]
    return Chapter(said.lead, "", (*parts, Paragraph((Run(note),), "small")))


def _ends(brief: Brief, texts: Texts) -> Grid:
    lines = []
    for end in brief.ends:
        colour, name = pictures.colour(brief, end.id), name_of(end.title, texts)
        spread = chance_range(end.chance.low, end.chance.high, texts.language) if end.chance.spread_detectable else "–"
        picture = Figure(pictures.track(end.chance, colour), f"{name}: {chance(end.chance.value)}, {spread}", _ROW)
        lines.append(Line(name, (chance(end.chance.value), spread), (True, False), picture, f"{colour}-text"))
    head = (texts("brief.column.end"), texts("brief.column.chance"), texts("brief.column.range"))
    return Grid(texts("brief.terminal.verdict"), head, tuple(lines))


def _chapter(block: Block, brief: Brief, texts: Texts, page: dict[str, object]) -> Chapter:
    parts: list[Paragraph | Grid | Figure] = []
    if block.id == "sure" and block.rows:
        told = texts("list.comma").join(f"{row.label} {row.cells[0]}" for row in block.rows)
        parts += [
            Paragraph((Run(block.head[0]),), "small"),
            Figure(pictures.stack(page["stacked"]), told, (500, 16)),  # type: ignore[arg-type]
        ]
    drawn = list(_drawn(block, page))
    for group in dict.fromkeys(row.group for row in block.rows):
        places = [n for n, row in enumerate(block.rows) if row.group == group]
        lines = tuple(_line(block, n, drawn[n] if drawn else None) for n in places)
        if group:
            about = page["abouts"].get(group, "") if block.id == "levers" else ""  # type: ignore[attr-defined]
            colon = texts("list.colon").strip() if about else ""
            parts.append(Paragraph((Run(group + colon, strong=True), Run(about)), "small"))
        parts.append(Grid(group or block.question, _head(block, brief, texts, len(lines[0].cells)), lines))
    parts += [Paragraph((Run(each),)) for each in block.says]
    if block.note:
        parts.append(Paragraph((Run(block.note),), "small"))
    return Chapter(block.title, block.question, tuple(parts))


def _line(block: Block, place: int, svg: str | None) -> Line:
    row = block.rows[place]
    figure = Figure(svg, f"{row.label}: {'; '.join(row.cells)}", _ROW) if svg is not None else None
    return Line(row.label, row.cells, row.strong, figure)


def _head(block: Block, brief: Brief, texts: Texts, cells: int) -> tuple[str, ...]:
    """Return the heads of a table: parties by their names where there is room."""
    if block.id == "blocks" and brief.table is not None:
        parties = brief.table.parties
        if len(parties) <= _MOST_NAMES:
            return (block.head[0], *(name_of(party.title, texts) for party in parties))
        return block.head
    keys = {
        "levers": ("column.scenario", "column.level", "column.change"),
        "signs": ("column.sign", "column.when", "column.tells"),
        "sure": ("column.group", "column.share"),
        "outside": ("column.compared", "column.share"),
        "rests": ("column.numbers", "column.share"),
    }
    return tuple(texts(f"brief.{key}") for key in keys[block.id][: cells + 1])


def _drawn(block: Block, page: dict[str, object]) -> Iterator[str]:
    """Yield the picture of each row of a block."""
    if block.id == "levers":
        yield from page["swings"]  # type: ignore[misc]
    elif block.id == "signs":
        yield from page["spans"]  # type: ignore[misc]
    elif block.id == "outside":
        yield from page["pasts"]  # type: ignore[misc]
    elif block.id == "rests" and block.rows:
        known = page["brief"].evidence.guesses  # type: ignore[attr-defined]
        yield from (pictures.share(1 - known, "soft"), pictures.share(known, "faint"))
