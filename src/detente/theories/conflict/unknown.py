"""Stability where it is not known which of two states somebody likes better: four ways to count what is not known.

    a  i leaves for what may be better; only what is surely no better deters it
    b  i leaves for what is surely better; only what is surely no better deters it
    c  i leaves for what may be better; what may be no better deters it, too
    d  i leaves for what is surely better; what may be no better deters it, too

From a, the strictest, to d; credible sanctions are made of moves that are or may be improvements (Li, Hipel, Kilgour
& Fang 2004, IEEE Transactions on Systems, Man and Cybernetics A 34, 507–520).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from detente.kernels.compiling import kernel
from detente.theories.conflict.model import Conflict
from detente.theories.conflict.stability import Concept, Stability

__all__ = ["MOST_WORK", "Variant", "stability_unknown"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]
Marks = NDArray[np.uint8]

MOST_WORK = 2_000_000_000
"""Moves that are looked at, at most."""


class Variant(StrEnum):
    """How what is not known is counted."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"


def stability_unknown(conflict: Conflict, variant: Variant) -> Stability | None:
    """Return which states are R, GMR, SMR and SEQ stable for whom, some preferences not being known.

    Args:
        conflict: The conflict with its pairs of unknown preference.
        variant: How they are counted.

    Returns:
        None where there are too many states.
    """
    n, size = conflict.ranks.shape
    if float(size) * len(conflict.moves.targets) * n > MOST_WORK:
        return None
    pairs = _pairs(conflict)
    flags = np.ones((4, n, size), dtype=np.uint8)
    leaves = variant in (Variant.A, Variant.C)
    deters = variant in (Variant.C, Variant.D)
    work = (np.empty(size, dtype=np.int64), np.empty(n * size, dtype=np.int32))
    for maker in range(n):
        _solve(maker, *conflict.moves, conflict.ranks, pairs, leaves, deters, *work, flags[:, maker])
    names = (Concept.R, Concept.GMR, Concept.SMR, Concept.SEQ)
    return Stability({name: flags[index].astype(np.bool_) for index, name in enumerate(names)})


def _pairs(conflict: Conflict) -> Ints:
    """Return pairs of unknown preference as (decision maker, state, state), both ways, shape (pairs, 3)."""
    rows = [(maker, *pair) for maker, pairs in enumerate(conflict.unknown) for pair in pairs]
    both = rows + [(maker, t, s) for maker, s, t in rows]
    return np.array(both, dtype=np.int64).reshape(-1, 3)


@kernel
def _is_better(maker: int, t: int, s: int, ranks: States, pairs: Ints, may: bool) -> bool:
    """Say whether t is surely better than s, or, if `may`, surely or possibly."""
    for p in range(len(pairs)):
        if pairs[p, 0] == maker and pairs[p, 1] == s and pairs[p, 2] == t:
            return may
    return bool(ranks[maker, t] > ranks[maker, s])


@kernel
def _reach(
    maker: int,
    start: int,
    starts: Ints,
    targets: States,
    ranks: States,
    pairs: Ints,
    improving: bool,
    marked: Ints,
    queue: States,
) -> int:
    """Fill the nodes that all but one can reach, by moves that are or may be improvements if asked for."""
    n = len(ranks)
    marked[:] = 0
    tail = 0
    for head in range(-1, n * len(marked)):
        if head >= tail:
            break
        s = start if head < 0 else queue[head] // n
        last = maker if head < 0 else queue[head] % n
        for k in range(n):
            if k in (maker, last):
                continue
            for a in range(starts[k, s], starts[k, s + 1]):
                t = targets[a]
                if marked[t] >> k & 1 or (improving and not _is_better(k, t, s, ranks, pairs, True)):
                    continue
                marked[t] |= 1 << k
                queue[tail] = t * n + k
                tail += 1
    return tail


@kernel
def _is_deterred(
    maker: int,
    s: int,
    concept: int,
    tail: int,
    starts: Ints,
    targets: States,
    ranks: States,
    pairs: Ints,
    may: bool,
    queue: States,
) -> bool:
    """Say whether what the others can reach holds a sanction; for SMR one without escape."""
    n = len(ranks)
    for place in range(tail):
        t = queue[place] // n
        if _is_better(maker, t, s, ranks, pairs, not may):
            continue
        escapes = False
        if concept == 2:
            for a in range(starts[maker, t], starts[maker, t + 1]):
                escapes |= _is_better(maker, targets[a], s, ranks, pairs, not may)
        if not escapes:
            return True
    return False


@kernel
def _solve(
    maker: int,
    starts: Ints,
    targets: States,
    ranks: States,
    pairs: Ints,
    leaves: bool,
    deters: bool,
    marked: Ints,
    queue: States,
    flags: Marks,
) -> None:
    """Lower the flags of states that a decision maker leaves, under R, GMR, SMR and SEQ, shape (4, S)."""
    for s in range(len(marked)):
        for a in range(starts[maker, s], starts[maker, s + 1]):
            u = targets[a]
            if not _is_better(maker, u, s, ranks, pairs, leaves):
                continue
            flags[0, s] = 0
            for concept in range(1, 4):
                if flags[concept, s]:
                    tail = _reach(maker, u, starts, targets, ranks, pairs, concept == 3, marked, queue)
                    if not _is_deterred(maker, s, concept, tail, starts, targets, ranks, pairs, deters, queue):
                        flags[concept, s] = 0
