"""A table's problem as it stands at `as_of`, before any dice: what a belief alone makes of a meeting.

The same kernels lay it that lay it for the play. What a run draws is left out: hold-out stands at a chosen
quantile, and absent parties are read as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from detente.bargaining.workspace import row_table
from detente.engine.layout.build import Layout
from detente.engine.layout.plan import By, General, Plan, Size
from detente.engine.world.foreseeing import foresee_delivery
from detente.engine.world.holding_out import ask, hold_out_scale
from detente.engine.world.initial_state import open_world
from detente.engine.world.solver_call import solver_address
from detente.engine.world.state import State, allocate
from detente.engine.world.table import (
    binds,
    breadth,
    fill_costs,
    fill_gains,
    fill_links,
    fill_rows,
    list_alternatives,
    refresh_terms,
    seats_taken,
    take_seats,
)
from detente.engine.world.utility import prices_of_moving, weigh_wants
from detente.engine.world.verifying import see_best
from detente.kernels.compiling import kernel
from detente.kernels.packing import pack

__all__ = ["HoldOut", "OpeningTable", "TableLayer"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Marks = NDArray[np.uint8]

_MEDIAN = 0.6744897501960817
"""Median of |ε| for a standard normal ε: the 75 % quantile of ε."""


class HoldOut(Enum):
    """How far above their prices of moving those at the table hold out, where no dice are thrown.

    NONE takes prices as they are: what a party would sign if it had to. MEDIAN adds what the play adds in
    half of its runs, h = σ_m · 2 toughness · 0.674, but no more on an issue than the asking share of what that can
    bring it: what it is likely to ask.
    """

    NONE = "none"
    MEDIAN = "median"

    @property
    def quantile(self) -> float:
        """Return |ε|."""
        return _MEDIAN if self is HoldOut.MEDIAN else 0.0


@kernel
def lay_table(plan: Plan, state: State, meeting: int, quantile: float, row_clause) -> tuple[int, int, int, int]:  # type: ignore[no-untyped-def]
    """Open a world and lay a table's problem into `state`, limits left out; `state.numbers` holds a belief.

    Args:
        plan: The case as arrays.
        state: Space for one world.
        meeting: Index of the meeting.
        quantile: |ε| of the hold-out.
        row_clause: Filled with the clause of every row, i8[R].

    Returns:
        Seats at the table, parties involved, rows, topics that can be settled.
    """
    open_world(plan, state)
    weigh_wants(plan, state)
    prices_of_moving(plan, state)
    if plan.sizes[Size.UNDERTAKINGS] > 0:
        see_best(plan, state, meeting)
        foresee_delivery(plan, state, meeting, 0.0)
    scale = hold_out_scale(plan, state, meeting, seats_taken(plan, state, meeting))
    for p in range(plan.sizes[Size.PARTIES]):
        if state.table[meeting, p]:
            ask(plan, state, meeting, p, scale * 2.0 * state.numbers[plan.toughness[p]] * quantile)
    seats, involved = take_seats(plan, state, meeting)
    list_alternatives(plan, state, meeting)
    fill_gains(plan, state, meeting, seats, involved)
    refresh_terms(plan, state)
    fill_links(plan, state, seats, involved)
    fill_rows(plan, state, seats, involved)
    at = 0
    for r in range(plan.sizes[Size.CLAUSES]):
        if binds(plan, state, r, seats, involved):
            row_clause[at] = r
            at += 1
    fill_costs(plan, state, seats)
    return seats, involved, at, breadth(plan, state, meeting)


@dataclass(frozen=True, slots=True, eq=False)
class OpeningTable:
    """A table's problem in one belief, limits apart from it.

    K parties involved (those at the table first), I issues, A alternatives.

    Attributes:
        numbers: The belief, f8[Q].
        parties: Their places among the case's parties, i8[K].
        seats: How many of them sit at the table.
        gains: What an alternative adds to a gain, price included, f8[K, I, A]; nothing where an absent party is
            not asked.
        asked: Whether a party has a say on an issue: at the table, or by its consent, (K, I).
        weight: ŵ, by which a price of moving counts on an issue, f8[K, I]; 0 where an absent party is not asked.
        prices: What a party wants of each issue before it signs, τ with hold-out, f8[K, I].
        asked_price: The same over all issues as the party weighs them, f8[K].
        limits: Furthest levels, f8[K, I]; NaN where there is none or nobody asks.
        sides: +1 a floor, −1 a ceiling, i8[K, I].
        row_clause: Clause of the plan that each row is, i8[R].
        base: Worth of links that are active now, f8[K].
    """

    numbers: Floats
    parties: Ints
    seats: int
    gains: Floats
    asked: NDArray[np.bool_]
    weight: Floats
    prices: Floats
    asked_price: Floats
    limits: Floats
    sides: Ints
    counts: Ints
    kinds: Ints
    allowed: Marks
    topics: Ints
    breadth: int
    weights: Floats
    consents: Marks
    row_coefficients: Floats
    row_floors: Floats
    row_links: Ints
    row_clause: Ints
    link_worth: Floats
    base: Floats
    quorum_issue: Ints
    quorum_size: Ints
    quorum_votes: Ints
    quorum_group: Ints
    quorum_against: Ints
    abstains: Floats
    set_of: Ints
    isolation: float
    favour: Floats
    costs: Floats


class TableLayer:
    """Lays the problem of one meeting's table in any belief; holds the space to do it in."""

    def __init__(self, layout: Layout, meeting: str, hold_out: HoldOut) -> None:
        self.layout, self.meeting, self.hold_out = layout, layout.names.meetings.index(meeting), hold_out
        self._state = allocate(layout.plan, solver=0 if hold_out is HoldOut.NONE else solver_address())
        self._packed = pack(layout.plan), pack(self._state)
        self._asked = layout.plan.consent.T == 1
        for q in range(layout.plan.stage_quorums[0]):
            votes = layout.plan.quorum_votes[q] + layout.plan.quorum_against[q]
            self._asked[votes > 0, layout.plan.quorum_issue[q]] = True
        self._row_clause = np.zeros(int(layout.plan.sizes[Size.CLAUSES]), dtype=np.int64)

    def lay(self, numbers: Floats) -> OpeningTable:
        """Return the table's problem in a belief, f8[Q] as `Beliefs.draw` gives its rows."""
        state, plan, desk = self._state, self.layout.plan, self._state.desk
        state.numbers[:] = numbers
        seats, K, R, topics = lay_table(*self._packed, self.meeting, self.hold_out.quantile, self._row_clause)
        parties = state.seat[:K].copy()
        quorums, stage = plan.stage_quorums[0], plan.stage_first[self.meeting]
        consensus = plan.stage_by[stage] == By.CONSENSUS
        asked = (np.arange(K) < seats)[:, None] | self._asked[parties]
        signed = state.signed_price[self.meeting, parties]
        price = np.where((np.arange(K) < seats)[:, None], signed, state.price[parties, None])
        whole = state.mixed_weight[parties]
        together = np.maximum(whole.sum(axis=1), 1e-300)
        asked_price = np.where(whole.any(axis=1), (whole * price).sum(axis=1) / together, price.mean(axis=1))
        weight = np.where(asked, state.mixed_weight[parties], 0.0)
        return OpeningTable(
            numbers=np.array(numbers),
            parties=parties,
            seats=seats,
            gains=desk.gains[:K].copy(),
            asked=asked,
            weight=weight,
            prices=price,
            asked_price=asked_price,
            limits=self._limits(numbers, parties, seats),
            sides=plan.limit_side[parties],
            counts=desk.counts.copy(),
            kinds=desk.kinds.copy(),
            allowed=desk.allowed.copy(),
            topics=plan.topic,
            breadth=topics,
            weights=np.asarray(numbers)[plan.patience[parties]],
            consents=desk.consents[:K].copy(),
            row_coefficients=row_table(desk),
            row_floors=desk.row_floors[:R].copy(),
            row_links=desk.row_links[:R].copy(),
            row_clause=self._row_clause[:R].copy(),
            link_worth=desk.link_worth[:K].copy(),
            base=desk.base[:K].copy(),
            quorum_issue=plan.quorum_issue[:quorums],
            quorum_size=plan.quorum_size[:quorums],
            quorum_votes=plan.quorum_votes[:quorums, parties],
            quorum_group=plan.quorum_group[:quorums],
            quorum_against=plan.quorum_against[:quorums, parties],
            abstains=np.full(K, numbers[plan.general[General.ABSTENTION]]),
            set_of=plan.set_of,
            isolation=float(numbers[plan.general[General.OBJECTION]]) if consensus else 0.0,
            favour=np.where(np.arange(K) < seats, plan.stage_weight[stage, parties], 0.0),
            costs=desk.costs.copy(),
        )

    def _limits(self, numbers: Floats, parties: Ints, seats: int) -> Floats:
        """Return the limits that count: of those at the table, and of absent parties whose own consent is needed."""
        plan = self.layout.plan
        slots, sides = plan.limit[parties], plan.limit_side[parties]
        counts = (slots >= 0) & ((np.arange(len(parties)) < seats)[:, None] | (plan.consent[:, parties].T == 1))
        limits, ideals = numbers[slots], numbers[plan.ideal[parties]]
        clipped = np.where(sides > 0, np.minimum(limits, ideals), np.maximum(limits, ideals))
        return np.where(counts, clipped, np.nan)
