"""What conditions say at the opening: worlds that open alike, as those of one belief mostly do, need it once.

At the opening terms stand as at `as_of` and nothing has happened, so that conditions depend on factors and flags alone.
"""

from __future__ import annotations

from detente.engine.layout.plan import Plan, Size
from detente.engine.world.state import State
from detente.kernels.compiling import inner_kernel


@inner_kernel
def opens_alike(plan: Plan, state: State) -> bool:
    """Say whether factors and flags open as in the world whose opening was kept, and take its conditions over if so."""
    opened = state.opened
    alike = bool(opened.known[0] != 0)
    for f in range(plan.sizes[Size.FACTORS]):
        alike = alike and opened.level[f] == state.level[f]
    for g in range(plan.sizes[Size.FLAGS]):
        alike = alike and opened.flag[g] == state.flag[g]
    if not alike:
        return False
    for n in range(plan.sizes[Size.NODES]):
        state.holds[n], state.raw[n] = opened.holds[n], opened.raw[n]
        state.verdict[n], state.since[n] = opened.verdict[n], opened.since[n]
        state.true_step[n], state.turn[n] = opened.true_step[n], opened.turn[n]
    state.wake[0] = opened.wake[0]
    state.touched[0] = 0
    return True


@inner_kernel
def keep_opening(plan: Plan, state: State) -> None:
    """Keep what conditions say now, at the opening."""
    opened = state.opened
    opened.known[0] = 1
    for f in range(plan.sizes[Size.FACTORS]):
        opened.level[f] = state.level[f]
    for g in range(plan.sizes[Size.FLAGS]):
        opened.flag[g] = state.flag[g]
    for n in range(plan.sizes[Size.NODES]):
        opened.holds[n], opened.raw[n] = state.holds[n], state.raw[n]
        opened.verdict[n], opened.since[n] = state.verdict[n], state.since[n]
        opened.true_step[n], opened.turn[n] = state.true_step[n], state.turn[n]
    opened.wake[0] = state.wake[0]
