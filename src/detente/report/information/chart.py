"""How far the outlook would move if one thing were known: bars with their errors."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.information.questions import Unknown
from detente.locale import Texts
from detente.report.drawing.frame import Rows

__all__ = ["asked_chart"]


def asked_chart(unknowns: Sequence[tuple[str, Unknown]], texts: Texts, width: float) -> str:
    """Draw the expected fall of the Brier score for each of several unknowns.

    Args:
        unknowns: Name of each, and the unknown, largest first.
        texts: The catalogue.
        width: In pixels.
    """
    largest = max((view.brier + 2 * view.standard_error for _, view in unknowns), default=0.0) or 1.0
    rows = Rows.fitting(width, 300, 110, 38)
    canvas = rows.canvas(len(unknowns), (0, largest))
    labels = []
    for index, (name, view) in enumerate(unknowns):
        y = rows.middle(index)
        colour = "general" if view.general else "s1"
        canvas.bars([(0, largest, y - 6, y + 6)], "panel", 1, 3)
        canvas.bars([(0, view.brier, y - 6, y + 6)], colour, 1, 3)
        error = 2 * view.standard_error
        canvas.rules([(max(0.0, view.brier - error), view.brier + error, y)], "ink", 1.5)
        labels.append((name, f"{view.brier:.4f}" if view.told else texts("markers.untold"), "ink"))
    rows.name(canvas, labels)
    return canvas.svg()
