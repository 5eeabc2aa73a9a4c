"""Every picture of the page, wide and narrow, with what it shows in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from detente.analysis.outlook.views import Chance, MeetingView, Outlook
from detente.case import Document
from detente.locale import Texts
from detente.locale.figures import amount, day, percent
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.outlook.chart import outlook_chart, references_chart, scenario_colours
from detente.report.outlook.chart_courses import factor_chart, terms_chart
from detente.report.outlook.chart_dates import Sign, dates_chart, signs_chart
from detente.report.outlook.chart_evidence import support_chart
from detente.report.outlook.chart_influence import drivers_chart
from detente.report.outlook.chart_meetings import fates_chart, refusals, refusers_chart, touched
from detente.report.outlook.chart_past import history_chart, polls_chart
from detente.report.outlook.chart_positions import wants_chart
from detente.report.outlook.evidence import SectionView
from detente.report.outlook.past import history
from detente.report.outlook.past import series as poll_series
from detente.report.outlook.positions import wants
from detente.report.outlook.words import chance_in_words, main_rests
from detente.report.tones import party_colours

__all__ = ["Picture", "Pictures", "drawn", "pictures"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing.

    Attributes:
        wide: SVG for a wide page; of a small picture, for all pages.
        narrow: SVG for a phone; None where the wide one serves.
        says: What it shows, in words.
        title: A heading of its own, or empty.
    """

    wide: Markup
    narrow: Markup | None
    says: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """All pictures of the page; a tuple is empty where there is nothing to show."""

    outlook: Picture
    references: tuple[Picture, ...]
    drivers: tuple[Picture, ...]
    markers: tuple[Picture, ...]
    ahead: tuple[Picture, ...]
    history: tuple[Picture, ...]
    polls: tuple[Picture, ...]
    wants: tuple[Picture, ...]
    fates: dict[str, Picture]
    refusers: tuple[Picture, ...]
    terms: tuple[Picture, ...]
    factors: tuple[Picture, ...]
    support: tuple[Picture, ...]


def pictures(outlook: Outlook, document: Document, sections: tuple[SectionView, ...], texts: Texts) -> Pictures:
    """Draw everything."""
    parties = party_colours(document)
    return Pictures(
        drawn(lambda width: outlook_chart(outlook, texts, width), _outlook_says(outlook, texts)),
        _references(outlook, texts),
        _drivers(outlook, texts),
        _signs(_markers(outlook, texts), outlook, texts),
        _signs(_ahead(outlook, texts), outlook, texts),
        _history(document, texts),
        _polls(document, texts),
        _wants(document, parties, texts),
        {meeting.id: _fates(meeting, document, texts) for meeting in outlook.meetings if touched(meeting)},
        _refusers(outlook, parties, texts),
        _terms(outlook, texts),
        _factors(outlook, texts),
        _support(sections, texts),
    )


def drawn(draw: Callable[[float], str], says: str, title: str = "") -> Picture:
    """Draw a picture for a wide page and for a phone."""
    return Picture(Markup(draw(WIDE)), Markup(draw(NARROW)), says, title)


def _outlook_says(outlook: Outlook, texts: Texts) -> str:
    return _said([(view.title.in_language(texts.language), view.chance) for view in outlook.scenarios], texts)


def _said(entries: list[tuple[str, Chance]], texts: Texts) -> str:
    return texts("list.stop").join(
        texts("picture.entry", name=name, value=chance_in_words(chance, texts)) for name, chance in entries
    )


def _references(outlook: Outlook, texts: Texts) -> tuple[Picture, ...]:
    if not outlook.reference_classes:
        return ()
    says = texts("list.stop").join(
        texts(
            "picture.entry",
            name=view.title.in_language(texts.language),
            value=texts("count.of", successes=view.successes, trials=view.trials),
        )
        for view in outlook.reference_classes
    )
    return (drawn(lambda width: references_chart(outlook, texts, width), says),)


def _drivers(outlook: Outlook, texts: Texts) -> tuple[Picture, ...]:
    titles = {view.id: view.title.in_language(texts.language) for view in outlook.scenarios}
    found = []
    for rests in main_rests(outlook):
        says = texts("list.stop").join(
            texts(
                "picture.entry",
                name=view.title.in_language(texts.language),
                value=percent(max(0.0, view.share), texts.language),
            )
            for view in rests.influences
        )
        found.append(Picture(Markup(drivers_chart(rests, texts)), None, says, titles[rests.scenario]))
    return tuple(found)


def _markers(outlook: Outlook, texts: Texts) -> list[Sign]:
    colours = scenario_colours(outlook)
    return [
        Sign(
            view.title.in_language(texts.language),
            view.chance,
            colours.get(view.of or "", "muted"),
            view.early,
            view.median,
            view.late,
        )
        for view in outlook.markers
    ]


