"""Small choices in the words of the case language: numbers in all their notations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

__all__ = ["Dice"]

T = TypeVar("T")


class Dice:
    """Draws small choices of a case.

    Attributes:
        whole: Returns a whole number from the first to the second, both included; all other choices rest on it.
    """

    def __init__(self, whole: Callable[[int, int], int]) -> None:
        self.whole = whole

    def maybe(self, percent: int = 50) -> bool:
        """Return true so often; shrinks to false."""
        return self.whole(0, 99) >= 100 - percent

    def one(self, options: Sequence[T]) -> T:
        """Return one of several."""
        return options[self.whole(0, len(options) - 1)]

    def some(self, options: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        """Return a few of several, in their order."""
        count = self.whole(least, len(options) if most is None else min(most, len(options)))
        left = list(range(len(options)))
        chosen = [left.pop(self.whole(0, len(left) - 1)) for _ in range(count)]
        return [options[k] for k in sorted(chosen)]

    def number(self, low: float, high: float, unit: str = "", chance: int = 12) -> Any:
        """Return a number between two in one of the notations; where `unit` is `share`, a Beta too."""
        inner = self._notation(low, high, "" if unit == "share" else unit, unit == "share")
        return {"chance": inner} if self.maybe(chance) else inner

    def _notation(self, low: float, high: float, unit: str, is_share: bool) -> Any:
        a, b = sorted((self._between(low, high), self._between(low, high)))
        tail = f" {unit}" if unit else ""
        kind = self.whole(0, 6 if is_share else 5)
        if kind <= 1 or a == b:
            return f"{a:g}{tail}" if unit else a
        if kind == 2:
            return f"{a:g} to {b:g}{tail}"
        if kind == 3:
            return f"uniform({a:g}, {b:g}){tail}"
        middle = round((a + b) / 2, 6)
        if kind == 4:
            return f"triangular({a:g}, {middle:g}, {b:g}){tail}"
        if kind == 5:
            points = {0.05: a, 0.5: middle, 0.95: b}
            return {"quantiles": {at: f"{value:g}{tail}" if unit else value for at, value in points.items()}}
        return f"beta({self.whole(1, 5)}, {self.whole(1, 5)})"

    def _between(self, low: float, high: float) -> float:
        return round(low + (high - low) * self.whole(0, 40) / 40, 6)

    def real(self, reach: float) -> Any:
        """Return a number of either sign."""
        return self.number(-reach, reach)
