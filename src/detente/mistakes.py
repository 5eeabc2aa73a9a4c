"""One thing wrong in a case before it is put into words and given its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Slip"]


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing wrong.

    Attributes:
        kind: Which mistake; an entry of the catalogue of messages.
        path: The path in the case.
        values: What the words of the message are filled with.
        place: Line and column, where they are not those of the path.
        at_key: Whether the key itself is meant and not what stands under it.
        elsewhere: The path at which it shows, where that is not the path of its cause.
        is_warning: Whether it may be meant so.
    """

    kind: str
    path: str
    values: Mapping[str, str] = field(default_factory=dict)
    place: tuple[int, int] | None = None
    at_key: bool = False
    elsewhere: str = ""
    is_warning: bool = False
