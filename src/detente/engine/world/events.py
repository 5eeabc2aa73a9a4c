"""What happens between meetings: events drawn from the state at a step's opening, and the changes they make."""

from __future__ import annotations

import math

from detente.engine.layout.plan import FAR, NEVER, SETTLED, UNTOUCHED, Effect, Outcome, Plan, Size
from detente.engine.world.delivery import stand
from detente.engine.world.factors import outdate_numbers, read_levels, source_level
from detente.engine.world.invalidation import Stale, Touch
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel, kernel
from detente.kernels.randomness import fill_uniforms

ROUNDING = 1.0 + 1e-9
"""More than what rounding can add to a risk."""


@inner_kernel
def hazard(plan: Plan, state: State, event: int, step: int) -> float:
    """Return Λ: the event's rate integrated over a step, hazard ratios left out.

    Rates by age are piecewise constant since the condition began, and are integrated exactly.
    """
    first, last = plan.event_bands[event], plan.event_bands[event + 1]
    length = plan.step_days[0]
    if first + 1 == last and math.isinf(plan.band_end[first]):
        return float(state.numbers[plan.band_rate[first]] * length)
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


@inner_kernel
def counted_from(plan: Plan, state: State, ratio: int) -> float:
    """Return the level that a hazard ratio counts from."""
    slot = plan.ratio[ratio, 4]
    return 0.0 if slot < 0 else state.numbers[slot]


@inner_kernel
def take_up_ratios(plan: Plan, state: State) -> None:
    """Fill `log_ratio` and `most_risk` from numbers that a belief has drawn or a change has set."""
    for e in range(plan.sizes[Size.EVENTS]):
        rate, height = 0.0, 0.0
        for k in range(plan.event_bands[e], plan.event_bands[e + 1]):
            rate = max(rate, state.numbers[plan.band_rate[k]])
        for k in range(plan.event_ratios[e], plan.event_ratios[e + 1]):
            log_ratio = math.log(state.numbers[plan.ratio[k, 3]])
            state.log_ratio[k] = log_ratio
            if log_ratio != 0.0:
                origin = counted_from(plan, state, k)
                height += max(
                    log_ratio * (plan.ratio_span[k, 0] - origin), log_ratio * (plan.ratio_span[k, 1] - origin)
                )
        most = rate * plan.step_days[0] * math.exp(height) * ROUNDING
        state.most_risk[e] = math.inf if plan.event_step[e] >= 0 else most
        state.event_next[e] = 0  # what lay above the risk there could be may lie below it now
    state.stale[Stale.RATIOS] = 0


@kernel
def draw_events(plan: Plan, state: State, seed: int, belief: int, run: int, step: int, last: int) -> None:
    """Tell of every event that can happen now, by its draw, whether it does: 1 − exp(−Λ Π ratio^z).

    Many events never can: once one can, its draws until before step `last` are drawn at once.
    """
    if state.stale[Stale.RATIOS]:
        take_up_ratios(plan, state)
    if state.stale[Stale.EVENTS]:
        look_anew(plan, state)
    for e in range(plan.sizes[Size.EVENTS]):
        if state.event_next[e] > step:
            continue
        date = plan.event_step[e]
        if not may_happen(plan, state, e) or 0 <= date < step:
            state.event_next[e] = FAR
            continue
        if date > step:
            state.event_next[e] = date
            continue
        if state.event_drawn_until[e] <= step:
            until = step + 1 if date >= 0 else last
            fill_uniforms(seed, belief, run, plan.draw_event[e], step, until, state.event_draw[e])
            state.event_drawn_until[e] = until
        draw = state.event_draw[e, step]
        if draw <= state.most_risk[e] and is_drawn(plan, state, e, step, draw):
            state.event_drawn[e] = 1
            state.events_due[0] = 1
        state.event_next[e] = next_in_reach(state, e, step + 1)


@inner_kernel
def look_anew(plan: Plan, state: State) -> None:
    """Let every event be looked at that could not happen: its condition may hold now."""
    for e in range(plan.sizes[Size.EVENTS]):
        if state.event_next[e] == FAR:
            state.event_next[e] = 0
    state.stale[Stale.EVENTS] = 0


@inner_kernel
def next_in_reach(state: State, event: int, step: int) -> int:
    """Return the first step from `step` on whose draw is not above any risk there can be; most are.

    1 − exp(−x) is at most x. After the last draw comes the step in which to draw again.
    """
    while step < state.event_drawn_until[event] and state.event_draw[event, step] > state.most_risk[event]:
        step += 1
    return step


@inner_kernel
def is_drawn(plan: Plan, state: State, event: int, step: int, draw: float) -> bool:
    """Say whether an event that can happen in a step does: whether its draw is less than :func:`chance_of_event`."""
    if plan.event_step[event] >= 0:
        return bool(draw < state.numbers[plan.event_chance[event]])
    risk = risk_of_event(plan, state, event, step)
    # x − x²/2 ≤ 1 − exp(−x) ≤ x: most draws lie outside
    if draw >= risk * ROUNDING:
        return False
    if draw * ROUNDING < risk - 0.5 * risk * risk:
        return True
    return draw < -math.expm1(-risk)


