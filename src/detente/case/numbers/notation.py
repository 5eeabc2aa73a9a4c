"""The ways a number may stand in a case, and the error raised when it is none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.case.numbers.families import Family
from detente.locale.case_errors.words import words
from detente.mistakes import Slip

__all__ = [
    "BetaShape",
    "ByPerson",
    "Chance",
    "Fixed",
    "Interval",
    "Label",
    "Notation",
    "NotationError",
    "OneOf",
    "Quantiles",
    "Triangular",
    "Uniform",
]


class NotationError(ValueError):
    """A number that cannot be read.

    Attributes:
        kind: A stable short name of the mistake; with `notation_` before it an entry of the catalogue of messages.
        values: What the words of its message are filled with.
        found: What was written, in English like the next two.
        allowed: What may be written.
        hint: What to write instead; may be empty.
    """

    def __init__(self, kind: str, values: Mapping[str, str]) -> None:
        self.kind = kind
        self.values = dict(values)
        self.found, self.allowed, self.hint = words(self.slip(""))
        super().__init__(kind, self.values)

    def slip(self, path: str, *, at_key: bool = False) -> Slip:
        """Return the mistake at a path of a case."""
        return Slip(f"notation_{self.kind}", path, self.values, at_key=at_key)

    def __str__(self) -> str:
        tail = f"; {self.hint}" if self.hint else ""
        return f"found {self.found}; allowed is {self.allowed}{tail}"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that is known: `70`.

    Attributes:
        value: In the scale's canonical unit, as everywhere below.
    """

    value: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A central 90 % interval: `60 to 80`. Its ends are the 5 % and 95 % quantiles.

    Normal on REAL and DRIFT. Log-normal on POSITIVE, DURATION, RATE, VOLATILITY and COUNT when `low` is
    above 0; when it is 0 no log-normal has that quantile, and a normal clipped at 0 is used. Normal
    clipped to the bounds on SHARE, LEVEL and PERCENT.
    """

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BetaShape:
    """A Beta distribution from 0 to `top`: `beta(2, 5)`.

    Attributes:
        a: First shape, above 0.
        b: Second shape, above 0.
        top: Upper end: 1 on shares, 100 on levels and percentages, else 1 in the unit written.
    """

    a: float
    b: float
    top: float = 1.0


@dataclass(frozen=True, slots=True)
class Triangular:
    """A triangular distribution: `triangular(1, 2, 5)`."""

    low: float
    mode: float
    high: float


@dataclass(frozen=True, slots=True)
class Uniform:
    """A uniform distribution: `uniform(0, 1)`."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Quantiles:
    """A distribution through given quantiles: `{quantiles: {0.05: 10, 0.5: 20, 0.95: 60}}`.

    The quantile function is linear between the points. Beyond the outermost points the tail of the family goes on
    that fits them best, within the bounds of the scale; ends are the quantiles of 0 and 1. With
    `fit: lognormal` it is a fitted family as a whole: see `detente.case.numbers.through`.

    Attributes:
        points: Pairs of probability, from 0 to 1, and value; probabilities rise, values do not fall; two at least.
        fit: The family, or the best-fitting one, that stands for the quantiles; None goes through them.
    """

    points: tuple[tuple[float, float], ...]
    fit: Family | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice among options: `{one_of: {ports: 0.6, full: 0.4}}`.

    Attributes:
        options: Pairs of name and probability; probabilities sum to 1.
    """

    options: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an option: `thirty-days`."""

    name: str


@dataclass(frozen=True, slots=True)
class ByPerson:
    """What several people say, one of whom is right: `{by: {anna: 20 to 30, ben: 40 to 60}}`.

    With weights: `{by: {anna: {weight: 0.6, value: 20 to 30}, ben: {weight: 0.4, value: 40 to 60}}}`.

    Attributes:
        parts: Name, weight and what that person says; weights sum to 1.
    """

    parts: tuple[tuple[str, float, Fixed | Interval | BetaShape | Triangular | Uniform | Quantiles], ...]


Notation = Fixed | Interval | BetaShape | Triangular | Uniform | Quantiles | OneOf | Label | ByPerson
"""Every way a quantity may be written; a belief, drawn once per belief."""


@dataclass(frozen=True, slots=True)
class Chance:
    """A quantity drawn anew in every run: `{chance: 4 to 16 weeks}`."""

    notation: Notation
