"""From the status quo on: the shortest legal ways to states, and which equilibria are reached after how many moves.

Status-quo analysis (Li, Kilgour & Hipel 2005, Journal of the Operational Research Society 56, 699–707): sequences of
moves, or of improvements only, in which nobody moves twice in succession, so that who moved last is kept beside where
one is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.theories.conflict.model import Conflict
from detente.theories.conflict.reach import search

__all__ = ["Move", "Ways", "ways_from"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Move:
    """One move: who, from where, to where."""

    maker: int
    source: int
    target: int


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """The shortest legal ways from a state.

    Attributes:
        start: Where they begin.
        makers: How many decision makers there are, n.
        nodes: What is reached, nearest first: state · n + who moved last.
        before: Place in `nodes` of the node before each; −1 for the start.
        steps: Moves to each state; −1 where it is not reached, 0 at the start, shape (S,).
    """

    start: int
    makers: int
    nodes: States
    before: States
    steps: States

    @property
    def states(self) -> Ints:
        """The states reached in one move or more, nearest first, each once."""
        states = self.nodes.astype(np.int64) // self.makers
        return states[np.sort(np.unique(states, return_index=True)[1])]

    def to(self, state: int) -> tuple[Move, ...] | None:
        """Return a shortest way to a state, or None if there is none."""
        if state == self.start:
            return ()
        places = np.flatnonzero(self.nodes // self.makers == state)
        if not len(places):
            return None
        way: list[Move] = []
        place = int(places[0])
        while place >= 0:
            node, before = int(self.nodes[place]), int(self.before[place])
            source = self.start if before < 0 else int(self.nodes[before]) // self.makers
            way.append(Move(node % self.makers, source, node // self.makers))
            place = before
        return tuple(way[::-1])


def ways_from(conflict: Conflict, start: int, *, improving: bool, members: int | None = None) -> Ways:
    """Return the shortest legal ways from a state.

    Args:
        conflict: The conflict.
        start: Where they begin.
        improving: Whether each move must be an improvement for who makes it.
        members: Who may move, as bits; everybody if not given.
    """
    n, size = conflict.ranks.shape
    marked = np.empty(size, dtype=np.int64)
    queue, before = np.empty(n * size, dtype=np.int32), np.empty(n * size, dtype=np.int32)
    may = conflict.everybody if members is None else members
    count = search(*conflict.moves, conflict.ranks, improving, may, start, marked, queue, before)
    nodes, before = queue[:count].copy(), before[:count].copy()
    steps = np.full(size, -1, dtype=np.int32)
    length = np.empty(count, dtype=np.int32)
    for place in range(count):
        length[place] = 1 if before[place] < 0 else length[before[place]] + 1
        state = nodes[place] // n
        if steps[state] < 0:
            steps[state] = length[place]
    steps[start] = 0
    return Ways(start, n, nodes, before, steps)
