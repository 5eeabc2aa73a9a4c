"""What is signed being carried out, within one step of time: seeing, answering, hazard, delivering, learning.

All that happens in one of these phases is decided from how things stand at its opening, so that no order of steps or
parties matters. A keeper delivers whatever is owed. An opportunist delivers unless what it saves by a breach, times
its temptation, is more than what the breach may lose it.
"""

from __future__ import annotations

import math

from detente.engine.layout.plan import Answer, Mark, Plan, Size
from detente.engine.world.delivery import add_up_shares, chance_seen, see, trust_in, withdraw
from detente.engine.world.factors import level_in_force
from detente.engine.world.foreseeing import at_stake, set_firmness, set_offsets, what_is_left, worth_of_move
from detente.engine.world.invalidation import Stale, Touch
from detente.engine.world.state import State
from detente.engine.world.utility import refresh_values, share_of_audiences
from detente.kernels.compiling import inner_kernel, kernel
from detente.kernels.randomness import uniform


@inner_kernel
def draw_keepers(plan: Plan, state: State, seed: int, belief: int) -> None:
    """Fill `keeper`: who in this world does what it owes, whatever it may save by not doing it."""
    for p in range(plan.sizes[Size.PARTIES]):
        chance = state.numbers[plan.keeps[p]] if plan.keeps[p] >= 0 else 1.0
        state.keeper[p] = 1 if uniform(seed, belief, state.origin[0], plan.draw_keeps[p], 0) < chance else 0


@kernel
def carry_out(plan: Plan, state: State, seed: int, belief: int, run: int, step: int) -> None:
    """Play a step of time of all that is being carried out."""
    under_way = False
    for i in range(plan.sizes[Size.ISSUES]):
        under_way = under_way or state.carrying[i] == 1
    if not under_way:
        return
    length = plan.step_days[0]
    now = (step + 1) * length
    refresh_values(plan, state)
    for p in range(plan.sizes[Size.PARTIES]):
        share_of_audiences(plan, state, p)
    draw_keepers(plan, state, seed, belief)
    see(plan, state)
    see_breaches(plan, state, seed, belief, run, step)
    answer_breaches(plan, state, now)
    draw_hazards(plan, state, seed, belief, run, step)
    fall_due(plan, state, now)
    deliver(plan, state, length)


@inner_kernel
def see_breaches(plan: Plan, state: State, seed: int, belief: int, run: int, step: int) -> None:
    """Let breaches be seen that were not; those who thought the owner might be a keeper know better."""
    for k in range(plan.sizes[Size.DUTIES]):
        state.fresh[k] = 0
        if state.mark[k] != Mark.BROKEN or not state.carrying[plan.duty_issue[k]]:
            continue
        if uniform(seed, belief, run, plan.draw_seen[k], step) < chance_seen(plan, state, k, plan.step_days[0]):
            state.fresh[k] = 1
            state.mark[k] = Mark.SEEN
            state.touched[0] |= Touch.TERMS
            for p in range(plan.sizes[Size.PARTIES]):
                state.learned[p, plan.duty_owner[k]] = 0.0


@inner_kernel
def answer_breaches(plan: Plan, state: State, now: float) -> None:
    """Answer the breaches that have just been seen."""
    duties = plan.sizes[Size.DUTIES]
    for k in range(duties):
        if not state.fresh[k]:
            continue
        u = plan.duty_undertaking[k]
        for j in range(duties):
            if plan.duty_upon[k, j] and state.carrying[plan.duty_issue[j]] and state.mark[j] == Mark.WAITING:
                state.mark[j] = Mark.SUSPENDED
        meeting = plan.undertaking_meeting[u]
        if meeting >= 0 and math.isinf(state.date[meeting]):
            state.date[meeting] = now
            state.next_day[0] = min(state.next_day[0], now)
    for k in range(duties):
        u = plan.duty_undertaking[k]
        if state.fresh[k] and plan.undertaking_answer[u] == Answer.RESET:
            reset(plan, state, u)


@inner_kernel
def reset(plan: Plan, state: State, u: int) -> None:
    """End an undertaking: its issues return to the levels from which it began."""
    for i in range(plan.sizes[Size.ISSUES]):
        if plan.undertaking_of[i] == u and state.carrying[i]:
            withdraw(plan, state, i)


@inner_kernel
def draw_hazards(plan: Plan, state: State, seed: int, belief: int, run: int, step: int) -> None:
    """Let undertakings break that nobody breaks: 1 − exp(−rate Δ)."""
    for u in range(plan.sizes[Size.UNDERTAKINGS]):
        slot = plan.undertaking_hazard[u]
        if slot >= 0:
            chance = -math.expm1(-state.numbers[slot] * plan.step_days[0])
            if uniform(seed, belief, run, plan.draw_hazard[u], step) < chance:
                reset(plan, state, u)


@inner_kernel
def is_owed(plan: Plan, state: State, k: int, now: float) -> bool:
    """Say whether a step is owed now: due, what it comes after delivered, what it answers delivered or thought so."""
    i = plan.duty_issue[k]
    mark = state.mark[k]
    if not state.carrying[i] or not (mark == Mark.WAITING or mark == Mark.BROKEN or mark == Mark.SEEN):
        return False
    if state.begun[i] + max(state.numbers[plan.duty_due[k]], 0.0) >= now:
        return False
    for j in range(plan.sizes[Size.DUTIES]):
        if state.carrying[plan.duty_issue[j]]:
            if plan.duty_after[k, j] and state.mark[j] != Mark.DELIVERED:
                return False
            if plan.duty_return[k, j] and not (state.mark[j] == Mark.DELIVERED or state.mark[j] == Mark.BROKEN):
                return False
    return True


