"""Probabilities from counts, carried over another time than that in which they were counted.

A count of k of n is Beta(k + ½, n − k + ½): Jeffreys (1946), Proceedings of the Royal Society A 186, 453–461. Where the
successes came within a stated time W, the share p is read as 1 − exp(−λW) of a constant hazard λ, so over a time D it
is 1 − (1 − p)^(D/W). A class without a time says how such cases ended, given that they did, and not when: it is shown
and never carried.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.kernels.quantiles import beta_quantile

__all__ = ["Carried", "carried"]

_POINTS = (np.arange(4000) + 0.5) / 4000
"""Places at which means over a Beta are taken: midpoints of equal shares."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A probability from a count: mean and central 90 % interval of its distribution."""

    mean: float
    low: float
    high: float


def carried(successes: int, trials: int, ratio: float = 1.0) -> Carried:
    """Return the probability that a count gives over a multiple of the time in which it was made.

    Args:
        successes: How many ended so, k.
        trials: How many there were, n.
        ratio: Time asked for over the time of the count, D/W.

    Returns:
        Mean and central 90 % interval of 1 − (1 − p)^ratio, p ~ Beta(k + ½, n − k + ½).

    Example:
        >>> found = carried(1, 3)
        >>> round(found.mean, 3)
        0.375
    """
    a, b = successes + 0.5, trials - successes + 0.5

    def over(p: np.ndarray) -> np.ndarray:
        return np.asarray(-np.expm1(ratio * np.log1p(-p)))

    mean = a / (a + b) if ratio == 1.0 else float(over(beta_quantile(_POINTS, a, b)).mean())
    low, high = over(beta_quantile(np.array([0.05, 0.95]), a, b)).tolist()
    return Carried(mean, low, high)
