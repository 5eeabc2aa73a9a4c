"""A table's choice found by the exact solver, for cases with too many packages to look at all of them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np
from world_statements import parts_of, terms_satisfy
from world_tables import Table
from world_wants import SHELVED, consenting, named, with_package

from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Kind, Rule
from detente.case.schema.case import RULES
from detente.case.schema.conditions import AllOf, AnyOf, AtLeast, Not, Statement
from detente.case.schema.votes import groups_of

Clause = list[tuple[str, frozenset[str | None]]]
"""Issues with the alternatives that satisfy it: one of them is enough."""
SOLVED_BY = {
    "nash": Rule.NASH,
    "kalai-smorodinsky": Rule.KALAI_SMORODINSKY,
    "proposer": Rule.PROPOSER,
    "compromise": Rule.COMPROMISE,
}


def solved(table: Table) -> dict[str, str] | None:
    """Return the package that the solver strikes for a table."""
    parties = [
        *table.seats,
        *(p for p, its in table.document.parties.items() if its.of is None and p not in table.seats),
    ]
    rule = RULES[int(table.number("bargaining.rule"))]
    proposer = table.seats.index(table.proposer())
    table.wanted = table.signed_prices()
    for noisy in (True, False):
        table.noisy = noisy
        found, _ = _struck(table, parties, len(table.seats), table.wanted, SOLVED_BY[rule], proposer)
        if found is not None:
            return found
    return None


def solved_alone(table: Table, party: str) -> tuple[dict[str, str], float]:
    """Return the package that a party would strike alone, and its worth to it."""
    found, worth = _struck(table, [party], 1, {}, Rule.PROPOSER, 0, alone=party)
    return (found, worth) if found is not None else ({}, 0.0)


def _struck(
    table: Table,
    parties: list[str],
    seats: int,
    prices: dict[str, dict[str, float]],
    rule: Rule,
    proposer: int,
    alone: str = "",
) -> tuple[dict[str, str] | None, float]:
    """Return what is struck by the first of some parties, and its worth to the first."""
    document = table.document
    issues = list(document.issues)
    seated = set(parties[:seats])
    menus = {issue: table.alternatives(issue, alone) for issue in issues}
    widest = max(len(menu) for menu in menus.values())
    shape = (len(parties), len(issues), widest)
    gains, kinds, costs = np.zeros(shape), np.full(shape[1:], int(Kind.SETTLED)), np.zeros(shape[1:])
    consents = np.zeros(shape[:2])
    floors = np.zeros(len(parties))
    ours = {p: None if p in seated else set.union(*consenting(document, table.consent, p)) for p in parties}
    for i, issue in enumerate(issues):
        for a, option in enumerate(menus[issue]):
            kinds[i, a] = int(Kind.UNTOUCHED if option is None else Kind.SHELVED if option == SHELVED else Kind.SETTLED)
            package = {} if option is None else {issue: option}
            costs[i, a] = table.distance(issue, package)
            for p, party in enumerate(parties):
                price = prices.get(party, table.prices[party])
                gains[p, i, a] = _apart(table, party, package, price, ours[party])
                gains[p, i, a] += table.amiss(party, package) if party in seated and not alone else 0.0
    for p, party in enumerate(parties[seats:], start=seats):
        consents[p] = [party in table.consent[issue] for issue in issues]
        floors[p] = table.general("caution") * table.spread() - table.error(party) - table.shifts.get(party, 0.0)
    rows, links = _rows(table, parties, seated, ours)
    worths, base = np.zeros((len(parties), len(links))), np.zeros(len(parties))
    for k, (party, worth, active) in enumerate(links):
        worths[parties.index(party), k] = worth
        base[parties.index(party)] += worth if active else 0.0
    coefficients = np.zeros((len(rows), len(issues), widest))
    for r, (_, clause) in enumerate(rows):
        for issue, satisfying in clause:
            for a, option in enumerate(menus[issue]):
                coefficients[r, issues.index(issue), a] += option in satisfying
    quorums = [
        (i, g, vote)
        for i, k in enumerate(issues)
        if not alone and document.issues[k].counted
        for g, group in enumerate(groups_of(document.issues[k].counted))
        for vote in group
    ]
    topics = list(dict.fromkeys(document.issues[issue].topic for issue in issues))
    package = PackageProblem(
        gains=gains,
        n_table=seats,
        counts=np.array([len(menus[issue]) for issue in issues]),
        kinds=kinds,
        topics=np.array([topics.index(document.issues[issue].topic) for issue in issues]),
        breadth=table.topics_at_most(),
        weights=np.array([table.number(f"parties.{party}.patience") for party in parties]),
        floors=floors,
        consents=consents,
        row_coefficients=coefficients,
        row_floors=np.ones(len(rows)),
        row_links=np.array([link for link, _ in rows], dtype=np.int64),
        link_worth=worths,
        base=base,
        quorum_issue=np.array([i for i, _, _ in quorums], dtype=np.int64),
        quorum_group=np.array([100 * i + g for i, g, _ in quorums], dtype=np.int64),
        quorum_size=np.array([vote.size for *_, vote in quorums], dtype=np.int64),
        quorum_votes=_of_each([vote.votes for *_, vote in quorums], parties),
        quorum_against=_of_each([vote.against for *_, vote in quorums], parties),
        abstains=np.full(len(parties), table.general("abstention")),
        costs=costs,
    ).strike(rule, proposer)
    if not package.struck:
        return None, 0.0
    found = {issue: menus[issue][a] for issue, a in zip(issues, package.choice, strict=True)}
    return {issue: option for issue, option in found.items() if option is not None}, float(package.gains[0])


def _of_each(votes: list[Mapping[str, int]], parties: list[str]) -> np.ndarray:
    return np.array([[own.get(p, 0) for p in parties] for own in votes]).reshape(-1, len(parties))


def _apart(
    table: Table, party: str, package: dict[str, str], price: float | dict[str, float], ours: set[str] | None
) -> float:
    """Gain of one issue alone, links left out."""
    total = 0.0
    for issue, option in package.items():
        if option != SHELVED and (ours is None or issue in ours):
            x, s = table.wants.level(issue, option), table.wants.level(issue, table.terms[issue][0])
            total += table.wants.rise(party, issue, x, s) + table.wants.foresight(party, issue, x, s)
            wanted = price[issue] if isinstance(price, dict) else price
            total -= table.wants.mixed_weight(party, issue) * wanted
    return total


def _rows(
    table: Table, parties: list[str], seated: set[str], ours: dict[str, set[str] | None]
) -> tuple[list[tuple[int, Clause]], list[tuple[str, float, bool]]]:
    """Return rows (link or −1, clause) and links (party, worth, whether active now)."""
    document = table.document
    rows: list[tuple[int, Clause]] = []
    for issue, its in document.issues.items():
        unchanged = (issue, frozenset({None, SHELVED, table.terms[issue][0]}))
        needs = _clauses(table, its.needs, True) if its.needs is not None else []
        rows += [(-1, [*clause, unchanged]) for clause in needs]
        for party, stands in document.insisted.items():
            if party not in parties or (party not in seated and issue not in (ours[party] or set())):
                continue
            for other in stands.get(issue, ()):
                clauses = _had(table, other) if isinstance(other, str) else _clauses(table, other, True)
                rows += [(-1, [*clause, unchanged]) for clause in clauses]
    links = []
    for k, link in enumerate(document.linked):
        if link.party not in parties:
            continue
        mine = ours[link.party]
        if mine is not None and not named(link, document) <= mine:
            continue
        active = terms_satisfy(link.if_, table.terms, document)
        clauses = _clauses(table, link.if_, True)
        if link.unless is not None:
            active = active and not terms_satisfy(link.unless, table.terms, document)
            clauses += _clauses(table, link.unless, False)
        rows += [(len(links), clause) for clause in clauses]
        links.append((link.party, table.number(f"linked.{link.id or k}.worth"), active))
    return rows, links


def _options(table: Table, issue: str) -> list[str | None]:
    return [None, SHELVED, *table.document.issues[issue].options]


def _had(table: Table, issue: str) -> list[Clause]:
    """Return the clauses that an issue is settled, and at something new."""
    now = table.document.issues[issue].now
    settled = frozenset(o for o in _options(table, issue) if _settled(table, issue, o))
    moved = frozenset(
        o for o in _options(table, issue) if (table.terms[issue][0] if o in (None, SHELVED) else o) != now
    )
    return [[(issue, settled)], [(issue, moved)]]


def _settled(table: Table, issue: str, option: str | None) -> bool:
    package = {} if option is None else {issue: option}
    return with_package(table.terms, package)[issue][1] == "settled"


def _clauses(table: Table, statement: Statement, wanted: bool) -> list[Clause]:
    """Return the clauses that together say a statement, or its contrary."""
    document = table.document
    parts = parts_of(statement, document)
    match statement:
        case Not():
            return _clauses(table, parts[0], not wanted)
        case AllOf() | AnyOf() | AtLeast():
            least = {AllOf: len(parts), AnyOf: 1}.get(type(statement)) or statement.at_least  # type: ignore[union-attr]
            least = least if wanted else len(parts) - least + 1
            each = [_clauses(table, part, wanted) for part in parts]
            return [
                [literal for clause in chosen for literal in clause]
                for group in itertools.combinations(each, len(parts) - least + 1)
                for chosen in itertools.product(*group)
            ]
    if parts:
        return _clauses(table, parts[0], wanted)
    issue = statement.issue  # type: ignore[attr-defined]
    holding = frozenset(
        option
        for option in _options(table, issue)
        if terms_satisfy(statement, with_package(table.terms, {} if option is None else {issue: option}), document)
        == wanted
    )
    return [[(issue, holding)]]
