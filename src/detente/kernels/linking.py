"""Call a kernel by its address, so that its machine code is made once and not again within every caller.

When a kernel calls another, numba takes the code of the callee into the caller and optimises and emits it again,
at every level of the calls. That is worth it for small kernels; a large one at the bottom of a deep chain costs
its own compile time once more at each level. Behind an address it costs it once.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from importlib import import_module
from typing import Any, cast

from detente.kernels.backend import Mode, mode, numba, whole

__all__ = ["address_of", "by_address", "compiler_lock", "finished", "unfinished"]


def address_of(compiled: Any, arguments: tuple[Any, ...]) -> int:
    """Compile a kernel for types of arguments, or take it from the cache, and return where its code lies.

    Args:
        compiled: The kernel, no inner one: of those there is no code but their callers'. It stays where it is as
            long as the kernel lives.
        arguments: Types of its arguments.

    Returns:
        The address; 0 where nothing is compiled, or plainly.
    """
    if not whole():
        return 0
    compiled.compile(arguments)
    overload = compiled.overloads[arguments]
    return int(overload.library.get_pointer_to_function(overload.fndesc.llvm_func_name))


def by_address(compiled: Any, result: Any) -> Callable[[int, tuple[Any, ...]], Any]:
    """Return what calls a kernel by its address.

    Args:
        compiled: The kernel.
        result: Type of what it returns.

    Returns:
        A function for kernels, of the address and a tuple of arguments. The address must be that of the kernel for
        exactly these types.
    """
    if not whole():
        direct = lambda address, arguments: compiled(*arguments)  # noqa: E731
        return direct if mode() is Mode.INTERPRETED else cast(Callable[..., Any], numba.njit(direct))
    cgutils: Any = numba.core.cgutils
    ir = import_module("llvmlite.ir")

    def call(context: Any, address: Any, arguments: Any) -> Any:
        members = tuple(arguments.types)

        def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
            place, packed = values
            convention = context.call_conv
            kind = convention.get_function_type(result, members)
            code = builder.inttoptr(place, ir.PointerType(kind))
            unpacked = cgutils.unpack_tuple(builder, packed, len(members))
            status, returned = convention.call_function(builder, code, result, members, unpacked)
            with cgutils.if_unlikely(builder, status.is_error):
                convention.return_status_propagate(builder, status)
            return returned

        return result(numba.types.int64, arguments), generate

    return cast(Callable[[int, tuple[Any, ...]], Any], numba.extending.intrinsic(call))


def compiler_lock() -> AbstractContextManager[Any]:
    """Return the lock under which numba compiles one function at a time in a process."""
    return cast(AbstractContextManager[Any], numba.core.compiler_lock.global_compiler_lock)


@contextmanager
def unfinished() -> Iterator[None]:
    """Compile to code that other kernels can take in, and no further: neither optimised nor made into machine code.

    numba optimises every function, with everything that it calls, anew at each level of calls, and makes machine code
    of each level. Of functions that only kernels call, only what the outermost kernel makes of them is ever run.
    """
    with _stages(type(numba.config.OPT)(0), _keep_for_linking, _no_way_in):
        yield


@contextmanager
def finished() -> Iterator[None]:
    """Compile to machine code that Python can call, though it may be on behalf of kernels that are not."""
    with _stages(*_whole_stages()):
        yield


@contextmanager
def _stages(level: Any, finish: Any, enter: Any) -> Iterator[None]:
    """Compile at a level of optimisation, with the last two stages as given."""
    config, library, context = numba.config, _library(), _context()
    _whole_stages()
    before = config.OPT, library._finalize_final_module, context.get_executable
    config.OPT, library._finalize_final_module, context.get_executable = level, finish, enter
    try:
        yield
    finally:
        config.OPT, library._finalize_final_module, context.get_executable = before


def _keep_for_linking(library: Any) -> None:
    """Finish a library of code that has no machine code."""
    library._finalize_dynamic_globals()
    library._finalized = True


def _no_way_in(context: Any, library: Any, description: Any, environment: Any) -> Any:
    """Return what stands for the function in numba's tables; whoever calls it is told that it cannot be called."""
    name = description.qualname.rpartition(".")[2]
    module = description.lookup_module()
    return numba._dynfunc.make_function(module, name, "", _refusal(), environment, (library,))


@cache
def _refusal() -> int:
    """Return the address of Python's own call of an object, which raises TypeError for one that has none."""
    return ctypes.cast(ctypes.pythonapi.PyObject_Call, ctypes.c_void_p).value or 0


def _library() -> Any:
    return import_module("numba.core.codegen").JITCodeLibrary


def _context() -> Any:
    return import_module("numba.core.cpu").CPUContext


@cache
def _whole_stages() -> tuple[Any, Any, Any]:
    """Return level and stages as numba has them; first asked for before any is changed."""
    return numba.config.OPT, _library()._finalize_final_module, _context().get_executable
