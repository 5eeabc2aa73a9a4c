"""Where terms stand that are being carried out: between what they were and what was signed, as steps are delivered."""

from __future__ import annotations

import math

from detente.engine.layout.plan import Mark, Plan, Size
from detente.engine.world.factors import level_in_force
from detente.engine.world.invalidation import Touch
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel


@inner_kernel
def stand(state: State, issue: int) -> None:
    """Let an issue stand at its option, with nothing owed on it."""
    state.share[issue] = 1.0
    state.carrying[issue] = 0


@inner_kernel
def begin(plan: Plan, state: State, issue: int, option: int, day: float) -> None:
    """Let what an issue is about to be settled at be carried out from this day on; before, nothing of it is delivered.

    Terms under way end where they stand.
    """
    if plan.undertaking_of[issue] < 0:
        return
    level = level_in_force(plan, state, issue)
    if not state.carrying[issue]:
        state.back_option[issue] = state.option[issue]
        state.back_status[issue] = state.status[issue]
    stand(state, issue)
    if level == plan.option_level[issue, option]:
        return
    state.carrying[issue] = 1
    state.share[issue] = 0.0
    state.level_from[issue] = level
    state.begun[issue] = day
    for k in range(plan.sizes[Size.DUTIES]):
        if plan.duty_issue[k] == issue:
            state.mark[k] = Mark.WAITING


@inner_kernel
def withdraw(plan: Plan, state: State, issue: int) -> None:
    """Let an issue that is being carried out return to the level from which it began."""
    state.touched[0] |= Touch.TERMS
    back = state.back_option[issue]
    state.option[issue] = back
    state.status[issue] = state.back_status[issue]
    stand(state, issue)
    if state.level_from[issue] != plan.option_level[issue, back]:
        state.share[issue] = 0.0


@inner_kernel
def add_up_shares(plan: Plan, state: State, issue: int) -> None:
    """Fill `share` of an issue that is being carried out from its steps; exactly 1 if all are delivered."""
    total, missing = 0.0, 0
    for k in range(plan.sizes[Size.DUTIES]):
        if plan.duty_issue[k] == issue:
            if state.mark[k] == Mark.DELIVERED:
                total += plan.duty_share[k]
            else:
                missing += 1
    state.share[issue] = total if missing > 0 else 1.0


@inner_kernel
def see(plan: Plan, state: State) -> None:
    """Fill `sight`, the rates at which breaches are seen, by the levels in force of what verifies."""
    for u in range(plan.sizes[Size.UNDERTAKINGS]):
        source, index = plan.undertaking_verifier[u, 0], plan.undertaking_verifier[u, 1]
        level = 0.0
        if source == 0:
            level = state.level[index]
        elif source > 0:
            level = level_in_force(plan, state, index)
        state.sight[u] = rate_seen(plan, state, u, level)


@inner_kernel
def rate_seen(plan: Plan, state: State, u: int, level: float) -> float:
    """Return the rate at which breaches are seen where what verifies stands at a level, 0–100."""
    low, high = state.numbers[plan.undertaking_seen[u, 0]], state.numbers[plan.undertaking_seen[u, 1]]
    return float(low + (high - low) * min(max(level / 100.0, 0.0), 1.0))


@inner_kernel
def chance_seen(plan: Plan, state: State, duty: int, days: float) -> float:
    """Return P, the chance that a breach of a step is seen within so many days."""
    return float(-math.expm1(-state.sight[plan.duty_undertaking[duty]] * max(days, 0.0)))


@inner_kernel
def trust_in(plan: Plan, state: State, party: int, other: int) -> float:
    """Return T: the chance that a party gives another to be a keeper, with what it has learned since `as_of`."""
    if plan.trust[party, other] < 0:
        return 0.0
    start = state.numbers[plan.trust[party, other]]
    learned = state.learned[party, other]
    if start <= 0.0 or learned <= 0.0:
        return 0.0
    if math.isinf(learned):
        return 1.0
    return float(start * learned / (start * learned + 1.0 - start))
