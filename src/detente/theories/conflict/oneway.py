"""Passes over the classes of a decision maker some of whose options cannot be taken back.

Within a class it can go from s to t iff what is spent in s is spent in t: an option is *spent* once it has been taken
and cannot be left, or left and cannot be taken. What is spent is a number of w bits, q(s); so that what s can bring
about is that of all t with q(t) ⊇ q(s). Least values by q are handed down from each set to its subsets, one bit after
another. One move still does what two do, so that the rule against moving twice in succession cannot bind.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.kernels.compiling import kernel

__all__ = ["best_at_hand", "lower", "lower_by_improving", "spend", "stays"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]
Marks = NDArray[np.uint8]

_NONE = 2**31 - 1


@kernel
def spend(choices: Ints, forward: int, back: int, order: States, spent: States) -> int:
    """Fill what is spent in each state, by its place in the order, and return in how many bits.

    Args:
        choices: Options taken in each state as bits, shape (S,).
        forward: Options of the decision maker that cannot be left, as bits.
        back: Those that cannot be taken; none of `forward`.
        order: States by class, shape (S,).
        spent: Filled, shape (S,).
    """
    spent[:] = 0
    width = 0
    for bit in range(62):
        if (forward | back) >> bit & 1:
            turned = back >> bit & 1
            for x in range(len(order)):
                spent[x] |= ((choices[order[x]] >> bit & 1) ^ turned) << width
            width += 1
    return width


@kernel
def lower(order: States, last: Marks, spent: States, width: int, value: States, least: States) -> bool:
    """Give every state the least value within its reach; say whether that changed any.

    Args:
        order: States by class, shape (S,).
        last: 1 at the last state of a class, by place, shape (S,).
        spent: What is spent in each, by place, shape (S,).
        width: In how many bits.
        value: Of each state, lowered, shape (S,).
        least: Workspace of 2^width values at least.
    """
    changed = False
    first = 0
    for x in range(len(order)):
        if last[x]:
            least[: 1 << width] = _NONE
            for y in range(first, x + 1):
                least[spent[y]] = min(least[spent[y]], value[order[y]])
            for bit in range(width):
                for q in range(1 << width):
                    if q >> bit & 1 == 0:
                        least[q] = min(least[q], least[q | 1 << bit])
            for y in range(first, x + 1):
                if least[spent[y]] < value[order[y]]:
                    value[order[y]] = least[spent[y]]
                    changed = True
            first = x + 1
    return changed


@kernel
def best_at_hand(
    order: States, last: Marks, spent: States, width: int, rank: States, best: States, top: States
) -> None:
    """Fill the best rank that each state or a move from it has, by `top`, a workspace; the others as in `lower`."""
    first = 0
    for x in range(len(order)):
        if last[x]:
            top[: 1 << width] = -1
            for y in range(first, x + 1):
                top[spent[y]] = max(top[spent[y]], rank[order[y]])
            for bit in range(width):
                for q in range(1 << width):
                    if q >> bit & 1 == 0:
                        top[q] = max(top[q], top[q | 1 << bit])
            for y in range(first, x + 1):
                best[order[y]] = top[spent[y]]
            first = x + 1


@kernel
def _hand_down(least: States, q: int, value: int) -> None:
    """Lower a set's value and those of its subsets, which are no higher than it unless they are lowered too."""
    if least[q] <= value:
        return
    part = q
    while True:
        least[part] = min(least[part], value)
        if part == 0:
            return
        part = (part - 1) & q


@kernel
def lower_by_improving(
    order: States, last: Marks, spent: States, width: int, rank: States, value: States, least: States
) -> bool:
    """Give every state the least value within its reach that is ranked higher; say whether that changed any.

    Arguments as in `lower`; within a class the order is from worst to best by `rank`.
    """
    changed = False
    here, equal = -1, 0
    for x in range(len(order) - 1, -1, -1):
        s = order[x]
        if last[x]:
            least[: 1 << width] = _NONE
            here, equal = rank[s], x
        elif rank[s] != here:
            for y in range(equal, x, -1):
                _hand_down(least, spent[y], value[order[y]])
            here, equal = rank[s], x
        if least[spent[x]] < value[s]:
            value[s] = least[spent[x]]
            changed = True
    return changed


@kernel
def stays(
    order: States, last: Marks, spent: States, width: int, rank: States, work: States, greatest: States, flags: Marks
) -> None:
    """Compare the rank of each state with the greatest of the least values over the improvements from it.

    Args:
        order: As in `lower_by_improving`, as are the three that follow.
        last: Shape (S,).
        spent: Shape (S,).
        width: Number of bits.
        rank: Of each state for who moves, shape (S,).
        work: Least values under GMR, SMR and SEQ, none below 0, shape (3, S).
        greatest: Workspace of 2^width values at least, their signs turned, for each of them.
        flags: Filled: 1 where it stays under R, GMR, SMR and SEQ, shape (4, S).
    """
    here, equal = -1, 0
    for x in range(len(order) - 1, -1, -1):
        s = order[x]
        if last[x]:
            greatest[:, : 1 << width] = 1
            here, equal = rank[s], x
        elif rank[s] != here:
            for y in range(equal, x, -1):
                for c in range(3):
                    _hand_down(greatest[c], spent[y], -work[c, order[y]])
            here, equal = rank[s], x
        flags[0, s] = greatest[0, spent[x]] == 1
        for c in range(3):
            flags[1 + c, s] = greatest[c, spent[x]] == 1 or -greatest[c, spent[x]] <= rank[s]
