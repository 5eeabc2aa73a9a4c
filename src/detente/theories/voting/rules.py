"""Rules by which votes are counted: quotas of weights, joined by *and* and *or*."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from detente.errors import OptionError

__all__ = ["AnyRule", "JointRule", "WeightedRule", "quotas_of"]


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

    @property
    def members(self) -> tuple[str, ...]:
        """Who votes."""
        return tuple(self.weights)

    def is_met(self, agreeing: frozenset[str] | set[str]) -> bool:
        """Say whether those who agree are enough."""
        return sum(weight for member, weight in self.weights.items() if member in agreeing) >= self.quota


@dataclass(frozen=True, slots=True, kw_only=True)
class JointRule:
    """Rules of which all, or any, must be met.

    Attributes:
        joined: Whether `all` of them or `any` of them.
        rules: What is joined.

    Example:
        >>> states = WeightedRule(quota=2, weights={"a": 1, "b": 1, "c": 1})
        >>> people = WeightedRule(quota=65, weights={"a": 60, "b": 25, "c": 15})
        >>> both = JointRule(joined="all", rules=(states, people))
        >>> both.is_met({"b", "c"}), both.is_met({"a", "c"})
        (False, True)
    """

    joined: Literal["all", "any"]
    rules: tuple[AnyRule, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """Who votes under any of the rules, in the order of the first that names them."""
        return tuple(dict.fromkeys(member for rule in self.rules for member in rule.members))

    def is_met(self, agreeing: frozenset[str] | set[str]) -> bool:
        """Say whether those who agree are enough."""
        met = (rule.is_met(agreeing) for rule in self.rules)
        return all(met) if self.joined == "all" else any(met)


AnyRule: TypeAlias = WeightedRule | JointRule


def quotas_of(rule: AnyRule) -> list[WeightedRule]:
    """Return the quotas that a rule is made of."""
    if isinstance(rule, WeightedRule):
        return [rule]
    return [quota for part in rule.rules for quota in quotas_of(part)]
