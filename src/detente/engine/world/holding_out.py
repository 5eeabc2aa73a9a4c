"""Holding out: what a party at a table asks beyond its price of moving, issue by issue.

It asks min(h·ŵ, a·b) on every issue that is settled: h its hold-out at this meeting, a the asking share, b the most
that the issue can bring it within its own limit. Who is offered the best of all that is settled therefore signs,
however many sit at the table; and nothing in it depends on what others want. Where links or needs make a party's best
package worth less than its best of every issue, all that it asks shrinks by c = min(1, a·M / what it asks on that
package), M being the package's worth to it.
"""

from __future__ import annotations

import math

from detente.bargaining.rules import GAIN_FLOOR, Rule, Status
from detente.bargaining.workspace import Extent
from detente.engine.layout.plan import UNTOUCHED, Clause, General, Plan, Size
from detente.engine.world.solver_call import strike
from detente.engine.world.state import State
from detente.engine.world.table import (
    breadth,
    fill_gains,
    fill_links,
    fill_rows,
    forbid_beyond,
    list_alternatives,
    preparedness,
    refresh_terms,
    seat_alone,
)
from detente.engine.world.utility import clause_holds, limit_of, links_worth, within_limit, worth_of
from detente.kernels.compiling import inner_kernel
from detente.kernels.randomness import normal

_PROPOSER = int(Rule.PROPOSER)


@inner_kernel
def hold_out_scale(plan: Plan, state: State, meeting: int, seats: int) -> float:
    """Return σ_m, by how much parties at this meeting typically hold out above their price of moving."""
    held = 0
    for m in range(plan.sizes[Size.MEETINGS]):
        held += state.held[m]
    constants = plan.general
    numbers = state.numbers
    log_scale = (
        numbers[constants[General.MISCOMMUNICATION]] * numbers[plan.meeting_miscommunication[meeting]]
        + (numbers[constants[General.TABLE]] if seats > 2 else 0.0)
        - numbers[constants[General.PREPARATION]] * preparedness(plan, state, meeting)
        - numbers[constants[General.MEDIATION]] * plan.meeting_mediation[meeting]
        - numbers[constants[General.ACQUAINTANCE]] * held
    )
    return float(numbers[constants[General.HOLD_OUT]] * math.exp(log_scale))


@inner_kernel
def sign_prices(plan: Plan, state: State, meeting: int, seats: int, seed: int, belief: int, run: int) -> None:
    """Fill `signed_price` of this meeting, h = σ_m · 2 toughness · |√ρ ε_p + √(1 − ρ) ε_pm| for each seat."""
    scale = hold_out_scale(plan, state, meeting, seats)
    persistence = state.numbers[plan.general[General.PERSISTENCE]]
    for p in range(plan.sizes[Size.PARTIES]):
        if not state.table[meeting, p]:
            continue
        lasting = normal(seed, belief, state.origin[0], plan.draw_hold_out[p], 0)
        passing = normal(seed, belief, run, plan.draw_meeting_hold_out[meeting, p], state.held[meeting])
        mixed = math.sqrt(persistence) * lasting + math.sqrt(1.0 - persistence) * passing
        ask(plan, state, meeting, p, scale * 2.0 * state.numbers[plan.toughness[p]] * abs(mixed))


@inner_kernel
def ask(plan: Plan, state: State, meeting: int, p: int, held_out: float) -> None:
    """Fill what a party wants of each issue before it signs: its price, and min(h, a·b/ŵ) beyond it, times c."""
    issues = plan.sizes[Size.ISSUES]
    for i in range(issues):
        state.signed_price[meeting, p, i] = state.price[p]
    if held_out <= 0.0:
        return
    share = state.numbers[plan.general[General.ASKING_SHARE]]
    hope(plan, state, meeting, p)
    for i in range(issues):
        weight = state.mixed_weight[p, i]
        state.extra[i] = min(held_out, share * state.hope[i] / weight) if weight > 0.0 else held_out
    kept = modesty(plan, state, meeting, p, share) if plan.entangled[p] else 1.0
    for i in range(issues):
        state.signed_price[meeting, p, i] = state.price[p] + (state.extra[i] if kept == 1.0 else kept * state.extra[i])


@inner_kernel
def hope(plan: Plan, state: State, meeting: int, p: int) -> None:
    """Fill `hope` with b, the most that each issue of the agenda can bring a party, and `hoped` with the option."""
    for i in range(plan.sizes[Size.ISSUES]):
        state.hope[i] = 0.0
        state.hoped[i] = -1
        if not state.agenda[meeting, i]:
            continue
        loss = state.mixed_weight[p, i] * state.price[p]
        limited = plan.limit[p, i] >= 0
        limit = limit_of(plan, state, p, i) if limited else 0.0
        for o in range(plan.option_count[i]):
            gain = worth_of(plan, state, p, i, o) - loss
            if gain > state.hope[i] and (not limited or within_limit(plan, p, i, limit, plan.option_level[i, o])):
                state.hope[i], state.hoped[i] = gain, o


