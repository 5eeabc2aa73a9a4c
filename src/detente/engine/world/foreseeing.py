"""What those who sign foresee of its being carried out: gains by party, issue and option, additive over issues.

Another's step counts by trust in it and by its firmness, one's own by whether what it answers will have come;
firmness rests on shares and dates alone, never on what others are computed to choose. So foresight stays one more
table of gains, and the solver as it is (Axelrod & Keohane 1985, World Politics 38(1), on the shadow of the future;
Kydd 2005, Trust and Mistrust in International Relations, on trust in types).
"""

from __future__ import annotations

import math

from detente.engine.layout.plan import Answer, Mark, Plan, Size
from detente.engine.world.delivery import chance_seen, trust_in
from detente.engine.world.factors import level_in_force
from detente.engine.world.state import State
from detente.engine.world.utility import share_of_audiences
from detente.kernels.compiling import inner_kernel


@inner_kernel
def value_of_person(plan: Plan, state: State, n: int, issue: int, level: float) -> float:
    """Return w·v of a person at any level of an issue, as :func:`value_terms` has it at options."""
    weight = state.weight[n, issue]
    if weight <= 0.0:
        return 0.0
    loss = abs(level - state.numbers[plan.ideal[n, issue]]) / 100.0
    alpha = state.numbers[plan.risk[n]]
    return float(weight * (1.0 - (loss if alpha == 1.0 else loss**alpha)))


@inner_kernel
def value_at(plan: Plan, state: State, p: int, issue: int, level: float) -> float:
    """Return ŵ·v̂ of a party and its audiences at any level; `omega` must hold what audiences weigh now."""
    together = 0.0
    total = 0.0
    for n in range(plan.sizes[Size.PARTIES], plan.sizes[Size.PERSONS]):
        if plan.audience_of[n] == p:
            together += state.omega[n]
            total += state.omega[n] * value_of_person(plan, state, n, issue, level)
    return total + (1.0 - together) * value_of_person(plan, state, p, issue, level)


@inner_kernel
def worth_of_move(plan: Plan, state: State, p: int, issue: int, before: float, after: float) -> float:
    """Return what a move from one level to another is worth to a party, foreseen effects on factors with it."""
    gain = value_at(plan, state, p, issue, after) - value_at(plan, state, p, issue, before)
    return float(gain + state.foresight[p, issue] * (after - before) / 100.0)


@inner_kernel
def what_is_left(plan: Plan, state: State, p: int, days: float) -> float:
    """Return the share of a party's horizon that is left after so many days."""
    horizon = state.numbers[plan.horizon[p]]
    return max(1.0 - days / horizon, 0.0) if horizon > 0.0 else 0.0


@inner_kernel
def set_offsets(plan: Plan, state: State, meeting: int, day: float) -> None:
    """Fill `live`, the steps that are to come, and `offset`, in how many days each falls due; and sort them.

    Those of issues on a meeting's agenda count from signing; all others, and for no meeting (−1) all, as they are
    under way. No step falls due before those that it comes after or answers.
    """
    count = plan.sizes[Size.DUTIES]
    for k in range(count):
        i = plan.duty_issue[k]
        due = max(state.numbers[plan.duty_due[k]], 0.0)
        fresh = meeting >= 0 and state.agenda[meeting, i] == 1
        under_way = state.carrying[i] == 1 and state.mark[k] == Mark.WAITING
        state.live[k] = 1 if fresh or under_way else 0
        state.offset[k] = due if fresh else max(state.begun[i] + due - day, 0.0)
    for _ in range(count):
        for k in range(count):
            for j in range(count):
                if state.live[k] and state.live[j] and (plan.duty_after[k, j] or plan.duty_return[k, j]):
                    state.offset[k] = max(state.offset[k], state.offset[j])
    for k in range(count):
        at = k
        while at > 0 and state.offset[state.by_due[at - 1]] > state.offset[k]:
            state.by_due[at] = state.by_due[at - 1]
            at -= 1
        state.by_due[at] = k


@inner_kernel
def at_stake(plan: Plan, k: int, j: int) -> bool:
    """Say whether a breach of step k, once seen, costs its owner step j of another."""
    if plan.duty_owner[k] == plan.duty_owner[j]:
        return False
    u = plan.duty_undertaking[k]
    reset = plan.undertaking_answer[u] == Answer.RESET and plan.duty_undertaking[j] == u
    return bool(reset or plan.duty_upon[k, j])


