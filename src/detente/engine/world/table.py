"""A table's problem at a meeting: seats, estimates of absent parties, admissible alternatives."""

from __future__ import annotations

import math

from detente.bargaining.workspace import Extent
from detente.engine.layout.plan import UNTOUCHED, Clause, General, Plan, Size
from detente.engine.world.state import State
from detente.engine.world.utility import limit_of, link_holds, within_limit, worth_of
from detente.kernels.compiling import inner_kernel
from detente.kernels.randomness import normal


@inner_kernel
def needs_consent(plan: Plan, state: State, issue: int, party: int) -> bool:
    """Say whether a change of the issue needs the party's yes, alone or as one of a quorum."""
    if state.consent[issue, party]:
        return True
    for k in range(plan.quorum_issue.shape[0]):
        votes = plan.quorum_votes[k, party] > 0 or plan.quorum_against[k, party] > 0
        if plan.quorum_issue[k] == issue and votes:
            return True
    return False


@inner_kernel
def seats_taken(plan: Plan, state: State, m: int) -> int:
    """Return how many parties sit at a table now."""
    taken = 0
    for p in range(plan.sizes[Size.PARTIES]):
        taken += state.table[m, p]
    return taken


@inner_kernel
def take_seats(plan: Plan, state: State, meeting: int) -> tuple[int, int]:
    """Fill `seat`: those at the table, then the absent whose consent is needed on the agenda.

    Returns:
        Number of seats at the table, number of all parties involved.
    """
    seats = 0
    for p in range(plan.sizes[Size.PARTIES]):
        if state.table[meeting, p]:
            state.seat[seats] = p
            seats += 1
    involved = seats
    for p in range(plan.sizes[Size.PARTIES]):
        if state.table[meeting, p]:
            continue
        for i in range(plan.sizes[Size.ISSUES]):
            if state.agenda[meeting, i] and needs_consent(plan, state, i, p):
                state.seat[involved] = p
                involved += 1
                break
    state.desk.sizes[Extent.TABLE], state.desk.sizes[Extent.PARTIES] = seats, involved
    return seats, involved


@inner_kernel
def seat_alone(plan: Plan, state: State, party: int) -> None:
    """Fill `seat` with one party, as if nobody else had a say."""
    state.seat[0] = party
    state.desk.sizes[Extent.TABLE] = state.desk.sizes[Extent.PARTIES] = 1
    state.desk.sizes[Extent.QUORUMS] = 0


@inner_kernel
def preparedness(plan: Plan, state: State, meeting: int) -> float:
    """Return ln(1 + preparation in units of 30 days)."""
    return math.log1p(max(state.numbers[plan.meeting_preparation[meeting]], 0.0) / 30.0)


@inner_kernel
def breadth(plan: Plan, state: State, meeting: int) -> int:
    """Return how many topics a meeting can settle: 1 + ⌊breadth · ln(1 + preparation/30 days)⌋."""
    return 1 + int(state.numbers[plan.general[General.BREADTH]] * preparedness(plan, state, meeting))


@inner_kernel
def misreading(plan: Plan, state: State, meeting: int) -> float:
    """Return the standard deviation with which this table reads an absent party's gain."""
    numbers = state.numbers
    confusion = numbers[plan.general[General.MISCOMMUNICATION]] * numbers[plan.meeting_miscommunication[meeting]]
    return numbers[plan.general[General.MISREADING]] * math.exp(confusion)


@inner_kernel
def list_alternatives(plan: Plan, state: State, meeting: int) -> None:
    """Fill `allowed` from the agenda, before anyone's limits."""
    for i in range(state.desk.allowed.shape[0]):
        for a in range(state.desk.allowed.shape[1]):
            on = a == UNTOUCHED or state.agenda[meeting, i]
            state.desk.allowed[i, a] = plan.alternatives[i, a] if on else 0


