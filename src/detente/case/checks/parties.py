"""Parties: what they want has a direction, a weight and a price that agree with one another."""

from __future__ import annotations

from collections.abc import Iterator

from detente.case.checks.levels import ends, spread
from detente.case.checks.names import Names
from detente.case.reading.walk import walk
from detente.case.schema.case import Document
from detente.case.schema.changes import RequireConsent, Seat
from detente.case.schema.course import Meeting
from detente.case.schema.moves import Moves
from detente.mistakes import Slip

__all__ = ["check_audiences", "check_insisting", "check_limits", "check_prices", "check_stakes"]


def check_limits(document: Document, names: Names) -> Iterator[Slip]:
    """Report limits of which it cannot be told whether they are floors or ceilings."""
    for key, positions in document.positions.items():
        for name, position in positions.items():
            issue = document.issues.get(name)
            if position.limit is None or issue is None:
                continue
            ideal, limit = spread(position.ideal, issue), spread(position.limit, issue)
            if ideal is None or limit is None:
                continue
            at_end = ideal[1] == limit[1] and ideal[1] in (0.0, 100.0)
            if limit[0] < ideal[1] < limit[2] or (limit[1] == ideal[1] and not at_end):
                values = {
                    "limit": f"{limit[0]:g} to {limit[2]:g}" if limit[0] < limit[2] else f"{limit[0]:g}",
                    "ideal": f"{ideal[1]:g}",
                }
                yield Slip("limit_without_side", f"positions.{key}.{name}.limit", values)


def check_stakes(document: Document, names: Names) -> Iterator[Slip]:
    """Report parties that want nothing, so that they would sign nothing or do nothing."""
    if not document.issues and document.moves is None:
        return
    for key, party in document.parties.items():
        if party.of is not None:
            if not _weighs(document, key):
                yield Slip("audience_idle", f"parties.{key}", {"name": key}, at_key=True)
            continue
        audiences = [name for name, other in document.parties.items() if other.of == key]
        wants = any(_weighs(document, name) for name in (key, *audiences))
        if wants or party.cares or any(link.party == key for link in document.linked):
            continue
        if _is_seated(document, key):
            yield Slip("table_indifferent", f"parties.{key}", {"name": key}, at_key=True)
        elif not _is_asked(document, key):
            yield Slip("party_idle", f"parties.{key}", {"name": key}, at_key=True)


def _weighs(document: Document, key: str) -> bool:
    """Say whether some issue may matter to a party."""
    return any(
        (ends(position.salience) or (0.0, 1.0))[1] > 0.0 for position in document.positions.get(key, {}).values()
    )


def _is_seated(document: Document, key: str) -> bool:
    return any(isinstance(part, Meeting) and key in part.table for _, part in walk(document.meetings))


def _is_asked(document: Document, key: str) -> bool:
    """Say whether a party's consent is needed, or an event or lever gives it a part."""
    for issue in document.issues.values():
        if key in issue.asked:
            return True
    if any(lever.by == key for lever in document.levers.values()):
        return True
    if document.moves is not None and _moves(document.moves, key):
        return True
    for section in (document.events, document.meetings, document.levers):
        for _, part in walk(section):
            if (isinstance(part, Seat) and part.seat == key) or (
                isinstance(part, RequireConsent) and part.require_consent == key
            ):
                return True
    return any(key in str(lever.changes) for lever in document.levers.values())


def _moves(moves: Moves, key: str) -> bool:
    """Say whether a party has a part in the conflict graph."""
    return key in moves.preferences or key in moves.graph or any(own.by == key for own in moves.options.values())


def check_audiences(document: Document, names: Names) -> Iterator[Slip]:
    """Report audiences of audiences, audiences without weight, and weights that exceed the whole."""
    lowest: dict[str, float] = {}
    for key, party in document.parties.items():
        path = f"parties.{key}"
        if party.of is None:
            if party.weight is not None:
                yield Slip("weight_without_of", f"{path}.weight", {"name": key}, at_key=True)
            if party.moved_by:
                yield Slip("weight_without_of", f"{path}.moved_by", {"name": key}, at_key=True)
            continue
        if party.of == key:
            yield Slip("audience_of_itself", f"{path}.of", {"name": key})
        elif party.of in names.audiences:
            yield Slip("audience_of_audience", f"{path}.of", {"name": party.of})
        if party.weight is None:
            yield Slip("missing", path, {"name": "weight", "about": "its share, such as 0.1 to 0.2"}, at_key=True)
        elif found := ends(party.weight):
            lowest[party.of] = lowest.get(party.of, 0.0) + found[0]
    for owner, total in lowest.items():
        if total > 1.0 and owner in document.parties:
            yield Slip("weights_beyond_one", f"parties.{owner}", {"found": f"{total:.3g}"}, at_key=True)


def check_prices(document: Document, names: Names) -> Iterator[Slip]:
    """Report prices of moving given twice, or by a package that cannot give one."""
    for key, party in document.parties.items():
        path, package = f"parties.{key}.price.walk_away", party.price.walk_away
        if package is None:
            continue
        if party.price.value is not None:
            yield Slip("two_prices", f"parties.{key}.price", at_key=True)
        members = (key, *(name for name, other in document.parties.items() if other.of == key))
        weighed = {
            issue
            for name in members
            for issue, position in document.positions.get(name, {}).items()
            if (ends(position.salience) or (0.0, 1.0))[1] > 0.0
        }
        if not weighed.intersection(package) and all(issue in names.issues for issue in package):
            yield Slip("walk_away_weightless", path, {"names": ", ".join(package)}, at_key=True)
        yield from _beyond_limit(document, key, package, path)


def _beyond_limit(document: Document, key: str, package: dict[str, str], path: str) -> Iterator[Slip]:
    """Report an option in a walk-away package that the party's own limit rules out."""
    for name, option in package.items():
        issue, position = document.issues.get(name), document.positions.get(key, {}).get(name)
        if issue is None or position is None or position.limit is None or option not in issue.options:
            continue
        limit, ideal = spread(position.limit, issue), spread(position.ideal, issue)
        if limit is None or ideal is None:
            continue
        level = issue.options[option].level
        if (limit[1] < ideal[1] and level < limit[0]) or (limit[1] > ideal[1] and level > limit[2]):
            values = {"option": option, "level": f"{level:g}", "limit": f"{limit[1]:g}"}
            yield Slip("walk_away_beyond_limit", f"{path}.{name}", values)


def check_insisting(document: Document, names: Names) -> Iterator[Slip]:
    """Report parties that insist on settling an issue before itself, or on what no meeting can settle."""
    agendas = {issue for key in document.meetings for issue in document.may_settle(key)}
    for key, stands in document.insists.items():
        for issue, others in stands.items():
            for index, other in enumerate(others):
                path = f"insists.{key}.{issue}.{index}"
                if not isinstance(other, str):
                    continue
                if other == issue:
                    yield Slip("insists_on_itself", path, {"name": issue})
                elif other in names.issues and issue in agendas and other not in agendas:
                    yield Slip("insists_off_agenda", path, {"name": other, "issue": issue})
