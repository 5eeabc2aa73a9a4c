"""What to show of the effects of changes, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.compare.diff import Diff
from detente.analysis.compare.levers import Comparison
from detente.analysis.compare.paired_effects import Effect
from detente.locale import Texts
from detente.locale.figures import points

__all__ = ["MEETINGS", "difference", "difference_in_number", "is_seen", "moved", "moved_meetings", "seen_ends"]

UNSEEN = 0.0005
"""Ends of the story that come more rarely are left out."""

MEETINGS = 4
"""Most meetings that one table of levers has columns for."""


def is_seen(view: Effect) -> bool:
    """Say whether something happens at all, with a change or without."""
    return max(view.base, view.other) > UNSEEN


def seen_ends(levers: Sequence[Comparison]) -> list[int]:
    """Return the places of the ends of the story that happen at all, with a lever or without."""
    return [k for k in range(len(levers[0].scenarios)) if any(is_seen(lever.scenarios[k]) for lever in levers)]


def moved_meetings(levers: Sequence[Comparison], most: int = MEETINGS) -> list[int]:
    """Return the places of the meetings that levers move most, all together, most moved first."""
    effects = [[lever.packages[k] for lever in levers] for k in range(len(levers[0].packages))]
    moves = [sum(abs(view.value) for view in views if view.is_told) for views in effects]
    return sorted((k for k, move in enumerate(moves) if move > UNSEEN), key=lambda k: -moves[k])[:most]


def moved(found: Comparison | Diff) -> list[tuple[Effect, Effect, Effect]]:
    """Return the meetings that one change moves, beyond what chance could: packages, agreements, issues settled."""
    every = zip(found.packages, found.agreements, found.settled, strict=True)
    return [views for views in every if any(view.is_told for view in views)]


def difference(view: Effect, words: Texts, digits: int = 1) -> str:
    """Write a difference of shares with its error, in brackets where it cannot be told from none."""
    return _told(view, words, points(view.value, digits), f"{100 * view.standard_error:.{digits}f}")


def difference_in_number(view: Effect, words: Texts) -> str:
    """Write likewise a difference of numbers, such as of issues."""
    return _told(view, words, points(view.value / 100, 2), f"{view.standard_error:.2f}")


def _told(view: Effect, words: Texts, value: str, error: str) -> str:
    return words("compare.told" if view.is_told else "compare.untold", value=value, error=error)
