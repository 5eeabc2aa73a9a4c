"""Why a state is stable for somebody or not: each improvement from it, and the sanction that deters it."""

from __future__ import annotations

from dataclasses import dataclass

from detente.theories.conflict.model import Conflict
from detente.theories.conflict.paths import Move, ways_from
from detente.theories.conflict.stability import Concept, escaped

__all__ = ["Deterrence", "reasons"]


@dataclass(frozen=True, slots=True)
class Deterrence:
    """One improvement, and what the others can do about it.

    Attributes:
        move: The improvement.
        sanction: A shortest way by which the others make it no better than it was; None where nothing deters it.
    """

    move: Move
    sanction: tuple[Move, ...] | None


def reasons(conflict: Conflict, maker: int, state: int, concept: Concept) -> tuple[Deterrence, ...]:
    """Return every improvement of a decision maker from a state with the sanction that deters it.

    Args:
        conflict: The conflict.
        maker: Who may improve.
        state: From where.
        concept: GMR, SMR or SEQ; under R nothing deters. SIM is answered at once and has no sequence of moves.

    Returns:
        In the order of the states moved to; empty where there is no improvement, so that the state is Nash stable.
    """
    rank = conflict.ranks[maker]
    here = rank[state]
    value = escaped(conflict, maker) if concept is Concept.SMR else rank
    found = []
    for target in sorted(int(target) for target in conflict.moves.of(maker, state)):
        if rank[target] <= here:
            continue
        sanction = None
        if concept is not Concept.R:
            ways = ways_from(conflict, target, improving=concept is Concept.SEQ, members=conflict.others(maker))
            reached = ways.states
            enough = reached[value[reached] <= here]
            sanction = ways.to(int(enough[0])) if len(enough) else None
        found.append(Deterrence(Move(maker, state, target), sanction))
    return tuple(found)
