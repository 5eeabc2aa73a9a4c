"""Kernels of the solver: compiled like all others, but without counting references to arrays.

They allocate nothing, so there is nothing to count, and the atomic counters of array views took a fifth of
the time of a solve.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from detente.kernels.compiling import inner_kernel
from detente.kernels.compiling import kernel as outer_kernel

__all__ = ["entry_kernel", "kernel"]

F = TypeVar("F", bound=Callable[..., Any])


def kernel(function: F) -> F:
    """Compile a function of scalars and arrays that allocates nothing and that only kernels call.

    Args:
        function: Plain Python that numba understands.

    Returns:
        The compiled function, or the function itself where compiling is switched off.
    """
    return _uncounted(inner_kernel(function))


def entry_kernel(function: F) -> F:
    """Compile likewise a function that Python calls too."""
    return _uncounted(outer_kernel(function))


def _uncounted(compiled: F) -> F:
    """Tell numba, before the first call, to leave out the counting of references."""
    options: dict[str, Any] | None = getattr(compiled, "targetoptions", None)
    if options is not None:
        options["_nrt"] = False
    return compiled
