"""One step of one world in which facts are known: chances are conditioned on them, and weighed.

A fact's weight is the chance the world gave it, at most 1. An event that is known to happen is made to happen and
weighs its chance h; one known not to happen weighs 1 − h. A meeting whose outcome is known has its noise drawn
several times: the mean fit of the packages struck is its weight, and what is known is put in force. What can only
be compared, a measurement or terms in force, weighs a normal kernel.
"""

from __future__ import annotations

import math

from detente.engine.layout.plan import TRUE, Plan, Size
from detente.engine.update.facts import Evidence, Known, Particles, Want
from detente.engine.update.kernel_calls import Code, answer_all_at, convene_at, update_at
from detente.engine.update.known_meetings import hold_known, log_of
from detente.engine.world.carrying_out import carry_out
from detente.engine.world.draws import draw_shocks
from detente.engine.world.events import apply_events, chance_of_event, draw_events
from detente.engine.world.factors import level_in_force, move_factors
from detente.engine.world.meetings import expire_terms, next_meeting, set_dates
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel, kernel


@inner_kernel
def times_come(state: State, kind: int, subject: int) -> int:
    """Return how often an event has happened or a meeting has been held."""
    if kind == Known.EVENT:
        return int(state.event_count[subject])
    if kind == Known.HELD or kind == Known.OUTCOME:
        return int(state.held[subject])
    return 0


@inner_kernel
def mark_openings(state: State, evidence: Evidence, particles: Particles, step: int) -> None:
    """Note, before a step, how often what facts speak of from this step on has come already."""
    for k in range(evidence.kind.shape[0]):
        if evidence.first[k] == step:
            particles.earlier[k] = times_come(state, evidence.kind[k], evidence.subject[k])


@kernel
def play_step(plan: Plan, state: State, particles: Particles, seed: int, belief: int, run: int, step: int) -> None:
    """Play one step in which nothing is known."""
    code = particles.code
    expire_terms(plan, state, step)
    draw_shocks(plan, state, seed, belief, run, step, step + 1)
    draw_events(plan, state, seed, belief, run, step, step + 1)
    move_factors(plan, state, step)
    apply_events(plan, state, step)
    if plan.sizes[Size.UNDERTAKINGS] > 0:
        carry_out(plan, state, seed, belief, run, step)
    while True:
        m = next_meeting(plan, state, (step + 1) * plan.step_days[0])
        if m < 0:
            break
        convene_at(code[Code.CONVENE], (plan, state, m, seed, belief, run, step))
    answer_all_at(code[Code.ANSWER_ALL], (plan, state, seed, belief, step))
    update_at(code[Code.UPDATE], (plan, state, step))
    set_dates(plan, state, step)


@kernel
def play_known_step(
    plan: Plan,
    state: State,
    evidence: Evidence,
    particles: Particles,
    first: int,
    last: int,
    seed: int,
    belief: int,
    slot: int,
    step: int,
) -> float:
    """Play one step in which the facts from `first` to before `last` are known, and return their log weight."""
    run = particles.key[slot]
    for k in range(first, last):
        particles.score[k] = 0.0
        particles.changed[k] = 0
    expire_terms(plan, state, step)
    draw_shocks(plan, state, seed, belief, run, step, step + 1)
    draw_events(plan, state, seed, belief, run, step, step + 1)
    condition_events(plan, state, evidence, particles, first, last, step)
    move_factors(plan, state, step)
    apply_events(plan, state, step)
    if plan.sizes[Size.UNDERTAKINGS] > 0:
        carry_out(plan, state, seed, belief, run, step)
    hold_known(plan, state, evidence, particles, first, last, seed, belief, slot, step)
    answer_all_at(particles.code[Code.ANSWER_ALL], (plan, state, seed, belief, step))
    update_at(particles.code[Code.UPDATE], (plan, state, step))
    set_dates(plan, state, step)
    compare(plan, state, evidence, particles, first, last)
    total = 0.0
    for place in range(evidence.order.shape[0]):
        k = evidence.order[place]
        if first <= k < last:
            total += particles.score[k]
    return total


@inner_kernel
def condition_events(
    plan: Plan, state: State, evidence: Evidence, particles: Particles, first: int, last: int, step: int
) -> None:
    """Let events happen or not as is known, and weigh the chance of that."""
    for e in range(plan.sizes[Size.EVENTS]):
        for k in range(first, last):
            if evidence.kind[k] != Known.EVENT or evidence.subject[k] != e:
                continue
            came = state.event_count[e] > particles.earlier[k]
            if came:  # within the time that the fact speaks of, before this step
                particles.score[k] = 0.0 if evidence.want[k] else -math.inf
                continue
            chance = chance_of_event(plan, state, e, step)
            particles.score[k] = log_of(chance if evidence.want[k] else 1.0 - chance)
            particles.changed[k] = state.event_drawn[e] != evidence.want[k]
            state.event_drawn[e] = evidence.want[k]
            state.events_due[0] = 1


@inner_kernel
def compare(plan: Plan, state: State, evidence: Evidence, particles: Particles, first: int, last: int) -> None:
    """Weigh what can be compared with the state at the end of the step."""
    for k in range(first, last):
        kind, subject = evidence.kind[k], evidence.subject[k]
        if kind == Known.OUTCOME and evidence.first[k] < evidence.last[k] and particles.score[k] == 0.0:
            struck = evidence.want[k] == Want.STRUCK and state.struck[subject] == 1
            particles.score[k] = 0.0 if struck or state.outcome[subject] == evidence.want[k] else -math.inf
        elif kind == Known.FACTOR:
            variance = evidence.sd[k] ** 2
            if evidence.house[k] >= 0:
                variance += state.numbers[evidence.house[k]] ** 2
            away = (state.level[subject] - evidence.value[k]) ** 2 / variance
            particles.score[k] = -0.5 * (away + math.log(variance / evidence.sd[k] ** 2))
        elif kind == Known.SIGN:
            fits = (state.verdict[subject] == TRUE) == (evidence.want[k] == 1)
            particles.score[k] = log_of(1.0 - evidence.mistaken[k] if fits else evidence.mistaken[k])
        elif kind == Known.TERMS:
            for i in range(plan.sizes[Size.ISSUES]):
                if evidence.named[k, i]:
                    away = (level_in_force(plan, state, i) - evidence.level[k, i]) / evidence.sd[k]
                    particles.score[k] -= 0.5 * away**2
        elif kind == Known.LIKELY_SIGN:
            particles.score[k] = math.log(evidence.likelihood[k, 0 if state.verdict[subject] == TRUE else 1])
