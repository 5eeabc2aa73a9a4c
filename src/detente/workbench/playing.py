"""What the jobs of the workbench play, and what is told of it: the same functions that every other face calls."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.compare.whatif import WhatIf, whatif
from detente.analysis.outlook.views import Outlook
from detente.case import Case, with_values
from detente.engine.run.simulate import simulate
from detente.engine.run.worlds import Worlds
from detente.errors import OptionError
from detente.locale import Texts
from detente.play_options import PlayOptions
from detente.report.whole.page import render_outlook
from detente.workbench.jobs import Progress, Stop

__all__ = ["Compared", "Played", "check_changes", "play", "rounds_for", "threads", "what_if"]

_GROWTH = 5


@dataclass(frozen=True, slots=True)
class Played:
    """A play, and what it says.

    Attributes:
        worlds: Counted.
        outlook: What they say together.
    """

    worlds: Worlds
    outlook: Outlook

    def page(self, language: str) -> str:
        """Return the report as a page."""
        return render_outlook(self.outlook, self.worlds.case, language)

    def as_data(self, words: Texts) -> dict[str, Any]:
        """Return what was found as plain data."""
        views = self.outlook.scenarios
        return {
            "scenarios": [
                {"id": view.id, "title": view.title.in_language(words.language), **_chance(view.chance)}
                for view in views
            ]
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """A case beside itself after a change.

    Attributes:
        whatif: The answer.
    """

    whatif: WhatIf

    def as_data(self, words: Texts) -> dict[str, Any]:
        """Return what was found as plain data."""
        effects = self.whatif.comparison.scenarios
        return {
            "scenarios": [
                {
                    "id": effect.id,
                    "title": effect.title.in_language(words.language),
                    "base": effect.base,
                    "other": effect.other,
                    "difference": effect.value,
                    "standard_error": effect.standard_error,
                    "low": effect.low,
                    "high": effect.high,
                }
                for effect in effects
            ]
        }


def rounds_for(beliefs: int, first: int = 50) -> tuple[int, ...]:
    """Return how many beliefs to play in each round, so that a first answer comes soon.

    Example:
        >>> rounds_for(1000)
        (50, 200, 1000)
    """
    rounds = [beliefs]
    while rounds[0] > first:
        rounds.insert(0, max(first, rounds[0] // _GROWTH))
    return tuple(rounds)


def play(case: Case, runs: int, seed: int, beliefs: int, progress: Progress, stop: Stop) -> Played:
    """Play a round, and leave a processor to the pages."""
    worlds = simulate(case, beliefs=beliefs, runs=runs, seed=seed, threads=threads(), progress=progress)
    return Played(worlds, worlds.outlook())


def what_if(
    case: Case,
    levers: Sequence[str],
    values: Mapping[str, Any],
    runs: int,
    beliefs: int,
    progress: Progress,
    stop: Stop,
) -> Compared:
    """Play a round of a case as it is and with something otherwise, in the same worlds."""
    options = PlayOptions(beliefs=beliefs, runs=runs, threads=threads(), progress=progress)
    return Compared(whatif(case, values, levers=levers, options=options))


def check_changes(case: Case, levers: Sequence[str], values: Mapping[str, Any]) -> None:
    """Find out before a job begins whether a change can be made.

    Raises:
        OptionError: Nothing is changed, or there is no such lever.
        CaseError: A value cannot be set, or something is wrong with what comes of it.
    """
    for key in levers:
        if key not in case.document.levers:
            raise OptionError.unknown("lever", str(key), list(case.document.levers))
    if not levers and not values:
        raise OptionError("nothing is changed", "choose a lever, or set a value").named("nothing_changed")
    if values:
        with_values(case, dict(values))


def _chance(chance: Any) -> dict[str, float]:
    names = {"probability": "value", "standard_error": "standard_error", "low": "low", "high": "high", "open": "open"}
    return {name: getattr(chance, field) for name, field in names.items()}


def threads() -> int:
    """Return how many processors a play may use while somebody waits for pages."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return max(1, there - 1)
