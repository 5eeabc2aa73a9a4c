"""Names of parties, issues, claims and the like must be names that the case gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from detente.case.checks.names import Names, unknown
from detente.case.general import general_constants
from detente.case.schema.case import Document
from detente.case.schema.votes import Quorum, WeightedQuorum, rules_of
from detente.mistakes import Slip

__all__ = ["check_references"]


def check_references(document: Document, names: Names) -> Iterator[Slip]:
    """Report names that do not exist; those in conditions and changes are checked with these."""
    yield from _claims(document, names)
    yield from _issues(document, names)
    yield from _wants(document, names)
    yield from _parties(document, names)
    yield from _course(document, names)
    yield from _ends(document, names)


def party(name: str, names: Names, path: str, at_key: bool = False) -> Iterator[Slip]:
    """Report a name that is no party, or that of an audience, which neither signs nor consents."""
    if name not in names.parties:
        yield unknown("party", name, names.principals, path, at_key)
    elif name in names.audiences:
        yield Slip("audience_acts", path, {"name": name, "names": ", ".join(names.principals)}, at_key=at_key)


def _each(what: str, used: Iterable[str], valid: tuple[str, ...], path: str) -> Iterator[Slip]:
    """Report items of a list that are not among the valid names."""
    for index, name in enumerate(used):
        if name not in valid:
            yield unknown(what, name, valid, f"{path}.{index}")


def _keyed(what: str, used: Iterable[str], valid: tuple[str, ...], path: str) -> Iterator[Slip]:
    """Report keys of a mapping that are not among the valid names."""
    for name in used:
        if name not in valid:
            yield unknown(what, name, valid, f"{path}.{name}", at_key=True)


def _claims(document: Document, names: Names) -> Iterator[Slip]:
    known, parts = frozenset(names.claims), names.parts.values()
    of_elements, of_numbers = (part.claims for part in parts), (part.claims_of_numbers for part in parts)
    for path, used in chain(*of_elements, *of_numbers):
        if not known.issuperset(used):
            yield from _each("claim", used, names.claims, path)
    for key, claim in document.claims.items():
        if claim.source not in names.sources:
            yield unknown("source", claim.source, names.sources, f"claims.{key}.source")
    yield from _keyed("source", document.not_used, names.sources, "not_used")


def _issues(document: Document, names: Names) -> Iterator[Slip]:
    for key, issue in document.issues.items():
        path = f"issues.{key}"
        if names.topics and issue.topic not in names.topics:
            yield unknown("topic", issue.topic, names.topics, f"{path}.topic")
        if not names.has_option(key, issue.now):
            yield unknown("option", issue.now, names.options.get(key, ()), f"{path}.now")
        yield from voters(issue.consent, names, f"{path}.consent")


def voters(rule: Any, names: Names, path: str) -> Iterator[Slip]:
    """Report members of a rule by which votes are counted that are no parties."""
    for where, part in rules_of(rule, path):
        if isinstance(part, tuple):
            for index, member in enumerate(part):
                yield from party(member, names, f"{where}.{index}")
        elif isinstance(part, Quorum | WeightedQuorum):
            weighted = isinstance(part, WeightedQuorum)
            for index, member in enumerate(part.of):
                yield from party(member, names, f"{where}.of.{member if weighted else index}", at_key=weighted)
            for index, member in enumerate(part.veto):
                yield from party(member, names, f"{where}.veto.{index}")


def _wants(document: Document, names: Names) -> Iterator[Slip]:
    for key, positions in document.positions.items():
        if key not in names.parties:
            yield unknown("party", key, names.parties, f"positions.{key}", at_key=True)
        yield from _keyed("issue", positions, names.issues, f"positions.{key}")
    for key, stands in document.insists.items():
        yield from party(key, names, f"insists.{key}", at_key=True)
        yield from _keyed("issue", stands, names.issues, f"insists.{key}")
        for issue, others in stands.items():
            for index, other in enumerate(others):
                if isinstance(other, str) and other not in names.issues:
                    yield unknown("issue", other, names.issues, f"insists.{key}.{issue}.{index}")
    for index, link in enumerate(document.linked):
        yield from party(link.party, names, f"linked.{index}.party")


def _parties(document: Document, names: Names) -> Iterator[Slip]:
    movers = (*names.factors, *names.flags)
    for key, member in document.parties.items():
        path = f"parties.{key}"
        if member.of is not None and member.of not in names.parties:
            yield unknown("party", member.of, names.principals, f"{path}.of")
        yield from _keyed("factor or flag", member.moved_by, movers, f"{path}.moved_by")
        yield from _keyed("factor or flag", member.price.moved_by, movers, f"{path}.price.moved_by")
        yield from _keyed("factor", member.cares, names.factors, f"{path}.cares")
        for issue, option in (member.price.walk_away or {}).items():
            below = f"{path}.price.walk_away.{issue}"
            if issue not in names.issues:
                yield unknown("issue", issue, names.issues, below, at_key=True)
            elif not names.has_option(issue, option):
                yield unknown("option", option, names.options[issue], below)


def _course(document: Document, names: Names) -> Iterator[Slip]:
    drivers = (*names.issues, *names.factors, *names.flags)
    for key, factor in document.factors.items():
        yield from _keyed("issue, factor or flag", factor.driven_by, drivers, f"factors.{key}.driven_by")
    for key, meeting in document.meetings.items():
        path = f"meetings.{key}"
        for index, member in enumerate(meeting.table):
            yield from party(member, names, f"{path}.table.{index}")
        yield from _each("issue", meeting.agenda or (), names.issues, f"{path}.agenda")
        for member in meeting.attends:
            yield from party(member, names, f"{path}.attends.{member}", at_key=True)
        if meeting.proposer is not None:
            yield from party(meeting.proposer, names, f"{path}.proposer")
    for key, event in document.events.items():
        yield from _keyed("issue, factor or flag", event.hazard_ratio, drivers, f"events.{key}.hazard_ratio")


def _ends(document: Document, names: Names) -> Iterator[Slip]:
    for key, marker in document.markers.items():
        if marker.of is not None and marker.of not in names.scenarios:
            yield unknown("scenario", marker.of, names.scenarios, f"markers.{key}.of")
    for key, lever in document.levers.items():
        if lever.by is not None and lever.by not in names.parties:
            yield unknown("party", lever.by, names.parties, f"levers.{key}.by")
    ends = (*names.scenarios, *names.conditions)
    for key, kind in document.reference_classes.items():
        if kind.for_ is not None and kind.for_ not in ends:
            yield unknown("scenario or condition", kind.for_, ends, f"reference_classes.{key}.for")
    for key, question in document.questions.items():
        if question.base_rate is not None and question.base_rate not in document.reference_classes:
            yield unknown(
                "reference class", question.base_rate, (*document.reference_classes,), f"questions.{key}.base_rate"
            )
    yield from _keyed("general belief", document.general, tuple(general_constants()), "general")