@inner_kernel
def modesty(plan: Plan, state: State, meeting: int, p: int, share: float) -> float:
    """Return c: a·M over what is asked on the party's best package, M its worth; 1 where that is more.

    M is sought only where it may matter: what is asked of any package is at most what is asked on the topics on which
    it is most, and a package that can be had at once is a lower bound of M.
    """
    topics = breadth(plan, state, meeting)
    if most_asked(plan, state, p, topics) <= share * worth_at_least(plan, state, p, topics):
        return 1.0
    best = best_alone(plan, state, meeting, p, topics)
    asked = 0.0
    for i in range(plan.sizes[Size.ISSUES]):
        if state.desk.choice[i] >= 2:
            asked += state.extra[i] * state.mixed_weight[p, i]
    return 1.0 if asked <= share * best else share * best / asked


@inner_kernel
def next_topic(state: State) -> int:
    """Return the topic with the largest sum in `topic_sum` or −1 where none is above zero."""
    best = -1
    for t in range(state.topic_sum.shape[0]):
        if state.topic_sum[t] > 0.0 and (best < 0 or state.topic_sum[t] > state.topic_sum[best]):
            best = t
    return best


@inner_kernel
def most_asked(plan: Plan, state: State, p: int, topics: int) -> float:
    """Return the most that a party asks of any package within so many topics."""
    for t in range(state.topic_sum.shape[0]):
        state.topic_sum[t] = 0.0
    for i in range(plan.sizes[Size.ISSUES]):
        state.topic_sum[plan.topic[i]] += state.extra[i] * state.mixed_weight[p, i]
    total = 0.0
    for _ in range(topics):
        t = next_topic(state)
        if t < 0:
            break
        total += state.topic_sum[t]
        state.topic_sum[t] = 0.0
    return total


@inner_kernel
def worth_at_least(plan: Plan, state: State, p: int, topics: int) -> float:
    """Return what a party gets from a package that it may have alone: the best of the topics that bring it most.

    What needs or its own insistence forbid is left out.
    """
    for t in range(state.topic_sum.shape[0]):
        state.topic_sum[t] = 0.0
    for i in range(plan.sizes[Size.ISSUES]):
        state.topic_sum[plan.topic[i]] += state.hope[i]
        state.package[i] = UNTOUCHED
    for _ in range(topics):
        t = next_topic(state)
        if t < 0:
            break
        state.topic_sum[t] = 0.0
        for i in range(plan.sizes[Size.ISSUES]):
            if plan.topic[i] == t and state.hoped[i] >= 0:
                state.package[i] = state.hoped[i] + 2
    leave_out_forbidden(plan, state, p)
    worth = links_worth(plan, state, p, state.package, state.option)
    worth -= links_worth(plan, state, p, state.untouched, state.option)
    for i in range(plan.sizes[Size.ISSUES]):
        if state.package[i] != UNTOUCHED:
            worth += state.hope[i]
    return float(worth)


@inner_kernel
def leave_out_forbidden(plan: Plan, state: State, p: int) -> None:
    """Take out of `package` what breaks `needs` or the party's own insistence, until nothing does."""
    changed = True
    while changed:
        changed = False
        for r in range(plan.sizes[Size.CLAUSES]):
            kind, owner = plan.clause_kind[r], plan.clause_owner[r]
            if kind == Clause.LINK or state.package[owner] == UNTOUCHED:
                continue
            own = kind != Clause.INSISTS or plan.clause_party[r] == p
            if own and not clause_holds(plan, state, r, state.package, state.option):
                state.package[owner] = UNTOUCHED
                changed = True
        for i in range(plan.sizes[Size.ISSUES]):
            for j in range(plan.sizes[Size.ISSUES]):
                together = plan.set_of[i] >= 0 and plan.set_of[j] == plan.set_of[i]
                if together and state.package[i] != UNTOUCHED and state.package[j] == UNTOUCHED:
                    state.package[i] = UNTOUCHED
                    changed = True


@inner_kernel
def best_alone(plan: Plan, state: State, meeting: int, p: int, topics: int) -> float:
    """Let a party alone at the table strike its best package, which the desk then holds; return its worth to it."""
    seat_alone(plan, state, p)
    list_alternatives(plan, state, meeting)
    for i in range(plan.sizes[Size.ISSUES]):
        if plan.limit[p, i] >= 0:
            forbid_beyond(plan, state, p, i, limit_of(plan, state, p, i))
    fill_gains(plan, state, meeting, 1, 1)
    refresh_terms(plan, state)
    fill_links(plan, state, 1, 1)
    fill_rows(plan, state, 1, 1)
    desk = state.desk
    desk.weights[0], desk.isolation[0], desk.demands[0] = 1.0, 0.0, GAIN_FLOOR
    desk.sizes[Extent.MEMORY] = plan.sizes[Size.MEETINGS] + p
    status = strike(state.solver[0], (desk, _PROPOSER, 0, topics))
    return 0.0 if status == Status.NO_DEAL else float(desk.party_gains[0])
