"""The outside view beside the inside view, what pooling changes, and the answers to questions."""

from __future__ import annotations

from collections.abc import Sequence

from detente.forecast.outside import PooledScenario
from detente.forecast.questions import QuestionForecast
from detente.forecast.reference_classes import OutsideView
from detente.locale import Texts
from detente.locale.figures import percent
from detente.report.drawing.canvas import Canvas
from detente.report.drawing.frame import Rows, percent_axis
from detente.report.outlook.chart import chance_mark

__all__ = ["classes_chart", "pooled_chart", "questions_chart"]


def classes_chart(classes: Sequence[OutsideView], texts: Texts, width: float) -> str:
    """Draw each count with its interval, as counted or carried over the time left, and the inside view beneath it."""
    rows, canvas = _rows(len(classes), texts, width, 300, 90)
    labels = []
    for index, view in enumerate(classes):
        y = rows.middle(index)
        shown = view.here or view.share
        colour = "outside" if view.here else "muted"
        canvas.rules([(shown.low, shown.high, y)], colour, 3, "round")
        canvas.points([(shown.mean, y)], colour, 90, "diamond", hollow=True)
        if view.inside is not None:
            canvas.rules([(view.inside.low, view.inside.high, y + 9)], "muted", 3, "round")
            canvas.points([(view.inside.value, y + 9)], "ink", 40)
        labels.append((view.title.in_language(texts.language), f"{view.successes}/{view.trials}", "ink"))
    rows.name(canvas, labels)
    return canvas.svg()


def pooled_chart(scenarios: Sequence[PooledScenario], texts: Texts, width: float) -> str:
    """Draw each scenario as the worlds say, and as they say when reweighted."""
    rows, canvas = _rows(2 * len(scenarios), texts, width, 220, 90)
    labels = []
    for index, view in enumerate(scenarios):
        for place, (chance, colour) in enumerate(((view.inside, "muted"), (view.pooled, "s1"))):
            chance_mark(canvas, rows.middle(2 * index + place), chance, colour)
            name = texts("baserate.pooled") if place else view.title.in_language(texts.language)
            labels.append((name, percent(chance.value, texts.language), "ink" if place else "muted"))
    rows.name(canvas, labels)
    return canvas.svg()


def questions_chart(questions: Sequence[QuestionForecast], texts: Texts, width: float) -> str:
    """Draw each question: its probability, and its base rate as a hollow diamond."""
    rows, canvas = _rows(len(questions), texts, width, 320, 90)
    labels = []
    for index, view in enumerate(questions):
        chance_mark(canvas, rows.middle(index), view.chance, "s1")
        if view.base_rate is not None:
            canvas.points([(view.base_rate, rows.middle(index))], "outside", 90, "diamond", hollow=True)
        labels.append((view.title.in_language(texts.language), percent(view.chance.value, texts.language), "ink"))
    rows.name(canvas, labels)
    return canvas.svg()


def _rows(count: int, texts: Texts, width: float, label: float, value: float) -> tuple[Rows, Canvas]:
    rows = Rows.fitting(width, label, value, 34)
    canvas = rows.canvas(count, (0, 1))
    percent_axis(canvas, rows, count)
    return rows, canvas
