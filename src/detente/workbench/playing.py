"""What the jobs of the workbench play, and what is told of it: the same functions that every other face calls."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.compare.endings import Ends, play_ends
from detente.analysis.compare.whatif import WhatIf, otherwise, whatif_of
from detente.analysis.outlook.views import Outlook
from detente.case import Case
from detente.engine.run.simulate import simulate
from detente.engine.run.worlds import Worlds
from detente.errors import OptionError
from detente.locale import Language, Texts
from detente.play_options import PlayOptions, in_turn
from detente.report.whole.page import render_outlook
from detente.workbench.jobs import Progress, Stop

__all__ = ["Changed", "Compared", "KeptEnds", "Played", "changed_case", "play", "rounds_for", "threads", "what_if"]

_GROWTH = 5
_KEPT_ENDS = 12

Changed = tuple[Case, tuple[Mapping[str, Any], ...]]
"""A changed case, and all that was changed, as a file would write it."""


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


class KeptEnds:
    """How the worlds of cases ended as they are: played once, and compared with many changes."""

    def __init__(self) -> None:
        self._ends: OrderedDict[tuple[str, int, int], Ends] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, case: Case, options: PlayOptions) -> Ends:
        """Return how the worlds of a case ended."""
        key = (case.sha256, options.beliefs, options.runs)
        with self._lock:
            if key in self._ends:
                self._ends.move_to_end(key)
                return self._ends[key]
        found = play_ends(case, options, case)[0]
        with self._lock:
            self._ends[key] = found
            while len(self._ends) > _KEPT_ENDS:
                self._ends.popitem(last=False)
        return found


def changed_case(case: Case, levers: Sequence[str], values: Mapping[str, Any], language: Language) -> Changed:
    """Return a case with something otherwise, and what was changed.

    Raises:
        OptionError: Nothing is changed, or there is no such lever.
        CaseError: A value cannot be set, or something is wrong with what comes of it.
    """
    if not levers and not values:
        raise OptionError("nothing is changed", "choose a lever, or set a value").named("nothing_changed")
    return otherwise(case, values, (), levers, language)


def what_if(
    case: Case,
    changed: Changed,
    kept: KeptEnds,
    runs: int,
    beliefs: int,
    progress: Progress,
    stop: Stop,
) -> Compared:
    """Play a round of a case as it is and with something otherwise, in the same worlds."""
    turn = in_turn(PlayOptions(beliefs=beliefs, runs=runs, threads=threads(), progress=progress), 2)
    options = turn(0)
    base, other = kept.of(case, options), play_ends(changed[0], turn(1), case)[0]
    return Compared(whatif_of(case, *changed, base, other, options))


def _chance(chance: Any) -> dict[str, float]:
    names = {"probability": "value", "standard_error": "standard_error", "low": "low", "high": "high", "open": "open"}
    return {name: getattr(chance, field) for name, field in names.items()}


def threads() -> int:
    """Return how many processors a play may use while somebody waits for pages."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return max(1, there - 1)
