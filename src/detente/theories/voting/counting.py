"""Voting power: how often a member's vote decides, under quotas of weights joined by *and* and *or*.

A coalition wins if it meets the rule. A member *swings* a coalition that wins with it and loses without it.

* Banzhaf (1965), Rutgers Law Review 19, 317–343; Penrose (1946): swings over the 2^(n−1) coalitions of the others.
* Shapley & Shubik (1954), American Political Science Review 48(3), 787–792: the share of all orders of joining in which
  the member turns a losing coalition into a winning one.

Both are exact. More support never loses a vote, so that a member swings as many coalitions of s others as there are
winning ones of s + 1 with it, less the winning ones of s without it. Winning coalitions are counted by size:

* up to 30 members, with weights of any size, by halves (Horowitz & Sahni 1974, Journal of the ACM 21(2), 277–292):
  where sizes leave one quota of weights to be met the sums of one half are sorted, where several, pairs are tried;
* beyond, sums are told apart that occur, each member taken out again by division of the generating function
  (Bilbao et al. 2000, Top 8, 191–213).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial, prod

import numpy as np
from numpy.typing import NDArray

from detente.theories.voting.rules import AnyRule, JointRule, WeightedRule, quotas_of

__all__ = ["VotingPower", "can_be_counted", "voting_power"]

Ints = NDArray[np.int64]
Marks = NDArray[np.bool_]

MOST_BY_HALVES = 30
"""Members whose coalitions are counted by halves."""
MOST_SUMS = 500_000
"""Sizes and sums of coalitions of more members that are told apart at most."""
AT_A_TIME = 1 << 22
"""Pairs of half coalitions that are tried together; no result depends on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingPower:
    """How often each member decides.

    Attributes:
        winning: number of coalitions that win.
        swings: Member → number of coalitions of the others that it swings.
        shapley_shubik: Member → share of the orders in which it is pivotal; they sum to 1.
        banzhaf: Member → share of all swings; they sum to 1.
        absolute: Member → share of the coalitions of the others that it swings.
        vetoes: Member → whether nothing wins without it.
    """

    winning: int
    swings: Mapping[str, int]
    shapley_shubik: Mapping[str, Fraction]
    banzhaf: Mapping[str, Fraction]
    absolute: Mapping[str, Fraction]
    vetoes: Mapping[str, bool]


def voting_power(rule: AnyRule) -> VotingPower:
    """Return the voting power of every member of a rule, exactly.

    Args:
        rule: Quotas of weights, joined by *and* and *or*.

    Example:
        >>> from detente.theories.voting.rules import WeightedRule
        >>> found = voting_power(WeightedRule(quota=3, weights={"a": 2, "b": 1, "c": 1}))
        >>> [str(share) for share in found.shapley_shubik.values()]
        ['2/3', '1/6', '1/6']
    """
    members = rule.members
    n = len(members)
    count = _by_halves if n <= MOST_BY_HALVES else _by_sums
    won, won_with = count(rule, members)
    swings, pivots = {}, {}
    for member, with_it in zip(members, won_with, strict=True):
        swung = [with_it[s + 1] - (won[s] - with_it[s]) for s in range(n)]
        swings[member] = sum(swung)
        orders = sum(times * factorial(s) * factorial(n - 1 - s) for s, times in enumerate(swung))
        pivots[member] = Fraction(orders, factorial(n))
    total = sum(swings.values())
    return VotingPower(
        winning=sum(won),
        swings=swings,
        shapley_shubik=pivots,
        banzhaf={member: Fraction(times, total) for member, times in swings.items()},
        absolute={member: Fraction(times, 2 ** (n - 1)) for member, times in swings.items()},
        vetoes={member: not rule.is_met({*members} - {member}) for member in members},
    )


def can_be_counted(rule: AnyRule) -> bool:
    """Say whether the coalitions of a rule can be counted in seconds.

    Example:
        >>> from detente.theories.voting.rules import WeightedRule
        >>> few, many = {f"m{k}": 10**9 + k for k in range(30)}, {f"m{k}": 10**6 + k for k in range(40)}
        >>> can_be_counted(WeightedRule(quota=10**10, weights=few)), can_be_counted(WeightedRule(quota=8, weights=many))
        (True, False)
    """
    n = len(rule.members)
    if n <= MOST_BY_HALVES:
        return True
    sums = prod(sum(leaf.weights.values()) + 1 for leaf in _told_apart(rule))
    return sum(min(comb(n, size), sums) for size in range(n + 1)) <= MOST_SUMS


