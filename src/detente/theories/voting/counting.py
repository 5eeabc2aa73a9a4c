"""Voting power: how often a member's vote decides, under a rule of weights and a quota.

A coalition wins if its weights reach the quota. A member *swings* a coalition that wins with it and loses without it.

* Banzhaf (1965), Rutgers Law Review 19, 317–343; Penrose (1946): swings over the 2^(n−1) coalitions of the others.
* Shapley & Shubik (1954), American Political Science Review 48(3), 787–792: the share of all orders of joining in which
  the member turns a losing coalition into a winning one.

Both are exact: coalitions are counted by size and weight with whole numbers of any length, each member's contribution
taken out again by division of the generating function (Bilbao et al. 2000, Top 8, 191–213). Only sums that occur are
kept, so that few members may have weights of any size, and many members weights of a few thousand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial

from detente.errors import OptionError

__all__ = ["VotingPower", "WeightedRule", "can_be_counted", "voting_power"]

Counts = list[dict[int, int]]
"""How many coalitions there are, by size and weight; sums that do not occur are left out."""

MOST_SUMS = 500_000
"""Sizes and weights of coalitions that are told apart at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedRule:
    """A rule of weights and a quota.

    Attributes:
        quota: Weight that a winning coalition reaches, positive.
        weights: Member → weight, whole numbers that are not negative.

    Raises:
        OptionError: There is no member, a weight is negative, or all together do not reach the quota.
    """

    quota: int
    weights: Mapping[str, int]

    def __post_init__(self) -> None:
        """Check the numbers."""
        for member, weight in self.weights.items():
            if weight < 0:
                raise OptionError.outside(f"weight of {member}", weight, "a whole number that is not negative")
        if not 0 < self.quota <= sum(self.weights.values()):
            total = sum(self.weights.values())
            raise OptionError.outside("quota", self.quota, f"a whole number from 1 to {total}, the sum of all weights")


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingPower:
    """How often each member decides.

    Attributes:
        swings: Member → number of coalitions of the others that it swings.
        shapley_shubik: Member → share of the orders in which it is pivotal; they sum to 1.
        banzhaf: Member → share of all swings; they sum to 1.
        absolute: Member → share of the coalitions of the others that it swings.
    """

    swings: Mapping[str, int]
    shapley_shubik: Mapping[str, Fraction]
    banzhaf: Mapping[str, Fraction]
    absolute: Mapping[str, Fraction]


def voting_power(rule: WeightedRule) -> VotingPower:
    """Return the voting power of every member of a rule, exactly.

    Args:
        rule: Weights and quota. Time grows with members × distinct weights × quota, or with members × 2^members if
            that is less.

    Example:
        >>> found = voting_power(WeightedRule(quota=3, weights={"a": 2, "b": 1, "c": 1}))
        >>> [str(share) for share in found.shapley_shubik.values()]
        ['2/3', '1/6', '1/6']
    """
    members, q = tuple(rule.weights), rule.quota
    n = len(members)
    counts = _counted(tuple(rule.weights.values()), q)
    found: dict[int, tuple[int, Fraction]] = {}
    for weight in set(rule.weights.values()):
        found[weight] = _deciding(_without(counts, weight), weight, q, n)
    swings = {member: found[rule.weights[member]][0] for member in members}
    total = sum(swings.values())
    return VotingPower(
        swings=swings,
        shapley_shubik={member: found[rule.weights[member]][1] for member in members},
        banzhaf={member: Fraction(count, total) for member, count in swings.items()},
        absolute={member: Fraction(count, 2 ** (n - 1)) for member, count in swings.items()},
    )


def can_be_counted(rule: WeightedRule) -> bool:
    """Say whether the coalitions of a rule have few enough sizes and weights to be told apart in seconds.

    Example:
        >>> few, many = {"a": 10**9, "b": 7}, {f"member-{k}": 10**6 + k for k in range(40)}
        >>> can_be_counted(WeightedRule(quota=8, weights=few)), can_be_counted(WeightedRule(quota=10**7, weights=many))
        (True, False)
    """
    n = len(rule.weights)
    return sum(min(comb(n, size), rule.quota) for size in range(n + 1)) <= MOST_SUMS


def _counted(weights: tuple[int, ...], q: int) -> Counts:
    """Return the number of coalitions by size and weight, for weights below q."""
    counts: Counts = [{0: 1}, *({} for _ in weights)]
    for seen, weight in enumerate(weights):
        for size in range(seen, -1, -1):
            above = counts[size + 1]
            for w, count in counts[size].items():
                if w + weight < q:
                    above[w + weight] = above.get(w + weight, 0) + count
    return counts


def _without(counts: Counts, weight: int) -> Counts:
    """Return the counts of coalitions that leave out one member of this weight."""
    left: Counts = [counts[0]]
    for row in counts[1:-1]:
        below = left[-1]
        found = {w: count - below.get(w - weight, 0) for w, count in row.items()}
        left.append({w: count for w, count in found.items() if count})
    return left


def _deciding(others: Counts, weight: int, q: int, n: int) -> tuple[int, Fraction]:
    """Return how many coalitions of the others a member swings, and its share of the orders."""
    swings, orders = 0, 0
    for size, row in enumerate(others):
        swung = sum(count for w, count in row.items() if w >= q - weight)
        swings += swung
        orders += swung * factorial(size) * factorial(n - 1 - size)
    return swings, Fraction(orders, factorial(n))
