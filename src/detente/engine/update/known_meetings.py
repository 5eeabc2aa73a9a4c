"""Meetings that facts speak of: their noise is drawn several times, and what is known is put in force."""

from __future__ import annotations

import math

from detente.engine.layout.plan import UNTOUCHED, Plan, Size
from detente.engine.update.facts import Evidence, Known, Particles, Want
from detente.engine.update.kernel_calls import Code, answer_at, convene_at, hold_at
from detente.engine.world.invalidation import Stale
from detente.engine.world.meetings import conclude, next_meeting
from detente.engine.world.sittings import call_to_order
from detente.engine.world.state import State
from detente.engine.world.table import seats_taken
from detente.kernels.compiling import inner_kernel
from detente.kernels.randomness import uniform

RUNS_BITS = 20
"""Runs have numbers below 2²⁰; keys of copies and redraws hold what they are above these bits."""

REDRAWS = 2048
"""Keys of copies count resamplings below this, and keys of redraws count from it on."""

CHOOSING = 4094
"""Above the bits of the run: the draw of which package, struck in a redraw, is kept."""


@inner_kernel
def log_of(chance: float) -> float:
    """Return the logarithm, −∞ for no chance."""
    return math.log(chance) if chance > 0.0 else -math.inf


@inner_kernel
def hold_known(
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
) -> None:
    """Hold the step's meetings, those that facts speak of as is known."""
    run = particles.key[slot]
    for k in range(first, last):
        if evidence.kind[k] == Known.HELD or evidence.kind[k] == Known.OUTCOME:
            came = state.held[evidence.subject[k]] > particles.earlier[k]
            wanted = evidence.kind[k] == Known.OUTCOME or evidence.want[k] == 1
            particles.score[k] = 0.0 if came == wanted else -math.inf
    while True:
        m = next_meeting(plan, state, (step + 1) * plan.step_days[0])
        if m < 0:
            return
        known = -1
        for k in range(first, last):
            about = evidence.kind[k] == Known.HELD or evidence.kind[k] == Known.OUTCOME
            if about and evidence.subject[k] == m and state.held[m] == particles.earlier[k]:
                known = k
        if known < 0:
            convene_at(particles.code[Code.CONVENE], (plan, state, m, seed, belief, run, step))
        else:
            weight = convene_known(plan, state, evidence, particles, known, m, seed, belief, slot, step)
            particles.score[known] = log_of(weight)


@inner_kernel
def convene_known(
    plan: Plan,
    state: State,
    evidence: Evidence,
    particles: Particles,
    k: int,
    m: int,
    seed: int,
    belief: int,
    slot: int,
    step: int,
) -> float:
    """Hold a meeting that fact k speaks of, or let it fall through, and return the chance of what is known."""
    day = state.date[m]
    state.date[m] = math.inf
    state.last_day[m] = day
    state.stale[Stale.CALENDAR] = 1
    call_to_order(plan, state, m, seed, belief, particles.key[slot], step)
    chance = min(max(state.numbers[plan.meeting_takes_place[m]], 0.0), 1.0)
    if seats_taken(plan, state, m) < 2:
        chance = 0.0
    times = state.held[m] + state.missed[m]
    missed = uniform(seed, belief, particles.key[slot], plan.draw_takes_place[m], times) >= chance
    fails = chance == 0.0 or (evidence.kind[k] == Known.HELD and evidence.want[k] == 0)
    particles.changed[k] = missed != fails
    if fails:
        state.missed[m] += 1
        return 1.0 - chance if evidence.want[k] == 0 and evidence.kind[k] == Known.HELD else 0.0
    state.at_once[0] = 1
    if evidence.kind[k] == Known.HELD:
        hold_at(particles.code[Code.HOLD], (plan, state, m, day, seed, belief, particles.key[slot]))
        state.at_once[0] = 0
        conclude(plan, state, m, step)
        return float(chance)
    fit = redraw(plan, state, evidence, particles, k, m, day, seed, belief, slot)
    state.at_once[0] = 0
    own = evidence.want[k] == Want.NONE and particles.fit[0] > 0.0
    particles.changed[k] = particles.changed[k] or not own
    impose(plan, state, evidence, k, m)
    conclude(plan, state, m, step)
    return float(chance * fit * answered(plan, state, evidence, particles, k, m, seed, belief, step))


