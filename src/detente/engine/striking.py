"""The solver as the engine calls it: compiled once, for the arrays of a state."""

from __future__ import annotations

from typing import Any, cast

from numba import typeof, types

from detente.bargaining.desk import Desk
from detente.bargaining.solver import strike_package
from detente.linking import address_of, by_address
from detente.packing import pack

__all__ = ["solver_address", "strike"]

strike = by_address(strike_package, types.int64)
"""Strike a package, in kernels: address of the solver, and its arguments as one tuple."""


def solver_address(desk: Desk) -> int:
    """Return where the solver lies, compiled for desks of this kind: all are."""
    number = types.int64
    return address_of(strike_package, (cast(Any, typeof)(pack(desk)), number, number, number))
