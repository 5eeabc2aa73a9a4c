"""How votes are counted: quotas of heads or weights, vetoes, and rules joined by *all* and *any*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, Tag

from detente.case.schema.base import Count, Element, Identifier, Truth, refusal, tag

__all__ = [
    "AllRules",
    "AnyRule",
    "Consent",
    "Counted",
    "Quorum",
    "Vote",
    "WeightedQuorum",
    "groups_of",
    "members_of",
    "rules_of",
]

_FINEST = 10**6
"""Parts of one into which weights may be divided, so that sums of votes are whole numbers of 64 bits."""


def _exact(value: float) -> Fraction:
    """Return a number as it is written, without the error of its binary form."""
    return Fraction(repr(value))


def _not_too_fine(value: float) -> float:
    if _exact(value).denominator > _FINEST:
        raise refusal("weight_too_fine", str(value), "at most six digits after the point")
    return value


Weight = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0, le=1e9), AfterValidator(_not_too_fine)]
Part = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0, le=1), AfterValidator(_not_too_fine)]


@dataclass(frozen=True, slots=True)
class Vote:
    """A quota in whole votes.

    Attributes:
        size: What the votes for must come to, less what those against take away.
        votes: Member → votes if it agrees.
        against: Member → what is taken away if it votes against; nothing if it abstains.
    """

    size: int
    votes: Mapping[str, int]
    against: Mapping[str, int]


class _Counted(Element):
    """What both quotas have."""

    share: Part | None = Field(
        default=None, description="Instead of `at_least`: what share of all, or of the votes cast, must accept."
    )
    of_votes_cast: Truth = Field(
        default=False, description="The share is one of the votes for and against: abstentions are left out."
    )
    veto: tuple[Identifier, ...] = Field(default=(), description="Members whose vote against it is enough to fail it.")

    def _groups(self, weights: Mapping[str, float], at_least: float | None) -> list[list[Vote]]:
        """Return the rule as groups of quotas of which one each must be reached."""
        exact = {member: _exact(weight) for member, weight in weights.items()}
        total = sum(exact.values(), Fraction(0))
        share = None if self.share is None else _exact(self.share)
        quota = _exact(at_least) if at_least is not None else (share or Fraction(0)) * total
        scale = lcm(*(value.denominator for value in (*exact.values(), *(() if share else (quota,)))))
        votes = {member: int(weight * scale) for member, weight in exact.items()}
        shared = gcd(*votes.values()) or 1
        votes = {member: count // shared for member, count in votes.items()}
        found = []
        if self.of_votes_cast and share is not None:
            over, under = share.numerator, share.denominator
            for_it = {member: (under - over) * count for member, count in votes.items()}
            found += [
                [Vote(0, for_it, {member: over * count for member, count in votes.items()})],
                [Vote(1, votes, {})],
            ]
        else:
            needed = quota * scale / shared
            found.append([Vote(-(-needed.numerator // needed.denominator), votes, {})])
        return [*found, *([Vote(0, {member: 0}, {member: 1})] for member in self.veto)]


class Quorum(_Counted):
    """A rule by heads: so many of these parties."""

    at_least: Count | None = Field(default=None, description="How many must accept.")
    of: tuple[Identifier, ...] = Field(min_length=1, description="The parties asked.")

    def groups(self) -> list[list[Vote]]:
        """Return the rule as groups of quotas of which one each must be reached.

        Example:
            >>> Quorum(share=0.55, of=("a", "b", "c")).groups()
            [[Vote(size=2, votes={'a': 1, 'b': 1, 'c': 1}, against={})]]
        """
        return self._groups(dict.fromkeys(self.of, 1), self.at_least)


class WeightedQuorum(_Counted):
    """A rule by weight: parties whose weights together reach a quota."""

    at_least: Weight | None = Field(
        default=None, description="What the weights of those who accept must reach together: the quota."
    )
    of: dict[Identifier, Weight] = Field(min_length=1, description="The parties asked, each with its weight.")

    def groups(self) -> list[list[Vote]]:
        """Return the rule in whole votes, as few as can be.

        Example:
            >>> WeightedQuorum(at_least=1.5, of={"north": 1.5, "south": 1, "west": 0.5}).groups()
            [[Vote(size=3, votes={'north': 3, 'south': 2, 'west': 1}, against={})]]
        """
        return self._groups(self.of, self.at_least)


class AllRules(Element):
    """Rules that must all be met."""

    all: tuple[Consent, ...] = Field(min_length=1, description="Every one of these rules must be met.")

    def groups(self) -> list[list[Vote]]:
        """Return the rules as groups of quotas of which one each must be reached."""
        return [group for part in self.all for group in groups_of(part)]


class AnyRule(Element):
    """Rules of which one must be met."""

    any: tuple[Consent, ...] = Field(min_length=1, description="One of these rules must be met.")

    def groups(self) -> list[list[Vote]]:
        """Return the rules as groups of quotas of which one each must be reached: *or* is distributed over *and*.

        Example:
            >>> either = AnyRule(any=(Quorum(at_least=2, of=("a", "b")), Quorum(at_least=1, of=("c",))))
            >>> [[vote.size for vote in group] for group in either.groups()]
            [[2, 1]]
        """
        found: list[list[Vote]] = [[]]
        for part in self.any:
            found = [[*group, *other] for group in found for other in groups_of(part)]
        return found


def _kind(raw: Any) -> str:
    if isinstance(raw, dict):
        if "all" in raw or "any" in raw:
            return tag("all rules" if "all" in raw else "any rule")
        return tag("weighted") if isinstance(raw.get("of"), dict) else tag("quorum")
    for kind, name in (
        (Quorum, "quorum"),
        (WeightedQuorum, "weighted"),
        (AllRules, "all rules"),
        (AnyRule, "any rule"),
    ):
        if isinstance(raw, kind):
            return tag(name)
    return tag("all")


Counted = Quorum | WeightedQuorum | AllRules | AnyRule
"""Rules that count votes."""

_A_LIST = Annotated[tuple[Identifier, ...], Tag(tag("all"))]
_HEADS = Annotated[Quorum, Tag(tag("quorum"))]
_WEIGHTS = Annotated[WeightedQuorum, Tag(tag("weighted"))]
_ALL = Annotated[AllRules, Tag(tag("all rules"))]
_ANY = Annotated[AnyRule, Tag(tag("any rule"))]

Consent = Annotated[_A_LIST | _HEADS | _WEIGHTS | _ALL | _ANY, Discriminator(_kind)]

AllRules.model_rebuild()
AnyRule.model_rebuild()


def groups_of(rule: Any) -> list[list[Vote]]:
    """Return any rule as groups of quotas of which one each must be reached; a list needs all of its members."""
    if isinstance(rule, tuple):
        return [[Vote(len(rule), dict.fromkeys(rule, 1), {})]] if rule else []
    groups: list[list[Vote]] = rule.groups()
    return groups


def members_of(rule: Any) -> tuple[str, ...]:
    """Return the parties that a rule asks, in the order in which it names them."""
    return tuple(dict.fromkeys(_members(rule)))


def _members(rule: Any) -> Iterator[str]:
    if isinstance(rule, tuple):
        yield from rule
    elif isinstance(rule, AllRules | AnyRule):
        for part in rule.all if isinstance(rule, AllRules) else rule.any:
            yield from _members(part)
    else:
        yield from (*rule.of, *rule.veto)


def rules_of(rule: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield a rule and all rules that it is made of, each with its path."""
    yield path, rule
    if isinstance(rule, AllRules | AnyRule):
        name = "all" if isinstance(rule, AllRules) else "any"
        for index, part in enumerate(getattr(rule, name)):
            yield from rules_of(part, f"{path}.{name}.{index}")
