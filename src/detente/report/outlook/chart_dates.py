"""How likely things are to be seen, and when: markers, events, meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.analysis.outlook.views import Chance
from detente.locale import Texts
from detente.locale.figures import percent
from detente.report.drawing.frame import NARROW, Rows, days, percent_axis, time_axis
from detente.report.outlook.chart import chance_mark

__all__ = ["Sign", "dates_chart", "signs_chart"]

ROW = 38
_PROBABILITIES, _DATES = 460.0, 300.0


@dataclass(frozen=True, slots=True)
class Sign:
    """One row: something that may be seen.

    Attributes:
        early, median, late: When it is first seen, if it is: 10 %, 50 % and 90 % quantiles over worlds.
    """

    name: str
    chance: Chance
    colour: str
    early: date | None
    median: date | None
    late: date | None


def signs_chart(signs: Sequence[Sign], texts: Texts, narrow: bool) -> str:
    """Draw the probability of each."""
    rows = Rows.fitting(NARROW if narrow else _PROBABILITIES, row=ROW)
    rows = rows if narrow else Rows(_PROBABILITIES, 210, 60, ROW)
    canvas = rows.canvas(len(signs), (0, 1))
    percent_axis(canvas, rows, len(signs), "%" if texts.language == "zh" else " %", (0, 50, 100))
    for index, sign in enumerate(signs):
        chance_mark(canvas, rows.middle(index), sign.chance, sign.colour)
    rows.name(canvas, [(sign.name, percent(sign.chance.value, texts.language), "ink") for sign in signs])
    return canvas.svg()


def dates_chart(signs: Sequence[Sign], first: date, last: date, texts: Texts, narrow: bool) -> str:
    """Draw when each would first be seen; beside the probabilities, or on a phone with names of its own."""
    rows = Rows.fitting(NARROW, row=ROW) if narrow else Rows(_DATES, 8, 8, ROW)
    canvas = rows.canvas(len(signs), (days(first), days(last)))
    bottom = rows.top + len(signs) * rows.row
    time_axis(canvas, rows.top, bottom, texts.language)
    for index, sign in enumerate(signs):
        y = rows.middle(index)
        if sign.early and sign.median and sign.late:
            canvas.rules([(days(sign.early), days(sign.late), y)], sign.colour, 3, "round")
            canvas.points([(days(sign.median), y)], sign.colour, 90)
    if narrow:
        rows.name(canvas, [(sign.name, "", "ink") for sign in signs])
    return canvas.svg()
