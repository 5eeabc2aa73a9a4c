"""Compile kernels, all with the same options, and keep what was compiled (:mod:`detente.kernels.cache`).

Where numba lacks what this rests on beside its documented interface (:mod:`detente.kernels.backend`), kernels are
compiled plainly: the same numbers, after a longer start.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NoReturn, TypeVar, cast

from detente.kernels.backend import Mode, mode, numba, whole
from detente.kernels.cache import KernelCache, usable_folder
from detente.kernels.linking import compiler_lock, finished, unfinished
from detente.kernels.sources import fingerprint
from detente.kernels.tuning import tuned

__all__ = ["inner_kernel", "kernel", "plain", "woven_kernel"]

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True}
"""numpy's rules for division by zero, no reordering of floating-point operations, the interpreter lock released."""

_lock = threading.Lock()


def kernel(function: F) -> F:
    """Compile a function of scalars and arrays.

    Args:
        function: Plain Python that numba understands; it allocates nothing.

    Returns:
        The compiled function; `plain` gives back the source.
    """
    return _compiled(function, finished, no_cfunc_wrapper=True)


def inner_kernel(function: F) -> F:
    """Compile a function that only other kernels call; otherwise as `kernel`.

    Only what its callers take in is made of it, no machine code of its own: called from Python it raises TypeError.
    """
    return _closed(_compiled(function, unfinished, no_cfunc_wrapper=True, no_cpython_wrapper=True))


def woven_kernel(function: F) -> F:
    """Compile a function that kernels take in line by line wherever they call it; otherwise as `kernel`.

    For small functions in loops: only then several rounds of a loop can be worked out at once.
    """
    return _compiled(function, finished, no_cfunc_wrapper=True, forceinline=True)


def plain(function: F) -> F:
    """Return the Python source function of a kernel, or the function itself if it was not compiled."""
    source: F = getattr(function, "py_func", function)
    return source


def _compiled(function: F, stages: Callable[[], AbstractContextManager[None]], **options: bool) -> F:
    """Compile with the common options and these, as far as these stages go, where all that takes is there."""
    if not whole():
        return _plainly_compiled(function)
    compiled: Any = numba.njit(**_OPTIONS, **options)(function)
    if not options.get("no_cpython_wrapper"):
        compiled._cache = KernelCache(function, compiled.targetoptions)
    compile_ = compiled.compile

    def compile_staged(signature: Any) -> Any:
        with compiler_lock(), tuned(), stages():
            return compile_(signature)

    compiled.compile = compile_staged
    return cast(F, compiled)


def _closed(compiled: F) -> F:
    """Let no call from Python find its way into a kernel that has no machine code."""
    if not hasattr(compiled, "overloads") or not whole():
        return compiled
    inner: Any = compiled

    def keep(result: Any) -> None:
        inner.overloads[tuple(result.signature.args)] = result

    def refuse(*arguments: Any, **named: Any) -> NoReturn:
        raise TypeError(
            f"{inner.__name__} is an inner kernel, which only kernels call; its source, "
            f"detente.kernels.compiling.plain({inner.__name__}), can be called from Python"
        )

    inner.add_overload, inner._compile_for_args = keep, refuse
    return compiled


def _plainly_compiled(function: F) -> F:
    """Compile with numba's documented interface alone, which keeps what it compiles in its own way, or not at all."""
    if mode() is Mode.INTERPRETED:
        return function
    source = fingerprint(function.__module__)
    with _numbas_cache_in(source) as kept:
        compile_: Callable[[F], F] = numba.njit(**_OPTIONS, cache=kept)
        return compile_(function)


@contextmanager
def _numbas_cache_in(source: str) -> Iterator[bool]:
    """Point numba at a folder of our own while a kernel is declared, and only then: other packages keep theirs.

    numba notices a change in the file of a kernel, but not in others that it takes in, so the folder is named by all.
    """
    place = usable_folder() if source else None
    if place is None:
        yield False
        return
    with _lock:
        given = numba.config.CACHE_DIR
        numba.config.CACHE_DIR = str(place / "plain" / source[:16])
        try:
            yield True
        finally:
            numba.config.CACHE_DIR = given
