"""Issues: options are distinct levels, consent can be had, `needs` speaks of other issues' terms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from detente.case.checks.names import Names
from detente.case.reading.walk import walk
from detente.case.schema.case import Document
from detente.case.schema.conditions import AllOf, AnyOf, AtLeast, IssueIs, Named, Not, Statement
from detente.case.schema.votes import Quorum, WeightedQuorum, groups_of, rules_of
from detente.mistakes import Slip

__all__ = ["MOST_IN_A_SET", "check_issues", "check_sizes", "check_terms_conditions", "check_twice_in_lists"]

MOST_IN_A_SET = 62
"""Parties that act, topics and links of a case: sets of them are bits of one whole number in the solver."""


def check_issues(document: Document, names: Names) -> Iterator[Slip]:
    """Report issues with nothing to choose, levels given twice, and quorums that cannot be met."""
    for key, issue in document.issues.items():
        if len(issue.options) < 2:
            yield Slip("few_options", f"issues.{key}.options", {"found": str(len(issue.options))}, at_key=True)
        first: dict[float, str] = {}
        for name, option in issue.options.items():
            if option.level in first:
                values = {"level": f"{option.level:g}", "first": first[option.level], "second": name}
                yield Slip("level_twice", f"issues.{key}.options.{name}", values)
            first.setdefault(option.level, name)
        yield from check_rule(issue.consent, f"issues.{key}.consent")


def check_rule(rule: Any, path: str) -> Iterator[Slip]:
    """Report quotas that all members together cannot meet, and rules that say how many twice or not at all."""
    for where, part in rules_of(rule, path):
        if not isinstance(part, Quorum | WeightedQuorum):
            continue
        if (part.at_least is None) == (part.share is None):
            yield Slip("quota_once", where)
        elif part.of_votes_cast and part.share is None:
            yield Slip("cast_without_share", f"{where}.of_votes_cast")
        elif part.at_least is not None:
            yield from _out_of_reach(part, f"{where}.at_least")
        for index, member in enumerate(part.veto):
            if member not in part.of:
                yield Slip("veto_outside", f"{where}.veto.{index}", {"name": member})
    if len(groups_of(rule)) > MOST_IN_A_SET:
        values = {"found": str(len(groups_of(rule))), "limit": str(MOST_IN_A_SET)}
        yield Slip("too_many_quotas", path, values, at_key=True)


def _out_of_reach(rule: Quorum | WeightedQuorum, path: str) -> Iterator[Slip]:
    """Report a quota that all its members together cannot meet."""
    weights = dict.fromkeys(rule.of, 1.0) if isinstance(rule, Quorum) else rule.of
    total = sum(Decimal(repr(weight)) for weight in weights.values())
    if rule.at_least is not None and Decimal(repr(rule.at_least)) > total:
        if isinstance(rule, WeightedQuorum):
            yield Slip("quota_beyond", path, {"found": f"{rule.at_least:.12g}", "total": f"{float(total):.12g}"})
        else:
            yield Slip("quorum_beyond", path, {"found": str(rule.at_least), "count": str(len(weights))})


def check_sizes(document: Document, names: Names) -> Iterator[Slip]:
    """Report more parties, topics or links than sets of them can hold."""
    acting = sum(party.of is None for party in document.parties.values())
    for section, count in (("parties", acting), ("topics", len(document.topics)), ("linked", len(document.linked))):
        if count > MOST_IN_A_SET:
            values = {"found": str(count), "section": section, "limit": str(MOST_IN_A_SET)}
            yield Slip("too_many", section, values, at_key=True)


def check_terms_conditions(document: Document, names: Names) -> Iterator[Slip]:
    """Report `needs`, `if` and `unless` that speak of more than the terms of other issues."""
    places: list[tuple[str, str, Statement]] = []
    for key, issue in document.issues.items():
        if issue.needs is not None:
            places.append((f"issues.{key}.needs", key, issue.needs))
    for party, stands in document.insists.items():
        for key, others in stands.items():
            for index, other in enumerate(others):
                if not isinstance(other, str):
                    places.append((f"insists.{party}.{key}.{index}", "", other))
    for party, offers in document.offers.items():
        places += [(f"offers.{party}.{index}.for", "", offer.for_) for index, offer in enumerate(offers)]
    for index, link in enumerate(document.linked):
        places.append((f"linked.{index}.if", "", link.if_))
        if link.unless is not None:
            places.append((f"linked.{index}.unless", "", link.unless))
    for path, own, condition in places:
        for below, part in _unfolded(condition, path, document):
            if isinstance(part, IssueIs) and own and part.issue == own:
                yield Slip("needs_itself", below, {"name": own})
            if not isinstance(part, IssueIs | AllOf | AnyOf | Not | AtLeast | Named):
                yield Slip("not_about_terms", below, {"found": type(part).__name__.lower()})
            elif part.is_dated:
                yield Slip("dated_terms", below)
            elif isinstance(part, AtLeast) and not all(isinstance(member, IssueIs) for member in part.of):
                yield Slip("counted_groups", below)


def _unfolded(
    condition: Statement, path: str, document: Document, seen: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Statement]]:
    """Yield all parts of a condition, those of named conditions at the place that names them."""
    for below, part in walk(condition, path):
        if not isinstance(part, Statement):
            continue
        yield below, part
        if isinstance(part, Named) and part.condition in document.conditions and part.condition not in seen:
            inner = _unfolded(document.conditions[part.condition], below, document, seen | {part.condition})
            yield from ((below, deeper) for _, deeper in inner)


def check_twice_in_lists(document: Document, names: Names) -> Iterator[Slip]:
    """Report names that stand twice in one list."""
    lists = [entry for part in names.parts.values() for entry in part.lists]
    for party, stands in document.insists.items():
        for issue, others in stands.items():
            lists.append((f"insists.{party}.{issue}", tuple(other for other in others if isinstance(other, str))))
    for path, items in lists:
        if len(set(items)) == len(items):
            continue
        for index, item in enumerate(items):
            if item in items[:index]:
                yield Slip("twice_in_list", f"{path}.{index}", {"name": str(item)})
