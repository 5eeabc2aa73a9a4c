"""What frozen results say about their JSON, where it is not just their own names.

The JSON of a result has a key for each of its fields, in their order and under their names. A class says what differs:

- `field(metadata=named("from"))`: another key, where a name is no word of Python's, or the field has a better one
- `field(metadata=UNSAID)`: no key, because it stands elsewhere or is no data
- `also_in_json = ("is_open",)`: properties that are printed, too, after the fields
- `Perhaps`: a number that may be none; it is then null
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

__all__ = ["MAY_BE_NONE", "UNSAID", "Perhaps", "named"]

MAY_BE_NONE = "may be no number"

Perhaps = Annotated[float, MAY_BE_NONE]
"""A number, or not-a-number where there is none."""


UNSAID: Mapping[str, Any] = MappingProxyType({"json": None})
"""Metadata of a field that JSON leaves out."""


def named(key: str) -> Mapping[str, Any]:
    """Return the metadata of a field that JSON calls otherwise than Python does.

    Args:
        key: Its key; empty for a part whose own fields JSON holds unnested.

    Example:
        >>> from dataclasses import dataclass, field
        >>> @dataclass(frozen=True)
        ... class Step:
        ...     source: int = field(metadata=named("from"))
        >>> Step(1).source
        1
    """
    return MappingProxyType({"json": key})
