"""Answers of absent parties to a package, and what stands after a refusal."""

from __future__ import annotations

from detente.bargaining.rules import GAIN_FLOOR
from detente.engine.layout.plan import SETTLED, SHELVED, UNTOUCHED, By, Clause, General, Outcome, Plan, Size
from detente.engine.world.delivery import withdraw
from detente.engine.world.foreseeing import foresee_delivery
from detente.engine.world.invalidation import Stale, Touch
from detente.engine.world.meetings import put_in_force
from detente.engine.world.procedures import still_stands
from detente.engine.world.state import State
from detente.engine.world.table import link_counts, misreading, needs_consent
from detente.engine.world.utility import (
    clause_holds,
    limit_of,
    link_holds,
    prices_of_moving,
    weigh_wants,
    within_limit,
    worth_of,
)
from detente.engine.world.verifying import see_by_choice
from detente.kernels.compiling import inner_kernel, kernel
from detente.kernels.randomness import normal


@kernel
def answer_all(plan: Plan, state: State, seed: int, belief: int, step: int) -> None:
    """Let the answers fall due whose date lies in this step, by meeting id."""
    end = (step + 1) * plan.step_days[0]
    for m in range(plan.sizes[Size.MEETINGS]):
        if state.pending[m] and state.due[m] < end:
            state.pending[m] = 0
            state.stale[Stale.CALENDAR] = 1
            answer(plan, state, m, seed, belief, step)


@kernel
def answer(plan: Plan, state: State, m: int, seed: int, belief: int, step: int) -> None:
    """Hear every absent party, drop what is refused and what depended on it, and see whether the rest stands."""
    weigh_wants(plan, state)
    prices_of_moving(plan, state)
    if plan.sizes[Size.UNDERTAKINGS] > 0:
        see_by_choice(plan, state, m)
        foresee_delivery(plan, state, m, (step + 1) * plan.step_days[0])
    state.touched[0] |= Touch.TERMS + Touch.MEETINGS
    refused = False
    for q in range(plan.sizes[Size.PARTIES]):
        if not state.signed[m, q] and is_asked(plan, state, m, q) and refuses(plan, state, m, q):
            state.refusal[m, q] = 1
            state.against[m, q] = votes_against(plan, state, m, q)
            learn(plan, state, m, q, seed, belief)
            refused = True
    if refused:
        drop_refused(plan, state, m)
        drop_dependent(plan, state, m)
    if refused and not rest_stands(plan, state, m):
        for i in range(plan.sizes[Size.ISSUES]):
            drop(plan, state, m, i)
        state.outcome[m] = Outcome.REFUSED
    else:
        for i in range(plan.sizes[Size.ISSUES]):
            if awaits(state, m, i):
                put_in_force(plan, state, i, state.choice[m, i], step)
        state.outcome[m] = Outcome.DEAL
    for i in range(plan.sizes[Size.ISSUES]):
        state.fate[m, i] = state.choice[m, i]


@inner_kernel
def awaits(state: State, m: int, issue: int) -> bool:
    """Say whether a change is still part of the package and has not taken effect."""
    return bool(state.choice[m, issue] >= 2 and state.awaited[m, issue])


@inner_kernel
def asks(plan: Plan, state: State, m: int, q: int, issue: int) -> bool:
    """Say whether a change waits for this party's yes."""
    return awaits(state, m, issue) and needs_consent(plan, state, issue, q)


@inner_kernel
def is_asked(plan: Plan, state: State, m: int, q: int) -> bool:
    """Say whether any change of the package waits for this party's yes."""
    asked = False
    for i in range(plan.sizes[Size.ISSUES]):
        asked = asked or asks(plan, state, m, q, i)
    return asked


@inner_kernel
def block_gain(plan: Plan, state: State, m: int, q: int) -> float:
    """Return the party's true gain over the issues that need its yes, with its links among them."""
    gain = 0.0
    for i in range(plan.sizes[Size.ISSUES]):
        a = state.choice[m, i]
        state.package[i] = UNTOUCHED
        if asks(plan, state, m, q, i):
            state.package[i] = a
            gain += worth_of(plan, state, q, i, a - 2)
            gain -= state.mixed_weight[q, i] * state.price[q]
    for link in range(plan.sizes[Size.LINKS]):
        if plan.link_party[link] == q and link_counts(plan, state, link, q):
            worth = state.numbers[plan.link_worth[link]]
            if link_holds(plan, state, link, state.package, state.option):
                gain += worth
            if link_holds(plan, state, link, state.untouched, state.option):
                gain -= worth
    return gain


