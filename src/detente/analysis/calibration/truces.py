"""How fast truces fail with age: counts turned into rates that a case can quote."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from detente.analysis.calibration.record import Comparison, Record
from detente.case.numbers.distribution import Fixed, describe
from detente.case.numbers.scales import DAYS, Scale
from detente.kernels.quantiles import beta_quantile

__all__ = ["AgeBand", "HazardCheck", "age_bands", "case_notation", "hazard_checks"]


@dataclass(frozen=True, slots=True)
class AgeBand:
    """The rate of failing between two ages.

    Attributes:
        start, end: Ages in days.
        failed, at_risk: The count it rests on.
        low, median, high: 5 %, 50 % and 95 % quantiles of the rate per month.
    """

    start: float
    end: float
    failed: int
    at_risk: int
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class HazardCheck:
    """A ratio of cumulative hazards beside the published hazard ratios.

    Attributes:
        ratios: Age in days → ratio of −ln(share that still holds).
    """

    also_in_json: ClassVar = ("is_inside",)

    comparison: Comparison
    ratios: dict[float, float]

    @property
    def is_inside(self) -> bool:
        """Whether the median ratio lies between the published ones."""
        low, high = self.comparison.published
        return low <= float(np.median(list(self.ratios.values()))) <= high


def age_bands(found: Record) -> tuple[AgeBand, ...]:
    """Return the rate of failing at each age.

    Of n truces that reach a band of length L, d fail in it: the share q is Beta(d + ½, n − d + ½) (Jeffreys), the
    rate −ln(1 − q)/L.

    Example:
        >>> from detente.analysis.calibration.record import record
        >>> [band.at_risk for band in age_bands(record())]
        [48, 46, 37, 30, 26, 20]
    """
    bands = []
    start, before = 0.0, 0
    for end, failed_by in found.truce_failed.items():
        failed, at_risk = failed_by - before, found.truce_trials - before
        shares = beta_quantile(np.array([0.05, 0.5, 0.95]), failed + 0.5, at_risk - failed + 0.5)
        low, median, high = (-np.log1p(-shares) / (end - start) * DAYS["month"]).tolist()
        bands.append(AgeBand(start, end, failed, at_risk, low, median, high))
        start, before = end, failed_by
    return tuple(bands)


def case_notation(bands: tuple[AgeBand, ...]) -> str:
    """Write the rates as a case would: the last band goes on beyond the last age observed."""
    entries = []
    for band in bands:
        age = "later" if band is bands[-1] else describe(Fixed(band.end), Scale.DURATION)
        entries.append(f"{age}: {band.low:.2g} to {band.high:.2g} per month")
    return f"rate: {{ages: {{{', '.join(entries)}}}}}"


def hazard_checks(found: Record) -> tuple[HazardCheck, ...]:
    """Compare groups of ceasefires by the ratio of their cumulative hazards."""
    return tuple(
        HazardCheck(
            comparison,
            {
                age: math.log1p(-share) / math.log1p(-comparison.against[age])
                for age, share in comparison.shares.items()
            },
        )
        for comparison in found.comparisons
    )
