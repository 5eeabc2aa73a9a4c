"""The conflict graph in a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup

from detente.analysis.conflict.conflict import conflict_view
from detente.analysis.conflict.views import ConflictView
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

if TYPE_CHECKING:
    from detente.engine.run.worlds import Worlds

__all__ = ["gather", "section"]

MOST_IN_TABLE = 60
"""States in the table; `detente conflict --json` has more."""


def gather(worlds: Worlds, words: Texts, progress: Callable[[int, int, str], None] | None = None) -> Section:
    """Return the section about the case of a play; a case without moves gets a sentence that says so."""
    if worlds.case.document.moves is None:
        title = words("conflict.title")
        return Section("conflict", title, Markup("<p>{}</p>").format(words("conflict.absent")))
    return section(conflict_view(worlds.case, seed=worlds.seed), words)


def section(view: ConflictView, words: Texts) -> Section:
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
