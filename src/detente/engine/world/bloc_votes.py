"""Blocs that vote as one: their members vote by what the bloc gains, but for those that break away."""

from __future__ import annotations

from detente.engine.layout.plan import Plan, Size
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel
from detente.kernels.randomness import uniform


@inner_kernel
def break_away(plan: Plan, state: State, m: int, seed: int, belief: int, run: int) -> None:
    """Draw who votes by itself at a sitting: members of one bloc each for themselves."""
    if plan.bloc_as.shape[0] == 0:
        return
    for p in range(plan.sizes[Size.PARTIES]):
        state.alone[m, p] = 0
        if plan.bloc_of[p] >= 0 and state.table[m, p]:
            draw = uniform(seed, belief, run, plan.draw_breaks[m, p], state.held[m])
            state.alone[m, p] = 1 if draw < state.numbers[plan.bloc_breaks[p]] else 0


@inner_kernel
def counts_for(plan: Plan, p: int, q: int) -> bool:
    """Say whether what party q gains is what the bloc of party p votes by."""
    bloc = plan.bloc_of[p]
    return bool(plan.bloc_of[q] == bloc and (plan.bloc_as[bloc] < 0 or plan.bloc_as[bloc] == q))


@inner_kernel
def votes_alone(plan: Plan, state: State, m: int, p: int) -> bool:
    """Say whether a seat votes by its own gain: it is of no bloc, breaks away, or its bloc's voice is absent."""
    bloc = plan.bloc_of[p]
    if bloc < 0 or state.alone[m, p]:
        return True
    voice = plan.bloc_as[bloc]
    return bool(voice >= 0 and not state.table[m, voice])


@inner_kernel
def vote_in_blocs(plan: Plan, state: State, m: int, bound: int, seats: int) -> None:
    """Let the seats from `bound` on that vote with their blocs gain what these do, in the problem on the desk."""
    desk = state.desk
    for k in range(bound, seats):
        p = state.seat[k]
        if plan.bloc_of[p] < 0 or first_of_bloc(plan, state, p, bound, k) < k:
            continue
        share = 0.0
        for j in range(seats):
            share += 1.0 if counts_for(plan, p, state.seat[j]) else 0.0
        if share == 0.0:
            continue
        for i in range(plan.sizes[Size.ISSUES]):
            for a in range(desk.gains.shape[2]):
                total = 0.0
                for j in range(seats):
                    total += desk.gains[j, i, a] if counts_for(plan, p, state.seat[j]) else 0.0
                spread(plan, state, m, k, seats, desk.gains[:, i, a], total / share)
        for link in range(desk.link_worth.shape[1]):
            total = 0.0
            for j in range(seats):
                total += desk.link_worth[j, link] if counts_for(plan, p, state.seat[j]) else 0.0
            spread(plan, state, m, k, seats, desk.link_worth[:, link], total / share)
        total = 0.0
        for j in range(seats):
            total += desk.base[j] if counts_for(plan, p, state.seat[j]) else 0.0
        spread(plan, state, m, k, seats, desk.base, total / share)


@inner_kernel
def first_of_bloc(plan: Plan, state: State, p: int, bound: int, last: int) -> int:
    """Return the first seat from `bound` on that is of a party's bloc."""
    for k in range(bound, last):
        if plan.bloc_of[state.seat[k]] == plan.bloc_of[p]:
            return k
    return last


@inner_kernel
def spread(plan: Plan, state: State, m: int, first: int, seats: int, gains, mean: float) -> None:  # type: ignore[no-untyped-def]
    """Let the members of the first seat's bloc that vote with it have the bloc's gain."""
    for j in range(first, seats):
        q = state.seat[j]
        if plan.bloc_of[q] == plan.bloc_of[state.seat[first]] and not votes_alone(plan, state, m, q):
            gains[j] = mean


@inner_kernel
def count_in_blocs(plan: Plan, state: State, m: int, chair: int) -> None:
    """Let members of blocs take over what these gain by what is left of a package, in `rest_gain`."""
    for bloc in range(plan.bloc_as.shape[0]):
        total, share = 0.0, 0.0
        for q in range(plan.sizes[Size.PARTIES]):
            voice = plan.bloc_as[bloc] < 0 or plan.bloc_as[bloc] == q
            if plan.bloc_of[q] == bloc and state.seated[m, q] and voice:
                total += state.rest_gain[q]
                share += 1.0
        for p in range(plan.sizes[Size.PARTIES]):
            member = plan.bloc_of[p] == bloc and state.seated[m, p] and p != chair
            if member and share > 0.0 and not state.alone[m, p]:
                state.rest_gain[p] = total / share
