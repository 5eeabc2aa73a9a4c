"""What the literature says: theories in two families, the conflict graph by named states, how often a yes decides."""

from __future__ import annotations

from statistics import median
from typing import Any

from markupsafe import Markup

from detente.analysis.conflict.views import ConflictView
from detente.analysis.theories.compare import IssueComparison, TheoryComparison
from detente.bibliography import reference
from detente.locale import Texts
from detente.report.theories.voting_words import council_head, council_rows, extremes_words, rule_words
from detente.report.whole import figures
from detente.report.whole.chapter import Chapter, compose, why_not
from detente.report.whole.material import Material
from detente.report.whole.states import graph
from detente.theories.protocol import Claim
from detente.theories.registry import HOMES, theory_class

__all__ = ["chapter", "families"]

_MOST_ISSUES = 8


def chapter(found: Material, words: Texts) -> Chapter:
    """Return the chapter."""
    seen: TheoryComparison | None = found.asked("theories")
    view: ConflictView | None = found.asked("conflict") or (seen.conflict if seen is not None else None)
    needs, does_not = families(seen)
    shown: dict[str, Any] = {"seen": seen, "graph": graph(view, words) if view is not None else None}
    if seen is not None:
        shown |= {
            "needs": [line for line in seen.pictured if line.key in needs],
            "does_not": [line for line in seen.pictured if line.key in does_not],
            "issues": [_issue(issue, needs, does_not, found, words) for issue in seen.issues[:_MOST_ISSUES]],
            "titles": {line.key: line.title for line in seen.theories},
            "councils": [
                (council, rule_words(council, words), council_rows(council, words), extremes_words(council, words))
                for council in seen.councils
            ],
            "council_head": council_head(words),
        }
    keys = [*(seen.references if seen is not None else ()), *(view.references if view is not None else ())]
    shown["sources"] = [str(reference(key)) for key in dict.fromkeys(keys)]
    shown["why_not"] = [said for name in ("theories", "conflict") if (said := why_not(found, name, words))]
    return compose("literature", _finding(seen, view, needs, does_not, words), found, words, **shown)


def families(seen: TheoryComparison | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the theories that ask for everybody's consent, and those that do not, by key.

    A theory asks for it if it never leaves a party worse off than it is: the claim of individual rationality.
    """
    if seen is None:
        return frozenset(), frozenset()
    keys = [line.key for line in seen.pictured]
    own = [key for key in keys if key in HOMES]
    asks = frozenset(key for key in own if Claim.INDIVIDUALLY_RATIONAL in theory_class(key).info.claims)
    return asks, frozenset(keys) - asks


def _issue(
    issue: IssueComparison, needs: frozenset[str], does_not: frozenset[str], found: Material, words: Texts
) -> dict[str, Any]:
    """Return an issue with both families on its scale, options as ticks."""
    marks = [(mark.level, "diamond") for mark in issue.marks if mark.theory in needs]
    others = [mark.level for mark in issue.marks if mark.theory in does_not]
    ranges = [(min(others), max(others))] if others else []
    if others:
        marks.append((median(others), "ring"))
    drawn: Markup = figures.places(sorted(set(marks)), ranges, issue.now)
    described = found.case.document.issues[issue.issue].options
    shorts = {option.level: option.short for option in described.values()}
    ticks = []
    for title, level in issue.options:
        short = shorts[level].in_language(words.language) if level in shorts else ""
        ticks.append((short or title.in_language(words.language), level, level == issue.now))
    return {"view": issue, "drawn": drawn, "ticks": sorted(ticks, key=lambda each: each[1])}


def _finding(
    seen: TheoryComparison | None,
    view: ConflictView | None,
    needs: frozenset[str],
    does_not: frozenset[str],
    words: Texts,
) -> str:
    if seen is not None and seen.issues:
        far = max(seen.issues, key=lambda issue: _gap(issue, needs, does_not) or 0.0)
        if (_gap(far, needs, does_not) or 0.0) > 0.0:
            asks = median([mark.level for mark in far.marks if mark.theory in needs])
            not_asks = median([mark.level for mark in far.marks if mark.theory in does_not])
            names = {"issue": far.title.in_language(words.language), "asks": _near(far, asks, words)}
            return words("chapter.literature.finding", not_asks=_near(far, not_asks, words), **names)
        return words("chapter.literature.asked", count=len(seen.pictured))
    if view is not None:
        return view.status.in_language(words.language)
    return words("chapter.literature.nothing")


def _gap(issue: IssueComparison, needs: frozenset[str], does_not: frozenset[str]) -> float | None:
    asks = [mark.level for mark in issue.marks if mark.theory in needs]
    others = [mark.level for mark in issue.marks if mark.theory in does_not]
    return abs(median(asks) - median(others)) if asks and others else None


def _near(issue: IssueComparison, level: float, words: Texts) -> str:
    title, _ = min(issue.options, key=lambda option: abs(option[1] - level))
    return title.in_language(words.language)
