"""What chance brings in the steps of a world: the draws of events, and the shocks of factors."""

from __future__ import annotations

from detente.compiling import kernel
from detente.engine.plan import Plan, Size
from detente.engine.randomness import fill_normals, fill_uniforms
from detente.engine.state import State


@kernel
def draw_steps(plan: Plan, state: State, seed: int, belief: int, run: int, first: int, last: int) -> None:
    """Draw what the steps from `first` to before `last` need: many of a kind are drawn sooner than one of many."""
    for e in range(plan.sizes[Size.EVENTS]):
        fill_uniforms(seed, belief, run, plan.draw_event[e], first, last, state.event_draw[e])
    for f in range(plan.sizes[Size.FACTORS]):
        fill_uniforms(seed, belief, run, plan.draw_shock[f], first, last, state.shock_draw[f])
        fill_normals(state.shock_draw[f], first, last, state.shock[f])
