"""Published theories in a report."""

from __future__ import annotations

from markupsafe import Markup

from detente.analysis.conflict.views import ConflictView
from detente.analysis.theories.compare import TheoryComparison
from detente.analysis.theories.voting_power import Council
from detente.bibliography import reference
from detente.case import Case
from detente.locale import Texts
from detente.report.conflict.chart import stability_chart
from detente.report.conflict.words import equilibria_rows
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.outlook.pictures import Picture
from detente.report.section import Section, compose
from detente.report.theories.chart_comparison import comparison_chart, letters
from detente.report.theories.chart_councils import COUNCIL_MARKS, council_chart
from detente.report.theories.voting_words import council_head, council_rows, extremes_words, rule_words
from detente.report.theories.words import contrast_words, level_words

__all__ = ["section"]

"""Beliefs that theories are put to, for a section of a whole report."""


def section(seen: TheoryComparison, case: Case, words: Texts) -> Section:
    """Return what published theories say as a section."""
    signs = letters(seen)
    wide, narrow = (Markup(comparison_chart(seen, words, width)) for width in (WIDE, NARROW))
    titles = {line.key: line.title.in_language(words.language) for line in seen.theories}
    return compose(
        "theories",
        words("theories.title"),
        "theories/section",
        words,
        seen=seen,
        picture_=Picture(wide, narrow, words("theories.says", count=len(seen.issues), theories=len(signs))),
        councils=[_council(council, words) for council in seen.councils],
        council_head=council_head(words),
        states=None if seen.conflict is None else _states(seen.conflict, words),
        council_marks=COUNCIL_MARKS,
        signs=signs,
        titles=titles,
        rows=[
            (
                issue,
                [(titles[mark.theory], level_words(mark, issue, words)) for mark in issue.marks],
                [contrast_words(contrast, words) for contrast in issue.contrasts],
            )
            for issue in seen.issues
        ],
        agreeing=[issue.title.in_language(words.language) for issue in seen.issues if issue.agree and len(signs) > 1],
        sources=[str(reference(key)) for key in seen.references],
    )


def _states(view: ConflictView, words: Texts) -> tuple[Picture, list[tuple[str, str]]]:
    """Return the picture of a conflict graph's states, and which of them hold for everybody."""
    makers = words("list.comma").join(maker.title.in_language(words.language) for maker in view.makers)
    wide, narrow = (Markup(stability_chart(view, words, width)) for width in (WIDE, NARROW))
    says = words("conflict.says", count=len(view.shown), makers=makers)
    return Picture(wide, narrow, says), equilibria_rows(view, words)


def _council(council: Council, words: Texts) -> tuple[Council, Picture, str, list[tuple[str, ...]], list[str]]:
    """Return a council with its picture, its rule, the rows of its table, and who always or never decides."""
    wide, narrow = (Markup(council_chart(council, words, width)) for width in (WIDE, NARROW))
    rule = rule_words(council, words)
    return council, Picture(wide, narrow, rule), rule, council_rows(council, words), extremes_words(council, words)