@inner_kernel
def redraw(
    plan: Plan,
    state: State,
    evidence: Evidence,
    particles: Particles,
    k: int,
    m: int,
    day: float,
    seed: int,
    belief: int,
    slot: int,
) -> float:
    """Draw the noise of a meeting several times, keep one that fits, and return the mean fit.

    The first draw is the world's own. Which one is kept is drawn in proportion to the fits, so that hold-outs and
    what the fact leaves unsaid are as they are given the fact.
    """
    total = 0.0
    draws = evidence.redraws[0]
    for d in range(draws):
        key = key_of_redraw(particles.key[slot], d, slot)
        hold_at(particles.code[Code.HOLD], (plan, state, m, day, seed, belief, key))
        particles.fit[d] = fit_of_package(plan, state, evidence, k, m)
        total += particles.fit[d]
    if total > 0.0:
        left = total * uniform(seed, belief, (CHOOSING << RUNS_BITS) | slot, plan.draw_proposer[m], state.held[m])
        kept = draws - 1
        for d in range(draws):
            left -= particles.fit[d]
            if left < 0.0 and kept == draws - 1:
                kept = d
        if kept < draws - 1:
            key = key_of_redraw(particles.key[slot], kept, slot)
            hold_at(particles.code[Code.HOLD], (plan, state, m, day, seed, belief, key))
    return float(total / draws)


@inner_kernel
def key_of_redraw(run: int, draw: int, slot: int) -> int:
    """Return the key of a redraw; the first is the world's own."""
    return run if draw == 0 else ((REDRAWS + draw) << RUNS_BITS) | slot


@inner_kernel
def fit_of_package(plan: Plan, state: State, evidence: Evidence, k: int, m: int) -> float:
    """Return how well the package just struck fits what is known: 0 to 1."""
    if evidence.want[k] == Want.NONE:
        return 0.0 if state.struck[m] else 1.0
    if not state.struck[m]:
        return 0.0
    distance = 0.0
    for i in range(plan.sizes[Size.ISSUES]):
        if evidence.named[k, i]:
            now = plan.option_level[i, state.option[i]]
            told = now if math.isnan(evidence.level[k, i]) else evidence.level[k, i]
            struck = plan.option_level[i, state.choice[m, i] - 2] if state.choice[m, i] >= 2 else now
            distance += ((struck - told) / evidence.sd[k]) ** 2
    return math.exp(-0.5 * distance)


@inner_kernel
def impose(plan: Plan, state: State, evidence: Evidence, k: int, m: int) -> None:
    """Let a table have struck what is known to have been struck."""
    if evidence.want[k] == Want.NONE:
        state.struck[m] = 0
        return
    for i in range(plan.sizes[Size.ISSUES]):
        if evidence.named[k, i]:
            state.choice[m, i] = evidence.term[k, i]
    state.struck[m] = 1


@inner_kernel
def answered(
    plan: Plan,
    state: State,
    evidence: Evidence,
    particles: Particles,
    k: int,
    m: int,
    seed: int,
    belief: int,
    step: int,
) -> float:
    """Hear the absent at once where their answers are known; 1 if they are as known, else 0."""
    want = evidence.want[k]
    if want == Want.NONE or want == Want.STRUCK:
        return 1.0
    if state.pending[m]:
        state.pending[m] = 0
        answer_at(particles.code[Code.ANSWER], (plan, state, m, seed, belief, step))
    if state.outcome[m] != want:
        return 0.0
    if want == Want.DEAL:
        for i in range(plan.sizes[Size.ISSUES]):
            if evidence.named[k, i] and evidence.term[k, i] != UNTOUCHED and state.choice[m, i] != evidence.term[k, i]:
                return 0.0
    return 1.0
