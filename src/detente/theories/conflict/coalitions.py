"""What groups can do together: improvements that suit every member, and what deters them.

A state t is an improvement for a coalition H from s iff t ∈ R_H(s) and every member ranks t above s (Kilgour, Hipel,
Fang & Peng 2001, Group Decision and Negotiation 10, 159–175). A state s is for H

    CNash  stable: H has no improvement from it
    CGMR   for each improvement u some t ∈ R_{N−H}(u) is no improvement on s for H
    CSMR   … and neither is any v ∈ R_H(t)
    CSEQ   as CGMR with t reached by sequences of improvements of coalitions within N−H, none twice in succession

(Inohara & Hipel 2008, Systems Engineering 11(4), 343–359). For coalitions of
one these are R, GMR, SMR and SEQ. A state is universally stable iff it is so for all coalitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from detente.kernels.compiling import kernel
from detente.theories.conflict.arcs import Arcs, reversed_arcs
from detente.theories.conflict.model import Conflict
from detente.theories.conflict.reach import reaches, search

__all__ = ["MOST_MAKERS", "Coalitions", "Together", "coalitions", "improvements_from"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]
Truths = NDArray[np.bool_]
Marks = NDArray[np.uint8]

MOST_MAKERS = 6
"""Decision makers at most: coalitions of them are the bits of one word."""

MOST_WORK = 1_000_000_000
"""Moves that are looked at, at most; beyond them coalitions are asked about one state at a time."""


class Together(StrEnum):
    """When a state is stable for a coalition."""

    CNASH = "CNash"
    CGMR = "CGMR"
    CSMR = "CSMR"
    CSEQ = "CSEQ"


@dataclass(frozen=True, slots=True, eq=False)
class Coalitions:
    """Stability for every coalition; the one whose members are the bits of h stands at h − 1.

    Attributes:
        improvements: From which state to which each can improve.
        stable: Concept → for each coalition and state, shape (2ⁿ − 1, S).
    """

    improvements: Arcs
    stable: dict[Together, Truths]

    def universal(self, concept: Together) -> Ints:
        """Return the states that are stable for all coalitions, increasing."""
        return np.flatnonzero(self.stable[concept].all(axis=0))


def improvements_from(conflict: Conflict, coalition: int, state: int) -> Ints:
    """Return the states that are improvements on one for every member of a coalition, increasing.

    Args:
        conflict: The conflict.
        coalition: Its members as bits.
        state: Where it begins.
    """
    reached = _Search(conflict).reached(coalition, state)
    members = [maker for maker in range(len(conflict.makers)) if coalition >> maker & 1]
    better = (conflict.ranks[members][:, reached] > conflict.ranks[members, state][:, None]).all(axis=0)
    return np.unique(reached[better]).astype(np.int64)


def coalitions(conflict: Conflict) -> Coalitions | None:
    """Return which states are stable for which coalitions.

    Returns:
        None where there are too many decision makers or states.

    Example:
        >>> from detente.theories.conflict.model import Controls, ranked
        >>> values = ranked(np.array([[1, 0, 3, 2], [1, 3, 0, 2]]))
        >>> dilemma = Conflict(("a", "b"), values, Controls(np.arange(4), np.array([1, 2])))
        >>> coalitions(dilemma).universal(Together.CNASH)
        array([], dtype=int64)
    """
    n, size = conflict.ranks.shape
    if n > MOST_MAKERS or size * len(conflict.moves.targets) * 2.0**n > MOST_WORK:
        return None
    found = _improvements(conflict)
    back = reversed_arcs(found)
    groups = range(1, 1 << n)
    stable = {concept: np.ones((len(groups), size), dtype=np.bool_) for concept in Together}
    stable[Together.CNASH] = np.diff(found.starts, axis=1) == 0
    marked = np.empty(size, dtype=np.int64)
    better, goal, reached = (np.empty(size, dtype=np.uint8) for _ in range(3))
    stack = np.empty(size * len(groups), dtype=np.int32)
    moves = conflict.back
    for group in groups:
        rest = conflict.everybody & ~group
        within = sum(1 << (other - 1) for other in groups if other & ~rest == 0)
        flags = np.empty((3, size), dtype=np.uint8)
        arcs = (moves.starts, moves.targets, back.starts, back.targets)
        own = found.starts[group - 1]
        asked = (group, rest, within)
        _solve(*arcs, own, found.targets, conflict.ranks, *asked, marked, better, goal, reached, stack, flags)
        for index, concept in enumerate((Together.CGMR, Together.CSMR, Together.CSEQ)):
            stable[concept][group - 1] = flags[index].astype(np.bool_)
    return Coalitions(found, stable)


class _Search:
    """What coalitions reach from one state at a time."""

    def __init__(self, conflict: Conflict) -> None:
        n, size = conflict.ranks.shape
        self.conflict = conflict
        self.marked = np.empty(size, dtype=np.int64)
        self.queue, self.before = np.empty(n * size, dtype=np.int32), np.empty(n * size, dtype=np.int32)

    def reached(self, coalition: int, state: int) -> Ints:
        """Return what a coalition can reach from a state, some perhaps more than once."""
        moves, ranks = self.conflict.moves, self.conflict.ranks
        count = search(*moves, ranks, False, coalition, state, self.marked, self.queue, self.before)
        return self.queue[:count].astype(np.int64) // len(ranks)


def _improvements(conflict: Conflict) -> Arcs:
    """Lay out the improvements of every coalition."""
    n, size = conflict.ranks.shape
    starts = np.zeros(((1 << n) - 1, size + 1), dtype=np.int64)
    targets: list[States] = []
    total = 0
    space = _Search(conflict)
    fresh = np.empty(size, dtype=np.int32)
    for group in range(1, 1 << n):
        for state in range(size):
            starts[group - 1, state] = total
            count = _improving(
                *(*conflict.moves, conflict.ranks, group, state),
                *(space.marked, space.queue, space.before, fresh),
            )
            targets.append(fresh[:count].copy())
            total += count
        starts[group - 1, size] = total
    return Arcs(starts, np.concatenate(targets) if targets else np.empty(0, dtype=np.int32))


@kernel
def _all_better(ranks: States, group: int, t: int, s: int) -> bool:
    """Say whether every member of a coalition ranks t above s."""
    better = True
    for h in range(len(ranks)):
        if group >> h & 1 and ranks[h, t] <= ranks[h, s]:
            better = False
    return better


@kernel
def _improving(
    starts: Ints,
    targets: States,
    ranks: States,
    group: int,
    s: int,
    marked: Ints,
    queue: States,
    before: States,
    found: States,
) -> int:
    """Fill the improvements of a coalition from a state, and return how many there are."""
    n = len(ranks)
    tail = search(starts, targets, ranks, False, group, s, marked, queue, before)
    count = 0
    for place in range(tail):
        t = queue[place] // n
        if marked[t] and _all_better(ranks, group, t, s):
            found[count] = t
            count += 1
            marked[t] = 0
    return count


@kernel
def _solve(
    starts: Ints,
    sources: States,
    group_starts: Ints,
    group_sources: States,
    own_starts: Ints,
    own_targets: States,
    ranks: States,
    group: int,
    rest: int,
    within: int,
    marked: Ints,
    better: Marks,
    goal: Marks,
    found: Marks,
    stack: States,
    flags: Marks,
) -> None:
    """Fill where a coalition is stable under CGMR, CSMR and CSEQ, shape (3, S).

    Args:
        starts: Where the moves of each decision maker begin.
        sources: Their moves, backwards.
        group_starts: Where the improvements of each coalition begin.
        group_sources: Their improvements, backwards.
        own_starts: Where the improvements of this one begin.
        own_targets: Its improvements.
        ranks: Shape (n, S).
        group: Its members as bits.
        rest: All others as bits.
        within: The coalitions within the rest as bits.
        marked: Workspace, shape (S,).
        better: Workspace, shape (S,).
        goal: Workspace, shape (S,).
        found: Workspace, shape (S,).
        stack: Workspace of a node for each state and coalition.
        flags: Filled.
    """
    size = len(better)
    for s in range(size):
        flags[:, s] = 1
        if own_starts[s] == own_starts[s + 1]:
            continue
        for t in range(size):
            better[t] = _all_better(ranks, group, t, s)
        for concept in range(3):
            if concept == 1:  # a sanction from which the coalition can escape to something better is none
                reaches(starts, sources, group, better, marked, stack, found)
            for t in range(size):
                goal[t] = not better[t] and (concept != 1 or not found[t])
            if concept == 2:
                reaches(group_starts, group_sources, within, goal, marked, stack, found)
            else:
                reaches(starts, sources, rest, goal, marked, stack, found)
            for a in range(own_starts[s], own_starts[s + 1]):
                if not found[own_targets[a]]:
                    flags[concept, s] = 0
