"""Play worlds piece by piece, on a case's own arrays or on altered ones, and keep only what is asked for.

What single worlds did takes far more room than what an analysis makes of it. Here each piece is handed over as soon
as it is played and then forgotten, so memory does not grow with the number of worlds, and whoever stops early keeps
what is done.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event, local
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from detente.case.case import Case
from detente.engine.layout.build import Layout, lay_out
from detente.engine.layout.plan import TRUE, Plan
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.tallies import new_tally, new_tracks
from detente.engine.world.solver_call import solver_address
from detente.engine.world.state import allocate
from detente.engine.world.world import Tracks, play_beliefs
from detente.kernels.packing import pack

__all__ = ["Player", "Progress", "Stop", "Table", "in_pieces"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Piece = TypeVar("Piece")
Progress = Callable[[int, int, str], None]
"""Called with worlds done, worlds in all, and the phase: `compile` or `play`."""

Stop = Callable[[], bool]
"""Asked between pieces; once it says yes, no more are begun."""


@dataclass(frozen=True, slots=True)
class Table:
    """A case laid out to be played.

    Attributes:
        layout: the case as arrays.
        drawn: its uncertain numbers.
        ends: id → node of its scenarios, in their order.
    """

    case: Case
    layout: Layout
    drawn: Beliefs
    ends: dict[str, int]

    @classmethod
    def of(cls, case: Case) -> Table:
        """Lay out a case."""
        layout = lay_out(case.document)
        return cls(case, layout, Beliefs.of(case.document, layout.slots), layout.scenarios)

    def came_true(self, tracks: Tracks, outcome: str) -> NDArray[np.bool_]:
        """Say in which worlds an outcome came true: a scenario, `muddling-through`, a marker or a named condition."""
        if outcome in self.ends or outcome == "muddling-through":
            place = [*self.ends, "muddling-through"].index(outcome)
            return np.asarray(tracks.scenario == place)
        node = {**self.layout.conditions, **self.layout.markers}[outcome]
        return np.asarray(tracks.verdict[..., node] == TRUE)


class Player:
    """Plays beliefs on the arrays of a case, or on altered ones with the same sizes; threads may share it.

    Args:
        table: What is played.
        seed: Of the draws of chance.
        plan: Arrays in place of the case's own.
        redrawn: Places among the numbers with `chance` that are drawn under another seed.
    """

    def __init__(self, table: Table, seed: int, plan: Plan | None = None, redrawn: Ints | None = None) -> None:
        self.table, self.seed = table, seed
        self.redrawn = np.zeros(0, dtype=np.int64) if redrawn is None else redrawn
        self._scenarios = np.array(list(table.ends.values()), dtype=np.int64)
        self._plan: Any = pack(table.layout.plan if plan is None else plan)
        self._own = local()

    def play(self, numbers: Floats, first: int, runs: int) -> Tracks:
        """Return what single worlds did.

        Args:
            numbers: Every number of each belief, shape (b, Q).
            first: Chance is drawn as that of belief number `first` and those after it.
            runs: Runs of each belief.
        """
        plan, drawn = self.table.layout.plan, self.table.drawn
        if not hasattr(self._own, "state"):
            self._own.state = pack(allocate(plan, solver_address()))
        chances = drawn.draw_chances(self.seed, first, len(numbers), runs)
        if len(self.redrawn):
            others = drawn.draw_chances(another(self.seed), first, len(numbers), runs)
            chances[:, :, self.redrawn] = others[:, :, self.redrawn]
        tracks = new_tracks(plan, len(numbers), runs)
        tally = new_tally(plan, len(self._scenarios), len(numbers))
        play_beliefs(
            self._plan, self._own.state, pack(tally), pack(tracks), self._scenarios, numbers, chances, drawn.chance,
            self.seed, first,
        )  # fmt: skip
        return tracks


def another(seed: int) -> int:
    """Return a seed whose draws have nothing to do with those of this one."""
    return (seed + 0x9E3779B9) & 0xFFFFFFFF


def in_pieces(
    work: Callable[[int, int], Piece],
    take: Callable[[int, Piece], None],
    *,
    count: int,
    worlds: int,
    at_a_time: int = 1000,
    threads: int | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> int:
    """Do a play piece by piece on several processors; hand each piece over, in any order, one at a time.

    Args:
        work: Plays pieces: given the first of some items and how many.
        take: Given the first item of a piece and what `work` made of it, in the calling thread.
        count: Items in all.
        worlds: Worlds that one item takes.
        at_a_time: Worlds in a piece, about; no result may depend on it.
        threads: Processors to use; default: all.
        progress: Told how far it has come.
        stop: Asked between pieces.

    Returns:
        How many items were done; fewer than all only after a stop.
    """
    report = progress or (lambda done, total, phase: None)
    halt, size = Event(), max(1, at_a_time // worlds)
    workers = threads or _processors()
    report(0, count * worlds, "compile")
    work(0, 1)  # compiles, before several threads would want to at once
    report(0, count * worlds, "play")

    def one(first: int) -> tuple[int, Piece | None]:
        return first, None if halt.is_set() else work(first, min(size, count - first))

    firsts, done = list(range(0, count, size))[::-1], 0
    with ThreadPoolExecutor(workers) as pool:
        try:
            waiting: set[Future[tuple[int, Piece | None]]] = set()
            while firsts or waiting:
                if stop is not None and stop():
                    firsts = []
                while firsts and len(waiting) < 2 * workers:
                    waiting.add(pool.submit(one, firsts.pop()))
                returned, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for first, piece in (future.result() for future in returned):
                    if piece is not None:
                        take(first, piece)
                        done += min(size, count - first)
                report(done * worlds, count * worlds, "play")
        except BaseException:
            halt.set()
            raise
    return done


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
