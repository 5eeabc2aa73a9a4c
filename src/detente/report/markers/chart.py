"""How much likelier signs are in one scenario than outside it, on a scale of ratios."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf, log10

from detente.analysis.markers.likelihood_ratios import Ratio
from detente.locale import Texts
from detente.locale.figures import amount
from detente.report.drawing.frame import Rows
from detente.report.markers.words import ratio_in_words

__all__ = ["ratios_chart"]

_MOST = 100.0
_TICKS = (0.01, 0.1, 0.3, 1.0, 3.0, 10.0, 100.0)


def ratios_chart(ratios: Sequence[tuple[str, Ratio]], colour: str, texts: Texts, width: float) -> str:
    """Draw likelihood ratios around 1, where a sign says nothing: a line a sign.

    Args:
        ratios: Name of each sign, and its ratio; beyond a hundredfold either way they stand at the edge.
        colour: Of the dots.
        texts: The catalogue.
        width: In pixels.
    """
    rows = Rows.fitting(width, 230, 130, 32)
    canvas = rows.canvas(len(ratios), (-2.2, 2.2))
    bottom = rows.top + len(ratios) * rows.row
    canvas.uprights([(log10(tick), rows.top, bottom) for tick in _TICKS if tick != 1.0], "grid")
    canvas.uprights([(0.0, rows.top, bottom)], "muted", 1.5)
    for tick in _TICKS:
        canvas.texts([(log10(tick), bottom + 12, f"×{amount(tick)}")], "muted", 11)
    labels = []
    for index, (name, ratio) in enumerate(ratios):
        y = rows.middle(index)
        if ratio.told:
            canvas.rules([(_place(ratio.low), _place(ratio.high), y)], colour, 3, "round")
            canvas.points([(_place(ratio.value), y)], colour, 80)
        elif isinf(ratio.value):
            canvas.points([(_place(ratio.value), y)], colour, 80, "triangle", hollow=True)
        labels.append((name, ratio_in_words(ratio, texts), "ink" if ratio.told else "muted"))
    rows.name(canvas, labels)
    return canvas.svg()


def _place(ratio: float) -> float:
    """Return where a ratio stands on the scale."""
    return log10(min(max(ratio, 1.0 / _MOST), _MOST))