@inner_kernel
def tempts(plan: Plan, state: State, k: int, now: float) -> bool:
    """Say whether an opportunist would rather not deliver a step: it costs, and saving that is worth the risk."""
    q = plan.duty_owner[k]
    cost = -worth_of_step(plan, state, q, k)
    if cost <= 0.0:
        return False
    saved = cost * what_is_left(plan, state, q, now - state.begun[plan.duty_issue[k]])
    temptation = state.numbers[plan.undertaking_temptation[plan.duty_undertaking[k]]]
    return bool(temptation * saved >= at_risk(plan, state, k, now))


@inner_kernel
def worth_of_step(plan: Plan, state: State, p: int, k: int) -> float:
    """Return what a step is worth to a party from where its issue stands, time apart."""
    i = plan.duty_issue[k]
    before = level_in_force(plan, state, i)
    move = plan.duty_share[k] * (plan.option_level[i, state.option[i]] - state.level_from[i])
    return worth_of_move(plan, state, p, i, before, before + move)


@inner_kernel
def at_risk(plan: Plan, state: State, k: int, now: float) -> float:
    """Return what a breach of a step may lose its owner: what others owe it, and on a reset what it has gained."""
    q, u = plan.duty_owner[k], plan.duty_undertaking[k]
    loss = 0.0
    for j in range(plan.sizes[Size.DUTIES]):
        i = plan.duty_issue[j]
        waits = state.mark[j] == Mark.WAITING or (state.mark[k] == Mark.SEEN and state.mark[j] == Mark.SUSPENDED)
        if not state.carrying[i] or not waits or not at_stake(plan, k, j):
            continue
        due = max(state.begun[i] + max(state.numbers[plan.duty_due[j]], 0.0), now + plan.step_days[0])
        seen = 1.0 if state.mark[k] == Mark.SEEN else chance_seen(plan, state, k, due - now)
        trust = trust_in(plan, state, q, plan.duty_owner[j])
        firm = state.firm[j] if state.live[j] else 1.0
        left = what_is_left(plan, state, q, due - state.begun[i])
        loss += seen * (trust + (1.0 - trust) * firm) * worth_of_step(plan, state, q, j) * left
    if plan.undertaking_answer[u] == Answer.RESET:
        elapsed = now - state.begun[plan.duty_issue[k]]
        gained = 0.0
        for i in range(plan.sizes[Size.ISSUES]):
            if plan.undertaking_of[i] == u and state.carrying[i]:
                level = level_in_force(plan, state, i)
                left = what_is_left(plan, state, q, now - state.begun[i])
                gained += worth_of_move(plan, state, q, i, state.level_from[i], level) * left
        loss += chance_seen(plan, state, k, state.numbers[plan.horizon[q]] - elapsed) * gained
    return loss


@inner_kernel
def fall_due(plan: Plan, state: State, now: float) -> None:
    """Fill `will`, who delivers what now: 1, or 2 where an opportunist would not have; mark what is broken."""
    duties = plan.sizes[Size.DUTIES]
    set_offsets(plan, state, -1, now)
    set_firmness(plan, state)
    for k in range(duties):
        state.will[k] = 0
        if not is_owed(plan, state, k, now):
            continue
        tempted = tempts(plan, state, k, now)
        if state.keeper[plan.duty_owner[k]] or not tempted:
            state.will[k] = 2 if tempted else 1
        elif state.mark[k] == Mark.WAITING:
            state.will[k] = 3
    for k in range(duties):
        if state.will[k] == 3:
            state.will[k] = 0
            state.mark[k] = Mark.BROKEN
            state.touched[0] |= Touch.TERMS


@inner_kernel
def deliver(plan: Plan, state: State, length: float) -> None:
    """Deliver what is to be delivered, let partners learn, and lift what was suspended because of it."""
    duties = plan.sizes[Size.DUTIES]
    late = False
    for k in range(duties):
        if not state.will[k]:
            continue
        late = late or state.mark[k] == Mark.SEEN
        state.mark[k] = Mark.DELIVERED
        add_up_shares(plan, state, plan.duty_issue[k])
        state.touched[0] |= Touch.TERMS
        if state.will[k] == 2:
            unseen = 1.0 - chance_seen(plan, state, k, length)
            for p in range(plan.sizes[Size.PARTIES]):
                known = state.learned[p, plan.duty_owner[k]]
                if known > 0.0:
                    state.learned[p, plan.duty_owner[k]] = known / unseen if unseen > 0.0 else math.inf
    if late:
        state.stale[Stale.CALENDAR] = 1
        for j in range(duties):
            if state.mark[j] == Mark.SUSPENDED and not waits_for_breach(plan, state, j):
                state.mark[j] = Mark.WAITING


@inner_kernel
def waits_for_breach(plan: Plan, state: State, j: int) -> bool:
    """Say whether a step still has a breach among what it answers that has been seen."""
    for k in range(plan.sizes[Size.DUTIES]):
        if plan.duty_upon[k, j] and state.mark[k] == Mark.SEEN and state.carrying[plan.duty_issue[k]]:
            return True
    return False
