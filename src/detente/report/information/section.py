"""The section on what to find out first."""

from __future__ import annotations

from functools import partial

from detente.analysis.information.questions import Asked
from detente.case import Case
from detente.locale import Texts
from detente.report.information.chart import asked_chart
from detente.report.information.unknowns import (
    choice_in_words,
    grounds_in_words,
    question,
    range_now,
    weight_in_words,
    whole_in_words,
)
from detente.report.outlook.pictures import drawn
from detente.report.section import Section, compose

__all__ = ["section"]

_QUESTIONS, _GROUPS = 10, 12


def section(found: Asked, case: Case, words: Texts, questions: int = _QUESTIONS) -> Section:
    """Return the section."""
    document = case.document
    groups = [(view.title.in_language(words.language), view) for view in found.groups if view.told][:_GROUPS]
    says = words("list.stop").join(
        words("picture.asked", title=name, value=f"{view.brier:.4f}") for name, view in groups
    )
    shown = [view for view in found.numbers if view.is_clear]
    rows = [
        {
            "question": question(document, view.id, words),
            "path": view.id,
            "now": range_now(document, view.id, words),
            "weight": weight_in_words(view, words),
            "rests": grounds_in_words(document, view.id, words),
        }
        for view in shown[:questions]
    ]
    return compose(
        "ask",
        words("section.ask.title"),
        "information/section",
        words,
        found=found,
        whole=whole_in_words(found, words),
        choice=choice_in_words(found, document, words) if found.aim else "",
        picture_of=[drawn(partial(asked_chart, groups, words), says)] if groups else [],
        rows=rows,
        unclear=len(found.numbers) - len(shown),
    )
