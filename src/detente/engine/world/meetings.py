"""Meetings: when they are held, and what package their table strikes."""

from __future__ import annotations

import math

from detente.bargaining.rules import Rule, Status
from detente.bargaining.workspace import Extent
from detente.engine.layout.plan import NEVER, SETTLED, SHELVED, TRUE, UNTOUCHED, By, General, Outcome, Plan, Size
from detente.engine.world.bloc_votes import break_away
from detente.engine.world.delivery import begin, see, stand
from detente.engine.world.foreseeing import foresee_delivery
from detente.engine.world.holding_out import sign_prices
from detente.engine.world.invalidation import Stale, Touch
from detente.engine.world.procedures import (
    bound_seats,
    keep_perceived,
    keep_to_text,
    open_procedure,
    perceive,
    who_agrees,
)
from detente.engine.world.sittings import call_to_order
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
    seats_taken,
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

_PROPOSER = int(Rule.PROPOSER)
_COMPROMISE = int(Rule.COMPROMISE)
_NO_DEAL = int(Status.NO_DEAL)
_CUT_OFF = int(Status.NODE_LIMIT)


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
    """Hold a meeting on its day, unless it falls through; where its procedure says so, go on another day."""
    day = state.date[m]
    state.date[m] = math.inf
    state.last_day[m] = day
    state.stale[Stale.CALENDAR] = 1
    call_to_order(plan, state, m, seed, belief, run, step)
    few = seats_taken(plan, state, m) < 2
    if state.stage[m] == 0:
        chance = state.numbers[plan.meeting_takes_place[m]]
        times = state.held[m] + state.missed[m]
        if few or (chance < 1.0 and uniform(seed, belief, run, plan.draw_takes_place[m], times) >= chance):
            state.missed[m] += 1
            return
    if few:
        state.struck[m] = 0
    else:
        hold_meeting(plan, state, m, day, seed, belief, run)
        following = plan.stage_first[state.procedure[m]] + state.stage[m] + 1
        if not state.struck[m] and following < plan.stage_first[state.procedure[m] + 1]:
            state.stage[m] += 1
            state.date[m] = day + plan.stage_after[following]
            return
    conclude(plan, state, m, step)


@inner_kernel
def conclude(plan: Plan, state: State, m: int, step: int) -> None:
    """Count a meeting that has been held, and put in force what needs nobody's further yes."""
    state.touched[0] |= Touch.MEETINGS
    state.held[m] += 1
    state.stage[m] = 0
    if state.first_held[m] == NEVER:
        state.first_held[m] = step
    settle(plan, state, m, step)


@kernel
def hold_meeting(plan: Plan, state: State, m: int, day: float, seed: int, belief: int, run: int) -> None:
    """Let a table strike a package, or none; the package lies in `state.choice[m]`.

    Stages of its procedure that come at once are tried one after another.
    """
    weigh_wants(plan, state)
    prices_of_moving(plan, state)
    if plan.sizes[Size.UNDERTAKINGS] > 0:
        see(plan, state)  # what a party asks does not depend on what a package would let be seen
        foresee_delivery(plan, state, m, day)
    break_away(plan, state, m, seed, belief, run)
    sign_prices(plan, state, m, seats_taken(plan, state, m), seed, belief, run)
    begun = 0 if state.at_once[0] else state.stage[m]
    first, last = plan.stage_first[state.procedure[m]], plan.stage_first[state.procedure[m] + 1] - 1
    stage = first + begun
    status = strike_by(plan, state, m, day, stage, seed, belief, run)
    while status == _NO_DEAL and stage < last and (plan.stage_after[stage + 1] <= 0.0 or state.at_once[0]):
        stage += 1
        status = strike_by(plan, state, m, day, stage, seed, belief, run)
    state.stage[m] = stage - first
    state.struck[m] = 0
    for i in range(plan.sizes[Size.ISSUES]):
        state.choice[m, i] = state.desk.choice[i] if status != Status.NO_DEAL else UNTOUCHED
        if state.choice[m, i] >= 2:
            state.struck[m] = 1
    for p in range(plan.sizes[Size.PARTIES]):
        state.refusal[m, p] = state.against[m, p] = 0
    state.due[m] = day + max(state.numbers[plan.meeting_decides[m]], 0.0)


@kernel
def strike_by(plan: Plan, state: State, m: int, day: float, stage: int, seed: int, belief: int, run: int) -> int:
    """Let a table strike as a stage of its procedure says, and return the solver's status.

    Where nothing can be struck as its parties perceive their gains, the table looks at them again as they are.
    """
    noisy, amiss, status = state.numbers[plan.general[General.PERCEPTION]] > 0.0, False, _NO_DEAL
    for look in range(2):
        if status != _NO_DEAL or (look == 0 and not noisy):
            continue
        amiss = look == 0
        if plan.sizes[Size.UNDERTAKINGS] > 0:
            status = strike_as_verified(plan, state, m, day, stage, amiss, seed, belief, run)
        else:
            status = strike_table(plan, state, m, stage, False, amiss, seed, belief, run)
    seats = state.desk_seats[0]
    who_agrees(plan, state, m, stage, state.desk_seats[1], seats)
    if amiss and status != _NO_DEAL:
        keep_perceived(plan, state, m, seats, seed, belief, run)
    return int(status)


