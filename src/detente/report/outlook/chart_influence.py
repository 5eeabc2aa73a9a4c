"""What a scenario's probability rests on: the share of its spread over beliefs that each group explains."""

from __future__ import annotations

from detente.analysis.outlook.views import RestsOn
from detente.locale import Texts
from detente.locale.figures import shared
from detente.report.drawing.frame import HALF, Rows

__all__ = ["drivers_chart"]

MOST, LEAST = 7, 0.005
"""Groups drawn, and the smallest share that is; the table beneath has them all."""


def drivers_chart(rests: RestsOn, texts: Texts) -> str:
    """Draw the largest groups as bars on tracks of 100 %, with the way they push, and what they leave unexplained."""
    shown = [view for view in rests.influences if view.share >= LEAST][:MOST]
    shares = [max(0.0, view.share) for view in shown] + [max(0.0, rests.unexplained)]
    rows = Rows(HALF, 0, 0, 40, foot=2)
    canvas = rows.canvas(len(shares), (0, 1))
    labels = []
    for index, (view, share) in enumerate(zip([*shown, None], shares, strict=True)):
        y = rows.middle(index)
        colour = "shelved" if view is None else "general" if view.general else "s1"
        canvas.bars([(0, 1, y - 5, y + 5)], "rest", 1, 3)
        canvas.bars([(0, min(share, 1.0), y - 5, y + 5)], colour, 1, 3)
        title = texts("rests.unexplained") if view is None else view.title.in_language(texts.language)
        arrow = "" if view is None or abs(view.direction) < 0.05 else "↑ " if view.direction > 0 else "↓ "
        labels.append((title, arrow + shared(share, texts.language), "muted" if view is None else "ink"))
    rows.name(canvas, labels)
    return canvas.svg()
