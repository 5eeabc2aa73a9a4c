"""One world from `as_of` to `until`, and many of them counted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.engine.layout.plan import NEVER, OPEN, TRUE, Outcome, Plan, Size
from detente.engine.world.carrying_out import carry_out
from detente.engine.world.conditions import update_conditions
from detente.engine.world.draws import draw_shocks
from detente.engine.world.events import apply_events, draw_events
from detente.engine.world.factors import move_factors
from detente.engine.world.initial_state import open_world
from detente.engine.world.meetings import expire_terms, forget_searches, hold_meetings, set_dates
from detente.engine.world.ratification import answer_all
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel, kernel

Counts = NDArray[np.int64]

FINENESS = 2.0**24
"""Factor levels are summed as whole numbers of 2⁻²⁴ of the factor's unit, so that no order of adding matters."""

MOST = 16.0
"""Levels are counted as no more than so many units, so that the sums over 10⁹ worlds fit into 64 bits."""


class Tally(NamedTuple):
    """Counts over worlds: whole numbers, so that no order of adding them matters."""

    scenario: Counts  # i8[B, S + 2] named, muddling-through, open
    overlap: Counts  # i8[1]
    unproved: Counts  # i8[1] searches for a package that were cut off before their proof
    true: Counts  # i8[B, C]
    open: Counts  # i8[B, C]
    true_step: Counts  # i8[C, T + 1] at the opening, then by step
    event: Counts  # i8[B, E]
    event_step: Counts  # i8[E, T]
    held: Counts  # i8[B, M]
    held_step: Counts  # i8[M, T]
    struck: Counts  # i8[M]
    deal: Counts  # i8[M]
    refused: Counts  # i8[M]
    refuser: Counts  # i8[M, P]
    fate: Counts  # i8[M, I, A]
    changed: Counts  # i8[T + 1, I] terms differ from those at `as_of`
    level: Counts  # i8[T + 1, F] sums of levels in 1/FINENESS of a unit
    square: Counts  # i8[T + 1, F] sums of squares in 1/FINENESS of a squared unit


class Tracks(NamedTuple):
    """What each single world did; arrays of no worlds where nobody asked for it."""

    scenario: NDArray[np.int8]  # i1[B, R]
    verdict: NDArray[np.int8]  # i1[B, R, C]
    true_step: NDArray[np.int16]  # i2[B, R, C]
    event_first: NDArray[np.int16]  # i2[B, R, E]
    outcome: NDArray[np.int8]  # i1[B, R, M]
    fate: NDArray[np.int8]  # i1[B, R, M, I]
    level: NDArray[np.float32]  # f4[B, R, F, T + 1]


@inner_kernel
def count_step(plan: Plan, state: State, tally: Tally, tracks: Tracks, row: int, run: int, place: int) -> None:
    """Count terms and factor levels at the end of a step."""
    for i in range(plan.sizes[Size.ISSUES]):
        tally.changed[place, i] += state.option[i] != plan.option_now[i]
    for f in range(plan.sizes[Size.FACTORS]):
        level = min(max(state.level[f] * plan.factor_scale[f], -MOST), MOST)
        tally.level[place, f] += round(level * FINENESS)
        tally.square[place, f] += round(level * level * FINENESS)
    if tracks.level.shape[0] > 0:
        for f in range(plan.sizes[Size.FACTORS]):
            tracks.level[row, run, f, place] = state.level[f]


@kernel
def scenario_of(state: State, scenarios: Counts) -> tuple[int, int]:
    """Return the scenario of a finished world and how many are true.

    Returns:
        The first true one; len(scenarios) for muddling through, one more where it is open.
    """
    found = -1
    open_before = False
    true = 0
    for s in range(scenarios.shape[0]):
        verdict = state.verdict[scenarios[s]]
        if verdict == TRUE:
            true += 1
            if found < 0 and not open_before:
                found = s
        elif verdict == OPEN and found < 0:
            open_before = True
    if found < 0:
        found = scenarios.shape[0] + (1 if open_before else 0)
    return found, true


@inner_kernel
def count_world(plan: Plan, state: State, scenarios: Counts, tally: Tally, row: int) -> None:
    """Count how a finished world ended."""
    found, true = scenario_of(state, scenarios)
    tally.scenario[row, found] += 1
    tally.overlap[0] += true > 1
    tally.unproved[0] += state.unproved[0]
    for n in range(plan.sizes[Size.NODES]):
        tally.true[row, n] += state.verdict[n] == TRUE
        tally.open[row, n] += state.verdict[n] == OPEN
        if state.verdict[n] == TRUE and state.true_step[n] != NEVER:
            tally.true_step[n, state.true_step[n] + 1] += 1
    for e in range(plan.sizes[Size.EVENTS]):
        if state.event_count[e] > 0:
            tally.event[row, e] += 1
            tally.event_step[e, state.event_first[e]] += 1
    for m in range(plan.sizes[Size.MEETINGS]):
        if state.held[m] > 0:
            count_meeting(plan, state, tally, row, m)


