"""How it may end: what exactly counts, how terms change over time, and meetings in the order in which they come."""

from __future__ import annotations

from datetime import date

from detente.analysis.outlook.views import MeetingView
from detente.locale import Texts
from detente.locale.figures import chance
from detente.report.conditions_in_words import said
from detente.report.outlook.chart_meetings import segments, touched
from detente.report.whole import figures
from detente.report.whole.chapter import Chapter, compose
from detente.report.whole.material import Material

__all__ = ["chapter"]

_SHOWN_MEETINGS = 1
_SEEN = 0.005


def chapter(found: Material, words: Texts) -> Chapter:
    """Return the chapter."""
    outlook, document = found.outlook, found.case.document
    meetings = sorted(outlook.meetings, key=lambda view: (view.median or date.max, view.id))
    told = [view for view in meetings if view.held.value >= _SEEN and touched(view)][:_SHOWN_MEETINGS]
    changed = sorted(outlook.terms, key=lambda course: -(course.shares[-1] if course.shares else 0.0))
    return compose(
        "ends",
        _finding(found, words),
        found,
        words,
        rules=[
            (end, said(document.scenarios[end.id].when, document, words))
            for end in found.brief.ends
            if end.id in document.scenarios
        ],
        terms=[course for course in changed if course.shares and max(course.shares) >= _SEEN],
        still=[course for course in changed if not course.shares or max(course.shares) < _SEEN],
        meetings=meetings,
        refusals={view.id: _refusals(view) for view in meetings},
        told=[
            (view, [(fate, segments(fate, document.issues.get(fate.issue), words)) for fate in touched(view)])
            for view in told
        ],
        factors=[(view, _unit(view.unit, words)) for view in outlook.factors if len(view.means) > 1],
        months=figures.months(outlook.as_of, outlook.until, words),
    )


def _finding(found: Material, words: Texts) -> str:
    courses = [course for course in found.outlook.terms if course.shares]
    if not courses:
        return words("chapter.ends.nothing")
    most = max(courses, key=lambda course: course.shares[-1])
    name = most.title.in_language(words.language)
    return words("chapter.ends.finding", issue=name, share=chance(most.shares[-1], counted=True))


def _refusals(meeting: MeetingView) -> list[tuple[str, float]]:
    """Return who refuses, as shares of what the table agreed on."""
    if meeting.struck <= 0.0:
        return []
    shares = [(party, min(1.0, share / meeting.struck)) for party, share in meeting.refusers.items()]
    return sorted([each for each in shares if each[1] >= _SEEN], key=lambda each: -each[1])


def _unit(unit: str, words: Texts) -> str:
    return words(f"unit.{unit}") if words.has(f"unit.{unit}") else unit
