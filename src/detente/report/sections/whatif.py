"""The section on a change that is no lever: what it would make of the outlook."""

from __future__ import annotations

from functools import partial

from detente.analysis.effects import Effect
from detente.analysis.levers import WhatIf
from detente.case import Case
from detente.locale import Texts
from detente.locale.figures import points
from detente.report.charts.effects import effects_chart
from detente.report.pictures import Picture, drawn
from detente.report.section import Section, compose
from detente.report.sections.levers import difference
from detente.report.views.edits import written_edits

__all__ = ["compared", "section"]

_UNSEEN = 0.0005


def section(found: WhatIf, case: Case, words: Texts) -> Section:
    """Return the section."""
    changes = written_edits(found.comparison.changes, case.document, words)
    scenarios, parties = found.comparison.scenarios, found.comparison.parties
    shown = compared(scenarios, parties, words)
    return compose("whatif", words("section.whatif.title"), "whatif", words, changes=changes, **shown)


def compared(scenarios: tuple[Effect, ...], parties: tuple[Effect, ...], words: Texts) -> dict[str, object]:
    """Return what a template needs to show the effects of one change."""
    seen = [view for view in scenarios if max(view.base, view.other) > _UNSEEN]
    return {
        "pictures": [_picture(seen, words("compare.ends"), words), _picture(parties, words("compare.gains"), words)],
        "scenarios": seen,
        "parties": parties,
        "difference": lambda view, digits=1: difference(view, words, digits),
        "points": points,
    }


def _picture(effects: tuple[Effect, ...] | list[Effect], title: str, words: Texts) -> Picture:
    rows = [(view.title.in_language(words.language), view) for view in effects]
    says = words("list.stop").join(words("picture.effect", title=name, value=points(view.value)) for name, view in rows)
    return drawn(partial(effects_chart, rows, "s1", words), says, title)
