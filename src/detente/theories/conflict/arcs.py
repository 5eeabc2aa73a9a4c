"""The moves of a conflict as arcs: to which states each decision maker can go alone, laid out one after another.

Index order: decision makers i, j (n of them), states s, t, u (S of them). `targets[starts[i, s] : starts[i, s + 1]]`
are the states to which i can move from s.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.errors import TheoryError
from detente.kernels.compiling import kernel

__all__ = ["MOST_ARCS", "Arcs", "arcs_of_options", "arcs_of_pairs", "merged", "reversed_arcs"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]

MOST_ARCS = 250_000_000
"""Moves that are laid out at most: a gigabyte of them."""


class Arcs(NamedTuple):
    """Moves by decision maker and state.

    Attributes:
        starts: where the moves of each begin, shape (n, S + 1).
        targets: where they lead, shape (arcs,).
    """

    starts: Ints
    targets: States

    def of(self, maker: int, state: int) -> States:
        """Return the states to which a decision maker can move from a state."""
        return self.targets[self.starts[maker, state] : self.starts[maker, state + 1]]


def arcs_of_options(choices: Ints, controls: Ints, forward: int, back: int) -> Arcs:
    """Lay out the moves among choices of options: any number of own options change at once.

    A move from s to t is i's iff they differ in options that i controls and in no other (Fang, Hipel & Kilgour 1993,
    Interactive Decision Making, chapter 2). It is dropped if it leaves an option of `forward` or takes one of `back`.

    Args:
        choices: Feasible choices, increasing, shape (S,); bit k is option k.
        controls: Options of each decision maker as bits, shape (n,).
        forward: Options that cannot be left, as bits.
        back: Options that cannot be taken, as bits.

    Raises:
        TheoryError: There are more than `MOST_ARCS` moves.
    """
    place = np.full(int(choices[-1]) + 1 if len(choices) else 1, -1, dtype=np.int32)
    place[choices] = np.arange(len(choices), dtype=np.int32)
    flips = [_submasks(int(mask)) for mask in controls]
    bound = len(choices) * sum(map(len, flips))
    if bound > 8 * MOST_ARCS:
        raise _too_many(bound)
    starts = np.zeros((len(controls), len(choices) + 1), dtype=np.int64)
    total = 0
    for maker, masks in enumerate(flips):
        total = _count(choices, place, masks, forward, back, total, starts[maker])
    if total > MOST_ARCS:
        raise _too_many(total)
    targets = np.empty(total, dtype=np.int32)
    for maker, masks in enumerate(flips):
        _fill(choices, place, masks, forward, back, starts[maker], targets)
    return Arcs(starts, targets)


def arcs_of_pairs(makers: Ints, sources: Ints, targets: Ints, n: int, size: int) -> Arcs:
    """Lay out moves that are given one by one; twice the same is one, and staying is none.

    Args:
        makers: Who moves, shape (arcs,).
        sources: From where, shape (arcs,).
        targets: To where, shape (arcs,).
        n: Number of decision makers.
        size: Number of states.
    """
    moving = sources != targets
    keys = np.unique((makers[moving] * size + sources[moving]) * size + targets[moving])
    counts = np.bincount(keys // size, minlength=n * size).reshape(n, size)
    ends = np.cumsum(counts).reshape(n, size)
    starts = np.zeros((n, size + 1), dtype=np.int64)
    starts[:, 1:] = ends
    starts[:, 0] = ends[:, 0] - counts[:, 0]
    return Arcs(starts, (keys % size).astype(np.int32))


def merged(arcs: Arcs, state_of: Ints, size: int) -> Arcs:
    """Return the moves among states that are made of several: what leads from a member leads from the whole.

    Args:
        arcs: Moves among the members, F of them.
        state_of: State of each member, shape (F,).
        size: Number of states.
    """
    n = len(arcs.starts)
    lengths = np.diff(arcs.starts, axis=1)
    makers = np.repeat(np.arange(n), lengths.sum(axis=1))
    sources = np.concatenate([np.repeat(state_of, lengths[maker]) for maker in range(n)])
    return arcs_of_pairs(makers, sources, state_of[arcs.targets], n, size)


def reversed_arcs(arcs: Arcs) -> Arcs:
    """Return the moves backwards: `targets` then are the states from which one can come."""
    starts = np.zeros_like(arcs.starts)
    targets = np.empty_like(arcs.targets)
    for maker in range(len(starts)):
        _reverse(arcs.starts[maker], arcs.targets, starts[maker], targets)
    return Arcs(starts, targets)


def _submasks(mask: int) -> Ints:
    """Return all choices among the options of a mask but the empty one, increasing."""
    masks, part = [], mask
    while part:
        masks.append(part)
        part = (part - 1) & mask
    return np.array(masks[::-1], dtype=np.int64)


def _too_many(found: int) -> TheoryError:
    return TheoryError(
        f"the conflict has {found:,} moves; at most {MOST_ARCS:,} are laid out",
        "rule out states that cannot be, or divide the options among more decision makers",
    )


@kernel
def _count(choices: Ints, place: States, flips: Ints, forward: int, back: int, total: int, starts: Ints) -> int:
    """Fill where the moves of one decision maker begin, counted on from `total`; return where they end."""
    for s in range(len(choices)):
        starts[s] = total
        x = choices[s]
        for flip in flips:
            if x & flip & forward == 0 and ~x & flip & back == 0:
                y = x ^ flip
                if y < len(place) and place[y] >= 0:
                    total += 1
    starts[len(choices)] = total
    return total


@kernel
def _fill(choices: Ints, place: States, flips: Ints, forward: int, back: int, starts: Ints, targets: States) -> None:
    """Fill the targets of the moves of one decision maker."""
    for s in range(len(choices)):
        a = starts[s]
        x = choices[s]
        for flip in flips:
            if x & flip & forward == 0 and ~x & flip & back == 0:
                y = x ^ flip
                if y < len(place) and place[y] >= 0:
                    targets[a] = place[y]
                    a += 1


@kernel
def _reverse(starts: Ints, targets: States, back_starts: Ints, back_targets: States) -> None:
    """Fill the moves of one decision maker backwards, by counting."""
    size = len(starts) - 1
    for a in range(starts[0], starts[size]):
        back_starts[targets[a] + 1] += 1
    back_starts[0] = starts[0]
    for s in range(size):
        back_starts[s + 1] += back_starts[s]
    for s in range(size):
        for a in range(starts[s], starts[s + 1]):
            t = targets[a]
            back_targets[back_starts[t]] = s
            back_starts[t] += 1
    for s in range(size, 0, -1):
        back_starts[s] = back_starts[s - 1]
    back_starts[0] = starts[0]