@inner_kernel
def set_firmness(plan: Plan, state: State) -> None:
    """Fill `firm`, r = R/(1 + R) of every live step, with R what its breach puts at stake against its own share."""
    for k in range(plan.sizes[Size.DUTIES]):
        if not state.live[k]:
            continue
        u = plan.duty_undertaking[k]
        stake = 0.0
        for j in range(plan.sizes[Size.DUTIES]):
            if not state.live[j] or not at_stake(plan, k, j):
                continue
            if state.offset[j] >= state.offset[k]:
                stake += chance_seen(plan, state, k, state.offset[j] - state.offset[k]) * plan.duty_share[j]
            elif plan.undertaking_answer[u] == Answer.RESET:
                horizon = state.numbers[plan.horizon[plan.duty_owner[k]]]
                stake += chance_seen(plan, state, k, horizon - state.offset[k]) * plan.duty_share[j]
        stake /= state.numbers[plan.undertaking_temptation[u]] * plan.duty_share[k]
        state.firm[k] = stake / (1.0 + stake) if not math.isinf(stake) else 1.0


@inner_kernel
def count_steps(plan: Plan, state: State, p: int) -> None:
    """Fill `counted`, what a party counts each live step for, hazard apart: e, in the order in which they fall due."""
    duties = plan.sizes[Size.DUTIES]
    for at in range(duties):
        k = state.by_due[at]
        if not state.live[k]:
            continue
        q = plan.duty_owner[k]
        share = 1.0
        if q == p:
            for j in range(duties):
                if plan.duty_return[k, j] and state.live[j]:
                    lost = 1.0 - state.counted[j]
                    share *= 1.0 - lost * chance_seen(plan, state, j, state.offset[k] - state.offset[j])
        else:
            for j in range(duties):
                if state.live[j] and plan.duty_owner[j] == q and state.offset[j] <= state.offset[k]:
                    share *= state.firm[j]
            trust = trust_in(plan, state, p, q)
            share = trust + (1.0 - trust) * share
        state.counted[k] = share


@inner_kernel
def unbroken(plan: Plan, state: State, k: int) -> float:
    """Return the chance that no hazard has broken what a step belongs to by the time it falls due."""
    slot = plan.undertaking_hazard[plan.duty_undertaking[k]]
    return math.exp(-state.numbers[slot] * state.offset[k]) if slot >= 0 else 1.0


@inner_kernel
def foreseen_worth(plan: Plan, state: State, p: int, issue: int, start: float, target: float, done: float) -> float:
    """Return Σ e·D over the live steps of an issue, levels along the sums of their shares; ties come at once.

    The way from `start` to `target`, the level that was signed, has been gone so far as `done`, a share, says.
    """
    duties = plan.sizes[Size.DUTIES]
    total, at = 0.0, 0
    while at < duties:
        offset = state.offset[state.by_due[at]]
        last, together, counted = at, 0.0, 0.0
        while last < duties and state.offset[state.by_due[last]] == offset:
            k = state.by_due[last]
            if state.live[k] and plan.duty_issue[k] == issue:
                together += plan.duty_share[k]
                counted += plan.duty_share[k] * state.counted[k] * unbroken(plan, state, k)
            last += 1
        if together > 0.0:
            before = start + done * (target - start)
            after = start + (done + together) * (target - start)
            move = worth_of_move(plan, state, p, issue, before, after)
            total += counted / together * move * what_is_left(plan, state, p, offset)
            done += together
        at = last
    return total


@inner_kernel
def foresee_delivery(plan: Plan, state: State, meeting: int, day: float) -> None:
    """Fill `foreseen`: what settling an issue at an option brings a party as it expects it to be carried out.

    From that is taken what terms under way would still bring, which new ones end. `sight` must hold at what rates
    breaches would be seen.
    """
    parties = plan.sizes[Size.PARTIES]
    for p in range(parties):
        share_of_audiences(plan, state, p)
    set_offsets(plan, state, meeting, day)
    set_firmness(plan, state)
    for p in range(parties):
        count_steps(plan, state, p)
        for i in range(plan.sizes[Size.ISSUES]):
            if plan.undertaking_of[i] >= 0 and state.agenda[meeting, i]:
                start = level_in_force(plan, state, i)
                for o in range(plan.option_count[i]):
                    target = plan.option_level[i, o]
                    state.foreseen[p, i, o] = foreseen_worth(plan, state, p, i, start, target, 0.0)
    take_off_what_is_under_way(plan, state, meeting, day)


@inner_kernel
def take_off_what_is_under_way(plan: Plan, state: State, meeting: int, day: float) -> None:
    """Take from `foreseen` what the terms that are being carried out would still bring."""
    any_carried = False
    for i in range(plan.sizes[Size.ISSUES]):
        any_carried = any_carried or state.carrying[i] == 1
    if not any_carried:
        return
    set_offsets(plan, state, -1, day)
    set_firmness(plan, state)
    for p in range(plan.sizes[Size.PARTIES]):
        count_steps(plan, state, p)
        for i in range(plan.sizes[Size.ISSUES]):
            if state.carrying[i] and state.agenda[meeting, i]:
                target = plan.option_level[i, state.option[i]]
                left = foreseen_worth(plan, state, p, i, state.level_from[i], target, state.share[i])
                for o in range(plan.option_count[i]):
                    state.foreseen[p, i, o] -= left
