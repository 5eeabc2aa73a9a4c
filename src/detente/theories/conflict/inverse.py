"""Which preferences would make a wanted state an equilibrium, and the least that would have to change.

For s to be stable for i the following must hold for every u ∈ Rᵢ(s), the others' preferences being what they are
(Kinsara, Kilgour & Hipel 2015, IEEE Transactions on Systems, Man and Cybernetics: Systems 45(5), 734–742):

    R    s ≥ᵢ u
    GMR  s ≥ᵢ u, or s ≥ᵢ t for some t ∈ R_{N−i}(u)
    SMR  s ≥ᵢ u, or s ≥ᵢ t and s ≥ᵢ v for all v ∈ Rᵢ(t), for some t ∈ R_{N−i}(u)
    SEQ  s ≥ᵢ u, or s ≥ᵢ t for some t ∈ R⁺_{N−i}(u)

In a given ranking each of these holds iff s is ranked at least as high as a level cᵢ(u), the least over its ways to
hold. Raising s to the greatest of them, level with the state there, is enough, and no other change alters fewer
comparisons of two states: of every state between s and the state that it must not be worse than, the comparison with
one of the two must change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.theories.conflict.model import Conflict, ranked
from detente.theories.conflict.paths import ways_from
from detente.theories.conflict.stability import Concept, escaped, sanctions, stability

__all__ = ["Clause", "Need", "Wanted", "wanted"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]

MOST_WAYS = 200


@dataclass(frozen=True, slots=True)
class Clause:
    """What must hold because of one move away from the wanted state.

    Attributes:
        target: The state moved to.
        holds: Whether it holds as things are.
        ways: Sets of states; it holds iff the wanted one is at least as good as all states of one set. The first is
            the target itself; the others are the sanctions, at most `MOST_WAYS` of them.
    """

    target: int
    holds: bool
    ways: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Need:
    """What a decision maker would have to prefer.

    Attributes:
        clauses: All of which must hold.
        level_with: The state with which the wanted one must be level in the ranking; None where nothing must change.
        overtaken: States that it passes or draws level with; none where nothing must change.
    """

    clauses: tuple[Clause, ...]
    level_with: int | None
    overtaken: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """Which preferences would make a state an equilibrium.

    Attributes:
        state: The wanted state.
        concept: Under which concept.
        needs: For each decision maker, the others' preferences being what they are.
        ranks: A ranking for each under which it is an equilibrium, shape (n, S).
        rounds: How often the levels had to be set anew because others' preferences had changed: 1 if they are
            enough as given in `needs`, 0 if the state is an equilibrium as it is.
    """

    state: int
    concept: Concept
    needs: tuple[Need, ...]
    ranks: States
    rounds: int


def wanted(conflict: Conflict, state: int, concept: Concept) -> Wanted:
    """Return which preferences would make a state an equilibrium.

    Args:
        conflict: The conflict.
        state: The state that should be one.
        concept: R, GMR, SMR or SEQ.
    """
    makers = range(len(conflict.makers))
    needs = tuple(_need(conflict, maker, state, concept) for maker in makers)
    changed, rounds = conflict, 0
    while not stability(changed).stable[concept][:, state].all():
        rows = [_raised(changed.ranks[maker], state, _level(changed, maker, state, concept)) for maker in makers]
        changed = changed.with_ranks(ranked(np.array(rows)))
        rounds += 1
    return Wanted(state, concept, needs, changed.ranks, rounds)


def _values(conflict: Conflict, maker: int, state: int, concept: Concept) -> States:
    """Return for each state the rank that the wanted one must have for it to be a sanction."""
    rank: States = conflict.ranks[maker].copy()
    rank[state] = 0  # the wanted state is as good as itself
    if concept is not Concept.SMR:
        return rank
    best: States = escaped(conflict.with_ranks(_row_changed(conflict.ranks, maker, rank)), maker)
    return best


def _row_changed(ranks: States, maker: int, row: States) -> States:
    changed = ranks.copy()
    changed[maker] = row
    return changed


def _levels(conflict: Conflict, maker: int, state: int, concept: Concept) -> tuple[Ints, States]:
    """Return the moves from a state, and the level at which the condition of each holds."""
    targets = np.sort(conflict.moves.of(maker, state)).astype(np.int64)
    levels = conflict.ranks[maker][targets]
    if concept is not Concept.R:
        value = _values(conflict, maker, state, concept)
        least = sanctions(conflict, conflict.others(maker), value, concept is Concept.SEQ)
        levels = np.minimum(levels, least[targets])
    return targets, levels


def _level(conflict: Conflict, maker: int, state: int, concept: Concept) -> int:
    levels = _levels(conflict, maker, state, concept)[1]
    return max(int(conflict.ranks[maker, state]), int(levels.max()) if len(levels) else 0)


def _raised(rank: States, state: int, level: int) -> States:
    row = rank.copy()
    row[state] = level
    return row


def _need(conflict: Conflict, maker: int, state: int, concept: Concept) -> Need:
    """Return what a decision maker would have to prefer."""
    rank = conflict.ranks[maker]
    here = int(rank[state])
    targets, levels = _levels(conflict, maker, state, concept)
    clauses = tuple(
        Clause(int(target), bool(level <= here), _ways(conflict, maker, state, int(target), concept))
        for target, level in zip(targets, levels, strict=True)
    )
    level = max([here, *map(int, levels)])
    if level == here:
        return Need(clauses, None, ())
    overtaken = np.flatnonzero((rank > here) & (rank <= level))
    order = overtaken[np.argsort(rank[overtaken], kind="stable")]
    return Need(clauses, int(np.flatnonzero(rank == level)[0]), tuple(map(int, order)))


def _ways(conflict: Conflict, maker: int, state: int, target: int, concept: Concept) -> tuple[tuple[int, ...], ...]:
    """Return the sets of states of one of which the wanted state must be at least as good as all."""
    ways: list[tuple[int, ...]] = [(target,)]
    if concept is Concept.R:
        return tuple(ways)
    reached = ways_from(conflict, target, improving=concept is Concept.SEQ, members=conflict.others(maker)).states
    for sanction in sorted(map(int, reached))[:MOST_WAYS]:
        escapes = conflict.moves.of(maker, sanction) if concept is Concept.SMR else ()
        ways.append(tuple(sorted({sanction, *map(int, escapes)} - {state})))
    return tuple(dict.fromkeys(ways))
