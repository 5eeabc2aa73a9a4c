"""A conflict: decision makers, states, the moves of each and how it ranks the states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.theories.conflict.arcs import Arcs, arcs_of_options, arcs_of_pairs, merged, reversed_arcs

__all__ = ["Conflict", "Controls", "ranked"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]
Pairs = tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Controls:
    """Who controls which option.

    Attributes:
        choices: Feasible choices, increasing, shape (F,); bit k is option k.
        masks: Options of each decision maker as bits, shape (n,).
        forward, back: Options that cannot be left, and that cannot be taken, as bits.
        state_of: State of each choice, shape (F,); None where each is a state of its own.
    """

    choices: Ints
    masks: Ints
    forward: int = 0
    back: int = 0
    state_of: Ints | None = None

    @property
    def are_free(self) -> bool:
        """Say whether every move can be taken back and each choice is a state."""
        return not self.forward and not self.back and self.state_of is None


@dataclass(frozen=True, eq=False)
class Conflict:
    """A conflict as a graph (Fang, Hipel & Kilgour 1993, Interactive Decision Making).

    Attributes:
        makers: The decision makers, n of them.
        ranks: How high each ranks each of S states, 0 the worst, ties alike, shape (n, S).
        controls: Who controls which option; None where the moves are given one by one.
        given: Moves as (decision maker, from, to), where there are no options.
        unknown: For each decision maker pairs of states of which it is not known which one it likes better.

    Example:
        >>> values = np.array([[1, 0, 3, 2], [1, 3, 0, 2]])
        >>> dilemma = Conflict(("a", "b"), ranked(values), Controls(np.arange(4), np.array([1, 2])))
        >>> dilemma.moves.of(0, 0)
        array([1], dtype=int32)
    """

    makers: tuple[str, ...]
    ranks: States
    controls: Controls | None = None
    given: tuple[tuple[int, int, int], ...] = ()
    unknown: Pairs = ()

    @property
    def size(self) -> int:
        """How many states there are."""
        return int(self.ranks.shape[1])

    @property
    def everybody(self) -> int:
        """All decision makers as bits."""
        return (1 << len(self.makers)) - 1

    @property
    def has_unknown(self) -> bool:
        """Say whether some preference is not known."""
        return any(self.unknown)

    @cached_property
    def moves(self) -> Arcs:
        """To which states each can move alone.

        Raises:
            TheoryError: There are too many moves to lay them out.
        """
        if self.controls is None:
            columns = np.array(self.given, dtype=np.int64).reshape(-1, 3).T
            return arcs_of_pairs(columns[0], columns[1], columns[2], len(self.makers), self.size)
        own = self.controls
        arcs = arcs_of_options(own.choices, own.masks, own.forward, own.back)
        return arcs if own.state_of is None else merged(arcs, own.state_of, self.size)

    @cached_property
    def back(self) -> Arcs:
        """From which states each can have come."""
        return self.moves if self.controls is not None and self.controls.are_free else reversed_arcs(self.moves)

    def with_ranks(self, ranks: States) -> Conflict:
        """Return the same conflict with other preferences."""
        other = Conflict(self.makers, ranks, self.controls, self.given, self.unknown)
        for name in ("moves", "back"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    def others(self, maker: int) -> int:
        """Return all but one decision maker as bits."""
        return self.everybody & ~(1 << maker)


def ranked(values: NDArray[np.float64] | Ints | States) -> States:
    """Return the rank of each value in its row, from 0, equal values alike.

    Example:
        >>> ranked(np.array([[0.5, 2.0, 0.5, 1.0]]))
        array([[0, 2, 0, 1]], dtype=int32)
    """
    rows = [np.unique(row, return_inverse=True)[1] for row in values]
    return np.ascontiguousarray(rows, dtype=np.int32).reshape(values.shape)
