"""Which states opponents can bring about together: legal sequences of moves, in which nobody moves twice in succession.

The moves of a coalition H from s are what legal sequences of its members' moves reach (Kilgour, Hipel & Fang 1987,
Automatica 23; Fang, Hipel & Kilgour 1993, chapter 4); its improvements, what sequences reach of which each move is an
improvement for who makes it, from where it is made. A *node* is a state together with who moved last into it.

What a stability asks of R_H(u) is whether some state in it is bad enough for i: the least rank in it. So that no list
R_H(u) is ever made: states are taken in the order of their value, and each gives its value to all that can reach it and
have none yet. Every move is looked at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.kernels.compiling import kernel

__all__ = ["NOTHING", "in_order", "least_reached", "reaches", "search"]

Ints = NDArray[np.int64]
States = NDArray[np.int32]
Marks = NDArray[np.uint8]

NOTHING = 2**31 - 1
"""The least value over no state."""


@kernel
def in_order(value: States, counts: Ints, order: States) -> None:
    """Fill the states in the order of their values, by counting.

    Args:
        value: Values from 0 to below the length of `counts` − 1, shape (S,).
        counts: Workspace.
        order: Filled, shape (S,).
    """
    counts[:] = 0
    for v in value:
        counts[v + 1] += 1
    for v in range(1, len(counts)):
        counts[v] += counts[v - 1]
    for s in range(len(value)):
        order[counts[value[s]]] = s
        counts[value[s]] += 1


@kernel
def least_reached(
    starts: Ints,
    sources: States,
    ranks: States,
    improving: bool,
    members: int,
    value: States,
    order: States,
    marked: Ints,
    stack: States,
    least: States,
) -> None:
    """Fill the least value of what the members of a coalition can reach from each state.

    Args:
        starts: Where the moves of each begin, by mover.
        sources: Moves backwards.
        ranks: Rank of each state for each mover, higher is better, shape (n, S); read if `improving`.
        improving: Count only moves that are improvements for their mover.
        members: The coalition as bits.
        value: Of each state, shape (S,).
        order: The states by increasing value, shape (S,).
        marked: Workspace: the last movers with which a state has its value, shape (S,).
        stack: Workspace of n · S nodes.
        least: Filled, shape (S,); `NOTHING` where nothing is reached.
    """
    n = len(starts)
    marked[:] = 0
    least[:] = NOTHING
    for t in order:
        top = 0
        for k in range(n):
            if members >> k & 1 and marked[t] >> k & 1 == 0:
                stack[top] = t * n + k
                top += 1
        marked[t] |= members
        while top:
            top -= 1
            at, k = stack[top] // n, stack[top] % n
            others = members & ~(1 << k)
            for a in range(starts[k, at], starts[k, at + 1]):
                s = sources[a]
                if improving and ranks[k, at] <= ranks[k, s]:
                    continue
                if least[s] == NOTHING:
                    least[s] = value[t]
                fresh = others & ~marked[s]
                if fresh:
                    marked[s] |= fresh
                    for j in range(n):
                        if fresh >> j & 1:
                            stack[top] = s * n + j
                            top += 1


@kernel
def reaches(
    starts: Ints, sources: States, members: int, goal: Marks, marked: Ints, stack: States, found: Marks
) -> None:
    """Fill from which states the members of a coalition can reach one of several, in one move at least.

    Args:
        starts: Where the moves of each begin, by mover.
        sources: Moves backwards.
        members: The coalition as bits.
        goal: 1 where it is to be reached, shape (S,).
        marked: Workspace, shape (S,).
        stack: Workspace of n · S nodes.
        found: Filled, shape (S,).
    """
    n, size = len(starts), len(goal)
    marked[:] = 0
    found[:] = 0
    top = 0
    for t in range(size):
        if goal[t]:
            marked[t] = members
            for k in range(n):
                if members >> k & 1:
                    stack[top] = t * n + k
                    top += 1
    while top:
        top -= 1
        at, k = stack[top] // n, stack[top] % n
        others = members & ~(1 << k)
        for a in range(starts[k, at], starts[k, at + 1]):
            s = sources[a]
            found[s] = 1
            fresh = others & ~marked[s]
            if fresh:
                marked[s] |= fresh
                for j in range(n):
                    if fresh >> j & 1:
                        stack[top] = s * n + j
                        top += 1


@kernel
def search(
    starts: Ints,
    targets: States,
    ranks: States,
    improving: bool,
    members: int,
    start: int,
    marked: Ints,
    queue: States,
    before: States,
) -> int:
    """Fill the nodes that a coalition can reach from a state, nearest first, and return how many.

    Args:
        starts: Where the moves of each begin, by mover.
        targets: Moves.
        ranks: Rank of each state for each mover, shape (n, S); read if `improving`.
        improving: Count only moves that are improvements for their mover.
        members: The coalition as bits.
        start: Where it begins.
        marked: Workspace: the last movers with which a state was reached, shape (S,).
        queue: Filled with nodes t · n + k: state t, into which k moved last, shape (n · S,).
        before: Filled with the place in `queue` from which each was reached, −1 for the start, shape (n · S,).
    """
    n = len(starts)
    marked[:] = 0
    tail = 0
    for head in range(-1, n * len(marked)):
        if head >= tail:
            break
        s = start if head < 0 else queue[head] // n
        last = -1 if head < 0 else queue[head] % n
        for k in range(n):
            if members >> k & 1 == 0 or k == last:
                continue
            for a in range(starts[k, s], starts[k, s + 1]):
                t = targets[a]
                if marked[t] >> k & 1 or (improving and ranks[k, t] <= ranks[k, s]):
                    continue
                marked[t] |= 1 << k
                queue[tail] = t * n + k
                before[tail] = head
                tail += 1
    return tail
