"""The fit of the general beliefs: predicted against counted shares, and what is left open of each number."""

from __future__ import annotations

from detente.analysis.calibration.fit import Fit
from detente.analysis.calibration.shifts import Shifts
from detente.forecast.calibration import wilson
from detente.locale import Texts
from detente.locale.figures import percent
from detente.report.drawing.frame import Rows, percent_axis
from detente.report.outlook.chart import chance_mark

__all__ = ["shifts_chart", "targets_chart", "widths_chart"]


def targets_chart(fit: Fit, texts: Texts, width: float) -> str:
    """Draw the shares predicted before and after weighing as bands, what was counted as a diamond in its interval."""
    rows = Rows.fitting(width, 300, 70)
    canvas = rows.canvas(len(fit.targets), (0, 1))
    percent_axis(canvas, rows, len(fit.targets))
    labels = []
    for index, target in enumerate(fit.targets):
        y, count = rows.middle(index), target.count
        canvas.bars([(target.before[0], target.before[2], y - 7, y + 7)], "rest", 0.8, 3)
        canvas.bars([(target.after[0], target.after[2], y - 4, y + 4)], "s1", 1, 3)
        low, high = wilson(count.successes, count.trials, 0.9)
        canvas.rules([(low, high, y)], "outside", 2, "round")
        canvas.points([(count.share, y)], "outside", 70, "diamond")
        labels.append((count.about.in_language(texts.language), percent(count.share, texts.language), "ink"))
    rows.name(canvas, labels)
    return canvas.svg()


def widths_chart(fit: Fit, texts: Texts, width: float) -> str:
    """Draw what each number may be before and after, on a scale of its own: from end to end of the range before."""
    numbers = (*fit.constants, *fit.unnamed)
    rows = Rows.fitting(width, 200, 70)
    canvas = rows.canvas(len(numbers), (-0.15, 1.15))
    labels = []
    for index, number in enumerate(numbers):
        y, (first, _, last) = rows.middle(index), number.before
        low, middle, high = ((value - first) / (last - first) for value in number.after)
        canvas.bars([(0, 1, y - 7, y + 7)], "rest", 0.8, 3)
        colour = "s1" if number.is_determined else "muted"
        canvas.bars([(max(-0.15, low), min(1.15, high), y - 4, y + 4)], colour, 1, 3)
        canvas.points([(middle, y)], colour, 40, hollow=True)
        labels.append((number.name, texts("fit.percent", value=f"{100.0 * number.width:.0f}"), "ink"))
    rows.name(canvas, labels)
    return canvas.svg()


def shifts_chart(found: Shifts, texts: Texts, width: float) -> str:
    """Draw every scenario of every case under fitted ranges, and a hollow diamond where it was under wide ones."""
    entries = [(case, shift) for case in found.cases for shift in case.scenarios if shift.id != "muddling-through"]
    rows = Rows.fitting(width, 320, 70, 26)
    canvas = rows.canvas(len(entries), (0, 1))
    percent_axis(canvas, rows, len(entries))
    labels = []
    for index, (case, shift) in enumerate(entries):
        y = rows.middle(index)
        chance_mark(canvas, y, shift.chances["fitted"], "s1")
        canvas.points([(shift.chances["wide"].value, y)], "outside", 70, "diamond", hollow=True)
        name = f"{case.id} · {shift.title.in_language(texts.language)}"
        labels.append((name, percent(shift.chances["fitted"].value, texts.language), "ink"))
    rows.name(canvas, labels, 12)
    return canvas.svg()
