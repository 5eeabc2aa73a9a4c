"""Random small conflicts, each as the program takes it and as the definitions do."""

from __future__ import annotations

import random

import numpy as np
from conflict_definitions import Slow

from detente.theories.conflict import Conflict, Controls, ranked


def of_options(dice: random.Random, *, most: int = 5) -> tuple[Conflict, Slow]:
    """Return a conflict among choices of options: some infeasible, some one-way, some counted as one."""
    n = dice.randint(2, 4)
    count = dice.randint(n, max(n, most))
    owner = (*range(n), *(dice.randrange(n) for _ in range(count - n)))
    feasible = [x for x in range(1 << count) if dice.random() < dice.choice((1.0, 0.8, 0.6))] or [0]
    one_way = dice.random() < 0.5
    forward = sum(1 << k for k in range(count) if one_way and dice.random() < 0.3)
    back = sum(1 << k for k in range(count) if one_way and dice.random() < 0.2)
    state_of = list(range(len(feasible)))
    if dice.random() < 0.25 and len(feasible) > 3:
        joined = set(dice.sample(range(len(feasible)), 2))
        singles = [x for x in range(len(feasible)) if x not in joined]
        state_of = [len(singles) if x in joined else singles.index(x) for x in range(len(feasible))]
    size = max(state_of) + 1
    levels = dice.choice((2, 4, size))
    values = [[dice.randrange(levels) for _ in range(size)] for _ in range(n)]
    masks = [sum(1 << k for k in range(count) if owner[k] == i) for i in range(n)]
    moves: list[list[set[int]]] = [[set() for _ in range(size)] for _ in range(n)]
    for a, x in enumerate(feasible):
        for b, y in enumerate(feasible):
            for i in range(n):
                legal = not (x & ~y & forward) and not (~x & y & back)
                if (x ^ y) & ~masks[i] == 0 and legal and state_of[a] != state_of[b]:
                    moves[i][state_of[a]].add(state_of[b])
    merges = size != len(feasible)
    controls = Controls(np.array(feasible), np.array(masks), forward, back, np.array(state_of) if merges else None)
    fast = Conflict(tuple(f"m{i}" for i in range(n)), ranked(np.array(values)), controls)
    vectors = None if merges else [tuple(x >> k & 1 for k in range(count)) for x in feasible]
    slow = Slow(moves, values, vectors, owner)
    if merges:
        options = range(count)
        slow.choices = {tuple(x >> k & 1 for k in options): state_of[a] for a, x in enumerate(feasible)}
        kept, shut = [k for k in options if forward >> k & 1], [k for k in options if back >> k & 1]
        slow.legal = lambda x, y: all(y[k] >= x[k] for k in kept) and all(y[k] <= x[k] for k in shut)
    return fast, slow


def of_graph(dice: random.Random, *, most: int = 9) -> tuple[Conflict, Slow]:
    """Return a conflict of given moves, which need not be transitive."""
    n, size = dice.randint(2, 4), dice.randint(3, most)
    share = dice.choice((0.1, 0.2, 0.4))
    moves = [[{t for t in range(size) if t != s and dice.random() < share} for s in range(size)] for _ in range(n)]
    values = [[dice.randrange(dice.choice((3, size))) for _ in range(size)] for _ in range(n)]
    given = tuple((i, s, t) for i in range(n) for s in range(size) for t in moves[i][s])
    fast = Conflict(tuple(f"m{i}" for i in range(n)), ranked(np.array(values)), None, given)
    return fast, Slow(moves, values)
