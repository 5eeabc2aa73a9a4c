"""How a table decides: by unanimity, by consensus, or by a vote; what a chair puts to it; and what it perceives."""

from __future__ import annotations

import numpy as np

from detente.bargaining.rules import GAIN_FLOOR
from detente.bargaining.workspace import Extent
from detente.engine.layout.plan import By, General, Plan, Size
from detente.engine.world.bloc_votes import count_in_blocs, vote_in_blocs
from detente.engine.world.state import State
from detente.engine.world.utility import limit_of, within_limit
from detente.kernels.compiling import inner_kernel
from detente.kernels.randomness import normal

_JUST_ABOVE = float(np.nextafter(GAIN_FLOOR, 1.0))
"""The least gain of whoever votes for a package."""
_OUT_OF_THE_QUESTION = 100.0
"""What an option beyond the limit of whoever votes costs it: it votes against."""


@inner_kernel
def bound_seats(plan: Plan, state: State, stage: int, seats: int) -> int:
    """Return how many seats, the first ones, must agree: all, or in a vote the chair, who is moved to the front."""
    if plan.stage_by[stage] != By.VOTE:
        return seats
    for k in range(seats):
        if state.seat[k] == plan.stage_chair[stage]:
            state.seat[k], state.seat[0] = state.seat[0], state.seat[k]
            return 1
    return 0


@inner_kernel
def keep_to_text(plan: Plan, state: State, m: int, stage: int) -> None:
    """Forbid all that the chair's text does not say, if there is one."""
    if not plan.stage_has_text[stage]:
        return
    for i in range(plan.sizes[Size.ISSUES]):
        if not state.agenda[m, i]:
            continue
        text = plan.stage_text[stage, i]
        for a in range(state.desk.allowed.shape[1]):
            if a != (0 if text < 0 else text + 2):
                state.desk.allowed[i, a] = 0


@inner_kernel
def perceive(plan: Plan, state: State, m: int, seats: int, seed: int, belief: int, run: int) -> None:
    """Add to the gains of those at the table what they perceive amiss of each option, and keep it for the answers."""
    spread = state.numbers[plan.general[General.PERCEPTION]]
    for k in range(seats):
        p = state.seat[k]
        for i in range(plan.sizes[Size.ISSUES]):
            if not state.agenda[m, i]:
                continue
            for o in range(plan.option_count[i]):
                if state.desk.allowed[i, o + 2]:
                    draw = plan.draw_perception[m, p, i, o]
                    state.desk.gains[k, i, o + 2] += spread * normal(seed, belief, run, draw, state.held[m])


@inner_kernel
def open_procedure(plan: Plan, state: State, m: int, stage: int, bound: int, seats: int, involved: int) -> None:
    """Lay down how the table decides; in a vote all but the chair are asked as absent parties are."""
    desk = state.desk
    desk.isolation[0] = state.head_start[0] = 0.0
    for k in range(seats):
        desk.demands[k] = GAIN_FLOOR
    if plan.stage_by[stage] == By.CONSENSUS:
        desk.isolation[0] = state.numbers[plan.general[General.OBJECTION]]
        total = 0.0
        for k in range(seats):
            total += plan.stage_weight[stage, state.seat[k]]
        for k in range(seats):
            weight = plan.stage_weight[stage, state.seat[k]]
            desk.favour[k] = weight / total if total > 0.0 else 1.0 / seats
    elif plan.stage_by[stage] == By.VOTE:
        open_vote(plan, state, m, stage, bound, seats, involved)


