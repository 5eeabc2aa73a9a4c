"""Hand a named tuple of arrays to compiled kernels as one pointer.

A kernel that takes a named tuple takes every array of it as seven separate arguments, at every call within; with
a hundred arrays that is minutes of compiling. Here the tuple is packed into a block of descriptors — for each
array its address and shape — and kernels get the block's address. `plan.option_level[i, o]` reads the same in
Python, where `plan` is the named tuple itself, and compiled, where it is read through the descriptor.

Compiled, three things differ from numpy, and are why this is fast:

* Indices are not counted from the end: −1 is the place before the first. Where it is written as such, compiling is
  refused; with `NUMBA_BOUNDSCHECK=1` every index is looked at, and one out of bounds raises IndexError.
* Arrays of different names are taken to be different memory, so that what is read from one need not be read again
  after another is written. An array that shares memory with others may be used by slices only, which are arrays of
  numba's own and may be the same memory as anything.
* The descriptors never change while a kernel runs. They own nothing, so they cost no reference counting; whoever
  calls the kernel keeps the arrays alive, which `Packed` does.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from detente.kernels.backend import whole

__all__ = ["Field", "Packed", "pack"]

Field: TypeAlias = tuple[str, Any, int]
"""Name, type and dimensions of an array; or name and fields of a tuple within."""


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

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a copy, and what is sent to another process, be packed anew: addresses are those of its own arrays."""
        return Packed, (self.arrays,)


def pack(arrays: Any) -> Any:
    """Return a named tuple of arrays as kernels take it: packed, or as it is where nothing is compiled, or plainly."""
    return Packed(arrays) if whole() else arrays


if whole():
    from detente.kernels.packed_fields import teach

    teach(Packed)
