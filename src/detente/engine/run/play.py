"""Play a range of beliefs wherever there are processors, and count their worlds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.case.case import Case
from detente.engine.layout.build import Layout, lay_out
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.executor import Progress, Stop, in_parts
from detente.engine.run.executors.named import Place, workers_for
from detente.engine.run.memory import check_memory
from detente.engine.run.tallies import PER_BELIEF, gather, narrowed, new_tally, new_tracks
from detente.engine.world.solver_call import solver_address, solver_in_the_making
from detente.engine.world.state import allocate
from detente.engine.world.world import Tally, Tracks, play_beliefs
from detente.kernels.packing import pack

__all__ = ["Counts", "Merged", "Playing", "play"]


@dataclass(frozen=True, slots=True)
class Counts:
    """What the worlds of some consecutive beliefs came to.

    Attributes:
        beliefs: which, by number.
        runs: of each belief.
        seed: of the play.
        tally: counts over their worlds; those by belief in the order of the beliefs.
    """

    beliefs: range
    runs: int
    seed: int
    tally: Tally = field(repr=False)


@dataclass(frozen=True, slots=True)
class Playing:
    """The worlds of a case, as a job for workers.

    Attributes:
        layout: the case as arrays.
        drawn: its uncertain numbers.
        seed: of the play.
        runs: of each belief.
        worlds: whether what single worlds did is kept.
        levels: with it, where every factor stood at every step.
    """

    layout: Layout = field(repr=False)
    drawn: Beliefs = field(repr=False)
    seed: int
    runs: int
    worlds: bool = False
    levels: bool = False

    @classmethod
    def of(cls, case: Case, *, seed: int, runs: int, worlds: bool = False, levels: bool = False) -> Playing:
        """Lay out a case."""
        layout = lay_out(case.document)
        return cls(layout, Beliefs.of(case.document, layout.slots), seed, runs, worlds, levels)

    @property
    def scenarios(self) -> NDArray[np.int64]:
        """Nodes of the scenarios."""
        return np.array(list(self.layout.scenarios.values()), dtype=np.int64)

    def warm(self) -> None:
        """Compile the kernels of a play."""
        with solver_in_the_making():
            self.drawn.uniforms(self.seed, 0, 0)
            self._prepared(solver=0)(0, 0)
        solver_address()

    def ready(self) -> Callable[[int, int], tuple[Tally, Tracks]]:
        """Prepare a worker: a workspace of its own for one world at a time."""
        return self._prepared(solver_address())

    def _prepared(self, solver: int) -> Callable[[int, int], tuple[Tally, Tracks]]:
        plan, scenarios = self.layout.plan, self.scenarios
        packed, state = pack(plan), pack(allocate(plan, solver))

        def work(first: int, count: int) -> tuple[Tally, Tracks]:
            part = new_tally(plan, len(scenarios), count)
            tracks = new_tracks(plan, count if self.worlds else 0, self.runs, self.levels)
            drawn = self.drawn
            numbers = drawn.draw(self.seed, first, count) if count else np.empty((0, len(self.layout.slots.paths)))
            chances = drawn.draw_chances(self.seed, first, count, self.runs)
            numbers_of = (numbers, chances, drawn.chance)
            play_beliefs(packed, state, pack(part), pack(tracks), scenarios, *numbers_of, self.seed, first)
            return narrowed(part, self.runs), tracks

        return work


class Merged:
    """Counts of beliefs put together in their order, as parts come in any.

    Attributes:
        playing: what is played.
        beliefs: which are wanted.
        tally: of the beliefs up to `reached`; what lies beyond a gap waits.
        reached: number of the first belief that is missing.

    Raises:
        OptionError: the counts would not fit into memory.
    """

    def __init__(self, playing: Playing, beliefs: range) -> None:
        self.playing, self.beliefs = playing, beliefs
        self.tally = new_tally(playing.layout.plan, len(playing.scenarios), len(beliefs), playing.runs)
        check_memory(self.tally)
        self.reached = beliefs.start
        self._waiting: dict[int, Tally] = {}

    def take(self, first: int, part: Tally) -> None:
        """Take the counts of some beliefs."""
        self._waiting[first] = part
        while self.reached in self._waiting:
            part = self._waiting.pop(self.reached)
            gather(self.tally, part, self.reached - self.beliefs.start)
            self.reached += len(part.scenario)

    def counts(self) -> Counts:
        """Return the counts of all beliefs before the first that is missing."""
        done = range(self.beliefs.start, self.reached)
        shorter = {name: getattr(self.tally, name)[: len(done)] for name in PER_BELIEF}
        return Counts(done, self.playing.runs, self.playing.seed, self.tally._replace(**shorter))


def play(
    case: Case,
    *,
    beliefs: range,
    runs: int,
    seed: int,
    executor: Place | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Counts:
    """Play some beliefs of a case and count their worlds.

    Args:
        case: The case, from `detente.load`.
        beliefs: Numbers of the beliefs, consecutive.
        runs: Runs of each belief.
        seed: 0 to 2³² − 1.
        executor: Who plays: a name as of `--on`, an executor of Python's own kind; default: threads on all processors.
        progress: Told how far the play has come.
        stop: Asked again and again; once it says yes, what is done is returned.

    Returns:
        Counts of all beliefs, or, after a stop, of those before the first that was not played. Counts of neighbouring
        ranges add up to those of the whole.

    Raises:
        PlayError: those who were to play cannot be reached, or broke down.
        TheoryError: the case has no issues, so that nothing can be played.

    Example:
        >>> import detente
        >>> from detente.engine.run.play import play
        >>> case = detente.load("divided-pie")
        >>> int(play(case, beliefs=range(20), runs=10, seed=1).tally.scenario.sum())
        200
    """
    playing = Playing.of(case, seed=seed, runs=runs)
    merged = Merged(playing, beliefs)
    with workers_for(executor) as workers:
        in_parts(
            playing,
            lambda first, piece: merged.take(first, piece[0]),
            [beliefs],
            workers=workers,
            worlds=runs,
            progress=progress,
            stop=stop,
        )
    return merged.counts()
