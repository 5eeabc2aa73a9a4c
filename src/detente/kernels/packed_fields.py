"""How compiled kernels read and write the arrays of packed tuples (:mod:`detente.kernels.packing`)."""

from __future__ import annotations

import operator
from functools import cache
from hashlib import blake2b
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba.core import cgutils, typeconv, types
from numba.core.errors import TypingError
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer, infer_global, signature
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_builtin,
    lower_cast,
    lower_getattr,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)
from numba.np import numpy_support
from numba.np.arrayobj import populate_array

from detente.kernels.backend import numba
from detente.kernels.packing import Field

__all__ = ["FieldType", "PackedType", "teach"]

_WORD = ir.IntType(64)


def teach(packed_class: type) -> None:
    """Tell numba how values of this class are handed to kernels.

    Args:
        packed_class: Its values have a `signature` and an `address`.
    """

    @typeof_impl.register(packed_class)
    def type_of(value: Any, context: Any) -> PackedType:
        return _type_of(value.signature)

    @unbox(PackedType)
    def address_of(packed: PackedType, value: Any, c: Any) -> Any:
        number = c.pyapi.object_getattr_string(value, "address")
        address = c.pyapi.long_as_ulonglong(number)
        c.pyapi.decref(number)
        return NativeValue(c.builder.inttoptr(address, cgutils.voidptr_t))


class PackedType(types.Type):
    """What the compiler knows of a packed tuple: names, types and dimensions of its arrays."""

    def __init__(self, signature: tuple[Field, ...]) -> None:
        # A short name: it is part of that of every function which takes the tuple, and of every call of one.
        digest = blake2b(repr(signature).encode(), digest_size=8).hexdigest()
        self.fields: dict[str, PackedType | FieldType] = {}
        self.words: dict[str, int] = {}
        word = 0
        for name, dtype, dimensions in signature:
            self.words[name] = word
            if isinstance(dtype, tuple):
                self.fields[name] = PackedType(dtype)
            else:
                kind = numpy_support.from_dtype(np.dtype(dtype))
                self.fields[name] = FieldType(f"Packed{digest}.{name}", kind, dimensions)
            word += 1 + dimensions
        super().__init__(name=f"Packed{digest}")


@cache
def _type_of(signature: tuple[Field, ...]) -> PackedType:
    """Return the type of a signature: making one takes milliseconds, and every call from Python asks for it."""
    return PackedType(signature)


class FieldType(types.Type):
    """An array of a packed tuple: known by the address of its descriptor."""

    def __init__(self, name: str, dtype: Any, dimensions: int) -> None:
        self.dtype, self.dimensions = dtype, dimensions
        super().__init__(name=name)

    def can_convert_to(self, typingctx: Any, other: Any) -> Any:
        """Let a whole array stand where numba wants one of its own."""
        return cast(Any, typeconv).Conversion.safe if other == self.view() else None

    def view(self, indices: int = 0) -> Any:
        """Return the type of what is left once the first indices are given: a number, or an array."""
        left = self.dimensions - indices
        return types.Array(self.dtype, left, "C") if left else self.dtype


@register_model(PackedType)
class _PackedModel(models.PrimitiveModel):
    def __init__(self, manager: Any, packed: PackedType) -> None:
        super().__init__(manager, packed, cgutils.voidptr_t)


@register_model(FieldType)
class _FieldModel(models.PrimitiveModel):
    def __init__(self, manager: Any, field: FieldType) -> None:
        super().__init__(manager, field, cgutils.voidptr_t)


@infer_getattr
class _PackedAttributes(AttributeTemplate):
    key = PackedType

    def generic_resolve(self, packed: PackedType, name: str) -> Any:  # type: ignore[override]
        return packed.fields.get(name)


@lower_getattr_generic(PackedType)
def _field(context: Any, builder: Any, packed: PackedType, value: Any, name: str) -> Any:
    """Return the address of an array's descriptor, or that of a tuple within."""
    block = builder.bitcast(value, _WORD.as_pointer())
    place = builder.gep(block, [ir.Constant(_WORD, packed.words[name])])
    if isinstance(packed.fields[name], PackedType):
        return builder.inttoptr(_constant(builder, place), cgutils.voidptr_t)
    return builder.bitcast(place, cgutils.voidptr_t)


@infer_getattr
class _FieldAttributes(AttributeTemplate):
    key = FieldType

    def resolve_shape(self, field: FieldType) -> Any:
        return types.UniTuple(types.intp, field.dimensions)


@lower_getattr(FieldType, "shape")
def _shape(context: Any, builder: Any, field: FieldType, value: Any) -> Any:
    return context.make_tuple(builder, types.UniTuple(types.intp, field.dimensions), _extents(builder, field, value))


def _indices(index: Any) -> int | None:
    """Return how many whole numbers an index consists of; None if it is something else."""
    members = tuple(cast(Any, index).types) if isinstance(index, types.BaseTuple) else (index,)
    return len(members) if all(isinstance(member, types.Integer | types.IntEnumMember) for member in members) else None


def _as_words(count: int, index: Any) -> Any:
    return types.UniTuple(types.intp, count) if isinstance(index, types.BaseTuple) else types.intp


@lower_cast(FieldType, types.Array)
def _as_array(context: Any, builder: Any, field: FieldType, array: Any, value: Any) -> Any:
    return _whole(context, builder, field, value)