def _ahead(outlook: Outlook, texts: Texts) -> list[Sign]:
    language = texts.language
    meetings = [
        Sign(view.title.in_language(language), view.held, "s1", view.median, view.median, view.median)
        for view in outlook.meetings
    ]
    events = [
        Sign(view.title.in_language(language), view.chance, "s1", view.early, view.median, view.late)
        for view in outlook.events
    ]
    return sorted(meetings, key=lambda sign: sign.median or date.max) + events


def _signs(signs: list[Sign], outlook: Outlook, texts: Texts) -> tuple[Picture, ...]:
    if not signs:
        return ()
    likely = _said([(sign.name, sign.chance) for sign in signs], texts)
    dated = texts("list.stop").join(
        texts("picture.entry", name=sign.name, value=day(sign.median, texts.language)) for sign in signs if sign.median
    )
    first, last = outlook.as_of, outlook.until
    return (
        Picture(Markup(signs_chart(signs, texts, False)), Markup(signs_chart(signs, texts, True)), likely),
        Picture(
            Markup(dates_chart(signs, first, last, texts, False)),
            Markup(dates_chart(signs, first, last, texts, True)),
            dated,
        ),
    )


def _history(document: Document, texts: Texts) -> tuple[Picture, ...]:
    events = history(document)
    if not events:
        return ()
    says = texts("list.stop").join(
        texts("picture.entry", name=day(event.on, texts.language), value=event.title.in_language(texts.language))
        for event in events
    )
    return (drawn(lambda width: history_chart(events, document.as_of, texts, width), says),)


def _polls(document: Document, texts: Texts) -> tuple[Picture, ...]:
    return tuple(
        Picture(
            Markup(polls_chart(view, document.as_of, texts)),
            None,
            texts("list.stop").join(
                texts("picture.entry", name=day(poll.on, texts.language), value=amount(poll.share))
                for poll in view.polls
            ),
            view.title.in_language(texts.language),
        )
        for view in poll_series(document)
    )


def _wants(document: Document, parties: dict[str, str], texts: Texts) -> tuple[Picture, ...]:
    found = []
    for topic in wants(document):
        title = topic.title.in_language(texts.language)
        draw = partial(wants_chart, topic, parties, texts)
        found.append(drawn(draw, texts("picture.wants", topic=title), title))
    return tuple(found)


def _fates(meeting: MeetingView, document: Document, texts: Texts) -> Picture:
    says = texts("picture.fates", meeting=meeting.title.in_language(texts.language))
    return drawn(lambda width: fates_chart(meeting, document.issues, texts, width), says)


def _refusers(outlook: Outlook, parties: dict[str, str], texts: Texts) -> tuple[Picture, ...]:
    found = refusals(outlook.meetings, texts.language)
    if not found:
        return ()
    says = texts("list.stop").join(
        texts("picture.entry", name=f"{meeting} · {name}", value=percent(share, texts.language))
        for meeting, _, name, share in found
    )
    return (drawn(lambda width: refusers_chart(found, parties, texts, width), says),)


def _terms(outlook: Outlook, texts: Texts) -> tuple[Picture, ...]:
    moving = [course for course in outlook.terms if max(course.shares, default=0.0) >= 0.0005]
    if not moving or len(outlook.dates) < 2:
        return ()
    says = texts("list.stop").join(
        texts(
            "picture.entry",
            name=course.title.in_language(texts.language),
            value=percent(course.shares[-1], texts.language),
        )
        for course in moving
    )
    return (drawn(lambda width: terms_chart(moving, outlook.dates, texts, width), says),)


def _factors(outlook: Outlook, texts: Texts) -> tuple[Picture, ...]:
    if len(outlook.dates) < 2:
        return ()
    found = []
    for course in outlook.factors:
        says = texts("picture.factor", first=amount(course.means[0]), last=amount(course.means[-1]))
        unit = texts(f"unit.{course.unit}") if texts.has(f"unit.{course.unit}") else course.unit
        title = course.title.in_language(texts.language)
        title = texts("picture.with_unit", title=title, unit=unit) if unit else title
        found.append(Picture(Markup(factor_chart(course, outlook.dates, texts)), None, says, title))
    return tuple(found)


def _support(sections: tuple[SectionView, ...], texts: Texts) -> tuple[Picture, ...]:
    if not sections:
        return ()
    says = texts("list.stop").join(
        texts(
            "picture.entry",
            name=texts(f"section.{section.section}"),
            value=f"{section.supported}/{section.supported + section.guesses}",
        )
        for section in sections
    )
    return (drawn(lambda width: support_chart(sections, texts, width), says),)
