"""Where a polled factor stands at `as_of`: a local-level filter with the polls' sampling error."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from detente.case.schema.factors import Factor
from detente.engine.world.factors import MONTH

__all__ = ["carried_forward", "filtered", "sampling_variance"]

Floats = NDArray[np.float64]

ASSUMED_SAMPLE = 1000
"""Sample size of a poll that does not report one."""


def sampling_variance(share: float, n: int | None) -> float:
    """Return the variance of a sampled share, in squared percentage points.

    It is share·(100 − share)/n, but at least the variance of Beta(successes + ½, failures + ½): nobody among twenty
    does not mean nobody at all.

    Args:
        share: Per cent of the sample, 0–100.
        n: Sample size; silence means 1,000.

    Source:
        Near the ends: Brown, Cai & DasGupta (2001), Statistical Science 16(2), 101–133, section 3 (Jeffreys' prior).

    Example:
        >>> round(sampling_variance(50.0, 2500), 12)
        1.0
        >>> round(sampling_variance(0.0, 20), 2)
        10.56
    """
    size = n or ASSUMED_SAMPLE
    likely = (share * size / 100.0 + 0.5) / (size + 1.0)
    return max(share * (100.0 - share) / size, 1e4 * likely * (1.0 - likely) / (size + 2.0))


def filtered(
    days: Floats, values: Floats, variances: Floats, volatility: Floats, until: float
) -> tuple[Floats, Floats]:
    """Filter a series by a random walk observed with error (local level), and carry it forward.

    The walk starts at the first observation; between observations its variance grows by volatility² a month.

    Args:
        days: Dates of the observations, increasing, shape (K,).
        values: Observations, shape (K,).
        variances: Their error variances, shape (K,).
        volatility: Standard deviation of the walk per √month, any shape.
        until: Day to carry it forward to, not before the last observation.

    Returns:
        Mean and variance at `until`, each of the shape of `volatility`.

    Source:
        Local-level model: Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter,
        section 2.3; polls: Jackman (2005), Australian Journal of Political Science 40(4), 499–517.
    """
    mean = np.full_like(volatility, values[0])
    variance = np.full_like(volatility, variances[0])
    for k in range(1, len(days)):
        variance = variance + volatility**2 * (days[k] - days[k - 1]) / MONTH
        gain = variance / np.maximum(variance + variances[k], 1e-300)
        mean = mean + gain * (values[k] - mean)
        variance = (1.0 - gain) * variance
    return mean, variance + volatility**2 * (until - days[-1]) / MONTH


def carried_forward(factor: Factor, as_of: date, volatility: Floats) -> tuple[Floats, Floats]:
    """Return mean and variance at `as_of` of a factor that polls measure; only polls since the last break count."""
    latest = max((b for b in factor.breaks if b <= as_of), default=date.min)
    series = sorted((day, poll) for day, poll in factor.series.items() if day >= latest)
    series = series or sorted(factor.series.items())
    return filtered(
        np.array([(day - as_of).days for day, _ in series], dtype=np.float64),
        np.array([poll.share for _, poll in series]),
        np.array([sampling_variance(poll.share, poll.n) for _, poll in series]),
        volatility,
        0.0,
    )
