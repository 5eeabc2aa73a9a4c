"""What there is to find in one belief: what is struck, or who blocks and what it would take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.analysis.deals.acceptance import Truths, accepted_options, possible_options
from detente.analysis.deals.blocking import Blocking, minimal_openings
from detente.analysis.deals.conditions import Condition, Kind, Zone, conditions_of
from detente.analysis.deals.leading import Struck, strike_all
from detente.analysis.deals.moves import Need, best_for, breadth_needed, limit_moves, position_moves, price_and_offer
from detente.bargaining.arrays import Floats
from detente.bargaining.rules import Rule
from detente.engine.run.table_problem import OpeningTable, TableLayer

__all__ = ["Seen", "blocking_parties", "look"]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What was found in one belief.

    Attributes:
        struck: What the table strikes; None where the zone is empty, and then there is all that follows.
        accepted: Who would sign each option alone, shape (K, issues, alternatives).
        possible: Which alternatives a package of the zone has, shape (issues, alternatives).
        blocking, parties: Minimal sets of conditions, and of parties, whose relaxation opens the zone.
        needs: Single moves that open it.
        shortfall: The least that everyone at the table would have to forgo alike.
    """

    zone: Zone
    struck: Struck | None
    accepted: Truths
    possible: Truths
    blocking: Blocking[Condition] | None = None
    parties: Blocking[str] | None = None
    needs: tuple[Need, ...] = ()
    shortfall: float = float("nan")


def look(
    layer: TableLayer, numbers: Floats, most: int, want: Callable[[OpeningTable], OpeningTable] | None = None
) -> Seen:
    """Look at one belief.

    Args:
        layer: Lays the table's problem.
        numbers: The belief, shape (Q,).
        most: Largest set of conditions that is sought among those that block.
        want: Holds the table's packages to an outcome that is wanted.
    """
    table = layer.lay(numbers)
    zone = Zone(want(table) if want else table, layer.layout)
    struck = strike_all(zone) if zone.opens() else None
    known = list(struck.packages.values()) if struck else []
    accepted, possible = accepted_options(zone), possible_options(zone, known)
    if struck:
        return Seen(zone, struck, accepted, possible)
    conditions = conditions_of(zone.table, layer.layout)
    return Seen(
        zone,
        None,
        accepted,
        possible,
        minimal_openings(conditions, zone.opens, most),
        blocking_parties(zone, conditions),
        _needs(zone, layer, conditions),
        _shortfall(zone, conditions),
    )


def blocking_parties(zone: Zone, conditions: tuple[Condition, ...]) -> Blocking[str]:
    """Return the minimal sets of parties that open the zone if they drop all their conditions."""
    owned = {owner: frozenset(c for c in conditions if c.owner == owner) for owner in {c.owner for c in conditions}}

    def opens(owners: frozenset[str]) -> bool:
        return zone.opens(frozenset[Condition]().union(*(owned[owner] for owner in owners)))

    return minimal_openings(sorted(owned), opens, len(owned))


def _needs(zone: Zone, layer: TableLayer, conditions: tuple[Condition, ...]) -> tuple[Need, ...]:
    parties = range(len(zone.parties))
    best = [best_for(zone, k) for k in parties]
    short = np.array([-float(best[k].gains[k]) if best[k].struck else np.inf for k in parties])
    found = [need for k in parties for need in price_and_offer(zone, k, best[k])]
    return (*found, *breadth_needed(zone), *limit_moves(zone, conditions), *position_moves(zone, layer, short))


def _shortfall(zone: Zone, conditions: tuple[Condition, ...]) -> float:
    prices = [condition for condition in conditions if condition.kind == Kind.PRICE.value]
    even = zone.problem(prices).strike(Rule.EGALITARIAN)
    return max(0.0, zone.lift - float(even.gains[: zone.table.seats].min())) if even.struck else float("nan")
