"""What happens between meetings: events drawn from the state at a step's opening, and the changes they make."""

from __future__ import annotations

import math

from detente.compiling import inner_kernel, kernel
from detente.engine.factors import read_levels, source_level
from detente.engine.plan import NEVER, SETTLED, UNTOUCHED, Effect, Plan, Size
from detente.engine.randomness import uniform
from detente.engine.state import State


@inner_kernel
def hazard(plan: Plan, state: State, event: int, step: int) -> float:
    """Return Λ: the event's rate integrated over a step, hazard ratios left out.

    Rates by age are piecewise constant since the condition began, and are integrated exactly.
    """
    first, last = plan.event_bands[event], plan.event_bands[event + 1]
    length = plan.step_days[0]
    since = state.since[plan.event_while[event]] if plan.event_while[event] >= 0 else -1
    age = (step - since - 1) * length
    total = 0.0
    start = 0.0
    for k in range(first, last):
        overlap = min(age + length, plan.band_end[k]) - max(age, start)
        if overlap > 0.0:
            total += state.numbers[plan.band_rate[k]] * overlap
        start = plan.band_end[k]
    return total


@kernel
def draw_events(plan: Plan, state: State, seed: int, belief: int, run: int, step: int) -> None:
    """Draw, for every event that can happen now, whether it does: 1 − exp(−Λ Π ratio^z)."""
    r = 0
    ratios = plan.ratio.shape[0]
    for e in range(plan.sizes[Size.EVENTS]):
        first_ratio = r
        while r < ratios and plan.ratio[r, 0] == e:
            r += 1
        chance = chance_of_event(plan, state, e, first_ratio, r, step)
        drawn = chance > 0.0 and uniform(seed, belief, run, plan.draw_event[e], step) < chance
        state.event_drawn[e] = 1 if drawn else 0


@inner_kernel
def chance_of_event(plan: Plan, state: State, event: int, first_ratio: int, last_ratio: int, step: int) -> float:
    """Return the chance that an event happens in a step, 0 where it cannot; its ratios are those from first to last."""
    if plan.event_once[event] and state.event_count[event] > 0:
        return 0.0
    if plan.event_while[event] >= 0 and not state.holds[plan.event_while[event]]:
        return 0.0
    if plan.event_step[event] >= 0:
        return state.numbers[plan.event_chance[event]] if plan.event_step[event] == step else 0.0
    risk = hazard(plan, state, event, step)
    for k in range(first_ratio, last_ratio):
        level = source_level(plan, state, plan.ratio[k, 1], plan.ratio[k, 2])
        if level == 1.0:  # flags, mostly
            risk *= state.numbers[plan.ratio[k, 3]]
        elif level != 0.0:
            risk *= state.numbers[plan.ratio[k, 3]] ** level
    return -math.expm1(-risk)


@kernel
def apply_events(plan: Plan, state: State, step: int) -> None:
    """Apply the changes of the events that were drawn, in order of their ids."""
    for e in range(plan.sizes[Size.EVENTS]):
        if state.event_drawn[e]:
            state.touched[0] = 1
            state.event_count[e] += 1
            if state.event_first[e] == NEVER:
                state.event_first[e] = step
            for c in range(plan.event_changes[e], plan.event_changes[e + 1]):
                apply_change(plan, state, c, step)


@inner_kernel
def apply_change(plan: Plan, state: State, c: int, step: int) -> None:
    """Make one change of the state."""
    effect, one, two, slot = plan.change[c, 0], plan.change[c, 1], plan.change[c, 2], plan.change[c, 3]
    end = (step + 1) * plan.step_days[0]
    if effect == Effect.SHIFT_FACTOR or effect == Effect.SHIFT_PRICE:
        shift(plan, state, effect, one, two, state.numbers[slot], step)
    elif effect == Effect.SET:
        state.numbers[one] = state.numbers[slot]
        state.stale[0] = 1
        state.stale[1] = 1
    elif effect == Effect.TERMS:
        state.option[one] = two
        state.status[one] = SETTLED
        state.settled_step[one] = step
    elif effect == Effect.RESET:
        state.option[one] = plan.option_now[one]
        state.status[one] = UNTOUCHED
    elif effect == Effect.RAISE:
        state.flag[one] = 1
    elif effect == Effect.LOWER:
        state.flag[one] = 0
    elif effect == Effect.CALL:
        if math.isinf(state.date[one]):
            state.date[one] = end + (state.numbers[slot] if slot >= 0 else 0.0)
    elif effect == Effect.CANCEL:
        state.date[one] = math.inf
    elif effect == Effect.SEAT:
        state.table[one, two] = 1
    elif effect == Effect.UNSEAT:
        state.table[one, two] = 0
    elif effect == Effect.REQUIRE:
        state.consent[one, two] = 1
    elif effect == Effect.WAIVE:
        state.consent[one, two] = 0


@inner_kernel
def shift(plan: Plan, state: State, effect: int, target: int, fade: int, amount: float, step: int) -> None:
    """Move a factor or a price of moving, for good (fade −1) or for a while."""
    if fade >= 0:
        place = fade + step % plan.fade_count[fade]
        state.fade[place] += amount
        state.fade_until[place] = (step + 1) * plan.step_days[0] + plan.fade_span[fade]
    elif effect == Effect.SHIFT_FACTOR:
        low, high = plan.factor_bounds[target, 0], plan.factor_bounds[target, 1]
        state.base[target] = min(max(state.base[target] + amount, low), high)
    else:
        state.price_shift[target] += amount
    read_levels(plan, state)
