"""Meetings: when they are held, and what package their table strikes."""

from __future__ import annotations

import math

from detente.bargaining.rules import Rule, Status
from detente.bargaining.workspace import Extent
from detente.engine.layout.plan import NEVER, SETTLED, SHELVED, TRUE, UNTOUCHED, Outcome, Plan, Size
from detente.engine.world.delivery import begin, stand
from detente.engine.world.foreseeing import foresee_delivery
from detente.engine.world.invalidation import Stale, Touch
from detente.engine.world.solver_call import strike
from detente.engine.world.state import State
from detente.engine.world.table import (
    breadth,
    fill_costs,
    fill_gains,
    fill_links,
    fill_rows,
    list_alternatives,
    needs_consent,
    refresh_terms,
    respect_limits,
    sign_prices,
    take_seats,
    weigh_parties,
)
from detente.engine.world.utility import prices_of_moving, weigh_wants
from detente.engine.world.verifying import (
    best_combination,
    first_combination,
    hold_to_combination,
    keep_result,
    next_combination,
    see_by_combination,
)
from detente.kernels.compiling import inner_kernel, kernel
from detente.kernels.randomness import uniform

_NO_DEAL = int(Status.NO_DEAL)


@inner_kernel
def forget_searches(state: State) -> None:
    """Let no search start from what another belief has led to: what a belief's worlds are is their own affair."""
    for m in range(state.desk.kept.shape[0]):
        for goal in range(state.desk.kept.shape[1]):
            state.desk.kept[m, goal] = 0
        state.desk.kept_packages[m] = 0


@inner_kernel
def next_meeting(plan: Plan, state: State, end: float) -> int:
    """Return the meeting set for the earliest day before `end`, the first in order of ids if several; or −1.

    A meeting whose last package awaits answers waits for them.
    """
    found = -1
    for m in range(plan.sizes[Size.MEETINGS]):
        if state.date[m] < end and not state.pending[m] and (found < 0 or state.date[m] < state.date[found]):
            found = m
    return found


@kernel
def hold_meetings(plan: Plan, state: State, seed: int, belief: int, run: int, step: int) -> None:
    """Hold every meeting set for this step, by date, then id."""
    end = (step + 1) * plan.step_days[0]
    if state.next_day[0] >= end:
        return
    while True:
        m = next_meeting(plan, state, end)
        if m < 0:
            break
        convene(plan, state, m, seed, belief, run, step)
    state.next_day[0] = math.inf
    for m in range(plan.sizes[Size.MEETINGS]):
        state.next_day[0] = min(state.next_day[0], state.date[m])


@kernel
def convene(plan: Plan, state: State, m: int, seed: int, belief: int, run: int, step: int) -> None:
    """Hold a meeting on its day, unless it falls through."""
    day = state.date[m]
    state.date[m] = math.inf
    state.stale[Stale.CALENDAR] = 1
    chance = state.numbers[plan.meeting_takes_place[m]]
    times = state.held[m] + state.missed[m]
    missed = chance < 1.0 and uniform(seed, belief, run, plan.draw_takes_place[m], times) >= chance
    if missed or seats_taken(plan, state, m) < 2:
        state.missed[m] += 1
        return
    hold_meeting(plan, state, m, day, seed, belief, run)
    conclude(plan, state, m, step)


@inner_kernel
def conclude(plan: Plan, state: State, m: int, step: int) -> None:
    """Count a meeting that has been held, and put in force what needs nobody's further yes."""
    state.touched[0] |= Touch.MEETINGS
    state.held[m] += 1
    if state.first_held[m] == NEVER:
        state.first_held[m] = step
    settle(plan, state, m, step)


@inner_kernel
def seats_taken(plan: Plan, state: State, m: int) -> int:
    """Return how many parties sit at a table now."""
    taken = 0
    for p in range(plan.sizes[Size.PARTIES]):
        taken += state.table[m, p]
    return taken


@kernel
def hold_meeting(plan: Plan, state: State, m: int, day: float, seed: int, belief: int, run: int) -> None:
    """Let a table strike a package, or none; the package lies in `state.choice[m]`."""
    weigh_wants(plan, state)
    prices_of_moving(plan, state)
    if plan.sizes[Size.UNDERTAKINGS] > 0:
        status = strike_as_verified(plan, state, m, day, seed, belief, run)
    else:
        status = strike_table(plan, state, m, False, seed, belief, run)
    state.struck[m] = 0
    for i in range(plan.sizes[Size.ISSUES]):
        state.choice[m, i] = state.desk.choice[i] if status != Status.NO_DEAL else UNTOUCHED
        if state.choice[m, i] >= 2:
            state.struck[m] = 1
    for p in range(plan.sizes[Size.PARTIES]):
        state.signed[m, p] = state.table[m, p]
        state.refusal[m, p] = 0
    state.due[m] = day + max(state.numbers[plan.meeting_decides[m]], 0.0)


@inner_kernel
def strike_as_verified(plan: Plan, state: State, m: int, day: float, seed: int, belief: int, run: int) -> int:
    """Strike the best package over all ways to verify that are on the agenda; return the solver's status."""
    count = first_combination(plan, state, m)
    rule = int(state.numbers[plan.rule[0]])
    for p in range(plan.sizes[Size.PARTIES]):
        state.most_tried[p] = 0.0
    status = 0
    for w in range(count):
        see_by_combination(plan, state)
        foresee_delivery(plan, state, m, day)
        status = strike_table(plan, state, m, True, seed, belief, run)
        if count > 1:
            keep_result(plan, state, w, status, rule)
            next_combination(plan, state)
    best = best_combination(plan, state, count, rule) if count > 1 else -1
    if best >= 0:
        first_combination(plan, state, m)
        for _ in range(best):
            next_combination(plan, state)
        see_by_combination(plan, state)
        foresee_delivery(plan, state, m, day)
        status = strike_table(plan, state, m, True, seed, belief, run)
    elif count > 1:
        status = _NO_DEAL
    for p in range(plan.sizes[Size.PARTIES]):
        for i in range(plan.sizes[Size.ISSUES]):
            for o in range(plan.option_count[i]):
                state.struck_worth[m, p, i, o] = state.foreseen[p, i, o]
    return status


