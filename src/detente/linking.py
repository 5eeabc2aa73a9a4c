"""Call a kernel by its address, so that its machine code is made once and not again within every caller.

When a kernel calls another, numba takes the code of the callee into the caller and optimises and emits it again,
at every level of the calls. That is worth it for small kernels; a large one at the bottom of a deep chain costs
its own compile time once more at each level. Behind an address it costs it once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numba
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

__all__ = ["address_of", "by_address"]

cgutils: Any = numba.core.cgutils
"""Builds LLVM code; it has no types."""


def address_of(compiled: Any, arguments: tuple[Any, ...]) -> int:
    """Compile a kernel for types of arguments, or take it from the cache, and return where its code lies.

    Args:
        compiled: The kernel; its code stays where it is as long as it lives.
        arguments: Types of its arguments.

    Returns:
        The address; 0 where nothing is compiled.
    """
    config: Any = numba.config
    if config.DISABLE_JIT:
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
    config: Any = numba.config
    if config.DISABLE_JIT:
        return lambda address, arguments: compiled(*arguments)

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

        return result(types.int64, arguments), generate

    return cast(Callable[[int, tuple[Any, ...]], Any], intrinsic(call))
