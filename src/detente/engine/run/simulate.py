"""Play a case: beliefs × runs worlds on all processors, with the same result however they are divided."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from threading import Event, local

import numpy as np
from numpy.typing import NDArray

from detente.case.case import Case
from detente.engine.layout.build import Layout, lay_out
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.tallies import gather, new_tally, new_tracks
from detente.engine.run.worlds import Worlds
from detente.engine.world.solver_call import solver_address, solver_in_the_making
from detente.engine.world.state import allocate
from detente.engine.world.world import Tally, Tracks, play_beliefs
from detente.errors import OptionError
from detente.kernels.packing import pack

__all__ = ["Progress", "processors", "simulate"]

Progress = Callable[[int, int, str], None]
"""Called with worlds done, worlds in all, and the phase: `compile` or `play`."""

WORLDS_AT_A_TIME = 2000
"""Worlds that a thread plays between two reports of progress; no result depends on it."""

BELIEFS_DRAWN_AT_ONCE = 1000
"""Drawing costs about as much for many beliefs as for one; no result depends on it."""


def simulate(
    case: Case,
    *,
    beliefs: int = 1000,
    runs: int = 100,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    keep_worlds: bool = False,
    keep_levels: bool = True,
) -> Worlds:
    """Play a case in beliefs × runs worlds.

    A belief draws every uncertain number of the case; a run draws chance. Results depend on the case, the seed
    and the numbers of beliefs and runs alone: not on threads, chunks or the order of anything.

    Args:
        case: The case, from `detente.load`.
        beliefs: Number of beliefs B, 2 to 1,000,000.
        runs: Number of runs of each belief R, 2 to 1,000,000.
        seed: 0 to 2³² − 1.
        threads: Processors to use; default: all.
        progress: Told how far the play has come.
        keep_worlds: Keep what each single world did (memory grows with the worlds).
        keep_levels: With it keep where every factor stood at every step, too, which takes most of that memory.

    Returns:
        The worlds, counted.

    Raises:
        OptionError: a number is outside its range.
        TheoryError: the case has no issues, so that nothing can be played.

    Example:
        >>> import detente
        >>> worlds = detente.simulate(detente.load("divided-pie"), beliefs=20, runs=10, seed=1)
        >>> worlds.beliefs * worlds.runs
        200
    """
    _check(beliefs, runs, seed, threads)
    layout = lay_out(case.document)
    drawn = Beliefs.of(case.document, layout.slots)
    space = new_tracks(layout.plan, beliefs if keep_worlds else 0, runs, keep_levels)
    tally, tracks = _play(layout, drawn, beliefs, runs, seed, threads, progress, space)
    return Worlds(case, layout, drawn, seed, beliefs, runs, tally, tracks if keep_worlds else None)


def _check(beliefs: int, runs: int, seed: int, threads: int | None) -> None:
    for name, found, low, high in (
        ("beliefs", beliefs, 2, 10**6),
        ("runs", runs, 2, 10**6),
        ("seed", seed, 0, 2**32 - 1),
        ("threads", 1 if threads is None else threads, 1, 4096),
    ):
        if isinstance(found, bool) or not isinstance(found, int | np.integer) or not low <= found <= high:
            raise OptionError.outside(name, str(found), f"a whole number from {low:,} to {high:,}")


def _play(
    layout: Layout,
    drawn: Beliefs,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    progress: Progress | None,
    tracks: Tracks,
) -> tuple[Tally, Tracks]:
    report = progress or (lambda done, total, phase: None)
    report(0, beliefs * runs, "compile")
    scenarios = np.array(list(layout.scenarios.values()), dtype=np.int64)
    whole = new_tally(layout.plan, len(scenarios), beliefs)
    plan = pack(layout.plan)
    stop, own, solver = Event(), local(), 0

    def play(first: int, numbers: NDArray[np.float64]) -> tuple[int, Tally]:
        count = len(numbers)
        part = new_tally(layout.plan, len(scenarios), count)
        if stop.is_set():
            return first, part
        if not hasattr(own, "state"):
            own.state = pack(allocate(layout.plan, solver))
        chances = drawn.draw_chances(seed, first, count, runs)
        mine = pack(Tracks._make(array[first : first + count] for array in tracks))
        play_beliefs(
            plan,
            own.state,
            pack(part),
            mine,
            scenarios,
            numbers,
            chances,
            drawn.chance,
            seed,
            first,
        )
        return first, part

    with solver_in_the_making():
        # compiles, before several threads would want to at once
        drawn.uniforms(seed, 0, 0)
        play(0, np.empty((0, len(layout.slots.paths))))
    solver, own = solver_address(), local()
    report(0, beliefs * runs, "play")
    workers = threads or processors()
    done = 0
    with ThreadPoolExecutor(workers) as pool:
        try:
            waiting: set[Future[tuple[int, Tally]]] = set()
            for first, numbers in _chunks(drawn, seed, beliefs, max(1, WORLDS_AT_A_TIME // runs)):
                waiting.add(pool.submit(play, first, numbers))
                if len(waiting) >= 2 * workers:
                    returned, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    done = _take(returned, whole, done, runs, beliefs, report)
            while waiting:
                returned, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                done = _take(returned, whole, done, runs, beliefs, report)
        except BaseException:
            stop.set()
            raise
    return whole, tracks


def _chunks(drawn: Beliefs, seed: int, beliefs: int, at_a_time: int) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Yield the first belief of each chunk and the numbers of its beliefs, drawn for many chunks at once."""
    block = at_a_time * max(1, BELIEFS_DRAWN_AT_ONCE // at_a_time)
    for start in range(0, beliefs, block):
        numbers = drawn.draw(seed, start, min(block, beliefs - start))
        for first in range(0, len(numbers), at_a_time):
            yield start + first, numbers[first : first + at_a_time]


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _take(
    returned: set[Future[tuple[int, Tally]]],
    whole: Tally,
    done: int,
    runs: int,
    beliefs: int,
    report: Progress,
) -> int:
    for future in returned:
        first, part = future.result()
        gather(whole, part, first)
        done += len(part.scenario) * runs
    report(done, beliefs * runs, "play")
    return done
