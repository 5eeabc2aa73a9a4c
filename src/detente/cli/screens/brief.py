"""A brief on a terminal: the verdict first, then block by block."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from detente.analysis.brief.views import Brief
from detente.cli.frame.terminal import columns, console, heading, indented, is_plain, track
from detente.locale import Texts
from detente.locale.figures import chance, chance_range, day
from detente.report.brief.blocks import Block, blocks
from detente.report.brief.page import command_of, scale_in_words, stamp_in_words
from detente.report.brief.words import name_of, verdict

__all__ = ["print_brief"]

_LEAST_TRACK, _LABELS = 10, 64


def print_brief(brief: Brief, texts: Texts) -> None:
    """Print a brief."""
    screen, said, stamp = console(), verdict(brief, texts), brief.stamp
    screen.print(Text(name_of(stamp.title, texts), style="bold"))
    when = texts("brief.when", as_of=day(stamp.as_of, texts.language), until=day(stamp.until, texts.language))
    screen.print(Text(when, style="dim"))
    heading(screen, said.lead)
    gap = texts("list.gap")
    for each in (said.rest, *said.impossible):
        if each:
            indented(screen, each)
    indented(screen, said.confidence + gap + said.reasons)
    if said.clashes:
        indented(screen, said.history + gap + said.clashes)
    screen.print()
    _ends(screen, brief, texts)
    for block in blocks(brief, texts):
        _block(screen, block)
    screen.print()
    screen.print(Text(scale_in_words(texts), style="dim"))
    screen.print(Text(f"{command_of(brief, texts)} · {stamp_in_words(brief, texts)}", style="dim"))


def _ends(screen: Console, brief: Brief, texts: Texts) -> None:
    plain = is_plain(screen)
    width = max(_LEAST_TRACK, min(40, screen.width - _LABELS))
    rows = []
    for end in brief.ends:
        spread = chance_range(end.chance.low, end.chance.high, texts.language) if end.chance.spread_detectable else "–"
        rows.append((name_of(end.title, texts), chance(end.chance.value), track(end.chance, width, plain), spread))
    columns(screen, rows, right=(1,))


def _block(screen: Console, block: Block) -> None:
    heading(screen, block.title)
    if block.head:
        indented(screen, block.head[0])
    for group in dict.fromkeys(row.group for row in block.rows):
        rows = [(row.label, *row.cells) for row in block.rows if row.group == group]
        if group:
            indented(screen, group)
        named = len(block.head) == len(rows[0]) and block.id != "signs"
        if block.id == "signs":
            rows = [(f"{label} · {when}\n{tells}",) for label, when, tells in rows]
        elif named:
            rows = [("", *block.head[1:]), *rows]
        columns(screen, rows, right=() if block.id == "signs" else tuple(range(1, len(rows[0]))), head=named)
    for said in block.says:
        indented(screen, said)
