"""What it would take: the smallest single move that opens an empty zone, in one belief.

A fall of a party's price is found by Dinkelbach's method (1967, Management Science 13(7), 492-498): the price
at which the party's best package is worth nothing is W/w of that package, with W what it brings and w the weight
of what it settles; the best package at that price may be another, until none is better.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from detente.analysis.deals.conditions import Condition, Kind, Zone
from detente.bargaining.arrays import Floats, Ints
from detente.bargaining.packages import Package, PackageProblem
from detente.bargaining.rules import Kind as Alternative
from detente.bargaining.rules import Rule
from detente.engine.run.table_problem import TableLayer

__all__ = ["Need", "best_for", "breadth_needed", "limit_moves", "own_condition", "position_moves", "price_and_offer"]

CLOSE = 1e-9
"""Gains nearer to each other count as equal."""

FINEST = 1.0
"""Levels to which the move of a position is told."""


@dataclass(frozen=True, slots=True)
class Need:
    """A move that opens the zone, and how large it must be."""

    kind: str
    party: str
    issue: str
    size: float


def own_condition(zone: Zone, k: int) -> Condition:
    """Return the condition that a party gains, or if absent does not lose."""
    return Condition((Kind.PRICE if k < zone.table.seats else Kind.CONSENT).value, zone.parties[k])


def best_for(zone: Zone, k: int, fall: float = 0.0) -> Package:
    """Return the package with the largest gain of a party, whose own yes is taken for granted.

    Args:
        zone: The packages of a belief.
        k: Its place among those involved.
        fall: By how much less it wants of every issue than it does.
    """
    table, problem = zone.table, zone.problem([own_condition(zone, k)])
    if fall:
        gains = np.array(problem.gains)
        gains[k] += np.where(table.kinds == Alternative.SETTLED, fall * table.weight[k][:, None], 0.0)
        problem = replace(problem, gains=gains)
    if k < table.seats:
        best = problem.strike(Rule.PROPOSER, k)
    else:
        best = _seated(problem, k, zone.lift).strike(Rule.PROPOSER, table.seats)
        back = np.argsort(_order(len(zone.parties), table.seats, k))
        best = Package(best.choice, best.gains[back], best.outcome)
    own = np.array(best.gains)
    own[k] -= zone.lift if best.struck else 0.0
    return Package(best.choice, own, best.outcome)


def _order(parties: int, seats: int, k: int) -> list[int]:
    return [*range(seats), k, *(p for p in range(seats, parties) if p != k)]


def _seated(problem: PackageProblem, k: int, lift: float) -> PackageProblem:
    """Seat an absent party last at the table, its yes taken for granted, so that its gain can be made largest."""
    order = _order(len(problem.gains), problem.n_table, k)
    base, consents = np.array(problem.base), np.array(problem.consents)
    base[k] -= lift
    consents[k] = 0
    return replace(
        problem,
        n_table=problem.n_table + 1,
        gains=problem.gains[order],
        weights=problem.weights[order],
        floors=problem.floors[order],
        consents=consents[order],
        link_worth=problem.link_worth[order],
        base=base[order],
        quorum_votes=problem.quorum_votes[:, order],
        quorum_against=problem.quorum_against[:, order],
        abstains=problem.abstains[order],
        favour=problem.favour[order],
    )


def price_and_offer(zone: Zone, k: int, best: Package) -> Iterator[Need]:
    """Yield how far a party's price must fall, and what an offer must be worth to it instead.

    Args:
        zone: The packages of a belief, none of which all can sign.
        k: Place of the party among those involved.
        best: Its best package, from `best_for`.
    """
    party = zone.parties[k]
    if not best.struck:
        return
    yield Need("offer", party, "", max(0.0, -float(best.gains[k])))
    fall = 0.0
    for _ in range(30):
        weight = _weight(zone, k, best.choice)
        if weight <= CLOSE:
            return
        reached = fall - float(best.gains[k]) / weight
        if abs(reached - fall) <= CLOSE and fall > 0.0:
            break
        fall = reached
        best = best_for(zone, k, fall)
        if best.gains[k] <= CLOSE:
            break
    yield Need("price", party, "", max(0.0, fall))


def _weight(zone: Zone, k: int, choice: Ints) -> float:
    """Return by how much a package's worth to a party falls when its price rises by one."""
    issues = np.arange(len(choice))
    settled = zone.table.kinds[issues, choice] == Alternative.SETTLED
    return float(zone.table.weight[k][settled].sum())


