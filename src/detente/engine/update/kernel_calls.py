"""The larger kernels of a step as the filter calls them: compiled once, with the rest of the engine."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numba
import numpy as np
from numba import types
from numpy.typing import NDArray

from detente.engine.world.conditions import update_conditions
from detente.engine.world.initial_state import open_world
from detente.engine.world.meetings import convene, hold_meeting
from detente.engine.world.ratification import answer, answer_all
from detente.kernels.backend import whole
from detente.kernels.linking import address_of, by_address

__all__ = ["Code", "answer_all_at", "answer_at", "convene_at", "hold_at", "open_at", "places", "update_at"]


class Code(IntEnum):
    """Where `places` holds the address of which kernel."""

    OPEN = 0
    UPDATE = 1
    CONVENE = 2
    HOLD = 3
    ANSWER = 4
    ANSWER_ALL = 5


_KERNELS: dict[Code, tuple[Any, str]] = {
    Code.OPEN: (open_world, ""),
    Code.UPDATE: (update_conditions, "i"),
    Code.CONVENE: (convene, "iiiii"),
    Code.HOLD: (hold_meeting, "ifiii"),
    Code.ANSWER: (answer, "iiii"),
    Code.ANSWER_ALL: (answer_all, "iii"),
}
"""Kernel, and kinds of its arguments after the plan and the state."""

open_at = by_address(open_world, types.none)
update_at = by_address(update_conditions, types.none)
convene_at = by_address(convene, types.none)
hold_at = by_address(hold_meeting, types.none)
answer_at = by_address(answer, types.none)
answer_all_at = by_address(answer_all, types.none)


def places(plan: Any, state: Any) -> NDArray[np.int64]:
    """Return where the compiled kernels lie, for a packed plan and a packed state; zeros where nothing is compiled."""
    out = np.zeros(len(Code), dtype=np.int64)
    if not whole():
        return out
    type_of: Any = numba.typeof
    both = (type_of(plan), type_of(state))
    for code, (compiled, kinds) in _KERNELS.items():
        rest = tuple(types.float64 if kind == "f" else types.int64 for kind in kinds)
        out[code] = address_of(compiled, (*both, *rest))
    return out
