"""The solver as the engine calls it: compiled once, for the desks of all cases."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from numba import typeof, types

from detente.bargaining.solver import strike_package
from detente.bargaining.workspace import new_desk
from detente.kernels.backend import whole
from detente.kernels.cache import is_kept, usable_folder
from detente.kernels.linking import address_of, by_address
from detente.kernels.packing import pack

__all__ = ["solver_address", "solver_in_the_making", "strike"]

strike = by_address(strike_package, types.int64)
"""Strike a package, in kernels: address of the solver, and its arguments as one tuple."""


def solver_address() -> int:
    """Return where the solver lies, compiled for desks as cases have them."""
    return address_of(strike_package, _arguments())


def _arguments() -> tuple[Any, ...]:
    """Return the types of what the solver is given."""
    number = types.int64
    desk = pack(new_desk(1, 1, 1, 1, 1, 1, 1))
    return cast(Any, typeof)(desk), number, number, number


@contextmanager
def solver_in_the_making() -> Iterator[None]:
    """Let a second process compile the solver meanwhile, if there is a processor for it and none is kept yet.

    numba compiles one function at a time in a process, and nobody needs the solver while its callers are compiled.
    If the other process fails, the solver is compiled when its address is asked for.
    """
    process = _start() if _is_wanted() else None
    try:
        yield
        if process is not None:
            process.wait()
    finally:
        if process is not None:
            process.kill()
            process.wait()


def _is_wanted() -> bool:
    if not whole() or not sys.executable or (os.cpu_count() or 1) < 2 or usable_folder() is None:
        return False
    return not is_kept(strike_package, _arguments())


def _start() -> subprocess.Popen[bytes] | None:
    """Start a Python of the same kind, with the same search path, that compiles the solver and ends."""
    command = [sys.executable, "-c", f"from {__name__} import solver_address; solver_address()"]
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    silent = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, env=surroundings, stdin=silent, stdout=silent, stderr=silent)
    except OSError:
        return None
