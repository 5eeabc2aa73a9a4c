"""The conflict of a case: its states, moves and preferences as a case writes them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.case import Case
from detente.case.conflict_states import StateSpace, holds, state_space
from detente.case.schema.case import Document
from detente.case.schema.moves import Moves, Preferences
from detente.errors import TheoryError
from detente.theories.conflict.model import Conflict, Controls, ranked
from detente.theories.conflict.wants import worth_of_levels

__all__ = ["CaseConflict", "conflict_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class CaseConflict:
    """The conflict of a case.

    Attributes:
        case: The case.
        moves: Its section.
        space: Its states.
        makers: The decision makers, in the order of the case.
        conflict: The conflict; preferences that follow from positions are those of the medians.
        status_quo: Where it begins; None if the case does not say.
    """

    case: Case
    moves: Moves
    space: StateSpace
    makers: tuple[str, ...]
    conflict: Conflict
    status_quo: int | None

    @property
    def is_uncertain(self) -> bool:
        """Say whether some preference follows from positions, and so differs between beliefs."""
        return any(self.moves.preferences[maker].positions for maker in self.makers)

    def in_beliefs(self, beliefs: int, seed: int) -> tuple[Conflict, ...]:
        """Return the conflict in each of several beliefs about what the parties want.

        Args:
            beliefs: How many, drawn as for a play of the case.
            seed: Seed of the draws.
        """
        document = self.case.document
        levels = _levels(document, self.moves, self.space)
        worth = {
            maker: worth_of_levels(document, maker, levels, beliefs, seed)
            for maker in self.makers
            if self.moves.preferences[maker].positions
        }
        conflicts = []
        for belief in range(beliefs):
            ranks = self.conflict.ranks.copy()
            for row, maker in enumerate(self.makers):
                if maker in worth:
                    ranks[row] = ranked(_rounded(worth[maker][belief : belief + 1]))[0]
            conflicts.append(self.conflict.with_ranks(ranks))
        return tuple(conflicts)


def conflict_of(case: Case) -> CaseConflict:
    """Return the conflict of a case.

    Args:
        case: A case with a section `moves`, checked.

    Raises:
        TheoryError: It has none.

    Example:
        >>> import detente
        >>> conflict_of(detente.load("prisoners-dilemma")).makers
        ('first', 'second')
    """
    moves = case.document.moves
    if moves is None:
        raise TheoryError(
            "the case says nothing of who controls which option",
            "write a section `moves`, as the shipped case prisoners-dilemma does",
        ).named("no_moves")
    movers = {own.by for own in moves.options.values()} or set(moves.graph)
    makers = tuple(party for party in case.document.parties if party in movers)
    space = state_space(moves)
    values = [_values(case.document, moves, space, maker) for maker in makers]
    named = {name: state for state, name in space.names.items()}
    unknown = tuple(
        tuple((named[first], named[second]) for first, second in moves.preferences[maker].unknown) for maker in makers
    )
    ranks = np.concatenate([ranked(value[None, :]) for value in values])
    if moves.options:
        conflict = Conflict(makers, ranks, _controls(moves, space, makers), (), unknown)
    else:
        given = tuple(
            (makers.index(maker), named[source], named[target])
            for maker, arcs in moves.graph.items()
            for source, targets in arcs.items()
            for target in targets
        )
        conflict = Conflict(makers, ranks, None, given, unknown)
    start = moves.status_quo
    found = None if start is None else space.named(start) if isinstance(start, str) else space.find(start)
    return CaseConflict(case, moves, space, makers, conflict, found)


def _controls(moves: Moves, space: StateSpace, makers: tuple[str, ...]) -> Controls:
    """Return who controls which option, as bits."""
    bits = {option: 1 << bit for bit, option in enumerate(space.options)}
    masks = [sum(bits[key] for key, own in moves.options.items() if own.by == maker) for maker in makers]
    forward, back = (
        sum(bits[key] for key, own in moves.options.items() if own.one_way == way) for way in ("forward", "back")
    )
    state_of = space.state_of if space.merges else None
    return Controls(space.feasible, np.array(masks, dtype=np.int64), forward, back, state_of)


def _values(document: Document, moves: Moves, space: StateSpace, maker: str) -> Ints | Floats:
    """Return what each state is worth to a decision maker; only the order counts, shape (S,)."""
    wants = moves.preferences[maker]
    if wants.ranking is not None:
        return _by_ranking(wants, space)
    if wants.statements is not None:
        scores = np.zeros(space.size, dtype=np.int64)
        for wish in wants.statements:
            scores = 2 * scores + holds(wish.that, space.options, space.choices)
        return scores
    if wants.weights is not None:
        weighed = sum(
            weight * (space.choices >> space.options.index(option) & 1) for option, weight in wants.weights.items()
        )
        return _rounded(np.asarray(weighed, dtype=np.float64))
    return _rounded(worth_of_levels(document, maker, _levels(document, moves, space))[0])


def _by_ranking(wants: Preferences, space: StateSpace) -> Ints:
    assert wants.ranking is not None
    named = {name: state for state, name in space.names.items()}
    values = np.zeros(space.size, dtype=np.int64)
    for place, rank in enumerate(wants.ranking):
        for name in rank:
            values[named[name]] = -place
    return values


def _levels(document: Document, moves: Moves, space: StateSpace) -> Floats:
    """Return where each issue stands in each state, shape (S, I)."""
    now = [issue.options[issue.now].level for issue in document.issues.values()]
    levels = np.tile(np.array(now, dtype=np.float64), (space.size, 1))
    for part in moves.consequences:
        column = list(document.issues).index(part.issue)
        level = document.issues[part.issue].options[part.level].level if isinstance(part.level, str) else part.level
        levels[holds(part.if_, space.options, space.choices), column] = level
    return levels


def _rounded(values: Floats) -> Floats:
    """Return values in which differences that are only rounding are none."""
    return np.round(values, 12)
