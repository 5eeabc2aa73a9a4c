"""Hand a named tuple of arrays to compiled kernels as one pointer.

A kernel that takes a named tuple takes every array of it as seven separate arguments, at every call within; with
a hundred arrays that is minutes of compiling. Here the tuple is packed into a block of descriptors — for each
array its address and shape — and kernels get the block's address. `plan.option_level[i, o]` reads the same in
Python, where `plan` is the named tuple itself, and compiled, where it is read through the descriptor.

Compiled, three things differ from numpy, and are why this is fast:

* Indices are not counted from the end: −1 is the place before the first.
* Arrays of different names are taken to be different memory, so that what is read from one need not be read again
  after another is written. An array that shares memory with others may be used by slices only, which are arrays of
  numba's own and may be the same memory as anything.
* The descriptors never change while a kernel runs. They own nothing, so they cost no reference counting; whoever
  calls the kernel keeps the arrays alive, which `Packed` does.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numba
import numpy as np
from numba.core import cgutils
from numba.extending import NativeValue, typeof_impl, unbox

from detente.kernels.packed_fields import Field, PackedType

__all__ = ["Packed", "pack"]


class Packed:
    """A named tuple of C-contiguous arrays, ready for kernels.

    A named tuple may hold others: kernels read `state.desk.choice[i]` through one more pointer.

    Attributes:
        arrays: the tuple; kernels read and write its arrays.
        address: where the block of descriptors lies.

    Raises:
        ValueError: an array is not C-contiguous.
    """

    __slots__ = ("_block", "_within", "address", "arrays", "signature")

    def __init__(self, arrays: Any) -> None:
        self.arrays = arrays
        self.address: int
        self.signature: tuple[Field, ...]
        words: list[int] = []
        signature: list[Field] = []
        self._within: list[Packed] = []
        for name, array in zip(arrays._fields, arrays, strict=True):
            if isinstance(array, tuple):
                self._within.append(Packed(array))
                words.append(self._within[-1].address)
                signature.append((name, self._within[-1].signature, 0))
                continue
            if not array.flags.c_contiguous:
                raise ValueError(f"{type(arrays).__name__}.{name} is not C-contiguous")
            words += [array.ctypes.data, *array.shape]
            signature.append((name, array.dtype.str, array.ndim))
        self.signature = tuple(signature)
        self._block = np.array(words, dtype=np.int64)
        self.address = int(self._block.ctypes.data)


def pack(arrays: Any) -> Any:
    """Return a named tuple of arrays as kernels take it: packed, or as it is where nothing is compiled."""
    config: Any = numba.config
    return arrays if config.DISABLE_JIT else Packed(arrays)


@typeof_impl.register(Packed)
def _typeof(value: Packed, context: Any) -> PackedType:
    return _type_of(value.signature)


@cache
def _type_of(signature: tuple[Field, ...]) -> PackedType:
    """Return the type of a signature: making one takes milliseconds, and every call from Python asks for it."""
    return PackedType(signature)


@unbox(PackedType)
def _unbox(packed: PackedType, value: Any, c: Any) -> Any:
    number = c.pyapi.object_getattr_string(value, "address")
    address = c.pyapi.long_as_ulonglong(number)
    c.pyapi.decref(number)
    return NativeValue(c.builder.inttoptr(address, cgutils.voidptr_t))
