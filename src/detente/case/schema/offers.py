"""Offers with a price: what a party gives, and what it gives it for."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from detente.case.schema.base import Because, Bilingual, Element, Identifier, Text
from detente.case.schema.conditions import AllOf, AnyOf, Condition, IssueIs, Statement
from detente.case.schema.issues import Issue

__all__ = ["Offer", "standing"]


class Offer(Element):
    """What a party gives only for something: an offer is no wish, so what it wants stays under `positions`."""

    title: Text = Field(default=Bilingual(), description="A short name for people.")
    gives: dict[Identifier, Identifier] = Field(
        min_length=1, description="Issue → the furthest option it gives there; on the other side of `now` it is free."
    )
    for_: Condition = Field(alias="for", description="What the terms must then be: at least what it is given for.")
    because: Because = ()


def standing(offers: tuple[Offer, ...], issues: Mapping[str, Issue]) -> dict[str, Statement]:
    """Return, for each issue on which a party offers something, what it signs a change of it only with.

    The change goes the other way, or one of its offers covers it: no further than what it gives, for what it asks.

    Args:
        offers: Of one party.
        issues: Of the case.

    Example:
        >>> issue = Issue.model_validate({"topic": "t", "now": "none", "options": {"none": 0, "half": 50, "all": 100}})
        >>> offer = Offer.model_validate({"gives": {"plant": "half"}, "for": {"issue": "relief", "above": 0}})
        >>> found = standing((offer,), {"plant": issue})["plant"]
        >>> [type(part).__name__ for part in found.any]
        ['IssueIs', 'AllOf']
    """
    found: dict[str, Statement] = {}
    for key in dict.fromkeys(name for offer in offers for name in offer.gives):
        issue = issues.get(key)
        covering = [offer for offer in offers if key in offer.gives]
        named = [offer.gives[key] for offer in covering]
        if issue is None or any(option not in issue.options for option in (*named, issue.now)):
            continue
        now = issue.options[issue.now].level
        rises = issue.options[covering[0].gives[key]].level > now
        test = "at_most" if rises else "at_least"
        parts: list[Statement] = [IssueIs.model_validate({"issue": key, test: now})]
        for offer in covering:
            bound = IssueIs.model_validate({"issue": key, test: issue.options[offer.gives[key]].level})
            parts.append(AllOf.model_validate({"all": (bound, offer.for_)}))
        found[key] = AnyOf.model_validate({"any": tuple(parts)})
    return found
