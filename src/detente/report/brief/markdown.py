"""A brief as Markdown: the same words, tables as tables."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.brief.views import Brief
from detente.locale import Texts
from detente.locale.figures import chance, chance_range, day
from detente.report.brief.blocks import Block, blocks
from detente.report.brief.page import command_of, scale_in_words, stamp_in_words
from detente.report.brief.words import name_of, verdict

__all__ = ["to_markdown"]


def to_markdown(brief: Brief, texts: Texts) -> str:
    """Return a brief as Markdown; whatever in its texts would be markup is escaped."""
    said, stamp = verdict(brief, texts), brief.stamp
    when = texts("brief.when", as_of=day(stamp.as_of, texts.language), until=day(stamp.until, texts.language))
    parts = [f"# {_plain(name_of(stamp.title, texts))}", f"*{_plain(when)}*"]
    if about := name_of(brief.about, texts):
        parts.append(_plain(about))
    parts.append(f"**{_plain(said.lead)}** {_plain(said.rest)}")
    parts += [_plain(each) for each in said.impossible]
    clash = f" **{_plain(said.history)}** {_plain(said.clashes)}" if said.clashes else ""
    parts.append(f"**{_plain(said.confidence)}** {_plain(said.reasons)}{clash}")
    parts.append(_ends(brief, texts))
    for block in blocks(brief, texts):
        parts += [f"## {_plain(block.title)}", f"*{_plain(block.question)}*", *_rows(block)]
        parts += [_plain(each) for each in (*block.says, block.note) if each]
    parts.append(_plain(scale_in_words(texts)))
    parts.append(
        f"{_plain(texts('brief.again'))} `{command_of(brief, texts)}` · {_plain(stamp_in_words(brief, texts))}"
    )
    return "\n\n".join(parts) + "\n"


def _ends(brief: Brief, texts: Texts) -> str:
    rows = [
        (
            name_of(end.title, texts),
            chance(end.chance.value),
            chance_range(end.chance.low, end.chance.high, texts.language),
        )
        for end in brief.ends
    ]
    head = (texts("column.scenario"), texts("column.probability"), texts("column.spread"))
    return _table(head, rows)


def _rows(block: Block) -> list[str]:
    found: list[str] = []
    for group in dict.fromkeys(row.group for row in block.rows):
        rows = [(row.label, *row.cells) for row in block.rows if row.group == group]
        head = block.head if len(block.head) == len(rows[0]) else ("",) * len(rows[0])
        found += [f"**{_plain(group)}**"] if group else []
        found.append(_table(head, rows))
    return found


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [_line(head), "|" + "---|" + "---:|" * (len(head) - 1), *(_line(row) for row in rows)]
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _plain(text: str) -> str:
    r"""Escape what Markdown would read.

    Example:
        >>> _plain("a *b* | <c>")
        'a \\*b\\* \\| &lt;c>'
    """
    for sign in ("\\", "*", "_", "`", "|", "[", "]", "#"):
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.replace("&", "&amp;").replace("<", "&lt;").split(" "))
