"""The scales quantities stand on: their bounds, their units and the unit they are kept in.

| scale      | bounds    | kept in        | written                                  |
|------------|-----------|----------------|------------------------------------------|
| REAL       | none      | as written     | `-0.3`                                   |
| POSITIVE   | above 0   | as written     | `1.5`                                    |
| SHARE      | 0 to 1    | share          | `0.38`, `38 %`                           |
| LEVEL      | 0 to 100  | level          | `40`, or the name of an option           |
| PERCENT    | 0 to 100  | percent        | `41`, `41 %`                             |
| DURATION   | 0 and up  | days           | `8 days`, `4 weeks`, `3 months`, `1 year`|
| RATE       | 0 and up  | per day        | `0.4 per year`                           |
| DRIFT      | none      | per month      | `-0.04 per month`                        |
| VOLATILITY | 0 and up  | per root month | `0.3 per sqrt-month`                     |
| COUNT      | 0 and up  | whole number   | `5`                                      |
| WHICH      | options   | option         | the name of an option                    |

A year is 365.25 days, a quarter a fourth and a month a twelfth of it (30.4375 days).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

__all__ = ["DAYS", "LARGEST", "SMALLEST", "Scale", "Unit"]

DAYS: dict[str, float] = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25, "quarter": 91.3125}
"""Days in each unit of time."""

LARGEST = 1e12
"""No number in a case is larger than this; a larger one is a slip of the pen."""

SMALLEST = 1e-12
"""No positive end of a log-normal interval is smaller than this, so that draws stay finite."""

INFINITY = math.inf


@dataclass(frozen=True, slots=True)
class Unit:
    """One way to write a quantity.

    Attributes:
        words: How the unit is written after a number: the word used for one, then for several.
        chinese: The unit in Chinese, in the place of `{}` before or after the number.
        factor: Canonical value of 1 written in this unit, where `divides` is false.
        divides: Whether the canonical value is the number *divided* by `factor`.
    """

    words: tuple[str, ...]
    chinese: str
    factor: float
    divides: bool = False

    def canonical(self, number: float) -> float:
        """Convert a number written in this unit to the scale's canonical unit."""
        return number / self.factor if self.divides else number * self.factor

    def written(self, value: float) -> float:
        """Convert a canonical value to this unit."""
        return value * self.factor if self.divides else value / self.factor


_CHINESE_TIME = {"day": "天", "week": "周", "month": "个月", "quarter": "个季度", "year": "年"}
_CHINESE_PER = {"day": "天", "week": "周", "month": "月", "quarter": "季", "year": "年"}
_MONTH = DAYS["month"]

_NUMBER = (Unit((), "{}", 1.0),)
_LENGTHS = tuple(Unit((name, name + "s"), "{} " + _CHINESE_TIME[name], days) for name, days in DAYS.items())
_RATES = tuple(Unit((f"per {name}",), f"每{_CHINESE_PER[name]} {{}}", d, True) for name, d in DAYS.items())
_DRIFTS = tuple(
    Unit((f"per {name}",), f"每{_CHINESE_PER[name]} {{}}", days / _MONTH, True) for name, days in DAYS.items()
)
_VOLATILITIES = tuple(
    Unit((f"per sqrt-{name}",), f"每√{_CHINESE_PER[name]} {{}}", math.sqrt(days / _MONTH), True)
    for name, days in DAYS.items()
)
_SHARES = (*_NUMBER, Unit(("%",), "{} %", 100.0, True))
_PERCENTS = (*_NUMBER, Unit(("%",), "{} %", 1.0))


class Scale(Enum):
    """What a quantity measures; each member knows its bounds and units."""

    REAL = "real"
    POSITIVE = "positive"
    SHARE = "share"
    LEVEL = "level"
    PERCENT = "percent"
    DURATION = "duration"
    RATE = "rate"
    DRIFT = "drift"
    VOLATILITY = "volatility"
    COUNT = "count"
    WHICH = "which"

    @property
    def low(self) -> float:
        """Lower bound in canonical units; −∞ where there is none."""
        return -INFINITY if self in (Scale.REAL, Scale.DRIFT) else 0.0

    @property
    def high(self) -> float:
        """Upper bound in canonical units; ∞ where there is none."""
        return _TOPS.get(self, INFINITY)

    @property
    def low_excluded(self) -> bool:
        """Whether the lower bound itself is outside."""
        return self is Scale.POSITIVE

    @property
    def takes_labels(self) -> bool:
        """Whether the name of an option may stand for a value."""
        return self in (Scale.LEVEL, Scale.WHICH)

    @property
    def needs_unit(self) -> bool:
        """Whether a number other than 0 must carry a unit."""
        return self in (Scale.DURATION, Scale.RATE, Scale.DRIFT, Scale.VOLATILITY)

    @property
    def logarithmic(self) -> bool:
        """Whether an interval above 0 is log-normal: positive quantities without an upper bound."""
        return self.low == 0.0 and self.high == INFINITY

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units a number on this scale may be written in; a unit without words is no unit."""
        return _UNITS.get(self, _NUMBER)

    @property
    def canonical_unit(self) -> Unit:
        """The unit values are kept in."""
        return next(unit for unit in self.units if unit.factor == 1.0)

    @property
    def bounds(self) -> str:
        """The bounds in words."""
        return _BOUNDS[self]

    def beta_top(self, unit: Unit) -> float:
        """Return the canonical upper end of a Beta: the scale's own, else 1 in the unit written."""
        return self.high if self.high < INFINITY else unit.canonical(1.0)

    def holds(self, value: float) -> bool:
        """Tell whether a canonical value lies within the bounds."""
        above = value > self.low if self.low_excluded else value >= self.low
        return above and value <= self.high


_TOPS = {Scale.SHARE: 1.0, Scale.LEVEL: 100.0, Scale.PERCENT: 100.0}
_UNITS = {
    Scale.SHARE: _SHARES,
    Scale.PERCENT: _PERCENTS,
    Scale.DURATION: _LENGTHS,
    Scale.RATE: _RATES,
    Scale.DRIFT: _DRIFTS,
    Scale.VOLATILITY: _VOLATILITIES,
}
_BOUNDS = {
    Scale.REAL: "any number",
    Scale.POSITIVE: "a number above 0",
    Scale.SHARE: "a share from 0 to 1, or a percentage such as 38 %",
    Scale.LEVEL: "a level from 0 to 100, or the name of an option",
    Scale.PERCENT: "a percentage from 0 to 100",
    Scale.DURATION: "a duration of 0 or more, such as 8 days, 4 weeks, 3 months or 1 year",
    Scale.RATE: "a rate of 0 or more, such as 0.4 per year",
    Scale.DRIFT: "a change per unit of time, such as -0.04 per month",
    Scale.VOLATILITY: "a volatility of 0 or more, such as 0.3 per sqrt-month",
    Scale.COUNT: "a whole number of 0 or more",
    Scale.WHICH: "the name of an option",
}