@inner_kernel
def strike_as_verified(
    plan: Plan, state: State, m: int, day: float, stage: int, amiss: bool, seed: int, belief: int, run: int
) -> int:
    """Strike the best package over all ways to verify that are on the agenda; return the solver's status."""
    count = first_combination(plan, state, m)
    rule = rule_of(plan, state, m, stage)
    for p in range(plan.sizes[Size.PARTIES]):
        state.most_tried[p] = 0.0
    status = 0
    for w in range(count):
        see_by_combination(plan, state)
        foresee_delivery(plan, state, m, day)
        status = strike_table(plan, state, m, stage, True, amiss, seed, belief, run)
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
        status = strike_table(plan, state, m, stage, True, amiss, seed, belief, run)
    elif count > 1:
        status = _NO_DEAL
    for p in range(plan.sizes[Size.PARTIES]):
        for i in range(plan.sizes[Size.ISSUES]):
            for o in range(plan.option_count[i]):
                state.struck_worth[m, p, i, o] = state.foreseen[p, i, o]
    return status


@inner_kernel
def rule_of(plan: Plan, state: State, m: int, stage: int) -> int:
    """Return the rule by which a stage of a procedure picks: a chair's best, what a vote is on, or the case's."""
    if plan.stage_chair[stage] >= 0 and state.table[m, plan.stage_chair[stage]]:
        return _PROPOSER
    if plan.stage_by[stage] == By.VOTE:
        return _PROPOSER if plan.stage_welfare[stage] else _COMPROMISE
    return int(state.numbers[plan.rule[0]])


@kernel
def strike_table(
    plan: Plan, state: State, m: int, stage: int, verified: bool, amiss: bool, seed: int, belief: int, run: int
) -> int:
    """Lay a table's problem and let the solver strike; what verifies is held to what is being tried if asked for."""
    seats, involved = take_seats(plan, state, m)
    bound = bound_seats(plan, state, stage, seats)
    state.desk_seats[0], state.desk_seats[1] = seats, bound
    list_alternatives(plan, state, m)
    keep_to_text(plan, state, m, stage)
    respect_limits(plan, state, bound, seats, involved, seed, belief)
    if verified:
        hold_to_combination(plan, state)
    fill_gains(plan, state, m, seats, involved)
    weigh_parties(plan, state, m, seats, involved, seed, belief)
    refresh_terms(plan, state)
    fill_links(plan, state, seats, involved)
    fill_rows(plan, state, bound, involved)
    rule = rule_of(plan, state, m, stage)
    if rule == _COMPROMISE:
        fill_costs(plan, state, seats)
    vote = plan.stage_by[stage] == By.VOTE
    proposer = 0 if vote else who_proposes(plan, state, m, plan.stage_chair[stage], seats, seed, belief, run)
    if amiss:
        perceive(plan, state, m, seats, seed, belief, run)
    open_procedure(plan, state, m, stage, bound, seats, involved)
    state.desk.sizes[Extent.MEMORY] = m  # a meeting's searches start from what its last ones ended with
    status = strike(state.solver[0], (state.desk, rule, proposer, breadth(plan, state, m)))
    state.unproved[0] += status == _CUT_OFF
    return int(status)


@inner_kernel
def who_proposes(plan: Plan, state: State, m: int, chair: int, seats: int, seed: int, belief: int, run: int) -> int:
    """Return the seat of the proposer: the chair, the one named, or one drawn in proportion to power."""
    for k in range(seats):
        if state.seat[k] == chair:
            return k
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


@inner_kernel
def set_round(plan: Plan, state: State, m: int, times: int, end: float) -> None:
    """Set the next round of a meeting that has met so often, unless its rounds are over or it awaits answers."""
    until = plan.meeting_until[m]
    done = until >= 0 and state.holds[until] == 1
    if state.over[m] or done or times >= plan.meeting_most[m] or state.pending[m]:
        return
    day = max(state.last_day[m] + max(state.numbers[plan.meeting_every[m]], 0.0), end)
    if day > plan.deadline_day[m] and not state.passed[m]:
        return
    state.date[m] = day
    state.next_day[0] = min(state.next_day[0], state.date[m])


@kernel
def set_dates(plan: Plan, state: State, step: int) -> None:
    """Set the dates of meetings whose trigger has become true, or still holds for a repeating one."""
    if not state.stale[Stale.CALENDAR]:
        return
    state.stale[Stale.CALENDAR] = 0
    end = (step + 1) * plan.step_days[0]
    for m in range(plan.sizes[Size.MEETINGS]):
        trigger = plan.meeting_trigger[m]
        times = state.held[m] + state.missed[m]
        if not math.isinf(state.date[m]):
            continue
        if plan.meeting_every[m] >= 0 and times > 0:
            set_round(plan, state, m, times, end)
            continue
        if trigger < 0:
            continue
        first = times == 0 and state.true_step[trigger] == step and state.verdict[trigger] == TRUE
        again = 0 < times < plan.meeting_repeats[m] and state.holds[trigger] and not state.pending[m]
        if first or again:
            state.date[m] = end + max(state.numbers[plan.meeting_within[m]], 0.0)
            state.next_day[0] = min(state.next_day[0], state.date[m])