@inner_kernel
def count_meeting(plan: Plan, state: State, tally: Tally, row: int, m: int) -> None:
    """Count what came of a meeting that was held."""
    tally.held[row, m] += 1
    tally.held_step[m, state.first_held[m]] += 1
    tally.struck[m] += state.struck[m]
    tally.deal[m] += state.outcome[m] == Outcome.DEAL
    any_refusal = False
    for p in range(plan.sizes[Size.PARTIES]):
        tally.refuser[m, p] += state.refusal[m, p]
        any_refusal = any_refusal or state.refusal[m, p] == 1
    tally.refused[m] += any_refusal
    for i in range(plan.sizes[Size.ISSUES]):
        tally.fate[m, i, state.fate[m, i]] += 1


@inner_kernel
def keep_world(plan: Plan, state: State, scenarios: Counts, tracks: Tracks, row: int, run: int) -> None:
    """Keep what a finished world did."""
    tracks.scenario[row, run] = scenario_of(state, scenarios)[0]
    for n in range(plan.sizes[Size.NODES]):
        tracks.verdict[row, run, n] = state.verdict[n]
        tracks.true_step[row, run, n] = state.true_step[n]
    for e in range(plan.sizes[Size.EVENTS]):
        tracks.event_first[row, run, e] = state.event_first[e]
    for m in range(plan.sizes[Size.MEETINGS]):
        tracks.outcome[row, run, m] = state.outcome[m]
        for i in range(plan.sizes[Size.ISSUES]):
            tracks.fate[row, run, m, i] = state.fate[m, i]


@inner_kernel
def only_time_meetings(plan: Plan, slots) -> bool:  # type: ignore[no-untyped-def]
    """Say whether these numbers, i8[X], are but times from a meeting's trigger to it, and from it to answers."""
    for x in range(slots.shape[0]):
        found = False
        for m in range(plan.sizes[Size.MEETINGS]):
            found = found or slots[x] == plan.meeting_within[m] or slots[x] == plan.meeting_decides[m]
        if not found:
            return False
    return True


@kernel
def play_beliefs(  # type: ignore[no-untyped-def]
    plan: Plan,
    state: State,
    tally: Tally,
    tracks: Tracks,
    scenarios,
    numbers,
    chances,
    chance_slots,
    seed,
    first,
) -> None:
    """Play all runs of several beliefs; "step −1" is the opening.

    Args:
        plan: The case as arrays.
        state: Space for one world.
        tally: Counts of these beliefs, added to.
        tracks: Single worlds of these beliefs, filled if its arrays hold any.
        scenarios: Nodes of the scenarios, i8[S].
        numbers: The beliefs' numbers, f8[B, Q].
        chances: Numbers drawn anew in every run, f8[B, R, X].
        chance_slots: Where they belong, i8[X].
        seed: Seed of the play.
        first: Number of the first of these beliefs.
    """
    timing = only_time_meetings(plan, chance_slots)
    for b in range(numbers.shape[0]):
        forget_searches(state)
        for run in range(chances.shape[1]):
            state.alike[0] = timing and run > 0 and not state.renumbered[0]
            if not state.alike[0]:
                for q in range(numbers.shape[1]):
                    state.numbers[q] = numbers[b, q]
            state.origin[0] = run
            for x in range(chance_slots.shape[0]):
                state.numbers[chance_slots[x]] = chances[b, run, x]
            draw_shocks(plan, state, seed, first + b, run, 0, plan.sizes[Size.STEPS])
            for step in range(-1, plan.sizes[Size.STEPS]):
                if step < 0:
                    open_world(plan, state)
                else:
                    expire_terms(plan, state, step)
                    draw_events(plan, state, seed, first + b, run, step, plan.sizes[Size.STEPS])
                    move_factors(plan, state, step)
                    apply_events(plan, state, step)
                    if plan.sizes[Size.UNDERTAKINGS] > 0:
                        carry_out(plan, state, seed, first + b, run, step)
                    hold_meetings(plan, state, seed, first + b, run, step)
                    answer_all(plan, state, seed, first + b, step)
                update_conditions(plan, state, step)
                set_dates(plan, state, step)
                count_step(plan, state, tally, tracks, b, run, step + 1)
            count_world(plan, state, scenarios, tally, b)
            if tracks.scenario.shape[0] > 0:
                keep_world(plan, state, scenarios, tracks, b, run)
