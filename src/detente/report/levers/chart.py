"""By how much changes move something: dots with their Monte Carlo error and their spread over beliefs."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from detente.analysis.compare.paired_effects import Effect
from detente.locale import Texts
from detente.locale.figures import points
from detente.report.drawing.canvas import Canvas
from detente.report.drawing.frame import Rows

__all__ = ["effects_chart"]

_LEAST = 0.005


def effects_chart(effects: Sequence[tuple[str, Effect]], colour: str, texts: Texts, width: float) -> str:
    """Draw differences around none: a line a change.

    Args:
        effects: Name of each change, and its effect.
        colour: Of the dots.
        texts: The catalogue.
        width: In pixels.
    """
    low = min([-_LEAST, *(min(view.low, view.value - 2 * view.standard_error) for _, view in effects)])
    high = max([_LEAST, *(max(view.high, view.value + 2 * view.standard_error) for _, view in effects)])
    margin = 0.03 * (high - low)
    rows = Rows.fitting(width, 230, 120, 34)
    canvas = rows.canvas(len(effects), (low - margin, high + margin))
    _axis(canvas, rows, len(effects))
    labels = []
    for index, (name, view) in enumerate(effects):
        y, mark = rows.middle(index), colour if view.is_told else "faint"
        canvas.rules([(view.low, view.high, y)], mark, 1.5, "round")
        error = 2 * view.standard_error
        canvas.rules([(view.value - error, view.value + error, y)], mark, 5, "round")
        canvas.points([(view.value, y)], mark, 80, hollow=not view.is_told)
        told = f"{points(view.value)} ± {100 * view.standard_error:.1f}"
        labels.append((name, told, "ink" if view.is_told else "muted"))
    rows.name(canvas, labels)
    return canvas.svg()


def _axis(canvas: Canvas, rows: Rows, count: int) -> None:
    """Draw the grid of a scale of differences in hundredths, none made plain."""
    low, high = (100 * end for end in canvas.domain)
    step = next(step for step in (0.5, 1, 2, 5, 10, 20, 50, 100) if (high - low) / step <= 8)
    ticks = [step * k for k in range(ceil(low / step), floor(high / step) + 1)]
    bottom = rows.top + count * rows.row
    canvas.uprights([(tick / 100, rows.top, bottom) for tick in ticks if tick], "grid")
    canvas.uprights([(0.0, rows.top, bottom)], "muted", 1.5)
    for tick in ticks:
        canvas.texts([(tick / 100, bottom + 12, points(tick / 100, 0 if step >= 1 else 1))], "muted", 11)
