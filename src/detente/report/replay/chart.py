"""Resolved cases: what was expected of each meeting as a band and a tick, and a diamond at the end that came."""

from __future__ import annotations

from detente.forecast.replay import Replay
from detente.locale import Texts
from detente.locale.figures import percent
from detente.report.drawing.frame import Rows, percent_axis
from detente.report.outlook.chart import chance_mark

__all__ = ["replay_chart"]


def replay_chart(found: Replay, texts: Texts, width: float) -> str:
    """Draw the probability of a deal at every meeting, and what came of it at 0 or 1."""
    rows = Rows.fitting(width, 230, 70)
    canvas = rows.canvas(len(found.cases), (0, 1))
    percent_axis(canvas, rows, len(found.cases))
    labels = []
    for index, case in enumerate(found.cases):
        y = rows.middle(index)
        chance_mark(canvas, y, case.deal, "s1")
        canvas.points([(1.0 if case.resolved.deal else 0.0, y)], "outside", 90, "diamond")
        labels.append((case.title.in_language(texts.language), percent(case.deal.value, texts.language), "ink"))
    rows.name(canvas, labels)
    return canvas.svg()
