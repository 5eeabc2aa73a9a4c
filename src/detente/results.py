"""What answers have in common: a line that says what they are, and how they draw themselves in a notebook."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

__all__ = ["Result"]


class Result:
    """The answer to a question of the register."""

    __slots__ = ()

    def __repr__(self) -> str:
        stamp: Any = getattr(self, "stamp", getattr(self, "first", self))
        when = f" as of {stamp.as_of}" if hasattr(stamp, "as_of") else ""
        counts = _counts(self)
        size = [f"{getattr(stamp, name):,} {name}" for name in ("beliefs", "runs") if hasattr(stamp, name)]
        played = f"{' × '.join(size)}, seed {stamp.seed}"
        return f"<{type(self).__name__} of {stamp.case}{when}: {'; '.join([*counts[:1], played])}>"

    def _repr_html_(self) -> str:
        from detente.analyses import at

        html: str = at("detente.report.notebook:in_notebook")(self)
        return html


def _counts(result: Any) -> list[str]:
    """Return how much of what an answer has, in one phrase."""
    found = []
    for field in fields(result):
        value = getattr(result, field.name)
        if isinstance(value, tuple | dict) and value and field.name != "references":
            found.append(f"{len(value):,} {field.name.replace('_', ' ')}")
    return [", ".join(found[:3])] if found else []
