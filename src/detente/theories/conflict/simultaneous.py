"""Simultaneous stability: others answer not a move but the chance of it, each improving from where all begin.

A state s is SIM stable for i iff for all u ∈ R⁺ᵢ(s) some combination of the others' own improvements from s (each may
also stay), made together with i's move, gives a feasible t with s ≥ᵢ t (Fraser & Hipel 1979, IEEE Transactions on
Systems, Man and Cybernetics 9, 805–816).

What moves bring about together is told by the options that each changes, so that states must be choices of options;
where moves are given one by one, two moves from one state have no common outcome, and nothing can be said. Where
several choices count as one state, all change options of the same choice, whichever of them it is: the state is stable
iff i has no better move undeterred from any. (The works that let choices count as one do not define this concept for
them; this reading is the one in which what leads from one choice leads from the whole, as for all other moves.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.kernels.compiling import kernel
from detente.theories.conflict.arcs import Arcs, arcs_of_options
from detente.theories.conflict.model import Conflict, Controls

__all__ = ["MOST_COMBINATIONS", "simultaneous"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]
Truths = NDArray[np.bool_]
Marks = NDArray[np.uint8]

MOST_COMBINATIONS = 500_000_000
"""Combinations of answers that are tried at most; beyond them nothing is said."""


def simultaneous(conflict: Conflict) -> Truths | None:
    """Return where each decision maker is SIM stable, shape (n, S).

    Returns:
        None where moves are given one by one, or there are too many combinations to try.
    """
    controls = conflict.controls
    if controls is None:
        return None
    if controls.state_of is None:
        return _of_choices(controls, conflict.moves, conflict.ranks)
    arcs = arcs_of_options(controls.choices, controls.masks, controls.forward, controls.back)
    stable = _of_choices(controls, arcs, np.ascontiguousarray(conflict.ranks[:, controls.state_of]))
    if stable is None:
        return None
    whole = np.ones(conflict.ranks.shape, dtype=np.bool_)
    for maker, row in enumerate(stable):
        whole[maker, controls.state_of[~row]] = False
    return whole


def _of_choices(controls: Controls, moves: Arcs, ranks: States) -> Truths | None:
    """Return from which choices each decision maker has no better move undeterred, shape (n, F)."""
    improvements = np.empty(ranks.shape, dtype=np.int64)
    for maker, rank in enumerate(ranks):
        _improvements(moves.starts[maker], moves.targets, rank, improvements[maker])
    if (improvements * np.prod(1.0 + improvements, axis=0) / (1.0 + improvements)).sum() > MOST_COMBINATIONS:
        return None
    place = np.full(int(controls.choices[-1]) + 1, -1, dtype=np.int32)
    place[controls.choices] = np.arange(len(controls.choices), dtype=np.int32)
    widest = int(improvements.max()) + 1
    stable = np.empty(ranks.shape, dtype=np.uint8)
    flips = np.zeros((len(ranks), widest), dtype=np.int64)
    _solve(moves.starts, moves.targets, ranks, controls.choices, place, flips, stable)
    return stable.astype(np.bool_)


@kernel
def _improvements(starts: Ints, targets: States, rank: States, counts: Ints) -> None:
    """Count a decision maker's improvements from each state."""
    for s in range(len(rank)):
        counts[s] = 0
        for a in range(starts[s], starts[s + 1]):
            counts[s] += rank[targets[a]] > rank[s]


@kernel
def _is_answered(
    maker: int, x: int, here: int, rank: States, place: States, flips: Ints, counts: Ints, at: Ints
) -> bool:
    """Say whether some combination of the others' improvements makes a move to x no better than `here`.

    Args:
        maker: Who moved.
        x: The options taken after its move, as bits.
        here: Rank of the state where it began.
        rank: Rank of each state for it.
        place: State of each choice of options, −1 where it is not feasible.
        flips: What each improvement of each decision maker changes, as bits; none at its first place.
        counts: How many there are, the first among them, shape (n,).
        at: Workspace, shape (n,).
    """
    n = len(counts)
    at[:] = 0
    while True:
        y = x
        for j in range(n):
            if j != maker:
                y ^= flips[j, at[j]]
        if y < len(place) and place[y] >= 0 and rank[place[y]] <= here:
            return True
        j = 0
        while j < n:
            if j != maker:
                at[j] += 1
                if at[j] < counts[j]:
                    break
                at[j] = 0
            j += 1
        if j == n:
            return False


@kernel
def _solve(
    starts: Ints, targets: States, ranks: States, choices: Ints, place: States, flips: Ints, stable: Marks
) -> None:
    """Fill where each decision maker is stable."""
    n, size = ranks.shape
    counts, at = np.empty(n, dtype=np.int64), np.empty(n, dtype=np.int64)
    for s in range(size):
        for i in range(n):
            counts[i] = 1
            for a in range(starts[i, s], starts[i, s + 1]):
                u = targets[a]
                if ranks[i, u] > ranks[i, s]:
                    flips[i, counts[i]] = choices[s] ^ choices[u]
                    counts[i] += 1
        for i in range(n):
            stable[i, s] = 1
            for m in range(1, counts[i]):
                x = choices[s] ^ flips[i, m]
                if not _is_answered(i, x, ranks[i, s], ranks[i], place, flips, counts, at):
                    stable[i, s] = 0
                    break
