"""A world as a line in time: what happens on it, and which terms are in force beneath."""

from __future__ import annotations

from detente.case import Document
from detente.engine.run.replay import Course
from detente.locale import Texts
from detente.report.drawing.frame import Rows, days, time_axis
from detente.report.story.words import WEIGHTY

__all__ = ["course_chart"]

_LINE, _ROW, _BAR = 34.0, 26.0, 9.0


def course_chart(course: Course, colour: str, document: Document, texts: Texts, width: float) -> str:
    """Draw a world: a line with a dot for each happening, and a bar for every term that is in force a while.

    Args:
        course: What happens.
        colour: Of its end.
        document: The case.
        texts: The catalogue.
        width: In pixels.
    """
    issues = list(dict.fromkeys(each.issue for each in course.in_force))
    rows = Rows.fitting(width, 190, 0, _ROW)
    rows = Rows(rows.width, rows.label, rows.value, rows.row, top=_LINE)
    canvas = rows.canvas(len(issues), (days(document.as_of), days(document.until)))
    bottom = rows.top + len(issues) * rows.row
    time_axis(canvas, 8, bottom, texts.language)
    canvas.rules([(days(document.as_of), days(document.until), _LINE / 2)], colour, 3, "round")
    light = [(days(what.when), _LINE / 2) for what in course.happenings if what.kind not in WEIGHTY]
    heavy = [(days(what.when), _LINE / 2) for what in course.happenings if what.kind in WEIGHTY]
    canvas.points(light, colour, 46, hollow=True)
    canvas.points(heavy, colour, 110)
    for index, issue in enumerate(issues):
        middle = rows.middle(index)
        spans = [each for each in course.in_force if each.issue == issue]
        canvas.bars(
            [(days(each.since), days(each.until), middle - _BAR / 2, middle + _BAR / 2) for each in spans],
            colour,
            0.55,
            3,
        )
    names = [
        document.issues[issue].short.in_language(texts.language) or _named(issue, document, texts) for issue in issues
    ]
    rows.name(canvas, [(name, "", "ink") for name in names])
    return canvas.svg()


def _named(issue: str, document: Document, texts: Texts) -> str:
    return document.issues[issue].name(issue, texts.language)
