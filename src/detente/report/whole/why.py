"""Why: what moves each end, and under which conditions one is likelier."""

from __future__ import annotations

from dataclasses import replace

from detente.analysis.drivers.views import Drivers, OutcomeDrivers, Share
from detente.case.schema.base import Bilingual
from detente.locale import Texts
from detente.report.drivers.section import section as drivers_section
from detente.report.outlook.evidence import path_in_words
from detente.report.outlook.words import main_rests
from detente.report.whole.chapter import Chapter, compose
from detente.report.whole.discovered import discovered
from detente.report.whole.material import Material

__all__ = ["at_levels", "chapter"]

_LEAST = 0.02


def chapter(found: Material, words: Texts) -> Chapter:
    """Return the chapter."""
    rests = main_rests(found.outlook)
    groups: dict[str, Bilingual] = {}
    for each in rests:
        for view in each.influences:
            if view.share >= _LEAST:
                groups.setdefault(view.group, view.title)
    shares = {each.scenario: {view.group: view for view in each.influences} for each in rests}
    order = sorted(groups, key=lambda group: -max(by[group].share if group in by else 0.0 for by in shares.values()))
    drivers = found.asked("drivers")
    return compose(
        "why",
        _finding(found, words),
        found,
        words,
        ends=[end for end in found.brief.ends if end.id in shares],
        groups=[(group, groups[group]) for group in order],
        shares=shares,
        strongest=lambda view: path_in_words(found.case.document, view.strongest, words),
        unexplained={each.scenario: max(0.0, each.unexplained) for each in rests},
        drivers=drivers_section(at_levels(drivers, found), found.case, words).body if drivers is not None else "",
        played=drivers,
        boxes=discovered(found.asked("discover"), found, words),
    )


def at_levels(drivers: Drivers, found: Material) -> Drivers:
    """Return what drives outcomes with the probabilities of the outlook, so that a page has one value for each."""
    known = {view.id: view.chance for view in found.outlook.scenarios}
    known |= {view.id: view.chance for view in found.outlook.markers}

    def at_level(outcome: OutcomeDrivers) -> OutcomeDrivers:
        level = known.get(outcome.id)
        return outcome if level is None else replace(outcome, probability=Share(level.value, level.standard_error))

    return replace(drivers, outcomes=tuple(at_level(outcome) for outcome in drivers.outcomes))


def _finding(found: Material, words: Texts) -> str:
    rests = {each.scenario: each for each in main_rests(found.outlook)}
    named = [end for end in found.brief.ends if end.id in rests and rests[end.id].influences]
    if not named:
        return words("rests.nothing")
    end = max(named, key=lambda each: each.chance.value)
    view = rests[end.id].influences[0]
    key = "chapter.why.up" if view.direction > 0 else "chapter.why.down"
    number = path_in_words(found.case.document, view.strongest, words)
    return words(key, end=end.title.in_language(words.language), number=number)
