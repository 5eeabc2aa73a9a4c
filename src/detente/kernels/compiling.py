"""Compile kernels, all with the same options, and keep what was compiled between starts.

Compiling takes seconds, so the machine code is kept in the user's cache folder. numba notices a change in the
file a kernel stands in, but not in another file whose functions or constants that kernel has taken in; so the
folder is named by a hash of every source it may draw on: that of its own layer and of those beneath. A change
in a theory leaves the engine's kernels as they are.
`NUMBA_CACHE_DIR` is honoured.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import llvmlite.binding
import numba
from numba.core.compiler_lock import global_compiler_lock

from detente.kernels.linking import finished, unfinished

__all__ = ["cache_folder", "inner_kernel", "kernel", "parallel_kernel", "plain", "woven_kernel"]

F = TypeVar("F", bound=Callable[..., Any])

_PACKAGE = Path(__file__).parents[1]
_FOUNDATION = ("kernels",)
_BENEATH = {
    "kernels": (),
    "bargaining": ("bargaining",),
    "engine": ("bargaining", "engine"),
    "theories": ("bargaining", "theories"),
    "analysis": ("bargaining", "engine", "theories", "analysis"),
    "forecast": ("bargaining", "engine", "theories", "analysis", "forecast"),
}
"""Folders that kernels of a layer draw on; those of any other module on all of them."""

_TUNED = ("-inline-threshold=600", "-unroll-runtime=false")
"""How LLVM is to compile kernels: their loops are short, over parties, options or steps, and their functions small, so
that loops unrolled for long runs, and calls, cost more than what is done in them."""
_UNTUNED = ("-inline-threshold=250", "-unroll-runtime=true")
"""What LLVM does by itself; it knows these for the whole process alone."""

_KEPT = 8
_lock = threading.Lock()


def kernel(function: F) -> F:
    """Compile a function of scalars and arrays.

    The options are those of all kernels: cached, numpy's rules for division by zero, no reordering of
    floating-point operations, the interpreter lock released.

    Args:
        function: Plain Python that numba understands; it allocates nothing.

    Returns:
        The compiled function; `plain` gives back the source.
    """
    return _staged(_compiled(function, parallel=False), finished)


def inner_kernel(function: F) -> F:
    """Compile a function that only other kernels call; otherwise as `kernel`.

    Only what its callers take in is made of it, no machine code of its own: called from Python it brings the process
    down.
    """
    return _staged(_compiled(function, parallel=False, from_python=False), unfinished)


def woven_kernel(function: F) -> F:
    """Compile a function that kernels take in line by line wherever they call it; otherwise as `kernel`.

    For small functions in loops: only then several rounds of a loop can be worked out at once.
    """
    return _staged(_compiled(function, parallel=False, woven=True), finished)


def parallel_kernel(function: F) -> F:
    """Compile a function whose `prange` loops run on several threads; otherwise as `kernel`."""
    return _staged(_compiled(function, parallel=True), finished)


def plain(function: F) -> F:
    """Return the Python source function of a kernel, or the function itself if it was not compiled."""
    source: F = getattr(function, "py_func", function)
    return source


@cache
def cache_folder(layer: str) -> Path:
    """Return the folder that keeps the compiled kernels of a layer, made if need be.

    It is a temporary one, removed at exit, where the user's cache folder cannot be written.

    Args:
        layer: Name of a layer, such as `engine`.
    """
    folder = _user_cache() / "detente" / "kernels" / f"{layer}-{_fingerprint(layer)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        os.utime(folder)
        _forget_old(folder)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="detente-kernels-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _compiled(function: F, *, parallel: bool, from_python: bool = True, woven: bool = False) -> F:
    """Compile with the common options and our cache folder."""
    with _cache_directory(function.__module__):
        options: dict[str, Any] = {"cache": from_python, "error_model": "numpy", "nogil": True, "parallel": parallel}
        options |= {"no_cfunc_wrapper": True, "no_cpython_wrapper": not from_python}
        options |= {"forceinline": True} if woven else {}
        compile_: Callable[[F], F] = numba.njit(**options)
        return compile_(function)


def _staged(compiled: F, stages: Callable[[], AbstractContextManager[None]]) -> F:
    """Let a kernel, and it alone, be compiled as far as these stages go."""
    compile_ = getattr(compiled, "compile", None)
    if compile_ is not None:

        def compile_staged(signature: Any) -> Any:
            with global_compiler_lock, _tuned(), stages():
                return compile_(signature)

        cast(Any, compiled).compile = compile_staged
    return compiled


_depth = 0


@contextmanager
def _tuned() -> Iterator[None]:
    """Let LLVM compile as is best for kernels, and only while one is compiled; the compiler's lock must be held."""
    global _depth
    if _depth == 0:
        _set_options(_TUNED)
    _depth += 1
    try:
        yield
    finally:
        _depth -= 1
        if _depth == 0:
            _set_options(_UNTUNED)


def _set_options(options: tuple[str, ...]) -> None:
    for option in options:
        llvmlite.binding.set_option("detente", option)


@contextmanager
def _cache_directory(module: str) -> Iterator[None]:
    """Point numba at our folder while a kernel is declared, and only then: other packages keep theirs."""
    names = module.split(".")
    layer = names[1] if names[0] == "detente" and len(names) > 2 else "other"
    config: Any = numba.config
    with _lock:
        given = config.CACHE_DIR
        config.CACHE_DIR = given or str(cache_folder(layer))
        try:
            yield
        finally:
            config.CACHE_DIR = given


def _fingerprint(layer: str) -> str:
    """Hash every source that the kernels of a layer may be compiled from."""
    digest = hashlib.blake2b(digest_size=8)
    for name in (*_FOUNDATION, *_BENEATH.get(layer, _BENEATH["forecast"])):
        place = _PACKAGE / name
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _user_cache() -> Path:
    """Return where this system keeps a user's caches."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _forget_old(folder: Path) -> None:
    """Remove all but the few most recently used folders of other versions."""
    others = [path for path in folder.parent.iterdir() if path != folder and path.is_dir()]
    others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in others[_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
