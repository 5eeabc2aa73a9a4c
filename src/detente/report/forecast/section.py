"""The questions of a case as a section: probabilities with their rules."""

from __future__ import annotations

from pathlib import PurePath

from markupsafe import Markup

from detente.case import Case
from detente.forecast.questions import Forecast
from detente.locale import Texts
from detente.report.base_rates.chart import questions_chart
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.outlook.pictures import Picture
from detente.report.section import Section, compose

__all__ = ["command_of", "section"]


def section(made: Forecast, case: Case, words: Texts) -> Section:
    """Return the answers as a section."""
    drawn = Picture(
        Markup(questions_chart(made.questions, words, WIDE)),
        Markup(questions_chart(made.questions, words, NARROW)),
        words("forecast.picture"),
    )
    return compose("forecast", words("forecast.heading"), "forecast/section", words, made=made, drawn=drawn)


def command_of(made: Forecast, case: Case) -> str:
    """Return the command that gives the same again."""
    stamp, name = made.stamp, PurePath(case.file).name or case.id
    return f"detente forecast {name} --beliefs {stamp.beliefs} --runs {stamp.runs} --seed {stamp.seed}"
