"""Which states are stable for whom, under each concept, and which are equilibria.

Let R⁺ᵢ(s) be i's improvements from s and N−i all others. A state s is for i

    R    Nash stable: R⁺ᵢ(s) is empty
    GMR  general metarational: for all u ∈ R⁺ᵢ(s) some t ∈ R_{N−i}(u) has s ≥ᵢ t
    SMR  symmetric metarational: … and s ≥ᵢ v for all v ∈ Rᵢ(t), so that i cannot escape
    SEQ  sequentially stable: as GMR with t ∈ R⁺_{N−i}(u), so that the sanction is credible

(Nash 1950; Howard 1971; Fraser & Hipel 1979; as in Fang, Hipel & Kilgour 1993, chapters 3 and 4). An equilibrium is
stable for everybody. With complete preferences the sanction exists iff the least of a value over what the others can
reach is at most s's own rank: of pᵢ(t) for GMR and SEQ, of max(pᵢ(t), max pᵢ(Rᵢ(t))) for SMR.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from detente.kernels.compiling import kernel
from detente.theories.conflict.classes import classes_of, flags_by_classes
from detente.theories.conflict.model import Conflict
from detente.theories.conflict.reach import in_order, least_reached

__all__ = ["Concept", "Stability", "escaped", "sanctions", "stability"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]
Truths = NDArray[np.bool_]


class Concept(StrEnum):
    """When a state is stable for a decision maker."""

    R = "R"
    GMR = "GMR"
    SMR = "SMR"
    SEQ = "SEQ"
    SIM = "SIM"


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """Which states are stable for whom.

    Attributes:
        stable: Concept → for each decision maker and state, shape (n, S).
    """

    stable: dict[Concept, Truths]

    def equilibria(self, concept: Concept) -> Ints:
        """Return the states that are stable for everybody, increasing."""
        return np.flatnonzero(self.stable[concept].all(axis=0))


class Workspace:
    """Arrays that propagation writes to, made once for a conflict."""

    def __init__(self, conflict: Conflict) -> None:
        size, n = conflict.size, len(conflict.makers)
        self.marked = np.empty(size, dtype=np.int64)
        self.stack = np.empty(n * size, dtype=np.int32)
        self.order = np.empty(size, dtype=np.int32)
        self.counts = np.empty(size + 1, dtype=np.int64)


def sanctions(
    conflict: Conflict, members: int, value: States, improving: bool, workspace: Workspace | None = None
) -> States:
    """Return the least value that a coalition can bring about from each state.

    Args:
        conflict: The conflict.
        members: The coalition as bits.
        value: Of each state, 0 to S, shape (S,).
        improving: Whether each of its moves must be an improvement for who makes it.
        workspace: Arrays to write to; made anew where there are none.

    Returns:
        Shape (S,); `NOTHING` where it can bring about nothing.
    """
    space = workspace or Workspace(conflict)
    least = np.empty(conflict.size, dtype=np.int32)
    in_order(value, space.counts, space.order)
    back = conflict.back
    least_reached(
        *(back.starts, back.targets, conflict.ranks, improving, members),
        *(value, space.order, space.marked, space.stack, least),
    )
    return least


def escaped(conflict: Conflict, maker: int) -> States:
    """Return where a decision maker ends at best who may still move from each state: max(p(t), max p(R(t)))."""
    best = np.empty(conflict.size, dtype=np.int32)
    _best_after(conflict.moves.starts[maker], conflict.moves.targets, conflict.ranks[maker], best)
    return best


def stability(conflict: Conflict) -> Stability:
    """Return which states are R, GMR, SMR and SEQ stable for whom.

    Args:
        conflict: The conflict; pairs of unknown preference are read as ranked.

    Raises:
        TheoryError: There are too many moves to lay them out, and states that count as one or moves given one by one.

    Example:
        >>> from detente.theories.conflict.model import Controls, ranked
        >>> values = ranked(np.array([[1, 0, 3, 2], [1, 3, 0, 2]]))
        >>> found = stability(Conflict(("a", "b"), values, Controls(np.arange(4), np.array([1, 2]))))
        >>> found.equilibria(Concept.R), found.equilibria(Concept.SEQ)
        (array([0]), array([0, 3]))
    """
    controls = conflict.controls
    if controls is not None and controls.state_of is None:
        classes = classes_of(controls.choices, controls.masks, conflict.ranks, controls.forward, controls.back)
        flags = flags_by_classes(classes, conflict.ranks)
    else:
        flags = _by_arcs(conflict)
    names = (Concept.R, Concept.GMR, Concept.SMR, Concept.SEQ)
    return Stability({name: flags[index].astype(np.bool_) for index, name in enumerate(names)})


def _by_arcs(conflict: Conflict) -> NDArray[np.uint8]:
    """Return where each stays, from moves that are laid out, shape (4, n, S)."""
    flags = np.empty((4, len(conflict.makers), conflict.size), dtype=np.uint8)
    space = Workspace(conflict)
    for maker, rank in enumerate(conflict.ranks):
        others = conflict.others(maker)
        least = sanctions(conflict, others, rank, False, space)
        firm = sanctions(conflict, others, escaped(conflict, maker), False, space)
        credible = sanctions(conflict, others, rank, True, space)
        starts, targets = conflict.moves.starts[maker], conflict.moves.targets
        _deterred(starts, targets, rank, least, firm, credible, flags[:, maker])
    return flags


@kernel
def _best_after(starts: Ints, targets: States, rank: States, best: States) -> None:
    """Fill the best rank of each state and those one own move away."""
    for s in range(len(rank)):
        best[s] = rank[s]
        for a in range(starts[s], starts[s + 1]):
            if rank[targets[a]] > best[s]:
                best[s] = rank[targets[a]]


@kernel
def _deterred(
    starts: Ints, targets: States, rank: States, least: States, firm: States, credible: States, flags: NDArray[np.uint8]
) -> None:
    """Fill where a decision maker stays: under R, GMR, SMR and SEQ, shape (4, S)."""
    for s in range(len(rank)):
        here = rank[s]
        flags[0, s] = flags[1, s] = flags[2, s] = flags[3, s] = 1
        for a in range(starts[s], starts[s + 1]):
            u = targets[a]
            if rank[u] > here:
                flags[0, s] = 0
                if least[u] > here:
                    flags[1, s] = 0
                if firm[u] > here:
                    flags[2, s] = 0
                if credible[u] > here:
                    flags[3, s] = 0