@inner_kernel
def forbid_beyond(plan: Plan, state: State, party: int, issue: int, limit: float) -> None:
    """Forbid the options of an issue on the wrong side of a limit."""
    for o in range(plan.option_count[issue]):
        if not within_limit(plan, party, issue, limit, plan.option_level[issue, o]):
            state.desk.allowed[issue, o + 2] = 0


@inner_kernel
def respect_limits(plan: Plan, state: State, bound: int, seats: int, involved: int, seed: int, belief: int) -> None:
    """Forbid what breaks a limit: as it is for those at the table who must agree, as it is read for the absent."""
    spread = state.numbers[plan.general[General.LIMIT_MISREADING]]
    caution = state.numbers[plan.general[General.CAUTION]]
    for k in range(involved):
        p = state.seat[k]
        if bound <= k < seats:
            continue
        for i in range(plan.sizes[Size.ISSUES]):
            if plan.limit[p, i] < 0:
                continue
            limit = limit_of(plan, state, p, i)
            if k < seats or (state.limit_known[p, i] and state.consent[i, p]):
                forbid_beyond(plan, state, p, i, limit)
            elif state.consent[i, p]:
                read = limit + spread * normal(seed, belief, state.origin[0], plan.draw_misread_limit[p, i], 0)
                margin = caution * spread * plan.limit_side[p, i]
                forbid_beyond(plan, state, p, i, read + margin)


@inner_kernel
def fill_gains(plan: Plan, state: State, meeting: int, seats: int, involved: int) -> None:
    """Fill `gains`: ŵ·(v̂(x) − v̂(s)) + foresight − ŵ·price of what is on the agenda, to every party that has a say."""
    for k in range(involved):
        p = state.seat[k]
        for i in range(plan.sizes[Size.ISSUES]):
            asked = k < seats or needs_consent(plan, state, i, p)
            state.desk.consents[k, i] = 1 if k >= seats and state.consent[i, p] else 0
            count = plan.option_count[i] if asked and state.agenda[meeting, i] else 0
            price = state.signed_price[meeting, p, i] if k < seats else state.price[p]
            loss = state.mixed_weight[p, i] * price
            for o in range(count):
                state.desk.gains[k, i, o + 2] = worth_of(plan, state, p, i, o) - loss
            if count == 0:
                for a in range(state.desk.counts[i]):
                    state.desk.gains[k, i, a] = 0.0


@inner_kernel
def weigh_parties(plan: Plan, state: State, meeting: int, seats: int, involved: int, seed: int, belief: int) -> None:
    """Fill `weights` (patience), `floors` (what the absent must be read to gain) and the quorums."""
    spread = misreading(plan, state, meeting)
    caution = state.numbers[plan.general[General.CAUTION]]
    for k in range(involved):
        p = state.seat[k]
        state.desk.weights[k] = state.numbers[plan.patience[p]]
        state.desk.floors[k] = 0.0
        state.desk.abstains[k] = state.numbers[plan.general[General.ABSTENTION]]
        if k >= seats:
            error = spread * normal(seed, belief, state.origin[0], plan.draw_misread[p], 0)
            state.desk.floors[k] = caution * spread - error - state.reading_shift[p]
    state.desk.sizes[Extent.QUORUMS] = plan.stage_quorums[0]
    for q in range(plan.stage_quorums[0]):
        state.desk.quorum_issue[q] = plan.quorum_issue[q]
        state.desk.quorum_size[q] = plan.quorum_size[q]
        state.desk.quorum_group[q] = plan.quorum_group[q]
        for k in range(involved):
            state.desk.quorum_votes[q, k] = plan.quorum_votes[q, state.seat[k]]
            state.desk.quorum_against[q, k] = plan.quorum_against[q, state.seat[k]]


@inner_kernel
def link_counts(plan: Plan, state: State, link: int, party: int) -> bool:
    """Say whether a link counts for an absent party: every issue it names needs its consent."""
    for i in range(plan.sizes[Size.ISSUES]):
        if plan.link_issues[link, i] and not needs_consent(plan, state, i, party):
            return False
    return True


