"""What frozen results say about their JSON, where it is not just their own names.

The JSON of a result has a key for each of its fields, in their order and under their names. A class says what differs:

- `named("from")`: another key, where a name is no word of Python's, or the field has a better one
- `unsaid()`: no key, because it stands elsewhere or is no data
- `also_in_json = ("is_open",)`: properties that are printed, too, after the fields
- `Perhaps`: a number that may be none; it is then null
"""

from __future__ import annotations

from dataclasses import field
from typing import Annotated, Any

__all__ = ["MAY_BE_NONE", "Perhaps", "named", "unsaid"]

MAY_BE_NONE = "may be no number"

Perhaps = Annotated[float, MAY_BE_NONE]
"""A number, or not-a-number where there is none."""


def named(key: str, **how: Any) -> Any:
    """Return a field that JSON calls otherwise than Python does.

    Args:
        key: Its key; what is played is in a stamp, whose fields JSON holds unnested: its key is empty.
        **how: Passed on to `dataclasses.field`.

    Example:
        >>> from dataclasses import dataclass
        >>> @dataclass(frozen=True)
        ... class Step:
        ...     source: int = named("from", default=1)
        >>> Step().source
        1
    """
    return field(metadata={"json": key}, **how)


def unsaid(**how: Any) -> Any:
    """Return a field that JSON leaves out.

    Args:
        **how: Passed on to `dataclasses.field`.
    """
    return field(metadata={"json": None}, **how)
