"""What to watch and to find out: signs, happenings and questions on one axis of time, and what to ask first."""

from __future__ import annotations

from datetime import date
from typing import Any

from detente.analysis.markers.markers import MarkerView, Speaks
from detente.analysis.outlook.views import MarkerView as Sign
from detente.locale import Texts
from detente.locale.figures import chance, day
from detente.report.base_rates.section import section as base_rates_section
from detente.report.brief.pictures import colour
from detente.report.conditions_in_words import said
from detente.report.gathering import EVIDENCE
from detente.report.information.asked import questions
from detente.report.information.section import section as asked_section
from detente.report.whole import figures
from detente.report.whole.chapter import Chapter, compose
from detente.report.whole.material import Material

__all__ = ["chapter"]

_LIKELY = 0.2


def chapter(found: Material, words: Texts) -> Chapter:
    """Return the chapter."""
    outlook, document = found.outlook, found.case.document
    asked, rates, made = (found.asked(name) for name in ("ask", "baserate", "forecast"))
    told = {view.id: view for view in found.signs.markers} if found.signs is not None else {}
    return compose(
        "watch",
        _finding(found, words),
        found,
        words,
        ends=[end for end in found.brief.ends if found.signs is not None and end.id in found.signs.scenarios],
        signs=sorted(outlook.markers, key=lambda view: -view.chance.value),
        speaks={key: {each.scenario: each for each in view.speaks} for key, view in told.items()},
        told=told,
        colour=lambda key: colour(found.brief, key) if key in {end.id for end in found.brief.ends} else "soft",
        rules=_rules(found, words),
        after=lambda each, view: _after(each, view, words),
        questions=questions(document),
        made={view.id: view for view in made.questions} if made is not None else {},
        months=figures.months(outlook.as_of, outlook.until, words),
        asked=asked_section(asked, found.case, words).body if asked is not None else "",
        rates=base_rates_section(rates, found.case, words).body if rates is not None else "",
        happenings=sorted(outlook.events, key=lambda view: -view.chance.value),
    )


def _finding(found: Material, words: Texts) -> str:
    signs = found.outlook.markers
    likely = [view for view in signs if view.median is not None and view.chance.value >= _LIKELY]
    if not likely:
        return words("chapter.watch.count", count=len(signs)) if signs else words("nothing.markers")
    first = min(likely, key=lambda view: (view.median or date.max, view.id))
    assert first.median is not None
    values = {"sign": first.title.in_language(words.language), "date": day(first.median, words.language)}
    return words("chapter.watch.finding", count=len(signs), **values)


def _rules(found: Material, words: Texts) -> list[tuple[Sign, str]]:
    """Return what exactly counts as each sign, in a line; only where all the evidence is wanted."""
    if EVIDENCE not in found.names:
        return []
    document = found.case.document
    markers = [view for view in found.outlook.markers if view.id in document.markers]
    return [(view, said(document.markers[view.id].when, document, words).line(words)) for view in markers]


def _after(each: Speaks, view: MarkerView, words: Texts) -> dict[str, Any]:
    """Return the chance of an end once a sign is seen, and once its date has passed without it."""
    seen, unseen = (None if value is None else chance(value) for value in (each.seen, each.unseen))
    return {"seen": seen or "–", "unseen": unseen or "–", "date": day(view.date, words.language)}
