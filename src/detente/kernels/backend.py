"""What kernels use of numba that numba does not promise, looked for once; without it they are compiled plainly.

numba's documented interface is enough to compile and to play, but slowly: each level of calls is optimised anew, and
every array of a named tuple is handed on as seven arguments (`docs/decisions/0005-named-tuples-by-pointer.md`). What
saves that stands outside of the documented interface, so a new numba may move any of it. Every such name is listed here
and nowhere else; if one is missing, the other modules of this folder fall back to what is documented. Numbers stay the
same; a start takes longer, and a warning says so. Should numba not even compile then, kernels run as Python.
"""

from __future__ import annotations

import warnings
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np

from detente.kernels.warning import SlowStartWarning

__all__ = ["PRIVATE", "Mode", "missing", "mode", "numba", "whole"]

numba: Any = import_module("numba")
"""The package; it carries no types."""

PRIVATE: tuple[str, ...] = (
    # Inner kernels are compiled only as far as their callers need (`linking.unfinished`).
    "numba.core.codegen:JITCodeLibrary._finalize_final_module",
    "numba.core.codegen:JITCodeLibrary._finalize_dynamic_globals",
    "numba.core.cpu:CPUContext.get_executable",
    "numba._dynfunc:make_function",
    "numba.core.compiler_lock:global_compiler_lock",
    "numba.core.dispatcher:Dispatcher.add_overload",
    "numba.core.dispatcher:Dispatcher._compile_for_args",
    # Kernels are called by address (`linking.by_address`).
    "numba.core.cgutils:unpack_tuple",
    "numba.core.callconv:CPUCallConv.call_function",
    "numba.core.callconv:CPUCallConv.get_function_type",
    "numba.core.callconv:CPUCallConv.return_status_propagate",
    # Compiled kernels are kept by what they say (`cache`).
    "numba.core.codegen:CPUCodegen.magic_tuple",
    "numba.core.compiler:CompileResult._reduce",
    "numba.core.compiler:CompileResult._rebuild",
    "numba.core.serialize:dumps",
    # Named tuples are handed over by pointer (`packing`, `packed_fields`).
    "numba.core.cgutils:do_boundscheck",
    "numba.core.cgutils:voidptr_t",
    "numba.core.typeconv:Conversion.safe",
    "numba.core.typing.templates:AbstractTemplate",
    "numba.core.typing.templates:AttributeTemplate",
    "numba.core.typing.templates:infer",
    "numba.core.typing.templates:infer_global",
    "numba.core.typing.templates:signature",
    "numba.np.arrayobj:populate_array",
    "numba.np.numpy_support:from_dtype",
)
"""Module and name of all that is used beside numba's documented interface."""


class Mode(Enum):
    """How kernels are run."""

    WHOLE = "compiled, with all that is listed here"
    PLAIN = "compiled through numba's documented interface alone"
    INTERPRETED = "not compiled: as Python"


@cache
def mode() -> Mode:
    """Return how kernels are run here, and warn once if it is not as it should be."""
    if numba.config.DISABLE_JIT:
        return Mode.INTERPRETED
    lacking = missing()
    if not lacking:
        return Mode.WHOLE
    found = Mode.PLAIN if _compiles() else Mode.INTERPRETED
    warnings.warn(SlowStartWarning(found.name.lower(), lacking, numba.__version__), stacklevel=2)
    return found


def missing() -> tuple[str, ...]:
    """Return the private names that this numba lacks."""
    return tuple(name.replace(":", ".") for name in PRIVATE if not _is_there(name))


def whole() -> bool:
    """Say whether kernels are compiled with all that is listed here."""
    return mode() is Mode.WHOLE


def _is_there(name: str) -> bool:
    module, _, path = name.partition(":")
    try:
        found: Any = import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError):
        return False
    return getattr(found, "__module__", "") != "numba.core.base"  # there, it only stands for what a target must bring


def _compiles() -> bool:
    """Say whether numba compiles at all: a sum over a slice of an array."""
    try:
        return bool(numba.njit(lambda array: array[1:].sum())(np.ones(3)) == 2.0)
    except Exception:  # whatever it is that numba stumbles over
        return False
