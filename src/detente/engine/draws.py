"""What chance brings in the steps of a world: the shocks of factors."""

from __future__ import annotations

from detente.compiling import kernel
from detente.engine.plan import Plan, Size
from detente.engine.randomness import fill_normals, fill_uniforms
from detente.engine.state import State


@kernel
def draw_shocks(plan: Plan, state: State, seed: int, belief: int, run: int, first: int, last: int) -> None:
    """Draw what factors need in the steps from `first` to before `last`: many are drawn sooner than one by one."""
    for f in range(plan.sizes[Size.FACTORS]):
        fill_uniforms(seed, belief, run, plan.draw_shock[f], first, last, state.shock_draw[f])
        fill_normals(state.shock_draw[f], first, last, state.shock[f])
