"""The ends of a story in one order, from the side that holds most; what is never seen, and why."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analysis.brief.views import End, Impossible, Stuck, Table
from detente.analysis.compare.endings import titled
from detente.analysis.outlook.views import Outlook
from detente.case.schema.case import Document
from detente.case.schema.conditions import AllOf, AnyOf, AtLeast, IssueIs, Named, Statement

__all__ = ["aimed_at", "impossible_ends", "ordered_ends"]

_TONES = ("bad", "mixed", "good")
_DEEPEST = 12


def ordered_ends(outlook: Outlook, document: Document) -> tuple[End, ...]:
    """Return the ends along the axis from bad to good, beginning at the side that holds most.

    Among good ends the case's first is the best, among bad ones the worst: the order in which a case names them.
    """
    by_tone: dict[str, list[End]] = {tone: [] for tone in _TONES}
    for view in outlook.scenarios:
        scenario = document.scenarios.get(view.id)
        said = scenario.tone if scenario is not None else None
        tone = said or "mixed"
        here = by_tone[tone]
        told = said is not None
        here.append(End(view.id, view.title, view.about, tone, len(here), view.chance, told, view.with_model_error))
    axis = [*by_tone["bad"], *by_tone["mixed"], *reversed(by_tone["good"])]
    held = {tone: sum(end.chance.value for end in ends) for tone, ends in by_tone.items()}
    return tuple(axis if held["bad"] >= held["good"] else reversed(axis))


def aimed_at(ends: tuple[End, ...]) -> str | None:
    """Return the end that is wanted: the foremost good one."""
    good = [end for end in ends if end.tone == "good"]
    return min(good, key=lambda end: end.shade).id if good else None


def impossible_ends(
    ends: tuple[End, ...], outlook: Outlook, document: Document, table: Table | None
) -> tuple[Impossible, ...]:
    """Return the named ends that no world has, or every world, with what in the case makes it so."""
    found = []
    for end in ends:
        if end.id not in document.scenarios or 0.0 < end.chance.value < 1.0:
            continue
        always = end.chance.value == 1.0
        asked = dict.fromkeys(_asked(document.scenarios[end.id].when, document, 0))
        classes = tuple(view for view in outlook.reference_classes if view.target == end.id)
        stuck = () if always else tuple(_stuck(asked, outlook, document, table))
        found.append(Impossible(end.id, always, stuck, classes))
    return tuple(found)


def _asked(statement: Statement, document: Document, depth: int) -> Iterator[str]:
    """Yield the issues of which a statement asks something, what it denies left out."""
    if depth > _DEEPEST:
        return
    match statement:
        case IssueIs():
            yield statement.issue
        case Named():
            yield from _asked(document.conditions[statement.condition], document, depth + 1)
        case AllOf(all=parts) | AnyOf(any=parts) | AtLeast(of=parts):
            for part in parts:
                yield from _asked(part, document, depth + 1)


def _stuck(asked: dict[str, None], outlook: Outlook, document: Document, table: Table | None) -> Iterator[Stuck]:
    changed = {course.issue: max(course.shares, default=0.0) for course in outlook.terms}
    refusers = table.refusers if table is not None else {}
    for key in asked:
        issue = document.issues[key]
        if changed.get(key, 0.0) == 0.0:
            now = titled(issue.options[issue.now].title, issue.now)
            yield Stuck(key, titled(issue.title, key), now, refusers.get(key, ()))