@kernel
def strike_table(plan: Plan, state: State, m: int, verified: bool, seed: int, belief: int, run: int) -> int:
    """Lay a table's problem and let the solver strike; what verifies is held to what is being tried if asked for."""
    seats, involved = take_seats(plan, state, m)
    sign_prices(plan, state, m, seats, seed, belief, run)
    list_alternatives(plan, state, m)
    respect_limits(plan, state, seats, involved, seed, belief)
    if verified:
        hold_to_combination(plan, state)
    fill_gains(plan, state, m, seats, involved)
    weigh_parties(plan, state, m, seats, involved, seed, belief)
    refresh_terms(plan, state)
    fill_links(plan, state, seats, involved)
    fill_rows(plan, state, seats, involved)
    rule = int(state.numbers[plan.rule[0]])
    if rule == Rule.COMPROMISE:
        fill_costs(plan, state, seats)
    proposer = who_proposes(plan, state, m, seats, seed, belief, run)
    desk = state.desk
    desk.sizes[Extent.MEMORY] = m  # a meeting's searches start from what its last ones ended with
    return int(strike(state.solver[0], (desk, rule, proposer, breadth(plan, state, m))))


@inner_kernel
def who_proposes(plan: Plan, state: State, m: int, seats: int, seed: int, belief: int, run: int) -> int:
    """Return the seat of the proposer: the one named, else drawn in proportion to power."""
    total = 0.0
    for k in range(seats):
        if state.seat[k] == plan.meeting_proposer[m]:
            return k
        total += state.numbers[plan.power[state.seat[k]]]
    draw = total * uniform(seed, belief, run, plan.draw_proposer[m], state.held[m])
    for k in range(seats):
        draw -= state.numbers[plan.power[state.seat[k]]]
        if draw < 0.0:
            return k
    return seats - 1


@inner_kernel
def settle(plan: Plan, state: State, m: int, step: int) -> None:
    """Put in force what needs nobody's further yes; the rest is pending."""
    waiting = False
    for i in range(plan.sizes[Size.ISSUES]):
        state.before_option[m, i] = state.option[i]
        state.before_status[m, i] = state.status[i]
        state.before_step[m, i] = state.settled_step[i]
        state.fate[m, i] = state.choice[m, i]
    if not state.struck[m]:
        state.outcome[m] = Outcome.NONE
        return
    state.struck_step[m] = step
    for i in range(plan.sizes[Size.ISSUES]):
        state.awaited[m, i] = state.choice[m, i] >= 2 and absent_consent(plan, state, m, i)
        if state.awaited[m, i]:
            waiting = True
        else:
            put_in_force(plan, state, i, state.choice[m, i], step)
    state.pending[m] = 1 if waiting else 0
    state.outcome[m] = Outcome.UNDECIDED if waiting else Outcome.DEAL


@inner_kernel
def absent_consent(plan: Plan, state: State, m: int, issue: int) -> bool:
    """Say whether a change needs the yes of a party that did not sit at the table."""
    needed = False
    for p in range(plan.sizes[Size.PARTIES]):
        needed = needed or (not state.signed[m, p] and needs_consent(plan, state, issue, p))
    return needed


@inner_kernel
def put_in_force(plan: Plan, state: State, issue: int, alternative: int, step: int) -> None:
    """Make an alternative the terms in force."""
    if alternative >= 1:
        state.touched[0] |= Touch.TERMS
    if alternative >= 2:
        begin(plan, state, issue, alternative - 2, (step + 1) * plan.step_days[0])
        state.option[issue] = alternative - 2
        state.status[issue] = SETTLED
        state.settled_step[issue] = step
    elif alternative == 1:
        state.status[issue] = SHELVED


@kernel
def expire_terms(plan: Plan, state: State, step: int) -> None:
    """Let terms lapse whose time has run out."""
    for i in range(plan.sizes[Size.ISSUES]):
        span = plan.expiry_steps[i]
        if span > 0 and state.status[i] == SETTLED and step - state.settled_step[i] >= span:
            state.option[i] = plan.option_now[i]
            stand(state, i)
            state.status[i] = UNTOUCHED
            state.touched[0] |= Touch.TERMS


@kernel
def set_dates(plan: Plan, state: State, step: int) -> None:
    """Set the dates of meetings whose trigger has become true, or still holds for a repeating one."""
    if not state.stale[Stale.CALENDAR]:
        return
    state.stale[Stale.CALENDAR] = 0
    end = (step + 1) * plan.step_days[0]
    for m in range(plan.sizes[Size.MEETINGS]):
        trigger = plan.meeting_trigger[m]
        if trigger < 0 or not math.isinf(state.date[m]):
            continue
        times = state.held[m] + state.missed[m]
        first = times == 0 and state.true_step[trigger] == step and state.verdict[trigger] == TRUE
        again = 0 < times < plan.meeting_repeats[m] and state.holds[trigger] and not state.pending[m]
        if first or again:
            state.date[m] = end + max(state.numbers[plan.meeting_within[m]], 0.0)
            state.next_day[0] = min(state.next_day[0], state.date[m])