@inner_kernel
def breaks_limit(plan: Plan, state: State, m: int, q: int, issue: int) -> bool:
    """Say whether the package settles an issue beyond the party's true limit."""
    if plan.limit[q, issue] < 0 or not asks(plan, state, m, q, issue):
        return False
    level = plan.option_level[issue, state.choice[m, issue] - 2]
    return not within_limit(plan, q, issue, limit_of(plan, state, q, issue), level)


@inner_kernel
def refuses(plan: Plan, state: State, m: int, q: int) -> bool:
    """Say whether an absent party says no: a limit is broken, or its true gain is below zero, rounding aside.

    The walk-away package gains a party exactly nothing, and what rounding makes of that must not decide.
    """
    for i in range(plan.sizes[Size.ISSUES]):
        if breaks_limit(plan, state, m, q, i):
            return True
    return block_gain(plan, state, m, q) < -GAIN_FLOOR


@inner_kernel
def votes_against(plan: Plan, state: State, m: int, q: int) -> bool:
    """Say whether a party that refuses would vote against, and not abstain: a limit is broken, or it loses too much."""
    for i in range(plan.sizes[Size.ISSUES]):
        if breaks_limit(plan, state, m, q, i):
            return True
    return bool(block_gain(plan, state, m, q) < -GAIN_FLOOR - state.numbers[plan.general[General.ABSTENTION]])


@inner_kernel
def learn(plan: Plan, state: State, m: int, q: int, seed: int, belief: int) -> None:
    """Let tables learn from a refusal: this package would now be read as worth nothing, broken limits are known."""
    for i in range(plan.sizes[Size.ISSUES]):
        if breaks_limit(plan, state, m, q, i):
            state.limit_known[q, i] = 1
    error = misreading(plan, state, m) * normal(seed, belief, state.origin[0], plan.draw_misread[q], 0)
    state.reading_shift[q] = min(state.reading_shift[q], -(block_gain(plan, state, m, q) + error))


@inner_kernel
def stands(state: State, m: int, i: int) -> bool:
    """Say whether what a meeting put in force on an issue has not been changed since."""
    if state.awaited[m, i]:
        return False
    if state.choice[m, i] == SHELVED:
        return bool(state.status[i] == SHELVED)
    same = state.status[i] == SETTLED and state.option[i] == state.choice[m, i] - 2
    return bool(same and state.settled_step[i] == state.struck_step[m])


@inner_kernel
def drop(plan: Plan, state: State, m: int, i: int) -> None:
    """Take an issue out of a package; what had taken effect returns to the terms before the meeting."""
    if state.choice[m, i] != UNTOUCHED:
        if stands(state, m, i):
            if state.carrying[i]:
                withdraw(plan, state, i)
            else:
                state.option[i] = state.before_option[m, i]
                state.status[i] = state.before_status[m, i]
            state.settled_step[i] = state.before_step[m, i]
        state.choice[m, i] = UNTOUCHED


@inner_kernel
def is_outvoted(plan: Plan, state: State, m: int, issue: int) -> bool:
    """Say whether a vote on an issue is lost: of the quorums of some group, none is reached."""
    k, n = 0, plan.quorum_issue.shape[0]
    while k < n:
        group, met = plan.quorum_group[k], plan.quorum_issue[k] != issue
        while k < n and plan.quorum_group[k] == group:
            votes = 0
            for q in range(plan.sizes[Size.PARTIES]):
                if not state.refusal[m, q]:
                    votes += plan.quorum_votes[k, q]
                elif state.against[m, q]:
                    votes -= plan.quorum_against[k, q]
            met = met or votes >= plan.quorum_size[k]
            k += 1
        if not met:
            return True
    return False


@inner_kernel
def drop_refused(plan: Plan, state: State, m: int) -> None:
    """Drop every change that lacks a consent it needs, alone or by quorum."""
    parties = plan.sizes[Size.PARTIES]
    for i in range(plan.sizes[Size.ISSUES]):
        if not awaits(state, m, i):
            continue
        lost = False
        for q in range(parties):
            lost = lost or (state.refusal[m, q] == 1 and state.consent[i, q] == 1)
        if lost or is_outvoted(plan, state, m, i):
            drop(plan, state, m, i)