@inner_kernel
def refresh_terms(plan: Plan, state: State) -> None:
    """Fill the terms of clauses about issues, and which links are active, where terms in force have changed since."""
    desk = state.desk
    same = True
    for i in range(plan.sizes[Size.ISSUES]):
        option, status = state.option[i], state.status[i]
        if state.seen_option[i] == option and state.seen_status[i] == status:
            continue
        state.seen_option[i], state.seen_status[i] = option, status
        same = False
        for k in range(plan.issue_terms[i], plan.issue_terms[i + 1]):
            t = plan.term_of_issue[k]
            for a in range(plan.option_count[i] + 2):
                desk.term[t, a] = plan.term_counts[t, option, status, a]
    if not same:
        for link in range(plan.sizes[Size.LINKS]):
            state.link_active[link] = link_holds(plan, state, link, state.untouched, state.option)


@inner_kernel
def fill_links(plan: Plan, state: State, seats: int, involved: int) -> None:
    """Fill `link_worth` and `base`: what each link is worth to each party, and what those are worth that are active."""
    for k in range(involved):
        p = state.seat[k]
        state.desk.base[k] = 0.0
        for link in range(plan.sizes[Size.LINKS]):
            state.desk.link_worth[k, link] = 0.0
            if plan.link_party[link] == p and (k < seats or link_counts(plan, state, link, p)):
                worth = state.numbers[plan.link_worth[link]]
                state.desk.link_worth[k, link] = worth
                if state.link_active[link]:
                    state.desk.base[k] += worth


@inner_kernel
def binds(plan: Plan, state: State, clause: int, seats: int, involved: int) -> bool:
    """Say whether a clause matters at this table."""
    kind = plan.clause_kind[clause]
    if kind == Clause.NEEDS or kind == Clause.STAGE:
        return True
    party = plan.clause_party[clause] if kind == Clause.INSISTS else plan.link_party[plan.clause_owner[clause]]
    for k in range(involved):
        if state.seat[k] == party:
            if kind == Clause.LINK:
                return state.desk.link_worth[k, plan.clause_owner[clause]] != 0.0
            return k < seats or needs_consent(plan, state, plan.clause_owner[clause], party)
    return False


@inner_kernel
def fill_rows(plan: Plan, state: State, seats: int, involved: int) -> None:
    """Fill the rows of the clauses that matter: which alternatives make how many literals true."""
    desk = state.desk
    rows = 0
    for r in range(plan.sizes[Size.CLAUSES]):
        if binds(plan, state, r, seats, involved):
            desk.row_floors[rows] = plan.clause_floor[r]
            desk.row_links[rows] = plan.clause_owner[r] if plan.clause_kind[r] == Clause.LINK else -1
            desk.row_first[rows], desk.row_last[rows] = plan.clause_terms[r], plan.clause_terms[r + 1]
            rows += 1
    desk.sizes[Extent.ROWS] = rows


@inner_kernel
def fill_costs(plan: Plan, state: State, seats: int) -> None:
    """Fill `costs`: the table's mean weight times the distance to the power × salience weighted mean.

    The compromise is the weighted mean of ideals (van den Bos 1991; Achen 2006); an untouched issue stands
    where it is.
    """
    for i in range(plan.sizes[Size.ISSUES]):
        mass = 0.0
        centre = 0.0
        mean_weight = 0.0
        for k in range(seats):
            p = state.seat[k]
            mean_weight += state.mixed_weight[p, i] / seats
            if plan.ideal[p, i] >= 0:
                power = state.numbers[plan.power[p]] * state.mixed_weight[p, i]
                mass += power
                centre += power * state.numbers[plan.ideal[p, i]]
        now = plan.option_level[i, state.option[i]]
        centre = centre / mass if mass > 0.0 else now
        for a in range(state.desk.counts[i]):
            level = plan.option_level[i, a - 2] if a >= 2 else now
            state.desk.costs[i, a] = mean_weight * abs(level - centre) / 100.0
