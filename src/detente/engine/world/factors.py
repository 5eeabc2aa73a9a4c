"""How factors move: mean reversion with drift, solved exactly, and shifts that fade."""

from __future__ import annotations

import math

from detente.engine.layout.plan import Plan, Size, Source
from detente.engine.world.invalidation import Stale
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel, kernel

MONTH = 30.4375
"""Days in a month: the unit of drift and volatility."""

LN2 = math.log(2.0)


@inner_kernel
def level_in_force(plan: Plan, state: State, issue: int) -> float:
    """Return an issue's level in force: that of its option, or so far on the way to it as has been delivered."""
    level = plan.option_level[issue, state.option[issue]]
    if state.share[issue] >= 1.0:
        return float(level)
    start = state.level_from[issue]
    return float(start + state.share[issue] * (level - start))


@inner_kernel
def source_level(plan: Plan, state: State, source: int, index: int) -> float:
    """Return what drives something: a factor's level, a flag as 0 or 1, an issue's level/100."""
    if source == Source.FACTOR:
        return state.level[index]
    if source == Source.FLAG:
        return float(state.flag[index])
    if state.share[index] < 1.0:
        return level_in_force(plan, state, index) / 100.0
    return plan.option_share[index, state.option[index]]


@inner_kernel
def reversion(plan: Plan, state: State, factor: int) -> float:
    """Return a factor's rate of reversion λ per month; 0 for a random walk."""
    slot = plan.factor_half_life[factor]
    if slot < 0:
        return 0.0
    half_life = state.numbers[slot]
    return LN2 * MONTH / half_life if half_life > 0.0 else math.inf


@inner_kernel
def accumulated(rate: float, months: float) -> float:
    """Return (1 − e^(−λ t))/λ: how much of a steady drift remains after t months; t for λ = 0."""
    if rate == 0.0:
        return months
    if math.isinf(rate):
        return 0.0
    return -math.expm1(-rate * months) / rate


@inner_kernel
def read_levels(plan: Plan, state: State) -> None:
    """Fill `state.level` from bases and fading shifts, within bounds."""
    for f in range(plan.sizes[Size.FACTORS]):
        level = add_fades(plan, state, f, state.base[f])
        state.level[f] = min(max(level, plan.factor_bounds[f, 0]), plan.factor_bounds[f, 1])


@inner_kernel
def add_fades(plan: Plan, state: State, target: int, total: float) -> float:
    """Return a number with what is left of fading shifts of a factor, or of F + a party's price of moving."""
    for k in range(plan.fade_ends[target], plan.fade_ends[target + 1]):
        total += state.fade[plan.fade_of[k]]
    return total


@inner_kernel
def outdate_numbers(state: State) -> None:
    """Note that numbers have been set: whatever is worked out from them is to be taken up anew."""
    for k in range(state.stale.shape[0]):
        state.stale[k] = 1


@inner_kernel
def take_up_motion(plan: Plan, state: State) -> None:
    """Fill `motion` from numbers that a belief has drawn or a change has set."""
    months = plan.step_days[0] / MONTH
    for f in range(plan.sizes[Size.FACTORS]):
        rate = reversion(plan, state, f)
        state.motion[f, 0] = math.exp(-rate * months)
        state.motion[f, 1] = accumulated(rate, months)
        state.motion[f, 2] = state.numbers[plan.factor_volatility[f]] * math.sqrt(accumulated(2.0 * rate, months))
    state.stale[Stale.MOTION] = 0


@kernel
def move_factors(plan: Plan, state: State, step: int) -> None:
    """Move every factor by one step; drivers are read at the step's opening, shocks as they are drawn.

    base ← toward + (base − toward) e^(−λΔ) + d (1 − e^(−λΔ))/λ + σ √((1 − e^(−2λΔ))/(2λ)) ε, the exact
    solution of the Ornstein–Uhlenbeck equation (Uhlenbeck & Ornstein 1930), so the step does not matter.
    """
    if state.stale[Stale.MOTION]:
        take_up_motion(plan, state)
    drivers = plan.driver.shape[0]
    d = 0
    for f in range(plan.sizes[Size.FACTORS]):
        drift = 0.0
        while d < drivers and plan.driver[d, 0] == f:
            drift += state.numbers[plan.driver[d, 3]] * source_level(plan, state, plan.driver[d, 1], plan.driver[d, 2])
            d += 1
        toward = state.numbers[plan.factor_toward[f]]
        base = toward + (state.base[f] - toward) * state.motion[f, 0] + drift * state.motion[f, 1]
        if state.motion[f, 2] > 0.0:
            base += state.motion[f, 2] * state.shock[f, step]
        state.base[f] = min(max(base, plan.factor_bounds[f, 0]), plan.factor_bounds[f, 1])
    day = (step + 1) * plan.step_days[0]
    for k in range(plan.fade_target.shape[0]):
        kept = state.fade[k] * plan.fade_keep[k]
        state.fade[k] = kept if day < state.fade_until[k] else 0.0
    read_levels(plan, state)
