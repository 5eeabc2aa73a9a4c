"""The best and the worst lever: a coarse look at all of them, a finer one at a few, the finest at two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from detente.analysis.brief.views import End, Levers, LeverView
from detente.analysis.compare.endings import Ends, titled
from detente.analysis.compare.paired_effects import Effect, effect_on_scenario
from detente.case.case import Case
from detente.case.editing.levers import with_levers
from detente.engine.layout.build import lay_out
from detente.engine.run.worlds import Worlds
from detente.play_options import PlayOptions, Progress

__all__ = ["changed_by_levers", "levers_of", "worlds_of_levers"]

FIRST, SECOND = (100, 5), (200, 10)
"""Beliefs and runs of a first look at all levers, and of a second at those that came out at either end."""

AT_EITHER_END = 2


def worlds_of_levers(case: Case, options: PlayOptions) -> int:
    """Return how many worlds the levers of a brief take."""
    first, second, fine = _sizes(options)
    count = len(case.document.levers)
    again = min(count, 2 * AT_EITHER_END)
    return count * first[0] * first[1] + again * second[0] * second[1] + 2 * fine[0] * fine[1]


def changed_by_levers(case: Case) -> dict[str, Case]:
    """Return the case as each of its levers makes it, laid out for playing."""
    changed = with_levers(case, tuple(case.document.levers))
    for other in changed.values():
        lay_out(other.document)
    return changed


def levers_of(
    worlds: Worlds,
    ends: tuple[End, ...],
    options: PlayOptions,
    progress: Progress | None = None,
    changed: Mapping[str, Case] | None = None,
) -> Levers | None:
    """Return the best and the worst lever of a case; None where it has none.

    A lever is worth what it adds to the good ends less what it adds to the bad ones; where a case calls no end good
    or bad, what it adds to its first. Differences are paired with worlds that were played anyway, in a tenth of the
    runs: by the beliefs and runs that the levers of a report are played in, so that the numbers are the same.

    Args:
        worlds: The case as it is, each world kept.
        ends: In the order of the brief.
        options: How the case was played.
        progress: Told how far the levers have come.
        changed: The case as each lever makes it, where that is at hand.
    """
    case = worlds.case
    keys = tuple(case.document.levers)
    if not keys:
        return None
    changed = changed or changed_by_levers(case)
    first, second, fine = _sizes(options)
    played = _Played(worlds, ends, options.threads, progress, worlds_of_levers(case, options))

    def worth_of(those: Sequence[str], size: tuple[int, int]) -> dict[str, float]:
        return {key: _worth(played.effects(changed[key], *size), ends, case) for key in those}

    coarse = worth_of(keys, first)
    order = sorted(keys, key=lambda key: coarse[key])
    worth = worth_of(tuple(dict.fromkeys((*order[:AT_EITHER_END], *order[-AT_EITHER_END:]))), second)
    best, worst = max(worth, key=lambda key: worth[key]), min(worth, key=lambda key: worth[key])
    found = {key: played.effects(changed[key], *fine) for key in dict.fromkeys((best, worst))}

    def view(key: str, sign: int) -> LeverView | None:
        effects = found[key]
        if sign * _worth(effects, ends, case) <= 0.0 or not any(effect.is_told for effect in effects):
            return None
        lever = case.document.levers[key]
        return LeverView(key, titled(lever.title, key), lever.about, effects)

    return Levers(view(best, 1), view(worst, -1), len(keys), *fine)


def _sizes(options: PlayOptions) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """Return the beliefs and runs of the first look, the second, and of what is shown."""
    first, second = ((min(size[0], options.beliefs), min(size[1], max(2, options.runs))) for size in (FIRST, SECOND))
    return first, second, (options.beliefs, max(2, options.runs // 10))


def _worth(effects: tuple[Effect, ...], ends: tuple[End, ...], case: Case) -> float:
    sign = {"good": 1.0, "bad": -1.0, "mixed": 0.0}
    if all(end.tone == "mixed" for end in ends):
        first = next(iter(case.document.scenarios), ends[0].id)
        return next(effect.value for effect in effects if effect.id == first)
    return sum(sign[end.tone] * effect.value for end, effect in zip(ends, effects, strict=True))


class _Played:
    """Plays changed cases, and compares how they end with the case as it is."""

    def __init__(
        self, worlds: Worlds, ends: tuple[End, ...], threads: int | None, progress: Progress | None, total: int
    ) -> None:
        self.worlds, self.ends, self.threads = worlds, ends, threads
        self.progress, self.total, self.done = progress, total, 0

    def effects(self, changed: Case, beliefs: int, runs: int) -> tuple[Effect, ...]:
        """Return by how much every end becomes likelier, in the order of the brief."""
        from detente.engine.run.simulate import simulate

        assert self.worlds.tracks is not None
        other = simulate(
            changed,
            beliefs=beliefs,
            runs=runs,
            seed=self.worlds.seed,
            threads=self.threads,
            progress=self._telling(),
            keep_worlds=True,
            keep_levels=False,
        )
        self.done += beliefs * runs
        assert other.tracks is not None
        before = _ends(self.worlds, self.worlds.tracks.scenario[:beliefs, :runs])
        after = _ends(other, other.tracks.scenario)
        return tuple(effect_on_scenario(before, after, end.id, end.title) for end in self.ends)

    def _telling(self) -> Callable[[int, int, str], None] | None:
        tell, before = self.progress, self.done
        if tell is None:
            return None
        return lambda done, total, phase: tell(before + done, self.total, phase)


def _ends(worlds: Worlds, ending: np.ndarray) -> Ends:
    return Ends(worlds.scenario_ids, ending, (), np.zeros((2, len(ending), 0)))
