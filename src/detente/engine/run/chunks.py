"""Play some beliefs' worlds, on a case's own arrays or on altered ones, for analyses that keep only what they ask for.

What single worlds did takes far more room than what an analysis makes of it; so a job of an analysis plays a part,
takes from it what it needs, and forgets the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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

__all__ = ["Player", "Table", "another"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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
    """Plays beliefs on the arrays of a case, or on altered ones with the same sizes; every worker needs its own.

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
        self._state: Any = None

    def play(self, numbers: Floats, first: int, runs: int) -> Tracks:
        """Return what single worlds did.

        Args:
            numbers: Every number of each belief, shape (b, Q).
            first: Chance is drawn as that of belief number `first` and those after it.
            runs: Runs of each belief.
        """
        plan, drawn = self.table.layout.plan, self.table.drawn
        if self._state is None:
            self._state = pack(allocate(plan, solver_address()))
        chances = drawn.draw_chances(self.seed, first, len(numbers), runs)
        if len(self.redrawn):
            others = drawn.draw_chances(another(self.seed), first, len(numbers), runs)
            chances[:, :, self.redrawn] = others[:, :, self.redrawn]
        tracks = new_tracks(plan, len(numbers), runs)
        tally = new_tally(plan, len(self._scenarios), len(numbers))
        play_beliefs(
            self._plan, self._state, pack(tally), pack(tracks), self._scenarios, numbers, chances, drawn.chance,
            self.seed, first,
        )  # fmt: skip
        return tracks


def another(seed: int) -> int:
    """Return a seed whose draws have nothing to do with those of this one."""
    return (seed + 0x9E3779B9) & 0xFFFFFFFF
