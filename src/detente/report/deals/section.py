"""The deal space as a section of the report: pictures first, tables under them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from detente.analysis.deals import Deals
from detente.case import Case
from detente.locale import Texts
from detente.locale.figures import power_of_ten, shared
from detente.report.deals import words as said
from detente.report.deals.chart import acceptance_chart, blocks_chart, frontier_chart
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.outlook.pictures import Picture
from detente.report.section import Section, compose

__all__ = ["section"]
"""Beliefs of a play that are looked at for the whole report."""

DRAWN = 8
"""Sets that are drawn."""


def section(found: Deals, case: Case, words: Texts) -> Section:
    """Return a deal space as a section."""
    title = words("deals.heading", meeting=found.meeting_title.in_language(words.language))
    return compose(
        "deals",
        title,
        "deals/section",
        words,
        deals=found,
        zone=said.empty_zone(found, words),
        acceptance=_both(partial(acceptance_chart, found, words), words("deals.accepts.lead")),
        parties=_blocks([(_who(found, each.who, words), each.share) for each in found.blocking_parties], words),
        conditions=_blocks([(said.together(found, each.what, words), each.share) for each in found.blocks], words),
        frontier=_frontier(found, words),
        who=lambda who: _who(found, who, words),
        together=lambda what: said.together(found, what, words),
        move=lambda what: said.move(found, what, words),
        package=lambda choice: said.package(found, choice, words),
        name=lambda key: said.name(found, key, words),
        ledger=lambda lines: said.ledger(found, lines, words),
        rules=lambda names: said.rules(names, words),
        spanned=lambda span, scale=1.0: said.spanned(span, words, scale),
        hundredths=lambda gain: said.hundredths(gain).removeprefix("+"),
        struck=lambda view: said.struck(view, words),
        many=power_of_ten,
    )


def _who(found: Deals, who: tuple[str, ...], words: Texts) -> str:
    return words("deals.and").join(said.owner(found, each, words) for each in who)


def _both(draw: Callable[[float], str], says: str) -> Picture:
    return Picture(Markup(draw(WIDE)), Markup(draw(NARROW)), says)


def _blocks(entries: list[tuple[str, float]], words: Texts) -> Picture | None:
    if not entries:
        return None
    says = words("deals.stop").join(
        words("picture.entry", name=title, value=shared(share, words.language)) for title, share in entries[:DRAWN]
    )
    return _both(lambda width: blocks_chart(entries[:DRAWN], words, width), says)


def _frontier(found: Deals, words: Texts) -> Picture | None:
    view = found.frontier
    if view is None:
        return None
    says = words("deals.stop").join(
        words("picture.entry", name=said.rules(point.rules, words), value=said.package(found, point.choice, words))
        for point in view.points
        if point.rules
    )
    return _both(lambda width: frontier_chart(found, view, words, width), says)
