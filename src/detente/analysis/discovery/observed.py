"""What boxes are searched over: the uncertain numbers of beliefs, and what can be seen early in each world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.analysis.discovery.boxes import Input
from detente.case.numbers.notation import OneOf
from detente.engine.layout.plan import Outcome
from detente.engine.run.chunks import Player, Table
from detente.engine.run.executor import Progress, Stop, in_parts
from detente.engine.run.executors.named import Place, workers_for
from detente.engine.world.world import Tracks

__all__ = ["Observed", "Seen", "observe", "uncertain_inputs"]

Floats = NDArray[np.float64]
Piece = tuple[Floats, NDArray[np.bool_], NDArray[np.float32]]
"""Numbers of some beliefs, which outcomes came true, and what could be seen."""


@dataclass(frozen=True, slots=True)
class Observed:
    """Worlds as rows, those of a belief together.

    Attributes:
        results: whether each outcome came true, f8[K, B, R].
        numbers: uncertain numbers of each belief, f4[B, U].
        seen: what could be seen in each world, f4[B, R, V].
    """

    results: Floats
    numbers: NDArray[np.float32]
    seen: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen by a date: factors, events, and what came of meetings that have their day by then."""

    inputs: tuple[Input, ...]
    when: date
    _factors: tuple[int, ...]
    _events: tuple[int, ...]
    _meetings: tuple[int, ...]
    _step: int

    @classmethod
    def by(cls, table: Table, when: date) -> Seen:
        """Return what can be seen by a date."""
        names, document = table.layout.names, table.case.document
        step = max(1, min(names.steps, int((when - document.as_of).days // names.step_days)))
        factors = tuple(range(len(names.factors)))
        events = tuple(range(len(names.events)))
        meetings = tuple(m for m, key in enumerate(names.meetings) if (on := document.meetings[key].on) and on <= when)
        inputs = [Input("factor", names.factors[f]) for f in factors]
        inputs += [Input("event", names.events[e]) for e in events]
        inputs += [Input("meeting", names.meetings[m]) for m in meetings]
        return cls(tuple(inputs), when, factors, events, meetings, step)

    def of(self, tracks: Tracks) -> NDArray[np.float32]:
        """Return what could be seen in each world, f4[b, R, V]."""
        first = tracks.event_first
        parts = [
            tracks.level[:, :, list(self._factors), self._step],
            ((first >= 0) & (first < self._step))[:, :, list(self._events)],
            (tracks.outcome == Outcome.DEAL)[:, :, list(self._meetings)],
        ]
        return np.concatenate([part.astype(np.float32) for part in parts], axis=2)


@dataclass(frozen=True, slots=True)
class Observing:
    """Worlds played to be searched, as a job for workers."""

    table: Table
    outcomes: tuple[str, ...]
    seen: Seen
    runs: int
    seed: int

    def warm(self) -> None:
        """Compile what is needed."""
        self.ready()(0, 1)

    def ready(self) -> Callable[[int, int], Piece]:
        """Prepare a worker."""
        table, player = self.table, Player(self.table, self.seed)

        def work(first: int, size: int) -> Piece:
            drawn = table.drawn.draw(self.seed, first, size)
            tracks = player.play(drawn, first, self.runs)
            true = np.stack([table.came_true(tracks, outcome) for outcome in self.outcomes])
            return drawn[:, table.drawn.uncertain], true, self.seen.of(tracks)

        return work


def uncertain_inputs(table: Table) -> tuple[Input, ...]:
    """Return the uncertain numbers of a belief as inputs."""
    found = []
    for slot in table.drawn.uncertain:
        path, notation = table.layout.slots.paths[slot], table.layout.slots.quantities[slot].notation
        if isinstance(notation, OneOf):
            options = tuple((table.drawn.level_of(int(slot), name), name) for name, _ in notation.options)
            found.append(Input("choice", path, options))
        else:
            found.append(Input("number", path))
    return tuple(found)


def observe(
    table: Table,
    outcomes: Sequence[str],
    seen: Seen,
    *,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None = None,
    executor: Place | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Observed:
    """Play worlds, those of `detente.simulate` with the same numbers, and keep of each what boxes are searched in.

    Args:
        table: What is played.
        outcomes: Ids of scenarios, markers or named conditions.
        seen: What can be seen early.
        beliefs: As for `detente.simulate`.
        runs: As for `detente.simulate`.
        seed: As for `detente.simulate`.
        threads: Processors to use; default: all.
        executor: Who plays, where it is not threads of this process.
        progress: Told how far it has come.
        stop: Asked between pieces; what is done by then is returned.
    """
    results = np.zeros((len(outcomes), beliefs, runs))
    numbers = np.zeros((beliefs, len(table.drawn.uncertain)), dtype=np.float32)
    visible = np.zeros((beliefs, runs, len(seen.inputs)), dtype=np.float32)
    done = np.zeros(beliefs, dtype=np.bool_)

    def take(first: int, piece: Piece) -> None:
        here = slice(first, first + len(piece[0]))
        numbers[here], results[:, here], visible[here] = piece
        done[here] = True

    job = Observing(table, tuple(outcomes), seen, runs, seed)
    with workers_for(executor, threads) as workers:
        in_parts(job, take, [range(beliefs)], workers=workers, worlds=runs, progress=progress, stop=stop)
    return Observed(results[:, done], numbers[done], visible[done])