# ── By halves ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Half:
    """All coalitions of half of the members, by size: members as bits, and a row of sums for each quota."""

    members: int
    of_size: tuple[Ints, ...]
    sums: tuple[Ints, ...]


def _half(weights: Ints) -> _Half:
    """Return the coalitions of some members, whose weights stand in a column each, i8[quotas, members]."""
    n = weights.shape[1]
    sums = np.zeros((len(weights), 1), dtype=np.int64)
    sizes = np.zeros(1, dtype=np.int64)
    for member in range(n):
        sums = np.concatenate([sums, sums + weights[:, member : member + 1]], axis=1)
        sizes = np.concatenate([sizes, sizes + 1])
    of_size = tuple(np.flatnonzero(sizes == s) for s in range(n + 1))
    return _Half(n, of_size, tuple(sums[:, found] for found in of_size))


def _by_halves(rule: AnyRule, members: tuple[str, ...]) -> tuple[list[int], list[list[int]]]:
    """Return how many coalitions win by size, and how many of them each member belongs to."""
    n = len(members)
    leaves = quotas_of(rule)
    weights = np.array([[leaf.weights.get(m, 0) for m in members] for leaf in leaves], dtype=np.int64)
    first, second = _half(weights[:, : n // 2]), _half(weights[:, n // 2 :])
    places = {id(leaf): k for k, leaf in enumerate(leaves)}
    won, won_with = [0] * (n + 1), [[0] * (n + 1) for _ in members]
    for a in range(first.members + 1):
        for b in range(second.members + 1):
            one, other = first.sums[a], second.sums[b]
            rows, columns = _winning(rule, places, one, other)
            won[a + b] += int(rows.sum())
            for m in range(n):
                here = m < n // 2
                chosen = (first.of_size[a] >> m if here else second.of_size[b] >> (m - n // 2)) & 1 == 1
                won_with[m][a + b] += int((rows if here else columns)[chosen].sum())
    return won, won_with


def _winning(rule: AnyRule, places: dict[int, int], one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Return how many of the others each half coalition wins with, and the reverse.

    Args:
        rule: When a coalition wins.
        places: Row of each quota, by its identity.
        one: Sums of half coalitions of one size, i8[quotas, N].
        other: Sums of those of the other half, of one size, i8[quotas, M].
    """
    left = _simplified(rule, places, one, other)
    if isinstance(left, bool):
        full = int(left)
        return np.full(one.shape[1], full * other.shape[1]), np.full(other.shape[1], full * one.shape[1])
    if isinstance(left, WeightedRule):
        mine, theirs = one[places[id(left)]], other[places[id(left)]]
        return _reaching(mine, theirs, left.quota), _reaching(theirs, mine, left.quota)
    rows, columns = np.zeros(one.shape[1], dtype=np.int64), np.zeros(other.shape[1], dtype=np.int64)
    step = max(1, AT_A_TIME // max(1, other.shape[1]))
    for start in range(0, one.shape[1], step):
        wins = _tried(left, places, one[:, start : start + step], other)
        rows[start : start + step] = wins.sum(axis=1)
        columns += wins.sum(axis=0)
    return rows, columns


def _reaching(mine: Ints, theirs: Ints, quota: int) -> Ints:
    """Return with how many of the others each sum reaches a quota."""
    return len(theirs) - np.searchsorted(np.sort(theirs), quota - mine, side="left")


def _simplified(rule: AnyRule, places: dict[int, int], one: Ints, other: Ints) -> AnyRule | bool:
    """Return what of a rule is open for coalitions of such sizes: quotas that all meet, or none, are settled."""
    if isinstance(rule, WeightedRule):
        mine, theirs = one[places[id(rule)]], other[places[id(rule)]]
        if mine.min() + theirs.min() >= rule.quota:
            return True
        return False if mine.max() + theirs.max() < rule.quota else rule
    settles = rule.joined == "any"
    parts = [_simplified(part, places, one, other) for part in rule.rules]
    if any(part is settles for part in parts):
        return settles
    left = [part for part in parts if not isinstance(part, bool)]
    if not left:
        return not settles
    return left[0] if len(left) == 1 else JointRule(joined=rule.joined, rules=tuple(left))


def _tried(rule: AnyRule, places: dict[int, int], one: Ints, other: Ints) -> Marks:
    """Return which pairs of half coalitions win, (N, M)."""
    if isinstance(rule, WeightedRule):
        found: Marks = one[places[id(rule)]][:, None] >= rule.quota - other[places[id(rule)]][None, :]
        return found
    parts = [_tried(part, places, one, other) for part in rule.rules]
    together: Marks = np.logical_or.reduce(parts) if rule.joined == "any" else np.logical_and.reduce(parts)
    return together


# ── By sums ──────────────────────────────────────────────────────────────────────────────────────────────────


def _told_apart(rule: AnyRule) -> list[WeightedRule]:
    """Return the quotas whose sums must be told apart: those of heads are known from the size."""
    members = rule.members
    found: dict[tuple[int, ...], WeightedRule] = {}
    for leaf in quotas_of(rule):
        row = tuple(leaf.weights.get(m, 0) for m in members)
        if len(set(row)) > 1:
            found.setdefault(row, leaf)
    return list(found.values())


def _by_sums(rule: AnyRule, members: tuple[str, ...]) -> tuple[list[int], list[list[int]]]:
    """Return the same as :func:`_by_halves`, from the sums that coalitions of each size come to."""
    leaves = _told_apart(rule)
    places = _places(rule, members, leaves)
    rows = [tuple(leaf.weights.get(m, 0) for leaf in leaves) for m in members]
    counts: list[dict[tuple[int, ...], int]] = [{(0,) * len(leaves): 1}, *({} for _ in members)]
    for seen, row in enumerate(rows):
        for size in range(seen, -1, -1):
            above = counts[size + 1]
            for sums, count in counts[size].items():
                more = tuple(map(int.__add__, sums, row))
                above[more] = above.get(more, 0) + count
    wins = [{sums for sums in row if _wins(rule, places, size, sums)} for size, row in enumerate(counts)]
    won = [sum(counts[size][sums] for sums in found) for size, found in enumerate(wins)]
    shares: dict[tuple[int, ...], list[int]] = {}
    for row in set(rows):
        without = _without(counts, row)
        left = [sum(part.get(sums, 0) for sums in found) for part, found in zip(without, wins, strict=True)]
        shares[row] = [all_ - rest for all_, rest in zip(won, left, strict=True)]
    return won, [shares[row] for row in rows]


def _places(rule: AnyRule, members: tuple[str, ...], leaves: list[WeightedRule]) -> dict[int, tuple[int, int]]:
    """Return, by the identity of a quota, the place of its sums, or −1 and the weight of every head."""
    rows = [[leaf.weights.get(m, 0) for m in members] for leaf in leaves]
    found = {}
    for leaf in quotas_of(rule):
        row = [leaf.weights.get(m, 0) for m in members]
        found[id(leaf)] = (rows.index(row), 0) if row in rows else (-1, row[0])
    return found


def _wins(rule: AnyRule, places: dict[int, tuple[int, int]], size: int, sums: tuple[int, ...]) -> bool:
    """Say whether coalitions of a size that come to such sums win."""
    if isinstance(rule, JointRule):
        parts = (_wins(part, places, size, sums) for part in rule.rules)
        return any(parts) if rule.joined == "any" else all(parts)
    place, each = places[id(rule)]
    return (each * size if place < 0 else sums[place]) >= rule.quota


def _without(counts: list[dict[tuple[int, ...], int]], row: tuple[int, ...]) -> list[dict[tuple[int, ...], int]]:
    """Return the counts of coalitions that leave out one member of such weights."""
    left = [counts[0]]
    for part in counts[1:]:
        below = left[-1]
        found = {sums: count - below.get(tuple(map(int.__sub__, sums, row)), 0) for sums, count in part.items()}
        left.append({sums: count for sums, count in found.items() if count})
    return left