@inner_kernel
def open_vote(plan: Plan, state: State, m: int, stage: int, bound: int, seats: int, involved: int) -> None:
    """Let the seats vote: by their gains, and against what is beyond their limits."""
    desk = state.desk
    if plan.bloc_as.shape[0] > 0:
        vote_in_blocs(plan, state, m, bound, seats)
    for k in range(bound, seats):
        p = state.seat[k]
        desk.floors[k] = _JUST_ABOVE
        for i in range(plan.sizes[Size.ISSUES]):
            if plan.limit[p, i] < 0:
                continue
            limit = limit_of(plan, state, p, i)
            for o in range(plan.option_count[i]):
                if not within_limit(plan, p, i, limit, plan.option_level[i, o]):
                    desk.gains[k, i, o + 2] -= _OUT_OF_THE_QUESTION
    at = desk.sizes[Extent.QUORUMS]
    for q in range(plan.stage_quorums[stage], plan.stage_quorums[stage + 1]):
        desk.quorum_issue[at], desk.quorum_group[at] = -1, plan.quorum_group[q]
        desk.quorum_size[at] = plan.quorum_size[q]
        for k in range(involved):
            at_table = k < seats
            desk.quorum_votes[at, k] = plan.quorum_votes[q, state.seat[k]] if at_table else 0
            desk.quorum_against[at, k] = plan.quorum_against[q, state.seat[k]] if at_table else 0
        at += 1
    desk.sizes[Extent.QUORUMS] = at
    if bound == 0:
        seat_the_meeting(plan, state, seats, involved)
    desk.sizes[Extent.TABLE] = 1


@inner_kernel
def seat_the_meeting(plan: Plan, state: State, seats: int, involved: int) -> None:
    """Put the meeting itself at the table, before all others: it gains by what its seats gain together, and always."""
    desk = state.desk
    for k in range(involved, 0, -1):
        for i in range(plan.sizes[Size.ISSUES]):
            for a in range(desk.gains.shape[2]):
                desk.gains[k, i, a] = desk.gains[k - 1, i, a]
            desk.consents[k, i] = desk.consents[k - 1, i]
        for link in range(desk.link_worth.shape[1]):
            desk.link_worth[k, link] = desk.link_worth[k - 1, link]
        desk.base[k], desk.weights[k], desk.floors[k] = desk.base[k - 1], desk.weights[k - 1], desk.floors[k - 1]
        desk.abstains[k] = desk.abstains[k - 1]
        for q in range(desk.sizes[Extent.QUORUMS]):
            desk.quorum_votes[q, k] = desk.quorum_votes[q, k - 1]
            desk.quorum_against[q, k] = desk.quorum_against[q, k - 1]
    most = 1.0
    for i in range(plan.sizes[Size.ISSUES]):
        worst = 0.0
        desk.consents[0, i] = 0
        for a in range(desk.gains.shape[2]):
            total = 0.0
            for k in range(1, seats + 1):
                gain = desk.gains[k, i, a]
                total += gain + _OUT_OF_THE_QUESTION if gain < -0.5 * _OUT_OF_THE_QUESTION else gain
            desk.gains[0, i, a] = total / seats
            worst = max(worst, abs(total) / seats)
        most += worst
    for link in range(desk.link_worth.shape[1]):
        total = 0.0
        for k in range(1, seats + 1):
            total += desk.link_worth[k, link]
        desk.link_worth[0, link] = total / seats
        most += abs(total) / seats
    desk.base[0], desk.weights[0], desk.demands[0], desk.floors[0], desk.abstains[0] = -most, 1.0, GAIN_FLOOR, 0.0, 0.0
    for q in range(desk.sizes[Extent.QUORUMS]):
        desk.quorum_votes[q, 0] = desk.quorum_against[q, 0] = 0
    desk.sizes[Extent.PARTIES] = involved + 1
    state.head_start[0] = most


@inner_kernel
def who_agrees(plan: Plan, state: State, m: int, stage: int, bound: int, seats: int) -> None:
    """Fill `signed`: everybody at the table, or in a vote those who vote for it."""
    for p in range(plan.sizes[Size.PARTIES]):
        state.signed[m, p] = state.seated[m, p] = state.table[m, p]
        for i in range(plan.sizes[Size.ISSUES]):
            state.perceived[m, p, i] = 0.0
    state.struck_stage[m] = stage
    if plan.stage_by[stage] != By.VOTE:
        return
    shift = 1 if bound == 0 else 0
    for k in range(bound, seats):
        if not state.desk.party_gains[k + shift] >= _JUST_ABOVE:
            state.signed[m, state.seat[k]] = 0


