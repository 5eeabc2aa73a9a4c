"""The solver as the engine calls it: compiled once, for the arrays of a state."""

from __future__ import annotations

from functools import cache
from typing import Any

from numba import types

from detente.bargaining.solver import strike_package
from detente.linking import address_of, by_address

__all__ = ["solver_address", "strike"]

_KINDS: dict[str, Any] = {"f": types.float64, "i": types.int64, "u": types.uint8}

_ARGUMENTS = (
    *("i", "i", "i"),  # rule, proposer, seats
    *("f3", "i1", "i2", "u2", "i1", "i"),  # gains, counts, kinds, allowed, topics, breadth
    *("f1", "f1", "u2"),  # weights, floors, consents
    *("f3", "f1", "i1", "f2", "f1"),  # rows: coefficients, floors, links; worths, base
    *("i1", "i1", "u2", "f2"),  # quorums: issue, size, members; costs
    *("f1", "i1", "i1", "f1"),  # work, iwork, package, party gains
)
"""Types of the solver's arguments, in its order: letter of the kind, and number of dimensions for an array."""

strike = by_address(strike_package, types.int64)
"""Strike a package, in kernels: address of the solver, and its arguments as one tuple."""


@cache
def solver_address() -> int:
    """Return where the compiled solver lies."""
    kinds = [(_KINDS[name[0]], int(name[1:] or 0)) for name in _ARGUMENTS]
    return address_of(strike_package, tuple(types.Array(kind, n, "C") if n else kind for kind, n in kinds))
