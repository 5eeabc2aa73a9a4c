"""A table's choice where how well breaches are seen is itself on the agenda: one solve for each way to verify.

What breaches are worth, and so every gain from what is carried out, depends on the option at which a verifying issue is
settled. With that option held fixed gains add up over issues again; the best package of all is the best of these.
Under Kalai–Smorodinsky the rule picks within each, and those are compared by everyone's share of the best in any.
"""

from __future__ import annotations

import math

from detente.bargaining.evaluate import GRAIN
from detente.bargaining.rules import Rule, Scale, Status
from detente.bargaining.workspace import Extent
from detente.engine.layout.plan import SHELVED, UNTOUCHED, Plan, Size
from detente.engine.world.delivery import rate_seen, see
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel


@inner_kernel
def first_combination(plan: Plan, state: State, meeting: int) -> int:
    """Begin with the first option of every verifying issue on the agenda; return how many combinations there are."""
    count = 1
    for v in range(plan.verifying.shape[0]):
        i = plan.verifying[v]
        state.combined[v] = -1
        if state.agenda[meeting, i]:
            state.combined[v] = 0
            count *= plan.option_count[i]
    return count


@inner_kernel
def next_combination(plan: Plan, state: State) -> None:
    """Go on to the next combination of options."""
    for v in range(plan.verifying.shape[0]):
        if state.combined[v] >= 0:
            state.combined[v] += 1
            if state.combined[v] < plan.option_count[plan.verifying[v]]:
                return
            state.combined[v] = 0


@inner_kernel
def see_by_combination(plan: Plan, state: State) -> None:
    """Fill `sight` as if the verifying issues stood at the options being tried."""
    see(plan, state)
    for u in range(plan.sizes[Size.UNDERTAKINGS]):
        for v in range(plan.verifying.shape[0]):
            i = plan.verifying[v]
            named = plan.undertaking_verifier[u, 0] == 2 and plan.undertaking_verifier[u, 1] == i
            if named and state.combined[v] >= 0:
                state.sight[u] = rate_seen(plan, state, u, plan.option_level[i, state.combined[v]])


@inner_kernel
def see_by_choice(plan: Plan, state: State, m: int) -> None:
    """Fill `sight` as if the package of a meeting were in force."""
    for v in range(plan.verifying.shape[0]):
        a = state.choice[m, plan.verifying[v]]
        state.combined[v] = a - 2 if a >= 2 else -1
    see_by_combination(plan, state)


@inner_kernel
def see_best(plan: Plan, state: State, meeting: int) -> None:
    """Fill `sight` as if every verifying issue on the agenda stood where most is seen."""
    see(plan, state)
    for u in range(plan.sizes[Size.UNDERTAKINGS]):
        i = plan.undertaking_verifier[u, 1]
        if plan.undertaking_verifier[u, 0] == 2 and state.agenda[meeting, i]:
            for o in range(plan.option_count[i]):
                state.sight[u] = max(state.sight[u], rate_seen(plan, state, u, plan.option_level[i, o]))


@inner_kernel
def hold_to_combination(plan: Plan, state: State) -> None:
    """Allow of every verifying issue the option being tried alone; left as it is, if it stands there."""
    for v in range(plan.verifying.shape[0]):
        i, o = plan.verifying[v], state.combined[v]
        if o < 0:
            continue
        for a in range(plan.option_count[i] + 2):
            if a >= 2 and a != o + 2:
                state.desk.allowed[i, a] = 0
        if o != state.option[i]:
            state.desk.allowed[i, UNTOUCHED] = state.desk.allowed[i, SHELVED] = 0


@inner_kernel
def keep_result(plan: Plan, state: State, w: int, status: int, rule: int) -> None:
    """Keep what a combination has led to."""
    desk = state.desk
    state.tried_value[w] = -math.inf
    if status == Status.NO_DEAL:
        return
    state.tried_value[w] = 0.0
    if rule != Rule.KALAI_SMORODINSKY:
        state.tried_value[w] = desk.keys[0] * desk.scale[Scale.GRAIN]
        if rule == Rule.PROPOSER:
            state.tried_value[w] -= state.head_start[0]
    for i in range(plan.sizes[Size.ISSUES]):
        state.tried_choice[w, i] = desk.choice[i]
    for p in range(desk.sizes[Extent.TABLE]):
        state.tried_gains[w, p] = desk.party_gains[p] + desk.isolation[0] * desk.isolation[1]
        most = desk.best[p] if rule == Rule.KALAI_SMORODINSKY else 1.0
        state.most_tried[p] = max(state.most_tried[p], most)


@inner_kernel
def rank_shares(state: State, count: int) -> None:
    """Turn gains into shares of the best of any combination, ascending, rounded so that ties are ties."""
    seats = state.desk.sizes[Extent.TABLE]
    for w in range(count):
        if state.tried_value[w] == -math.inf:
            continue
        row = state.tried_gains[w]
        for p in range(seats):
            level = math.floor(row[p] / state.most_tried[p] / GRAIN + 0.5)
            k = p
            while k > 0 and row[k - 1] > level:
                row[k] = row[k - 1]
                k -= 1
            row[k] = level


@inner_kernel
def is_better(plan: Plan, state: State, w: int, best: int, rule: int) -> bool:
    """Say whether a combination has led to a better package than another; of equals the smaller is."""
    if state.tried_value[w] == -math.inf:
        return False
    if rule == Rule.KALAI_SMORODINSKY:
        for p in range(state.desk.sizes[Extent.TABLE]):
            if state.tried_gains[w, p] != state.tried_gains[best, p]:
                return bool(state.tried_gains[w, p] > state.tried_gains[best, p])
    else:
        more = state.tried_value[w] - state.tried_value[best]
        if abs(more) > 0.5 * state.desk.scale[Scale.GRAIN]:
            return bool(more > 0.0)
    for i in range(plan.sizes[Size.ISSUES]):
        if state.tried_choice[w, i] != state.tried_choice[best, i]:
            return bool(state.tried_choice[w, i] < state.tried_choice[best, i])
    return False


@inner_kernel
def best_combination(plan: Plan, state: State, count: int, rule: int) -> int:
    """Return which of the combinations has led to the best package, −1 if none has led to any."""
    if rule == Rule.KALAI_SMORODINSKY:
        rank_shares(state, count)
    best = -1
    for w in range(count):
        if state.tried_value[w] > -math.inf and (best < 0 or is_better(plan, state, w, best, rule)):
            best = w
    return best
