"""The section on what has happened: the path of every probability, and what each fact did to it."""

from __future__ import annotations

from markupsafe import Markup

from detente.analysis.update.views import FactView, Observation
from detente.case import Case
from detente.locale import Texts
from detente.locale.figures import day, percent
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.outlook.pictures import Picture
from detente.report.outlook.words import chance_in_words
from detente.report.section import Section, compose
from detente.report.update.chart import end_colours, path_chart

__all__ = ["moved_most", "numbers_of", "section", "shift_in_words"]

_NOTABLE = 0.005


def section(observation: Observation, case: Case, words: Texts) -> Section:
    """Return the section."""
    numbers = numbers_of(observation)
    return compose(
        "observed",
        words("observe.title"),
        "update/section",
        words,
        seen=observation,
        numbers=numbers,
        colours=end_colours(observation),
        titles={view.id: view.title for view in observation.after},
        picture_of_path=_picture(observation, numbers, words),
        shift=lambda fact: shift_in_words(fact, observation, words),
    )


def numbers_of(observation: Observation) -> dict[str, int]:
    """Number the facts that were taken in, in the order of their days."""
    return {fact.id: n for n, fact in enumerate((fact for fact in observation.facts if fact.used), start=1)}


def moved_most(fact: FactView) -> str:
    """Return the scenario that a fact moved most; empty if it moved none by half a percentage point."""
    name = max(fact.moved, key=lambda key: abs(fact.moved[key]), default="")
    return name if name and abs(fact.moved[name]) >= _NOTABLE else ""


def shift_in_words(fact: FactView, observation: Observation, words: Texts) -> str:
    """Say what a fact moved most, and by how much: `Failure +12`."""
    name = moved_most(fact)
    if not name:
        return words("observe.still")
    title = next(view.title for view in observation.after if view.id == name).in_language(words.language)
    points = 100.0 * fact.moved[name]
    return words("observe.shift", title=title, points=f"{points:+.0f}".replace("-", "−"))


def _picture(observation: Observation, numbers: dict[str, int], words: Texts) -> Picture:
    parts = [
        words(
            "observe.says",
            name=after.title.in_language(words.language),
            before=percent(before.chance.value, words.language),
            after=chance_in_words(after.chance, words),
        )
        for before, after in zip(observation.before, observation.after, strict=True)
    ]
    head = words(
        "observe.path", as_of=day(observation.as_of, words.language), today=day(observation.today, words.language)
    )
    says = head + words("list.colon") + words("list.stop").join(parts)
    wide, narrow = (Markup(path_chart(observation, numbers, words, width)) for width in (WIDE, NARROW))
    return Picture(wide, narrow, says)