@inner_kernel
def drop_dependent(plan: Plan, state: State, m: int) -> None:
    """Drop what now breaks `needs` or `insists`, until nothing changes."""
    changed = True
    while changed:
        changed = False
        for r in range(plan.sizes[Size.CLAUSES]):
            kind, owner = plan.clause_kind[r], plan.clause_owner[r]
            if kind == Clause.LINK or state.choice[m, owner] < 2:
                continue
            party = plan.clause_party[r]
            if kind == Clause.INSISTS and not (
                insists_at(plan, state, m, party) or needs_consent(plan, state, owner, party)
            ):
                continue
            if not clause_holds(plan, state, r, state.choice[m], state.before_option[m]):
                drop(plan, state, m, owner)
                changed = True
        changed = drop_broken_sets(plan, state, m) or changed


@inner_kernel
def insists_at(plan: Plan, state: State, m: int, party: int) -> bool:
    """Say whether what a party insists on binds a table: it sits there and must agree."""
    stage = state.struck_stage[m]
    if plan.stage_by[stage] == By.VOTE and plan.stage_chair[stage] != party:
        return False
    return bool(state.signed[m, party])


@inner_kernel
def drop_broken_sets(plan: Plan, state: State, m: int) -> bool:
    """Drop what is left of sets of issues that are settled together or not at all; say whether anything was."""
    changed = False
    for i in range(plan.sizes[Size.ISSUES]):
        if plan.set_of[i] < 0 or state.choice[m, i] < 2:
            continue
        whole = True
        for j in range(plan.sizes[Size.ISSUES]):
            whole = whole and not (plan.set_of[j] == plan.set_of[i] and state.choice[m, j] < 2)
        if not whole:
            drop(plan, state, m, i)
            changed = True
    return changed


@inner_kernel
def rest_stands(plan: Plan, state: State, m: int) -> bool:
    """Say whether something is still settled and the table would still decide so, at the prices it signed at."""
    settled = False
    for i in range(plan.sizes[Size.ISSUES]):
        settled = settled or state.choice[m, i] >= 2
    if not settled:
        return False
    for p in range(plan.sizes[Size.PARTIES]):
        state.rest_gain[p] = signed_gain(plan, state, m, p) if state.seated[m, p] else 0.0
    return still_stands(plan, state, m)


@inner_kernel
def signed_gain(plan: Plan, state: State, m: int, p: int) -> float:
    """Return what is left of the package to a party at the table, against the terms before the meeting."""
    gain = 0.0
    for i in range(plan.sizes[Size.ISSUES]):
        a = state.choice[m, i]
        if a >= 2 and plan.undertaking_of[i] >= 0:
            gain += state.struck_worth[m, p, i, a - 2] - state.mixed_weight[p, i] * state.signed_price[m, p, i]
            gain += state.perceived[m, p, i]
        elif a >= 2:
            before = state.before_option[m, i]
            rise = plan.option_rise[i, before, a - 2]
            gain += state.mixed_value[p, i, a - 2] - state.mixed_value[p, i, before]
            gain += state.foresight[p, i] * rise - state.mixed_weight[p, i] * state.signed_price[m, p, i]
            gain += state.perceived[m, p, i]
    for link in range(plan.sizes[Size.LINKS]):
        if plan.link_party[link] == p:
            worth = state.numbers[plan.link_worth[link]]
            if link_holds(plan, state, link, state.choice[m], state.before_option[m]):
                gain += worth
            if link_held_before(plan, state, m, link):
                gain -= worth
    return gain


@inner_kernel
def link_held_before(plan: Plan, state: State, m: int, link: int) -> bool:
    """Say whether a link was active before the package; its issues are set back for the moment."""
    for i in range(plan.sizes[Size.ISSUES]):
        state.kept_option[i], state.kept_status[i] = state.option[i], state.status[i]
        if state.choice[m, i] != UNTOUCHED:
            state.option[i] = state.before_option[m, i]
            state.status[i] = state.before_status[m, i]
    held = link_holds(plan, state, link, state.untouched, state.before_option[m])
    for i in range(plan.sizes[Size.ISSUES]):
        state.option[i], state.status[i] = state.kept_option[i], state.kept_status[i]
    return bool(held)
