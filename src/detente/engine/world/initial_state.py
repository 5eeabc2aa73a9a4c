"""The opening state of a world: terms as they stand, what history has left, prices at `as_of`."""

from __future__ import annotations

import math

from detente.engine.layout.plan import NEVER, OPEN, UNTOUCHED, Mark, Outcome, Plan, Size
from detente.engine.world.delivery import stand
from detente.engine.world.factors import MONTH, outdate_numbers, read_levels, reversion
from detente.engine.world.invalidation import Stale, Touch
from detente.engine.world.state import State
from detente.engine.world.utility import opening_price, weigh_wants
from detente.kernels.compiling import inner_kernel, kernel


@kernel
def open_world(plan: Plan, state: State) -> None:
    """Set everything up as it stands at `as_of`; `state.numbers` must hold this world's numbers."""
    open_terms(plan, state)
    open_factors(plan, state)
    open_course(plan, state)
    if not state.alike[0]:
        outdate_numbers(state)
    state.stale[Stale.GAINS] = state.stale[Stale.CALENDAR] = 1
    state.alike[0] = state.renumbered[0] = 0
    state.touched[0] = Touch.ALL
    weigh_wants(plan, state)
    for p in range(plan.sizes[Size.PARTIES]):
        state.price_shift[p] = 0.0
        state.price_opening[p] = opening_price(plan, state, p)
    add_past_price_shifts(plan, state)


@inner_kernel
def open_terms(plan: Plan, state: State) -> None:
    """Put the terms at `as_of` in force."""
    for i in range(plan.sizes[Size.ISSUES]):
        state.option[i] = plan.option_now[i]
        state.status[i] = UNTOUCHED
        state.settled_step[i] = NEVER
        stand(state, i)
        for p in range(plan.sizes[Size.PARTIES]):
            state.consent[i, p] = plan.consent[i, p]
            state.limit_known[p, i] = 0
    for p in range(plan.sizes[Size.PARTIES]):
        state.reading_shift[p] = 0.0
        for q in range(plan.sizes[Size.PARTIES]):
            state.learned[p, q] = 1.0
    for k in range(plan.sizes[Size.DUTIES]):
        state.mark[k] = Mark.IDLE
    for g in range(plan.sizes[Size.FLAGS]):
        state.flag[g] = plan.flag_up[g]


@inner_kernel
def open_factors(plan: Plan, state: State) -> None:
    """Start the factors, and add what is left of the shifts in history."""
    factors = plan.sizes[Size.FACTORS]
    for f in range(factors):
        state.base[f] = state.numbers[plan.factor_start[f]]
    for k in range(plan.fade_target.shape[0]):
        state.fade[k] = 0.0
        state.fade_until[k] = 0.0
    for h in range(plan.past.shape[0]):
        target, fade = plan.past[h, 0], plan.past[h, 2]
        amount, age = state.numbers[plan.past[h, 1]], plan.past_age[h]
        if fade >= 0:
            state.fade_until[fade] = plan.fade_span[fade] - age
            if state.fade_until[fade] > 0.0:
                state.fade[fade] += amount * 2.0 ** (-age / plan.fade_half_life[fade])
        elif target < factors:
            state.base[target] += (
                amount * math.exp(-reversion(plan, state, target) * age / MONTH) if age > 0.0 else amount
            )
    for f in range(factors):
        state.base[f] = min(max(state.base[f], plan.factor_bounds[f, 0]), plan.factor_bounds[f, 1])
    read_levels(plan, state)
    for f in range(factors):
        state.opening[f] = state.level[f]


@inner_kernel
def add_past_price_shifts(plan: Plan, state: State) -> None:
    """Add the lasting part of past shifts of prices of moving."""
    factors = plan.sizes[Size.FACTORS]
    for h in range(plan.past.shape[0]):
        if plan.past[h, 2] < 0 and plan.past[h, 0] >= factors:
            state.price_shift[plan.past[h, 0] - factors] += state.numbers[plan.past[h, 1]]


@inner_kernel
def open_course(plan: Plan, state: State) -> None:
    """Nothing has happened yet; dated meetings stand in the calendar."""
    for e in range(plan.sizes[Size.EVENTS]):
        state.event_count[e] = 0
        state.event_drawn_until[e] = 0
        state.event_next[e] = 0
        state.event_first[e] = NEVER
    for n in range(plan.sizes[Size.NODES]):
        state.holds[n] = 0
        state.verdict[n] = OPEN
        state.since[n] = NEVER
        state.true_step[n] = NEVER
    state.next_day[0] = math.inf
    state.unproved[0] = 0
    for m in range(plan.sizes[Size.MEETINGS]):
        day = plan.meeting_day[m]
        state.date[m] = math.inf if math.isnan(day) else day
        state.next_day[0] = min(state.next_day[0], state.date[m])
        state.held[m] = 0
        state.missed[m] = 0
        state.stage[m] = 0
        state.over[m] = state.passed[m] = 0
        state.procedure[m] = m
        state.first_held[m] = NEVER
        state.outcome[m] = Outcome.UNDECIDED
        state.struck[m] = 0
        state.pending[m] = 0
        for i in range(plan.sizes[Size.ISSUES]):
            state.fate[m, i] = 0
            state.agenda[m, i] = plan.meeting_agenda[m, i]
            state.choice[m, i] = UNTOUCHED
        for p in range(plan.sizes[Size.PARTIES]):
            state.invited[m, p] = state.table[m, p] = plan.meeting_table[m, p]
            state.refusal[m, p] = state.against[m, p] = 0