@inner_kernel
def keep_perceived(plan: Plan, state: State, m: int, seats: int, seed: int, belief: int, run: int) -> None:
    """Keep what those at the table perceived amiss of what they settled, for the answers of others."""
    spread = state.numbers[plan.general[General.PERCEPTION]]
    for k in range(seats):
        p = state.seat[k]
        for i in range(plan.sizes[Size.ISSUES]):
            if state.desk.choice[i] >= 2:
                draw = plan.draw_perception[m, p, i, state.desk.choice[i] - 2]
                state.perceived[m, p, i] = spread * normal(seed, belief, run, draw, state.held[m])


@inner_kernel
def breaks_own_limit(plan: Plan, state: State, m: int, p: int) -> bool:
    """Say whether a package settles something beyond a party's limit."""
    for i in range(plan.sizes[Size.ISSUES]):
        if state.choice[m, i] >= 2 and plan.limit[p, i] >= 0:
            level = plan.option_level[i, state.choice[m, i] - 2]
            if not within_limit(plan, p, i, limit_of(plan, state, p, i), level):
                return True
    return False


@inner_kernel
def still_stands(plan: Plan, state: State, m: int) -> bool:
    """Say whether the table would still have decided so, by what `rest_gain` holds of each seat's gain."""
    stage = state.struck_stage[m]
    if plan.stage_by[stage] == By.VOTE:
        return is_carried(plan, state, m, stage)
    cost, support, total, seats = 0.0, 0.0, 0.0, 0
    if plan.stage_by[stage] == By.CONSENSUS:
        cost = state.numbers[plan.general[General.OBJECTION]]
    for p in range(plan.sizes[Size.PARTIES]):
        if state.seated[m, p]:
            total += plan.stage_weight[stage, p]
            seats += 1
    for p in range(plan.sizes[Size.PARTIES]):
        if state.seated[m, p] and state.rest_gain[p] > GAIN_FLOOR:
            support += plan.stage_weight[stage, p] / total if total > 0.0 else 1.0 / seats
    for p in range(plan.sizes[Size.PARTIES]):
        if state.seated[m, p] and state.rest_gain[p] + cost * support <= GAIN_FLOOR:
            return False
    return True


@inner_kernel
def is_carried(plan: Plan, state: State, m: int, stage: int) -> bool:
    """Say whether a vote of the seats is won by their gains, with the chair's own gain if one proposed."""
    chair = plan.stage_chair[stage]
    if chair >= 0 and state.seated[m, chair] and state.rest_gain[chair] <= GAIN_FLOOR:
        return False
    width = state.numbers[plan.general[General.ABSTENTION]]
    if plan.bloc_as.shape[0] > 0:
        count_in_blocs(plan, state, m, chair)
    for p in range(plan.sizes[Size.PARTIES]):
        if state.seated[m, p] and p != chair and breaks_own_limit(plan, state, m, p):
            state.rest_gain[p] = -_OUT_OF_THE_QUESTION
    q, last = plan.stage_quorums[stage], plan.stage_quorums[stage + 1]
    while q < last:
        group, met = plan.quorum_group[q], False
        while q < last and plan.quorum_group[q] == group:
            votes = 0
            for p in range(plan.sizes[Size.PARTIES]):
                if state.seated[m, p]:
                    if state.rest_gain[p] > GAIN_FLOOR:
                        votes += plan.quorum_votes[q, p]
                    elif state.rest_gain[p] < GAIN_FLOOR - width:
                        votes -= plan.quorum_against[q, p]
            met = met or votes >= plan.quorum_size[q]
            q += 1
        if not met:
            return False
    return True
