"""Stability from the definitions: sets and lists, nothing shared with the program but the conflict's own numbers.

A conflict here is a list of moves for each decision maker, state → set of states, and a relation better(i, t, s).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product

Better = Callable[[int, int, int], bool]


@dataclass
class Slow:
    """A conflict: `moves[i][s]` is where i can go; `p[i][s]` how it ranks s; `vectors[s]` the options taken in s.

    Where several choices of options count as one state, `choices` has all of them with their states.
    """

    moves: list[list[set[int]]]
    p: list[list[int]]
    vectors: list[tuple[int, ...]] | None = None
    owner: tuple[int, ...] = ()
    choices: dict[tuple[int, ...], int] = field(default_factory=dict)
    legal: Callable[[tuple[int, ...], tuple[int, ...]], bool] = lambda x, y: True
    unknown: list[set[frozenset[int]]] = field(default_factory=list)
    _kept: dict[tuple[object, ...], set[int]] = field(default_factory=dict)

    def reached(self, members: tuple[int, ...], how: str, s: int) -> set[int]:
        """Return what members reach by `moves`, `improvements` or what `may` be improvements; kept once found."""
        key = (members, how, s)
        if key not in self._kept:
            steps = {"moves": lambda j, x: self.moves[j][x], "improvements": self.improvements, "may": self.maybe}
            self._kept[key] = together(list(members), steps[how], s)
        return self._kept[key]

    @property
    def makers(self) -> range:
        return range(len(self.moves))

    @property
    def states(self) -> range:
        return range(len(self.p[0]))

    def better(self, i: int, t: int, s: int) -> bool:
        return not self.open(i, s, t) and self.p[i][t] > self.p[i][s]

    def open(self, i: int, s: int, t: int) -> bool:
        return bool(self.unknown) and frozenset((s, t)) in self.unknown[i]

    def improvements(self, i: int, s: int) -> set[int]:
        return {t for t in self.moves[i][s] if self.better(i, t, s)}

    def maybe(self, i: int, s: int) -> set[int]:
        return {t for t in self.moves[i][s] if self.better(i, t, s) or self.open(i, s, t)}


def together(members: list[int], step: Callable[[int, int], set[int]], s: int) -> set[int]:
    """Return what legal sequences reach: grown from one move on, with the set of last movers of each state."""
    last: dict[int, set[int]] = {}
    for j in members:
        for t in step(j, s):
            last.setdefault(t, set()).add(j)
    growing = True
    while growing:
        growing = False
        for t, movers in list(last.items()):
            for j in members:
                if movers == {j}:
                    continue
                for u in step(j, t):
                    if j not in last.setdefault(u, set()):
                        last[u].add(j)
                        growing = True
    return set(last)


def stable(game: Slow, concept: str, i: int, s: int) -> bool:
    others = tuple(j for j in game.makers if j != i)
    if concept == "SIM" and game.choices:
        return all(stays_at(game, i, x) for x, state in game.choices.items() if state == s)
    if concept == "SIM":
        return all(answered(game, i, s, u) for u in game.improvements(i, s))
    for u in game.improvements(i, s):
        how = "improvements" if concept == "SEQ" else "moves"
        reached = set() if concept == "R" else game.reached(others, how, u)
        sanctions = {t for t in reached if not game.better(i, t, s)}
        if concept == "SMR":
            sanctions = {t for t in sanctions if not any(game.better(i, v, s) for v in game.moves[i][t])}
        if not sanctions:
            return False
    return True


def answered(game: Slow, i: int, s: int, u: int) -> bool:
    assert game.vectors is not None
    number = {vector: state for state, vector in enumerate(game.vectors)}
    others = [j for j in game.makers if j != i]
    for choice in product(*[[s, *game.improvements(j, s)] for j in others]):
        made = dict(zip(others, choice, strict=True)) | {i: u}
        vector = tuple(game.vectors[made[owner]][k] for k, owner in enumerate(game.owner))
        if vector in number and not game.better(i, number[vector], s):
            return True
    return False


def stays_at(game: Slow, i: int, x: tuple[int, ...]) -> bool:
    """Whether each better own change of a choice x can be answered by better own changes of x by the others."""
    here = game.choices[x]

    def better_changes(j: int) -> list[tuple[int, ...]]:
        return [
            y
            for y, state in game.choices.items()
            if game.better(j, state, here)
            and game.legal(x, y)
            and all(a == b or owner == j for a, b, owner in zip(x, y, game.owner, strict=True))
        ]

    others = [j for j in game.makers if j != i]
    for own in better_changes(i):
        deterred = False
        for answers in product(*[[x, *better_changes(j)] for j in others]):
            made = dict(zip(others, answers, strict=True)) | {i: own}
            end = game.choices.get(tuple(made[owner][k] for k, owner in enumerate(game.owner)))
            deterred = deterred or (end is not None and not game.better(i, end, here))
        if not deterred:
            return False
    return True


def stable_unknown(game: Slow, concept: str, variant: str, i: int, s: int) -> bool:
    others = tuple(j for j in game.makers if j != i)

    def no_better(t: int) -> bool:
        return not game.better(i, t, s) and (variant in "cd" or not game.open(i, s, t))

    leaving = game.maybe(i, s) if variant in "ac" else game.improvements(i, s)
    for u in leaving:
        how = "may" if concept == "SEQ" else "moves"
        reached = set() if concept == "R" else game.reached(others, how, u)
        sanctions = {t for t in reached if no_better(t)}
        if concept == "SMR":
            sanctions = {t for t in sanctions if all(no_better(v) for v in game.moves[i][t])}
        if not sanctions:
            return False
    return True


def improvements(game: Slow, group: frozenset[int], s: int) -> set[int]:
    reached = game.reached(tuple(sorted(group)), "moves", s)
    return {t for t in reached if all(game.better(h, t, s) for h in group)}


def within(members: frozenset[int]) -> list[frozenset[int]]:
    ordered = sorted(members)
    return [frozenset(j for bit, j in enumerate(ordered) if code >> bit & 1) for code in range(1, 1 << len(ordered))]


def stable_together(game: Slow, concept: str, group: frozenset[int], s: int) -> bool:
    rest = frozenset(game.makers) - group

    def suits(t: int) -> bool:
        return all(game.better(h, t, s) for h in group)

    for u in improvements(game, group, s):
        if concept == "CNash":
            return False
        if concept == "CSEQ":
            groups = within(rest)
            reached = together(
                list(range(len(groups))), lambda c, x, groups=groups: improvements(game, groups[c], x), u
            )
        else:
            reached = game.reached(tuple(sorted(rest)), "moves", u)
        sanctions = {t for t in reached if not suits(t)}
        if concept == "CSMR":
            ours = tuple(sorted(group))
            sanctions = {t for t in sanctions if not any(suits(v) for v in game.reached(ours, "moves", t))}
        if not sanctions:
            return False
    return True
