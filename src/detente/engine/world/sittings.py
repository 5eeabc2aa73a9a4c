"""Sittings: what changes before one, and who comes to it."""

from __future__ import annotations

from detente.engine.layout.plan import Plan, Size
from detente.engine.world.events import apply_change
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel
from detente.kernels.randomness import uniform


@inner_kernel
def call_to_order(plan: Plan, state: State, m: int, seed: int, belief: int, run: int, step: int) -> None:
    """Make the changes before a sitting, and let those take their seats who come to it.

    Who comes is drawn once for all days of a sitting; whether the condition of its coming holds is asked on each.
    """
    times = state.held[m] + state.missed[m]
    session = plan.session_first[m] + times
    if state.stage[m] == 0 and session < plan.session_first[m + 1]:
        for c in range(plan.session_changes[session], plan.session_changes[session + 1]):
            apply_change(plan, state, c, step)
    for p in range(plan.sizes[Size.PARTIES]):
        state.table[m, p] = 1 if state.invited[m, p] and comes(plan, state, m, p, times, seed, belief, run) else 0


@inner_kernel
def comes(plan: Plan, state: State, m: int, p: int, times: int, seed: int, belief: int, run: int) -> bool:
    """Say whether a party takes its seat at a sitting."""
    condition, slot = plan.meeting_attends_if[m, p], plan.meeting_attends[m, p]
    if condition >= 0 and not state.holds[condition]:
        return False
    if slot < 0 or state.numbers[slot] >= 1.0:
        return True
    return bool(uniform(seed, belief, run, plan.draw_attends[m, p], times) < state.numbers[slot])
