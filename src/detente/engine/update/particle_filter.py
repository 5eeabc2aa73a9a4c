"""The runs of a belief take in facts one after the other: weighed, resampled, and played on to the end for each.

A particle filter within every belief (Gordon, Salmond & Smith 1993, IEE Proceedings F 140(2), 107–113), with
systematic resampling (Kitagawa 1996, Journal of Computational and Graphical Statistics 5(1), 1–25) where the
effective number of runs has fallen below half. The product of mean weights is an unbiased estimate of the belief's
likelihood (Del Moral 2004, Feynman–Kac Formulae, proposition 7.4.1), so beliefs can be weighted by it.
"""

from __future__ import annotations

import math

from detente.engine.layout.plan import TRUE, Plan, Size
from detente.engine.update.facts import Evidence, Found, Known, Particles
from detente.engine.update.kernel_calls import Code, open_at, update_at
from detente.engine.update.known_step import mark_openings, play_known_step, play_step
from detente.engine.update.resampling import resample
from detente.engine.world.meetings import forget_searches, set_dates
from detente.engine.world.state import State
from detente.engine.world.world import scenario_of
from detente.kernels.compiling import inner_kernel, kernel


@inner_kernel
def advance(
    plan: Plan,
    state: State,
    evidence: Evidence,
    particles: Particles,
    seed: int,
    belief: int,
    slot: int,
    first: int,
    last: int,
) -> None:
    """Play the steps from `first` to before `last`, in which nothing is known."""
    for step in range(first, last):
        mark_openings(state, evidence, particles, step)
        play_step(plan, state, particles, seed, belief, particles.key[slot], step)


@kernel
def finish(  # type: ignore[no-untyped-def]
    plan: Plan,
    state: State,
    evidence: Evidence,
    particles: Particles,
    scenarios,
    seed: int,
    belief: int,
    slot: int,
    step: int,
    group: int,
) -> None:
    """Play a world on to the end, and note how it ended, and how it stood when the facts from `group` on come in."""
    for g in range(group, evidence.group_step.shape[0]):
        advance(plan, state, evidence, particles, seed, belief, slot, step, evidence.group_step[g])
        step = evidence.group_step[g]
        particles.ahead[g, slot, :] = particles.memory
    advance(plan, state, evidence, particles, seed, belief, slot, step, plan.sizes[Size.STEPS])
    particles.ended[slot] = 1
    particles.ending[slot] = scenario_of(state, scenarios)[0]
    for n in range(plan.sizes[Size.NODES]):
        particles.verdict[slot, n] = state.verdict[n]
    for e in range(plan.sizes[Size.EVENTS]):
        particles.happened[slot, e] = 1 if state.event_count[e] > 0 else 0
    for m in range(plan.sizes[Size.MEETINGS]):
        particles.met[slot, m] = 1 if state.held[m] > 0 else 0


@kernel
def weigh(evidence: Evidence, particles: Particles, facts: int) -> tuple[float, float]:
    """Fill `final` and `weight` from `trial` and what is told of ends.

    Returns:
        Log of the mean weight, −∞ where no run is left; effective number of runs (Σw)²/Σw².
    """
    runs = particles.trial.shape[0]
    best = -math.inf
    for r in range(runs):
        final = particles.trial[r]
        for k in range(facts):
            if evidence.kind[k] == Known.LIKELY_END and final > -math.inf:
                final += math.log(evidence.likelihood[k, particles.ending[r]])
        particles.final[r] = final
        best = max(best, final)
    if best == -math.inf:
        return best, 0.0
    total = 0.0
    squares = 0.0
    for r in range(runs):
        particles.weight[r] = math.exp(particles.final[r] - best)
        total += particles.weight[r]
        squares += particles.weight[r] ** 2
    return best + math.log(total / runs), total * total / squares


@kernel
def look_ahead(evidence: Evidence, particles: Particles, found: Found, row: int, facts: int, before: float) -> None:
    """Sum up a belief after so many facts, from the ends of its runs; `before` is the evidence of earlier groups."""
    mean, effective = weigh(evidence, particles, facts)
    found.evidence[row, facts] = before + mean
    found.runs[row, facts] = effective
    if mean == -math.inf:
        return
    total = 0.0
    for r in range(particles.weight.shape[0]):
        total += particles.weight[r]
        found.ending[row, facts, particles.ending[r]] += particles.weight[r]
    for s in range(found.ending.shape[2]):
        found.ending[row, facts, s] /= total
    last = facts == found.ending.shape[1] - 1
    if facts == 0:
        count_ends(particles, found, row, 0, total)
    if last:
        count_ends(particles, found, row, 1, total)


