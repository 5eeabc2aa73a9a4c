"""Distributions of two parameters that can be fitted to quantiles, each above a lower limit or between two.

The families of the Sheffield Elicitation Framework (SHELF: Oakley & O'Hagan; `fitdist` of the package SHELF).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from detente.kernels.gamma import gamma_cdf, gamma_quantile, normal_cdf
from detente.kernels.quantiles import beta_cdf, beta_quantile, normal_quantile

__all__ = ["Family", "Fitted", "Limits", "cdf", "inverse", "started"]

Floats = NDArray[np.float64]


class Family(StrEnum):
    """A family of distributions, or the best-fitting one.

    `normal` has no limits · `lognormal` and `gamma` begin at the lower limit · `beta` lies between both.
    """

    BEST = "best"
    NORMAL = "normal"
    LOGNORMAL = "lognormal"
    GAMMA = "gamma"
    BETA = "beta"


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which values a quantity lies; infinite where nothing limits it."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """A distribution fitted to quantiles.

    Attributes:
        family: Which family.
        first: Mean of the normal and of the logarithm, shape of the Gamma, first shape of the Beta.
        second: Standard deviation of the normal and of the logarithm, rate of the Gamma, second shape of the Beta.
        squares: Sum of squared differences of probability at the quantiles that were given.
        limits: Between which values it lies.
    """

    family: Family
    first: float
    second: float
    squares: float
    limits: Limits


def cdf(family: Family, first: float, second: float, limits: Limits, x: Floats) -> Floats:
    """Return the distribution function of a family at values, f8[N]."""
    if family is Family.NORMAL:
        return normal_cdf((x - first) / second)
    above = np.maximum(x - limits.low, 0.0)
    if family is Family.BETA:
        return beta_cdf(above / (limits.high - limits.low), first, second)
    if family is Family.GAMMA:
        return gamma_cdf(second * above, first)
    with np.errstate(divide="ignore"):
        return normal_cdf((np.log(above) - first) / second)


def inverse(fitted: Fitted, p: Floats) -> Floats:
    """Return the quantiles of a fitted distribution at probabilities strictly between 0 and 1, f8[N]."""
    low, high = fitted.limits.low, fitted.limits.high
    match fitted.family:
        case Family.NORMAL:
            return np.asarray(fitted.first + fitted.second * normal_quantile(p))
        case Family.LOGNORMAL:
            return np.asarray(low + np.exp(fitted.first + fitted.second * normal_quantile(p)))
        case Family.GAMMA:
            return np.asarray(low + gamma_quantile(p, fitted.first) / fitted.second)
        case _:
            return np.asarray(low + (high - low) * beta_quantile(p, fitted.first, fitted.second))


def started(family: Family, mean: float, sd: float, limits: Limits) -> tuple[float, float]:
    """Return parameters of a family that has about this mean and standard deviation."""
    if family is Family.NORMAL:
        return mean, sd
    above = max(mean - limits.low, 0.1 * sd)
    if family is Family.GAMMA:
        return (above / sd) ** 2, above / sd**2
    if family is Family.LOGNORMAL:
        spread = math.log1p((sd / above) ** 2)
        return math.log(above) - 0.5 * spread, math.sqrt(spread)
    width = limits.high - limits.low
    share = min(max(above / width, 0.02), 0.98)
    size = max(share * (1.0 - share) * (width / sd) ** 2 - 1.0, 1.0)
    return share * size, (1.0 - share) * size
