"""The section on a change that is no lever: what it would make of the outlook."""

from __future__ import annotations

from functools import partial

from detente.analysis.compare.diff import Diff
from detente.analysis.compare.levers import Comparison
from detente.analysis.compare.paired_effects import Effect
from detente.analysis.compare.whatif import WhatIf
from detente.case import Case
from detente.locale import Texts
from detente.locale.figures import points
from detente.report.levers.chart import effects_chart
from detente.report.levers.edits import written_edits
from detente.report.levers.words import difference, difference_in_number, is_seen, moved
from detente.report.outlook.pictures import Picture, drawn
from detente.report.section import Section, compose

__all__ = ["compared", "section"]


def section(found: WhatIf, case: Case, words: Texts) -> Section:
    """Return the section."""
    changes = written_edits(found.comparison.changes, case.document, words)
    shown = compared(found.comparison, words)
    return compose("whatif", words("section.whatif.title"), "whatif/section", words, changes=changes, **shown)


def compared(found: Comparison | Diff, words: Texts) -> dict[str, object]:
    """Return what a template needs to show the effects of one change."""
    seen = [view for view in found.scenarios if is_seen(view)]
    return {
        "pictures": [
            _picture(effects, words(title), words)
            for effects, title in ((seen, "compare.ends"), (found.parties, "compare.gains"))
            if effects
        ],
        "scenarios": seen,
        "meetings": moved(found),
        "parties": found.parties,
        "difference": lambda view, digits=1: difference(view, words, digits),
        "in_number": lambda view: difference_in_number(view, words),
        "points": points,
    }


def _picture(effects: tuple[Effect, ...] | list[Effect], title: str, words: Texts) -> Picture:
    rows = [(view.title.in_language(words.language), view) for view in effects]
    says = words("list.stop").join(words("picture.effect", title=name, value=points(view.value)) for name, view in rows)
    return drawn(partial(effects_chart, rows, "s1", words), says, title)
