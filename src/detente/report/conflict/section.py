"""The conflict graph in a report."""

from __future__ import annotations

from markupsafe import Markup

from detente.analysis.conflict.views import ConflictView
from detente.case import Case
from detente.locale import Texts
from detente.report.conflict.chart import MARKS, stability_chart
from detente.report.conflict.words import (
    coalition_words,
    equilibria_rows,
    mark,
    reason_lines,
    state_words,
    unknown_rows,
    wanted_lines,
    way_words,
)
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.outlook.pictures import Picture
from detente.report.section import Section, compose

__all__ = ["section"]

MOST_IN_TABLE = 60
"""States in the table; `detente conflict --json` has more."""


def section(view: ConflictView, case: Case, words: Texts) -> Section:
    """Return what a conflict graph says as a section."""
    makers = words("list.comma").join(maker.title.in_language(words.language) for maker in view.makers)
    wide, narrow = (Markup(stability_chart(view, words, width)) for width in (WIDE, NARROW))
    picture = Picture(wide, narrow, words("conflict.says", count=len(view.shown), makers=makers))
    table = sorted(view.states, key=lambda state: (-len(state.equilibrium), state.number))[:MOST_IN_TABLE]
    return compose(
        "conflict",
        words("conflict.title"),
        "conflict/section",
        words,
        view=view,
        picture=picture,
        marks=MARKS,
        equilibria=equilibria_rows(view, words),
        ways=[(way, way_words(view, way.steps, words)) for way in view.ways[:12]],
        reasons=[reason_lines(view, reason, words) for reason in view.reasons],
        groups=coalition_words(view, words),
        unknown=unknown_rows(view, words),
        wanted=wanted_lines(view, words),
        states=[
            (state, state_words(view, state, words), [mark(state, place) for place in range(len(view.makers))])
            for state in table
        ],
    )
