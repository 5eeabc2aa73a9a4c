"""The same stabilities without laying out any move, where each choice of options is a state of its own.

Then the states among which a decision maker can go alone are a class: those alike in all options of the others. If it
can take and leave its options again it can go from each to each, so that the least value it can bring about is that of
the class; with improvements only, that of the states of the class it ranks higher. (What cannot be taken back divides
a class further: `oneway`.) Each class is one stretch of an order of all states, within it by rank; a pass over the
order serves all its states. Passes for the opponents in turn are repeated until nothing changes. Nobody gains by moving
twice in succession here, since one move does what two do, so that the rule against it cannot bind.

A state counts among what can be brought about from it, which changes no stability: it is better than where the
improvement began, and so no sanction.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.kernels.compiling import kernel
from detente.theories.conflict.oneway import best_at_hand, lower, lower_by_improving, spend, stays

__all__ = ["Classes", "classes_of", "flags_by_classes"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]
Marks = NDArray[np.uint8]


class Classes(NamedTuple):
    """The classes of each decision maker.

    Attributes:
        order: states by class and, within it, from worst to best, shape (n, S).
        last: 1 at the last state of a class, at its place in the order, shape (n, S).
        spent: what cannot be taken back in each state, as bits, at its place in the order, shape (n, S); with no
            places where everybody can take back everything.
        widths: in how many bits, shape (n,).
    """

    order: States
    last: Marks
    spent: States
    widths: Ints


def classes_of(choices: Ints, controls: Ints, ranks: States, forward: int = 0, back: int = 0) -> Classes:
    """Lay out the classes.

    Args:
        choices: Options taken in each state as bits, increasing, shape (S,).
        controls: Options of each decision maker as bits, shape (n,).
        ranks: How high each ranks each state, shape (n, S).
        forward: Options that cannot be left, as bits.
        back: Options that cannot be taken, as bits.
    """
    n, size = ranks.shape
    frozen = forward & back
    spent = np.zeros((n, size if forward | back else 0), dtype=np.int32)
    widths = np.zeros(n, dtype=np.int64)
    order, last = np.empty((n, size), dtype=np.int32), np.empty((n, size), dtype=np.uint8)
    number = np.empty(int(choices[-1]) + 1, dtype=np.int32)
    of_state, by_rank = np.empty(size, dtype=np.int32), np.empty(size, dtype=np.int32)
    counts = np.empty(size + 1, dtype=np.int64)
    for maker in range(n):
        mask = int(controls[maker]) & ~frozen
        _lay(choices, mask, ranks[maker], number, of_state, by_rank, counts, order[maker], last[maker])
        if mask & (forward | back):
            widths[maker] = spend(choices, mask & forward, mask & back, order[maker], spent[maker])
    return Classes(order, last, spent, widths)


def flags_by_classes(classes: Classes, ranks: States) -> Marks:
    """Return where each decision maker stays, under R, GMR, SMR and SEQ, shape (4, n, S)."""
    n, size = ranks.shape
    flags = np.empty((4, n, size), dtype=np.uint8)
    work = np.empty((3, size), dtype=np.int32)
    sets = np.empty((3, 1 << int(classes.widths.max())), dtype=np.int32)
    for maker in range(n):
        _solve(maker, *classes, ranks, work, sets, flags[:, maker])
    return flags


@kernel
def _by_counting(keys: States, before: States, first: bool, counts: Ints, order: States) -> None:
    """Fill the states in the order of a key, those alike in the order they had `before`."""
    counts[:] = 0
    for key in keys:
        counts[key + 1] += 1
    for key in range(1, len(counts)):
        counts[key] += counts[key - 1]
    for x in range(len(keys)):
        s = x if first else before[x]
        order[counts[keys[s]]] = s
        counts[keys[s]] += 1


@kernel
def _lay(
    choices: Ints,
    mask: int,
    rank: States,
    number: States,
    of_state: States,
    by_rank: States,
    counts: Ints,
    order: States,
    last: Marks,
) -> None:
    """Fill the order of one decision maker."""
    number[:] = -1
    found = 0
    for s in range(len(choices)):
        x = choices[s] & ~mask
        if number[x] < 0:
            number[x] = found
            found += 1
        of_state[s] = number[x]
    _by_counting(rank, by_rank, True, counts, by_rank)
    _by_counting(of_state, by_rank, False, counts, order)
    for x in range(len(order)):
        last[x] = x + 1 == len(order) or of_state[order[x]] != of_state[order[x + 1]]


@kernel
def _lower(order: States, last: Marks, value: States) -> bool:
    """Give every state the least value of its class; say whether that changed any."""
    changed = False
    first = 0
    for x in range(len(order)):
        if last[x]:
            least = value[order[first]]
            differ = False
            for y in range(first + 1, x + 1):
                v = value[order[y]]
                differ |= v != least
                least = min(least, v)
            if differ:
                changed = True
                for y in range(first, x + 1):
                    value[order[y]] = least
            first = x + 1
    return changed


@kernel
def _lower_by_improving(order: States, last: Marks, rank: States, value: States) -> bool:
    """Give every state the least value among those of its class ranked higher; say whether that changed any."""
    changed = False
    none = np.int32(2**31 - 1)
    above = level = none
    here = -1
    for x in range(len(order) - 1, -1, -1):
        s = order[x]
        if last[x]:
            above = level = none
            here = rank[s]
        elif rank[s] != here:
            here = rank[s]
            above = min(above, level)
            level = none
        if value[s] > above:
            value[s] = above
            changed = True
        level = min(level, value[s])
    return changed


@kernel
def _spread(
    maker: int,
    order: States,
    last: Marks,
    spent: States,
    widths: Ints,
    ranks: States,
    improving: bool,
    value: States,
    least: States,
) -> None:
    """Lower the values by what the others can bring about, until nothing changes."""
    changed = True
    while changed:
        changed = False
        for k in range(len(order)):
            if k == maker:
                continue
            if widths[k] > 0 and improving:
                changed |= lower_by_improving(order[k], last[k], spent[k], widths[k], ranks[k], value, least)
            elif widths[k] > 0:
                changed |= lower(order[k], last[k], spent[k], widths[k], value, least)
            elif improving:
                changed |= _lower_by_improving(order[k], last[k], ranks[k], value)
            else:
                changed |= _lower(order[k], last[k], value)


@kernel
def _solve(
    maker: int,
    order: States,
    last: Marks,
    spent: States,
    widths: Ints,
    ranks: States,
    work: States,
    sets: States,
    flags: Marks,
) -> None:
    """Fill where one decision maker stays, under R, GMR, SMR and SEQ, shape (4, S).

    Args:
        maker: Who.
        order: Of the classes, as are the three that follow.
        last: Shape (n, S).
        spent: Shape (n, S).
        widths: Shape (n,).
        ranks: How high each ranks each state, shape (n, S).
        work: Workspace, shape (3, S).
        sets: Workspace, a value for every set of what can be spent, shape (3, 2^most bits).
        flags: Filled.
    """
    rank, width = ranks[maker], widths[maker]
    least, firm, credible = work
    least[:] = rank
    credible[:] = rank
    if width > 0:
        best_at_hand(order[maker], last[maker], spent[maker], width, rank, firm, sets[0])
    else:
        _best_of_class(order[maker], last[maker], rank, firm)
    _spread(maker, order, last, spent, widths, ranks, False, least, sets[0])
    _spread(maker, order, last, spent, widths, ranks, False, firm, sets[0])
    _spread(maker, order, last, spent, widths, ranks, True, credible, sets[0])
    if width > 0:
        stays(order[maker], last[maker], spent[maker], width, rank, work, sets, flags)
    else:
        _stays(order[maker], last[maker], rank, work, flags)


@kernel
def _best_of_class(order: States, last: Marks, rank: States, best: States) -> None:
    """Fill the best rank of each state's class."""
    first = 0
    for x in range(len(rank)):
        if last[x]:
            for y in range(first, x + 1):
                best[order[y]] = rank[order[x]]
            first = x + 1


@kernel
def _stays(order: States, last: Marks, rank: States, work: States, flags: Marks) -> None:
    """Compare the rank of each state with the greatest of the least values over the improvements from it."""
    size = len(order)
    greatest = np.zeros((2, 3), dtype=np.int32)  # over states ranked above, and over those ranked as this one
    here = -1
    top = True
    for x in range(size - 1, -1, -1):
        s = order[x]
        if last[x]:
            greatest[:] = -1
            top = True
            here = rank[s]
        elif rank[s] != here:
            here = rank[s]
            top = False
            for c in range(3):
                greatest[0, c] = max(greatest[0, c], greatest[1, c])
        flags[0, s] = top
        for c in range(3):
            flags[1 + c, s] = greatest[0, c] <= rank[s]
            greatest[1, c] = max(greatest[1, c], work[c, s])
