"""What chance brings in the steps of a world: the shocks of factors."""

from __future__ import annotations

from detente.engine.layout.plan import Plan, Size
from detente.engine.world.state import State
from detente.kernels.compiling import kernel
from detente.kernels.randomness import fill_normals, fill_uniforms


@kernel
def draw_shocks(plan: Plan, state: State, seed: int, belief: int, run: int, first: int, last: int) -> None:
    """Draw what factors need in the steps from `first` to before `last`: many are drawn sooner than one by one."""
    for f in range(plan.sizes[Size.FACTORS]):
        fill_uniforms(seed, belief, run, plan.draw_shock[f], first, last, state.shock_draw[f])
        fill_normals(state.shock_draw[f], first, last, state.shock[f])
