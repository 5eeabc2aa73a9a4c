"""The states of a conflict: which choices of options can be together, and which count as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.case.schema.base import Element
from detente.case.schema.moves import (
    AllTaken,
    AnyTaken,
    AtLeastOne,
    Exclusive,
    IfTaken,
    JustIfTaken,
    Moves,
    Never,
    NotTaken,
    OnlyIf,
    Taken,
)

__all__ = ["MOST_OPTIONS", "StateSpace", "holds", "state_space"]

MOST_OPTIONS = 22
"""Options of a conflict at most: all choices among them are looked at."""

Ints = NDArray[np.int64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class StateSpace:
    """The states of a conflict in their order.

    States stand in the order of their choices read as binary numbers, the first option the least digit; states that
    count as one come last, in the order of the case. Where a case gives its graph, they stand in the case's order.

    Attributes:
        options: The options; bit k of a choice is option k.
        choices: A choice for each of S states, shape (S,); of states that count as one, the least. Without
            options: zeros.
        feasible: All feasible choices, shape (F,), increasing.
        state_of: The state of each, shape (F,).
        names: State → the name that the case gives it.
    """

    options: tuple[str, ...]
    choices: Ints
    feasible: Ints
    state_of: Ints
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many states there are."""
        return len(self.choices)

    @property
    def merges(self) -> bool:
        """Say whether some states count as one."""
        return len(self.feasible) != len(self.choices) and bool(self.options)

    def find(self, taken: tuple[str, ...]) -> int | None:
        """Return the state in which just these options are taken, or None if it cannot be."""
        choice = sum(1 << self.options.index(option) for option in set(taken))
        place = int(np.searchsorted(self.feasible, choice))
        if place == len(self.feasible) or self.feasible[place] != choice:
            return None
        return int(self.state_of[place])

    def named(self, name: str) -> int | None:
        """Return the state of a name, or None if there is none."""
        return next((state for state, own in self.names.items() if own == name), None)

    def taken(self, state: int) -> tuple[str, ...]:
        """Return the options taken in a state."""
        return tuple(option for bit, option in enumerate(self.options) if int(self.choices[state]) >> bit & 1)

    def taken_always(self, state: int) -> tuple[str, ...]:
        """Return the options taken in a state; of several that count as one, in all of them."""
        if not self.merges:
            return self.taken(state)
        together = int(np.bitwise_and.reduce(self.feasible[self.state_of == state]))
        return tuple(option for bit, option in enumerate(self.options) if together >> bit & 1)


def holds(statement: Element, options: tuple[str, ...], choices: Ints) -> Truths:
    """Say of each choice whether a statement about options holds.

    Args:
        statement: The statement; its options are among `options`.
        options: The options; bit k of a choice is option k.
        choices: Shape (S,).

    Returns:
        Shape (S,).

    Example:
        >>> holds(NotTaken.model_validate({"not": "b"}), ("a", "b"), np.arange(4))
        array([ True,  True, False, False])
    """
    match statement:
        case Taken(option=option):
            return np.asarray((choices >> options.index(option) & 1).astype(np.bool_))
        case NotTaken(not_=part):
            return np.asarray(~holds(part, options, choices))
        case AllTaken(all=parts):
            return np.asarray(np.logical_and.reduce([holds(part, options, choices) for part in parts]))
        case AnyTaken(any=parts):
            return np.asarray(np.logical_or.reduce([holds(part, options, choices) for part in parts]))
        case IfTaken(if_=one, then=other):
            return ~holds(one, options, choices) | holds(other, options, choices)
        case JustIfTaken(iff=(one, other)):
            return np.asarray(holds(one, options, choices) == holds(other, options, choices))
    raise TypeError(f"no statement about options: {statement!r}")


def state_space(moves: Moves) -> StateSpace:
    """Return the states of a conflict.

    Args:
        moves: The section; names in it exist, and there are at most `MOST_OPTIONS` options.
    """
    if not moves.options:
        size = len(moves.states)
        zeros = np.zeros(size, dtype=np.int64)
        return StateSpace((), zeros, zeros, np.arange(size), dict(enumerate(moves.states)))
    options = tuple(moves.options)
    feasible = np.arange(1 << len(options), dtype=np.int64)
    for pattern in moves.infeasible:
        feasible = feasible[~_ruled_out(pattern, options, feasible)]
    return _merged(moves, options, feasible)


def _ruled_out(pattern: Element, options: tuple[str, ...], choices: Ints) -> Truths:
    """Say of each choice whether a pattern rules it out."""
    match pattern:
        case Exclusive(exclusive=names):
            taken = sum(choices >> options.index(name) & 1 for name in set(names))
            return np.asarray(taken > 1)
        case AtLeastOne(at_least_one=names):
            return np.asarray(np.logical_and.reduce([choices >> options.index(name) & 1 == 0 for name in names]))
        case OnlyIf(only=name, if_=needed):
            return np.asarray((choices >> options.index(name) & 1 == 1) & ~holds(needed, options, choices))
        case Never(never=statement):
            return holds(statement, options, choices)
    raise TypeError(f"no pattern: {pattern!r}")


def _merged(moves: Moves, options: tuple[str, ...], feasible: Ints) -> StateSpace:
    """Number the states, those that count as one last, and give them their names."""
    group = np.full(len(feasible), -1)
    for index, one in reversed(list(enumerate(moves.as_one.values()))):
        group[holds(one.when, options, feasible)] = index
    single = group < 0
    state_of = np.cumsum(single) - 1
    choices, names = list(feasible[single]) if moves.as_one else feasible, {}
    for index, key in enumerate(moves.as_one):
        members = feasible[group == index]
        if len(members):
            names[len(choices)] = key
            state_of[group == index] = len(choices)
            choices = [*choices, members[0]]
    space = StateSpace(options, np.asarray(choices, dtype=np.int64), feasible, state_of.astype(np.int64))
    for key, state in moves.states.items():
        found = space.find(state.taken)
        if found is not None:
            names.setdefault(found, key)
    return StateSpace(options, space.choices, feasible, space.state_of, names)