@inner_kernel
def may_happen(plan: Plan, state: State, event: int) -> bool:
    """Say whether an event is neither over for good nor kept from happening by its condition."""
    if plan.event_once[event] and state.event_count[event] > 0:
        return False
    return bool(plan.event_while[event] < 0 or state.holds[plan.event_while[event]])


@inner_kernel
def risk_of_event(plan: Plan, state: State, event: int, step: int) -> float:
    """Return Λ Π ratio^(z − from) over a step of an event that can happen."""
    risk = hazard(plan, state, event, step)
    height = 0.0
    for k in range(plan.event_ratios[event], plan.event_ratios[event + 1]):
        level = source_level(plan, state, plan.ratio[k, 1], plan.ratio[k, 2]) - counted_from(plan, state, k)
        if level != 0.0:
            height += level * state.log_ratio[k]
    return risk if height == 0.0 else risk * math.exp(height)


@inner_kernel
def chance_of_event(plan: Plan, state: State, event: int, step: int) -> float:
    """Return the chance that an event happens in a step, 0 where it cannot."""
    if not may_happen(plan, state, event):
        return 0.0
    if plan.event_step[event] >= 0:
        return state.numbers[plan.event_chance[event]] if plan.event_step[event] == step else 0.0
    return -math.expm1(-risk_of_event(plan, state, event, step))


@kernel
def apply_events(plan: Plan, state: State, step: int) -> None:
    """Apply the changes of the events that were drawn, in order of their ids, then of deadlines that are over."""
    if state.events_due[0]:
        state.events_due[0] = 0
        apply_drawn(plan, state, step)
    for m in range(plan.deadline_day.shape[0]):
        if plan.deadline_day[m] < step * plan.step_days[0] and not state.passed[m] and not state.pending[m]:
            pass_deadline(plan, state, m, step)


@inner_kernel
def apply_drawn(plan: Plan, state: State, step: int) -> None:
    """Apply the changes of the events that were drawn."""
    for e in range(plan.sizes[Size.EVENTS]):
        if state.event_drawn[e]:
            state.event_drawn[e] = 0
            if plan.event_watched[e]:
                state.touched[0] |= Touch.EVENTS
            state.event_count[e] += 1
            if state.event_first[e] == NEVER:
                state.event_first[e] = step
            for c in range(plan.event_changes[e], plan.event_changes[e + 1]):
                apply_change(plan, state, c, step)


@inner_kernel
def pass_deadline(plan: Plan, state: State, m: int, step: int) -> None:
    """End a meeting whose last day is over, and let happen what does then, unless it need not."""
    state.passed[m] = 1
    unless = plan.deadline_unless[m]
    if state.holds[unless] if unless >= 0 else state.outcome[m] == Outcome.DEAL:
        return
    state.date[m] = math.inf
    state.over[m] = 1
    state.stage[m] = 0
    state.stale[Stale.CALENDAR] = 1
    for c in range(plan.deadline_changes[m], plan.deadline_changes[m + 1]):
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
        state.renumbered[0] = 1
        outdate_numbers(state)
    elif effect == Effect.TERMS:
        state.option[one] = two
        stand(state, one)
        state.status[one] = SETTLED
        state.settled_step[one] = step
        state.touched[0] |= Touch.TERMS
    elif effect == Effect.RESET:
        state.option[one] = plan.option_now[one]
        stand(state, one)
        state.status[one] = UNTOUCHED
        state.touched[0] |= Touch.TERMS
    elif effect == Effect.RAISE or effect == Effect.LOWER:
        state.flag[one] = 1 if effect == Effect.RAISE else 0
        state.touched[0] |= Touch.FLAGS
    elif effect == Effect.CALL:
        state.over[one] = 0
        if math.isinf(state.date[one]):
            state.date[one] = end + (state.numbers[slot] if slot >= 0 else 0.0)
            state.next_day[0] = min(state.next_day[0], state.date[one])
    elif effect == Effect.CANCEL:
        state.date[one] = math.inf
        state.over[one] = 1
        state.stale[Stale.CALENDAR] = 1
    elif effect == Effect.SEAT:
        state.invited[one, two] = state.table[one, two] = 1
    elif effect == Effect.UNSEAT:
        state.invited[one, two] = state.table[one, two] = 0
    elif effect == Effect.OPEN_ISSUE or effect == Effect.CLOSE_ISSUE:
        state.agenda[one, two] = 1 if effect == Effect.OPEN_ISSUE else 0
    elif effect == Effect.FOLLOW:
        state.procedure[one] = two
        state.stage[one] = 0
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