@inner_kernel
def count_ends(particles: Particles, found: Found, row: int, place: int, total: float) -> None:
    """Count conditions, events and meetings over the weighted runs of a belief."""
    for r in range(particles.weight.shape[0]):
        share = particles.weight[r]
        if share == 0.0:
            continue
        for n in range(found.true.shape[2]):
            found.true[row, place, n] += share * (particles.verdict[r, n] == TRUE)
        for e in range(found.event.shape[2]):
            found.event[row, place, e] += share * particles.happened[r, e]
        for m in range(found.held.shape[2]):
            found.held[row, place, m] += share * particles.met[r, m]
    for n in range(found.true.shape[2]):
        found.true[row, place, n] /= total
    for e in range(found.event.shape[2]):
        found.event[row, place, e] /= total
    for m in range(found.held.shape[2]):
        found.held[row, place, m] /= total


@kernel
def filter_beliefs(  # type: ignore[no-untyped-def]
    plan: Plan,
    state: State,
    evidence: Evidence,
    particles: Particles,
    found: Found,
    scenarios,
    numbers,
    chances,
    chance_slots,
    seed,
    first,
) -> None:
    """Let several beliefs take in all facts; arguments as in `detente.engine.world.world.play_beliefs`."""
    opening = int(-1 + 0 * first)  # a number that is not known when this is compiled, as the called kernels take it
    for b in range(numbers.shape[0]):
        forget_searches(state)
        for r in range(chances.shape[1]):
            state.numbers[:] = numbers[b]
            state.origin[0] = r
            for x in range(chance_slots.shape[0]):
                state.numbers[chance_slots[x]] = chances[b, r, x]
            open_at(particles.code[Code.OPEN], (plan, state))
            update_at(particles.code[Code.UPDATE], (plan, state, opening))
            set_dates(plan, state, opening)
            particles.earlier[:] = 0
            particles.key[r] = r
            particles.log[r] = 0.0
            particles.trial[r] = 0.0
            particles.store[r, :] = particles.memory
            finish(plan, state, evidence, particles, scenarios, seed, first + b, r, 0, 0)
        look_ahead(evidence, particles, found, b, 0, 0.0)
        known = 0.0
        step = 0
        for g in range(evidence.group_step.shape[0]):
            if known > -math.inf:
                known = take_in(plan, state, evidence, particles, found, scenarios, seed, first, b, g, step, known)
            step = evidence.group_step[g] + 1


@kernel
def take_in(  # type: ignore[no-untyped-def]
    plan: Plan,
    state: State,
    evidence: Evidence,
    particles: Particles,
    found: Found,
    scenarios,
    seed,
    first,
    row,
    group,
    begin,
    known,
) -> float:
    """Let a belief take in the facts of one step, one after the other; return its evidence, −∞ where no run is left.

    With each fact the step is played again from its opening, so that the ends after some of the facts of a step do
    not depend on those still to come. A run is played on to its end only if the fact made it another: where the
    run had drawn by itself what is known, it ends as it would have.
    """
    runs = particles.log.shape[0]
    step = evidence.group_step[group]
    for r in range(runs):
        if particles.log[r] > -math.inf:
            particles.memory[:] = particles.ahead[group, r] if particles.ended[r] else particles.store[r]
            if not particles.ended[r]:
                advance(plan, state, evidence, particles, seed, first + row, r, begin, step)
            mark_openings(state, evidence, particles, step)
            particles.store[r, :] = particles.memory
    fact, end = evidence.group_end[group], evidence.group_end[group + 1]
    for last in range(fact + 1, end + 1):
        for r in range(runs):
            particles.trial[r] = particles.log[r]
            if particles.log[r] == -math.inf:
                continue
            particles.memory[:] = particles.store[r]
            particles.trial[r] += play_known_step(
                plan, state, evidence, particles, fact, last, seed, first + row, r, step
            )
            if last == end:
                particles.spare[r, :] = particles.memory
            if particles.changed[last - 1]:
                particles.ended[r] = 0
            if particles.trial[r] > -math.inf and not particles.ended[r]:
                finish(plan, state, evidence, particles, scenarios, seed, first + row, r, step + 1, group + 1)
        look_ahead(evidence, particles, found, row, last, known)
    best = -math.inf
    for r in range(runs):
        particles.log[r] = particles.trial[r]
        best = max(best, particles.trial[r])
        particles.store[r, :] = particles.spare[r]
    if best == -math.inf:
        return best
    return float(known + resample(particles, seed, first + row, group))
