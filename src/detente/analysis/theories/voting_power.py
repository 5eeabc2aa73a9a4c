"""Where consent is counted: how much each party's yes weighs, and how often it decides."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from detente.case.schema.base import Bilingual
from detente.case.schema.case import Document
from detente.case.schema.votes import Counted, Quorum, WeightedQuorum, members_of, rules_of
from detente.theories.voting.counting import VotingPower

__all__ = ["Council", "Member", "council_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A party that is asked.

    Attributes:
        weight: as the case writes it, of several rules in the first that has weights; 1 where heads are counted.
        share: its share of all weights.
        swings: coalitions of the others that win with it and lose without it.
        absolute: their share among all coalitions of the others.
        banzhaf: its share of all swings.
        shapley_shubik: share of the orders of joining in which it is pivotal.
        vetoes: nothing passes without it.
    """

    party: str
    title: Bilingual
    weight: float
    share: float
    swings: int
    absolute: Fraction
    banzhaf: Fraction
    shapley_shubik: Fraction
    vetoes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """Those whose consent to an issue is counted.

    Attributes:
        quota: what those who accept must reach; None where that is no single number.
        rule: how votes are counted, as the case has it.
        total: sum of all weights.
        weighted: whether weights are counted; else heads.
        members: the strongest first by Shapley & Shubik, then in the order of the case.
    """

    issue: str
    title: Bilingual
    quota: float | None
    rule: Counted
    total: float
    weighted: bool
    members: tuple[Member, ...]

    @property
    def largest(self) -> float:
        """The largest share of weights or power of any member."""
        return max(max(each.share, float(each.banzhaf), float(each.shapley_shubik)) for each in self.members)


def council_of(document: Document, key: str, power: VotingPower) -> Council:
    """Return the council of an issue.

    Args:
        document: The case.
        key: An issue whose consent is counted.
        power: How often each of its members decides.
    """
    issue = document.issues[key]
    rule = issue.counted
    assert rule is not None
    parts = [part for _, part in rules_of(rule, "")]
    weighted = next((part for part in parts if isinstance(part, WeightedQuorum)), None)
    weights = dict.fromkeys(members_of(rule), 1.0 if weighted is None else 0.0)
    weights |= {} if weighted is None else weighted.of
    plain = rule if isinstance(rule, Quorum | WeightedQuorum) and not rule.veto else None
    total = float(f"{sum(weights.values()):.12g}")
    members = [
        Member(
            party=party,
            title=Bilingual(en=_named(document, party, "en"), zh=_named(document, party, "zh")),
            weight=weight,
            share=weight / total,
            swings=power.swings[party],
            absolute=power.absolute[party],
            banzhaf=power.banzhaf[party],
            shapley_shubik=power.shapley_shubik[party],
            vetoes=power.vetoes[party],
        )
        for party, weight in weights.items()
    ]
    return Council(
        issue=key,
        title=Bilingual(en=issue.name(key, "en"), zh=issue.name(key, "zh")),
        quota=None if plain is None or plain.at_least is None else float(plain.at_least),
        rule=rule,
        total=total,
        weighted=weighted is not None,
        members=tuple(sorted(members, key=lambda each: -each.shapley_shubik)),
    )


def _named(document: Document, party: str, language: str) -> str:
    return document.parties[party].name(party, language)