@infer_global(operator.getitem)
class _FieldItem(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:
        field, index = args
        if not isinstance(field, FieldType):
            return None
        count = _indices(index)
        if count is not None:
            return signature(field.view(count), field, _as_words(count, index)) if count <= field.dimensions else None
        found = self.context.resolve_function_type(operator.getitem, (field.view(), index), {})
        return signature(found.return_type, field, found.args[1])


@infer_global(operator.setitem)
class _FieldChange(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:
        field, index, value = args
        if not isinstance(field, FieldType):
            return None
        if _indices(index) == field.dimensions:
            return signature(types.none, field, _as_words(field.dimensions, index), field.dtype)
        value = value.view() if isinstance(value, FieldType) else value
        found = self.context.resolve_function_type(operator.setitem, (field.view(), index, value), {})
        return signature(types.none, field, found.args[1], found.args[2])


class _Written(AbstractTemplate):
    """Refuses an index that is written as a negative number, which Python would count from the end."""

    def generic(self, args: Any, kws: Any) -> Any:
        field, index = args[:2]
        if isinstance(field, FieldType):
            for member in index if isinstance(index, tuple) else (index,):
                if isinstance(member, int) and member < 0:
                    raise TypingError(f"{member} counts from the end, which arrays of packed tuples do not")


@infer
class _WrittenItem(_Written):
    key = "static_getitem"


@infer
class _WrittenChange(_Written):
    key = "static_setitem"


@lower_builtin(operator.getitem, FieldType, types.Any)
def _read(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    """Read a number, or build a view of what indices and slices leave."""
    field, index = sig.args
    if _indices(index) is None:
        within = signature(sig.return_type, field.view(), index)
        read = context.get_function(operator.getitem, within)
        return read(builder, (_whole(context, builder, field, args[0]), args[1]))
    given = cgutils.unpack_tuple(builder, args[1]) if isinstance(index, types.BaseTuple) else [args[1]]
    place = _place(context, builder, field, args[0], given)
    if len(given) < field.dimensions:
        return _view(context, builder, field, args[0], place, len(given))
    value = builder.load(place)
    value.set_metadata("tbaa", _kin(builder, field))
    return context.data_model_manager[field.dtype].from_data(builder, value)


@lower_builtin(operator.setitem, FieldType, types.Any, types.Any)
def _write(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    """Write a number, or what slices name."""
    field, index, kind = sig.args
    if _indices(index) != field.dimensions:
        within = signature(types.none, field.view(), index, kind)
        write = context.get_function(operator.setitem, within)
        return write(builder, (_whole(context, builder, field, args[0]), args[1], args[2]))
    given = cgutils.unpack_tuple(builder, args[1]) if isinstance(index, types.BaseTuple) else [args[1]]
    place = _place(context, builder, field, args[0], given)
    value = context.data_model_manager[field.dtype].as_data(builder, args[2])
    builder.store(value, place).set_metadata("tbaa", _kin(builder, field))
    return context.get_dummy_value()


def _constant(builder: Any, place: Any) -> Any:
    """Load a word of a descriptor, which nothing ever changes."""
    loaded = builder.load(place)
    loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
    return loaded


def _kin(builder: Any, field: FieldType) -> Any:
    """Return what tells the compiler that arrays of different names are different memory."""
    module = builder.module
    root = module.add_metadata(["detente"])
    node = module.add_metadata([field.name, root])
    return module.add_metadata([node, node, ir.Constant(_WORD, 0)])


def _extents(builder: Any, field: FieldType, value: Any) -> list[Any]:
    block = builder.bitcast(value, _WORD.as_pointer())
    return [_constant(builder, builder.gep(block, [ir.Constant(_WORD, 1 + axis)])) for axis in range(field.dimensions)]


def _place(context: Any, builder: Any, field: FieldType, value: Any, given: list[Any]) -> Any:
    """Return the address of an item, or of the first item of a view."""
    block = builder.bitcast(value, _WORD.as_pointer())
    kind = context.get_data_type(field.dtype).as_pointer()
    data = builder.inttoptr(_constant(builder, block), kind)
    offset = None
    shape = _extents(builder, field, value)
    for axis in range(field.dimensions):
        if offset is not None:
            offset = builder.mul(offset, shape[axis], flags=("nsw",))
        if axis < len(given):
            if numba.config.BOUNDSCHECK:
                cgutils.do_boundscheck(context, builder, given[axis], shape[axis], axis)
            offset = given[axis] if offset is None else builder.add(offset, given[axis], flags=("nsw",))
    return data if offset is None else builder.gep(data, [offset], inbounds=True)


def _whole(context: Any, builder: Any, field: FieldType, value: Any) -> Any:
    """Build an array of numba's own from all of a field."""
    return _view(context, builder, field, value, _place(context, builder, field, value, []), 0)


def _view(context: Any, builder: Any, field: FieldType, value: Any, place: Any, indices: int) -> Any:
    """Build an array of numba's own from the dimensions that indices leave."""
    array = field.view(indices)
    shape = _extents(builder, field, value)[indices:]
    size = context.get_abi_sizeof(context.get_data_type(array.dtype))
    strides = [ir.Constant(_WORD, size)]
    for extent in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], extent))
    view = context.make_array(array)(context, builder)
    populate_array(view, data=place, shape=shape, strides=strides, itemsize=ir.Constant(_WORD, size), meminfo=None)
    return view._getvalue()
