"""The replay of resolved cases as a section, and as a page: it is about no single case."""

from __future__ import annotations

from markupsafe import Markup

from detente.forecast.calibration import Band
from detente.forecast.replay import Replay, Replayed
from detente.locale import Texts
from detente.locale.figures import percent
from detente.report.drawing.frame import NARROW, WIDE
from detente.report.outlook.pictures import Picture
from detente.report.replay.chart import replay_chart
from detente.report.section import Section, compose, page_of_many

__all__ = ["outcome", "page", "section", "verdict"]


def section(found: Replay, words: Texts) -> Section:
    """Return a replay as a section: the picture of what was expected and what came, then tables and words.

    Args:
        found: The replay.
        words: The catalogue.
    """
    says = words("list.stop").join(
        words(
            "replay.entry",
            name=case.title.in_language(words.language),
            value=percent(case.deal.value, words.language),
            outcome=outcome(case, words),
        )
        for case in found.cases
    )
    wide, narrow = (Markup(replay_chart(found, words, width)) for width in (WIDE, NARROW))
    shown = {
        "found": found,
        "drawn": Picture(wide, narrow, says),
        "outcome": lambda case: outcome(case, words),
        "verdict": lambda band: verdict(band, words),
        "method": lambda distance: distance.title.in_language(words.language) or words(f"replay.of.{distance.of}"),
    }
    return compose("replay", words("replay.deals"), "replay/section", words, **shown)


def page(found: Replay, words: Texts, command: str) -> str:
    """Return a page of the replay.

    Args:
        found: The replay.
        words: The catalogue.
        command: The command that gives it again.
    """
    status = found.status.in_language(words.language)
    return page_of_many([section(found, words)], words("replay.title"), words, command, status)


def outcome(case: Replayed, words: Texts) -> str:
    """Say what came of a meeting."""
    if case.resolved.held is None:
        return words("replay.not_held")
    return words("replay.deal" if case.resolved.deal else "replay.none")


def verdict(band: Band, words: Texts) -> str:
    """Say whether chance alone explains how many forecasts of a band came true."""
    if band.is_consistent:
        return words("replay.consistent")
    return words("replay.more" if band.happened > band.high else "replay.less")
