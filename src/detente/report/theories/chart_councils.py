"""Votes and power: a row a party, its share of the weights and both indices of its power."""

from __future__ import annotations

from math import ceil

from detente.analysis.theories.voting_power import Council
from detente.locale import Texts
from detente.report.drawing.frame import Rows, percent_axis

__all__ = ["COUNCIL_MARKS", "council_chart"]

COUNCIL_MARKS = {"weight": ("rest", "bar"), "banzhaf": ("s2", "ring"), "shapley": ("s1", "dot")}
"""What is drawn → colour and swatch."""


def council_chart(council: Council, words: Texts, width: float) -> str:
    """Draw the members of a council.

    Args:
        council: Who is asked, and how often each decides.
        words: The catalogue.
        width: Of the picture, in pixels.
    """
    rows = Rows.fitting(width, label=200, value=70, row=26)
    step = 10 if council.largest <= 0.5 else 25
    top = step * max(1, ceil(council.largest * 100 / step - 1e-9))
    canvas = rows.canvas(len(council.members), (0, top / 100))
    percent_axis(canvas, rows, len(council.members), tuple(range(0, top + 1, step)))
    for index, each in enumerate(council.members):
        y = rows.middle(index)
        canvas.bars([(0, each.share, y - 6, y + 6)], "rest", 1, 2)
        canvas.points([(float(each.shapley_shubik), y)], "s1", 90)
        canvas.points([(float(each.banzhaf), y)], "s2", 70, hollow=True)
    language = words.language
    names = [
        (each.title.in_language(language), f"{100 * float(each.shapley_shubik):.1f}%", "ink")
        for each in council.members
    ]
    rows.name(canvas, names, 12.5)
    return canvas.svg()
