"""Hand a named tuple of arrays to compiled kernels as one pointer.

A kernel that takes a named tuple takes every array of it as seven separate arguments, at every call within; with
a hundred arrays that is minutes of compiling. Here the tuple is packed into a block of descriptors — for each
array its address and shape — and kernels get the block's address. `plan.option_level[i, o]` reads the same in
Python, where `plan` is the named tuple itself, and compiled, where the attribute is a view built from the block.

The views own nothing, so they cost no reference counting; whoever calls the kernel keeps the arrays alive, which
`Packed` does. The descriptors never change while a kernel runs, and the compiler is told so.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import Any, TypeAlias

import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)
from numba.np import numpy_support
from numba.np.arrayobj import populate_array

__all__ = ["Packed", "pack"]

_WORD = ir.IntType(64)


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


def pack(arrays: Any) -> Any:
    """Return a named tuple of arrays as kernels take it: packed, or as it is where nothing is compiled."""
    config: Any = numba.config
    return arrays if config.DISABLE_JIT else Packed(arrays)


class PackedType(types.Type):
    """What the compiler knows of a packed tuple: names, types and dimensions of its arrays."""

    def __init__(self, signature: tuple[Field, ...]) -> None:
        self.places: dict[str, tuple[int, Any]] = {}
        word = 0
        for name, dtype, dimensions in signature:
            if isinstance(dtype, tuple):
                self.places[name] = word, PackedType(dtype)
            else:
                kind = numpy_support.from_dtype(np.dtype(dtype))
                self.places[name] = word, types.Array(kind, dimensions, "C")
            word += 1 + dimensions
        # A short name: it is part of that of every function which takes the tuple, and of every call of one.
        digest = blake2b(repr(signature).encode(), digest_size=8).hexdigest()
        super().__init__(name=f"Packed{digest}")

    def place(self, name: str) -> tuple[int, Any] | None:
        """Return the word at which a field's descriptor begins, and the type of the array or of the tuple within."""
        return self.places.get(name)


@typeof_impl.register(Packed)
def _typeof(value: Packed, context: Any) -> PackedType:
    return _type_of(value.signature)


@cache
def _type_of(signature: tuple[Field, ...]) -> PackedType:
    """Return the type of a signature: making one takes milliseconds, and every call from Python asks for it."""
    return PackedType(signature)


@register_model(PackedType)
class _PackedModel(models.PrimitiveModel):
    def __init__(self, manager: Any, packed: PackedType) -> None:
        super().__init__(manager, packed, cgutils.voidptr_t)


@unbox(PackedType)
def _unbox(packed: PackedType, value: Any, c: Any) -> Any:
    number = c.pyapi.object_getattr_string(value, "address")
    address = c.pyapi.long_as_ulonglong(number)
    c.pyapi.decref(number)
    return NativeValue(c.builder.inttoptr(address, cgutils.voidptr_t))


@infer_getattr
class _PackedAttributes(AttributeTemplate):
    key = PackedType

    def generic_resolve(self, packed: PackedType, name: str) -> Any:  # type: ignore[override]
        place = packed.place(name)
        return None if place is None else place[1]


@lower_getattr_generic(PackedType)
def _view(context: Any, builder: Any, packed: PackedType, value: Any, name: str) -> Any:
    """Build a view of an array from its descriptor, or return the pointer to a tuple within."""
    place = packed.place(name)
    assert place is not None
    word, array = place
    block = builder.bitcast(value, _WORD.as_pointer())
    invariant = builder.module.add_metadata([])

    def load(offset: int) -> Any:
        loaded = builder.load(builder.gep(block, [ir.Constant(_WORD, word + offset)]))
        loaded.set_metadata("invariant.load", invariant)
        return loaded

    if isinstance(array, PackedType):
        return builder.inttoptr(load(0), cgutils.voidptr_t)
    shape = [load(1 + axis) for axis in range(array.ndim)]
    size = context.get_abi_sizeof(context.get_data_type(array.dtype))
    strides = [ir.Constant(_WORD, size)]
    for extent in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], extent))
    view = context.make_array(array)(context, builder)
    populate_array(
        view,
        data=builder.inttoptr(load(0), context.get_data_type(array.dtype).as_pointer()),
        shape=shape,
        strides=strides,
        itemsize=ir.Constant(_WORD, size),
        meminfo=None,
    )
    return view._getvalue()
