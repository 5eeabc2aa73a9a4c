"""What drives an outcome: shares with errors, and how a probability runs along a number."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.drivers.views import DriverView, Leading, OutcomeDrivers, Share
from detente.locale import Texts
from detente.locale.figures import amount, percent, shared
from detente.report.drawing.canvas import Canvas
from detente.report.drawing.frame import HALF, Rows
from detente.report.drivers.words import driver_title

__all__ = ["curve_chart", "largest_share", "shares_chart", "shown_drivers"]

MOST, LEAST = 10, 0.005
"""Drivers drawn, and the smallest share that is; the table beneath has them all."""

_Z_95 = 1.6448536269514722


def shown_drivers(outcome: OutcomeDrivers) -> list[DriverView]:
    """Return the drivers that are drawn: those with a share worth seeing, and those that the case names."""
    kept = [view for view in outcome.drivers if largest_share(view) >= LEAST or view.id.startswith("drivers.")]
    return sorted(kept, key=largest_share, reverse=True)[:MOST]


def largest_share(view: DriverView) -> float:
    """Return the larger of a driver's two shares."""
    return max(share.value for share in (view.beliefs, view.chance) if share is not None)


def shares_chart(outcome: OutcomeDrivers, largest: float, words: Texts, width: float) -> str:
    """Draw for each driver its share of what is not known above its share of chance, each ± one standard error."""
    shown = shown_drivers(outcome)
    rows = Rows.fitting(width, 240, 100, 40)
    canvas = rows.canvas(len(shown), (0.0, largest))
    labels = []
    for index, view in enumerate(shown):
        y = rows.middle(index)
        colour = "general" if view.general else "s1"
        bars = [(share, hue) for share, hue in ((view.beliefs, colour), (view.chance, "shelved")) if share is not None]
        for place, (share, hue) in enumerate(bars):
            _bar(canvas, share, y + 11 * (place - 0.5 * (len(bars) - 1)), hue)
        parts = [shared(max(0.0, share.value), words.language) for share, _ in bars]
        labels.append((driver_title(view, words), " · ".join(parts), "ink"))
    rows.name(canvas, labels)
    return canvas.svg()


def _bar(canvas: Canvas, share: Share, y: float, colour: str) -> None:
    """Draw a share as a bar with a line of two standard errors' length."""
    top = canvas.domain[1]
    canvas.bars([(0.0, top, y - 4, y + 4)], "panel", 1, 2)
    canvas.bars([(0.0, min(max(share.value, 0.0), top), y - 4, y + 4)], colour, 1, 2)
    ends = (max(0.0, share.value - share.error), min(top, max(0.0, share.value + share.error)))
    canvas.rules([(*ends, y)], "ink", 1)


def curve_chart(leading: Leading, words: Texts) -> str:
    """Draw a probability along a number, with a band of 90 % for its Monte Carlo error, and where it tips."""
    curve = leading.curve
    low = [max(0.0, p - _Z_95 * e) for p, e in zip(curve.probabilities, curve.errors, strict=True)]
    high = [min(1.0, p + _Z_95 * e) for p, e in zip(curve.probabilities, curve.errors, strict=True)]
    top, bottom, left = 8.0, 128.0, 44.0
    most = max(*high, 0.05)
    canvas = Canvas(HALF, 152, (curve.at[0], curve.at[-1]), (left, HALF - 14))

    def pixel(value: float) -> float:
        return bottom - value / most * (bottom - top)

    marks = _ticks(most)
    canvas.rules([(*canvas.domain, pixel(tick)) for tick in marks], "grid")
    canvas.labels([(pixel(tick), percent(tick, words.language)) for tick in marks[1:]], left - 6, "muted", 11, "right")
    ends = ((curve.at[0], "left"), (curve.at[-1], "right"))
    canvas.texts([(ends[0][0], bottom + 12, amount(ends[0][0]))], "muted", 11, "left")
    canvas.texts([(ends[1][0], bottom + 12, amount(ends[1][0]))], "muted", 11, "right")
    canvas.area([(x, pixel(a), pixel(b)) for x, a, b in zip(curve.at, low, high, strict=True)], "s1", 0.25)
    canvas.line([(x, pixel(p)) for x, p in zip(curve.at, curve.probabilities, strict=True)], "s1", 2)
    if curve.tip is not None and curve.at[0] < curve.tip < curve.at[-1]:
        canvas.uprights([(curve.tip, top, bottom)], "ink", 1.2, (4, 3))
        canvas.texts([(curve.tip, bottom + 12, amount(curve.tip))], "ink", 11)
    return canvas.svg()


def _ticks(most: float) -> Sequence[float]:
    """Return nought and round shares up to a largest one."""
    step = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if most / step <= 5.0 or step == 0.25)
    return [round(step * n, 6) for n in range(int(most / step) + 1)]
