"""How terms and factors go over time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from detente.analysis.outlook.views import FactorCourse, TermsCourse
from detente.locale import Texts
from detente.locale.figures import amount, percent
from detente.report.drawing.canvas import Canvas
from detente.report.drawing.frame import HALF, Rows, days, time_axis

__all__ = ["factor_chart", "terms_chart"]

_Z_95 = 1.6448536269514722


def terms_chart(terms: Sequence[TermsCourse], dates: Sequence[date], texts: Texts, width: float) -> str:
    """Draw for each issue the share of worlds in which its terms have changed, step by step."""
    rows = Rows.fitting(width, 210, 60, 40)
    canvas = rows.canvas(len(terms), (days(dates[0]), days(dates[-1])))
    bottom = rows.top + len(terms) * rows.row
    time_axis(canvas, rows.top, bottom, texts.language)
    highest = max([0.1, *(share for course in terms for share in course.shares)])
    labels = []
    for index, course in enumerate(terms):
        base, tall = rows.middle(index) + 14, rows.row - (26 if rows.above else 10)
        canvas.rules([(*canvas.domain, base)], "rest")
        heights = [base - share / highest * tall for share in course.shares]
        places = [days(when) for when in dates]
        canvas.area([(x, base, y) for x, y in zip(places, heights, strict=False)], "s1", 0.3)
        canvas.line(list(zip(places, heights, strict=False)), "s1", 1.5)
        last = course.shares[-1] if course.shares else 0.0
        labels.append((course.title.in_language(texts.language), percent(last, texts.language), "ink"))
    rows.name(canvas, labels)
    return canvas.svg()


def factor_chart(course: FactorCourse, dates: Sequence[date], texts: Texts) -> str:
    """Draw a factor's mean and the band mean ± 1.645 standard deviations over worlds."""
    places = [days(when) for when in dates[: len(course.means)]]
    lows = [mean - _Z_95 * sd for mean, sd in zip(course.means, course.deviations, strict=True)]
    highs = [mean + _Z_95 * sd for mean, sd in zip(course.means, course.deviations, strict=True)]
    low, high = min(lows), max(highs)
    room = 0.06 * (high - low) or 1.0
    low, high = low - room, high + room
    top, bottom, left = 8.0, 128.0, 44.0
    canvas = Canvas(HALF, 152, (places[0], places[-1]), (left, HALF - 14))

    def pixel(value: float) -> float:
        return bottom - (value - low) / (high - low) * (bottom - top)

    marks = _ticks(low, high)
    canvas.rules([(*canvas.domain, pixel(tick)) for tick in marks], "grid")
    canvas.labels([(pixel(tick), amount(tick)) for tick in marks], left - 6, "muted", 11, "right")
    time_axis(canvas, bottom, bottom + 4, texts.language)
    band = [(x, pixel(a), pixel(b)) for x, a, b in zip(places, lows, highs, strict=True)]
    canvas.area(band, "s3", 0.25)
    canvas.line([(x, pixel(mean)) for x, mean in zip(places, course.means, strict=True)], "s3", 2)
    return canvas.svg()


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers between two others, three to six of them."""
    step = 10.0 ** math.floor(math.log10(high - low))
    step = next(step * part for part in (0.1, 0.2, 0.5, 1.0, 2.0) if (high - low) / (step * part) <= 5.5)
    first = math.ceil(low / step)
    return [round(step * n, 12) for n in range(first, math.floor(high / step) + 1)]
