"""A deal space in pictures: who accepts what, who blocks, and the frontier."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from detente.analysis.deals import Deals
from detente.analysis.deals.views import FrontierView, OptionView
from detente.locale import Texts
from detente.locale.figures import shared
from detente.report.deals.words import changes, name, rules
from detente.report.drawing.canvas import Canvas, broken, text_width
from detente.report.drawing.frame import Rows
from detente.report.drawing.palette import party as party_colour

__all__ = ["acceptance_chart", "blocks_chart", "frontier_chart"]

MOST = 10
"""Options of an issue that are drawn; the table has all of them."""

_CELL, _GAP, _NARROW, _HALF = 32.0, 5.0, 42.0, 0.5


def acceptance_chart(deals: Deals, texts: Texts, width: float) -> str:
    """Draw, for every option that changes something, the share of beliefs in which each party would sign it alone."""
    entries = [
        (
            f"{issue.title.in_language(texts.language)}{texts('list.colon')}{option.title.in_language(texts.language)}",
            option,
        )
        for issue in deals.issues
        for option in changes(issue, MOST)
    ]
    parties = [party.id for party in deals.parties]
    heads = [party.title.in_language(texts.language) for party in deals.parties] + [texts("deals.in_a_deal")]
    fitting = Rows.fitting(width, 330, 0, _CELL)
    rows = Rows(fitting.width, fitting.label, 0, fitting.row, 38, 4)
    canvas = rows.canvas(len(entries), (0, len(heads)))
    wide = (rows.span[1] - rows.span[0]) / len(heads)
    for column, head in enumerate(heads):
        lines = broken(head, wide - 4, 11, 2)
        for n, line in enumerate(lines):
            canvas.texts(
                [(column + 0.5, 20 + 13 * (n + 1 - len(lines)), line)], "muted", 11, bold=column == len(parties)
            )
    for index, (_, option) in enumerate(entries):
        _cells(canvas, rows.middle(index), [option.accepts[party] for party in parties], option, wide, texts)
    rows.name(canvas, [(title, "", "ink") for title, _ in entries], 12)
    return canvas.svg()


def _cells(
    canvas: Canvas, y: float, accepts: Sequence[float | None], option: OptionView, wide: float, texts: Texts
) -> None:
    """Draw one option's row: a track for each party, and one for whether it can be part of a deal."""
    gap = _GAP / wide
    for column, share in enumerate([*accepts, option.possible]):
        if share is None:
            canvas.texts([(column + 0.5, y, "–")], "muted", 11)
            continue
        last = column == len(accepts)
        left, right = column + gap, column + 1 - gap
        canvas.bars([(left, right, y + 5, y + 10)], "rest", 1, 2)
        colour = "ink" if last else party_colour(column)
        canvas.bars([(left, left + share * (right - left), y + 5, y + 10)], colour, 1, 2)
        text = shared(share, texts.language)
        half = share >= _HALF
        ink = "ink" if half else "muted"
        canvas.texts([(column + 0.5, y - 4, text if wide > _NARROW else text.rstrip(" %"))], ink, 11, bold=half)


def blocks_chart(entries: Sequence[tuple[str, float]], texts: Texts, width: float) -> str:
    """Draw how often sets of parties, or of conditions, stand in the way."""
    rows = Rows.fitting(width, 400, 66, 38)
    canvas = rows.canvas(len(entries), (0, 1))
    for index, (_, share) in enumerate(entries):
        y = rows.middle(index)
        canvas.bars([(0, 1, y - 7, y + 7)], "rest", 1, 3)
        canvas.bars([(0, share, y - 7, y + 7)], "s1", 1, 3)
    rows.name(canvas, [(title, shared(share, texts.language), "ink") for title, share in entries])
    return canvas.svg()


def frontier_chart(deals: Deals, view: FrontierView, texts: Texts, width: float) -> str:
    """Draw the frontier as the gains of the two parties with most power; the rules' packages are named."""
    height, left, head, foot = 0.62 * width, 46.0, 28.0, 40.0
    across, up = view.axes
    xs = [100 * point.gains[across] for point in view.points]
    ys = [100 * point.gains[up] for point in view.points]
    right, top = 1.12 * max([*xs, 1e-6]), 1.12 * max([*ys, 1e-6])
    canvas = Canvas(width, height, (0, right), (left, width - 14))

    def pixel(gain: float) -> float:
        return (height - foot) - gain / top * (height - foot - head)

    for x in _ticks(right):
        canvas.uprights([(x, head, height - foot)], "grid")
        canvas.texts([(x, height - foot + 12, f"{x:g}")], "muted", 11)
    for y in _ticks(top):
        canvas.rules([(0, right, pixel(y))], "grid")
        canvas.labels([(pixel(y), f"{y:g}")], left - 6, "muted", 11, "right")
    canvas.points([(x, pixel(y)) for x, y in zip(xs, ys, strict=True)], "step2", 34)
    for n, point in enumerate(view.points):
        if point.rules:
            x, y = xs[n], ys[n]
            canvas.points([(x, pixel(y))], "ink", 110, "diamond")
            label = rules(point.rules, texts)
            fits = left + x / right * (width - 14 - left) + text_width(label, 12) + 12 < width
            canvas.texts([(x, pixel(y) - 12, label)], "ink", 12, "left" if fits else "right", 6 if fits else -6, True)
    for axis, place in ((across, "x"), (up, "y")):
        said = texts("deals.frontier.gain", party=name(deals, axis, texts))
        if place == "x":
            canvas.labels([(height - 10, said)], width - 14, "muted", 12, "right")
        else:
            canvas.labels([(8, said)], 0, "muted", 12)
    return canvas.svg()


def _ticks(end: float) -> list[float]:
    """Return round numbers from 0 to an end, five or so.

    Example:
        >>> _ticks(8.56)
        [0.0, 2.0, 4.0, 6.0, 8.0]
    """
    size = 10.0 ** floor(log10(end / 4))
    step = next(size * part for part in (1, 2, 5, 10) if size * part >= end / 5)
    return [round(step * n, 12) for n in range(int(end / step) + 1)]