def breadth_needed(zone: Zone) -> Iterator[Need]:
    """Yield how many topics more the meeting would have to be able to settle."""
    if not zone.opens(frozenset({Condition(Kind.BREADTH.value)})):
        return
    problem = zone.problem()
    for more in range(1, len(np.unique(zone.table.topics)) + 1):
        if replace(problem, breadth=zone.table.breadth + more).strike(Rule.NASH).struck:
            yield Need("breadth", "", "", float(more))
            return


def limit_moves(zone: Zone, conditions: tuple[Condition, ...]) -> Iterator[Need]:
    """Yield by how many levels each limit that blocks alone would have to give way."""
    for condition in conditions:
        relaxed = frozenset({condition})
        if condition.kind != Kind.LIMIT.value or not zone.opens(relaxed):
            continue
        k = zone.parties.index(condition.party)
        i = zone.layout.names.issues.index(condition.issue)
        steps = np.unique(zone.beyond[k, i])
        for step in steps[steps > 0.0]:
            allowed = zone.table.allowed.copy()
            allowed[i, zone.beyond[k, i] > step] = 0
            if zone.problem(relaxed, allowed).strike(Rule.NASH).struck:
                yield Need("limit", condition.party, condition.issue, float(step))
                break


def position_moves(zone: Zone, layer: TableLayer, shortfalls: Floats) -> Iterator[Need]:
    """Yield by how many levels a party's ideal on an issue would have to move, all else of the case as it is.

    The ideal is moved to each option in turn, the nearest first; where one opens the zone, the smallest move
    towards it that does is sought by halving.

    Args:
        zone: The packages of a belief, none of which all can sign.
        layer: Lays the table anew with the ideal moved.
        shortfalls: What each party's best package leaves it short of, shape (K,); infinite where there is none.
    """
    plan, names = zone.layout.plan, zone.layout.names
    for k, party in enumerate(zone.parties):
        for i, issue in enumerate(names.issues):
            slot = int(plan.ideal[zone.table.parties[k], i])
            if slot < 0 or zone.table.weight[k, i] <= 0.0 or not zone.table.allowed[i, 2:].any():
                continue
            own = frozenset({own_condition(zone, k), Condition(Kind.LIMIT.value, party, issue)})
            if not zone.opens(own):
                continue
            ideal = float(zone.table.numbers[slot])
            levels = plan.option_level[i, : plan.option_count[i]]
            for level in sorted(set(levels.tolist()) - {ideal}, key=lambda to: abs(to - ideal)):
                if _with_ideal(zone, layer, slot, level, k, shortfalls[k]):
                    size = _smallest(zone, layer, slot, level, k, shortfalls[k])
                    yield Need("position", party, issue, size)
                    break


def _smallest(zone: Zone, layer: TableLayer, slot: int, level: float, k: int, short: float) -> float:
    """Return the smallest move of an ideal towards a level that opens the zone, to `FINEST`."""
    ideal = float(zone.table.numbers[slot])
    closed, opened = ideal, level
    while abs(opened - closed) > FINEST:
        middle = 0.5 * (opened + closed)
        if _with_ideal(zone, layer, slot, middle, k, short):
            opened = middle
        else:
            closed = middle
    return abs(opened - ideal)


def _with_ideal(zone: Zone, layer: TableLayer, slot: int, level: float, k: int, short: float) -> bool:
    """Say whether the zone opens when an ideal stands at a level."""
    numbers = zone.table.numbers.copy()
    numbers[slot] = level
    table = layer.lay(numbers)
    limits_kept = np.array_equal(table.limits, zone.table.limits, equal_nan=True)
    rise = (table.gains[k] - zone.table.gains[k]).max(axis=1).sum()
    if limits_kept and rise < short:
        return False
    return Zone(table, zone.layout).opens()
