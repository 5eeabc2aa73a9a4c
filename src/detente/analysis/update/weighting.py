"""Probabilities over beliefs that are weighted by how well they explain what is known."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from detente.analysis.outlook.outlook import exceeds_noise
from detente.analysis.outlook.views import Chance
from detente.kernels.quantiles import beta_interval

__all__ = ["effective", "weighted_chance"]

Floats = NDArray[np.float64]


def effective(weights: Floats) -> float:
    """Return the effective number of weighted draws, (Σw)²/Σw² (Kish 1965, section 11.7).

    Args:
        weights: Not negative, shape (B,).

    Example:
        >>> effective(np.array([1.0, 1.0, 0.0]))
        2.0
    """
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares > 0.0 else 0.0


def weighted_chance(shares: Floats, weights: Floats, runs: Floats) -> Chance:
    """Return a probability over weighted beliefs, with its Monte Carlo error and its spread.

    With weights w̃ that sum to 1 and n = 1/Σw̃²: mean p̂ = Σw̃p, standard error √(Σw̃²(p − p̂)² · n/(n − 1)), and
    variance over beliefs Σw̃(p − p̂)² · n/(n − 1) − Σw̃p(1 − p)/(R_b − 1). With equal weights these are the formulas of
    an outlook. Copies of a run are not independent, so that the spread is, if anything, too wide.

    Args:
        shares: Probability by belief, shape (B,).
        weights: Weight of each belief, shape (B,).
        runs: Effective number of runs of each belief, shape (B,).
    """
    normed = weights / weights.sum()
    value = min(float((normed * shares).sum()), 1.0)
    n = effective(weights)
    if n <= 1.0 + 1e-9:
        return Chance(value, math.sqrt(value * (1.0 - value)), value, value, False)
    away = (shares - value) ** 2
    error = math.sqrt(float((normed**2 * away).sum()) * n / (n - 1.0))
    noise = float((normed * shares * (1.0 - shares) / np.maximum(runs - 1.0, 1.0)).sum())
    total = float((normed * away).sum()) * n / (n - 1.0)
    variance = total - noise
    detectable = 0.0 < value < 1.0 and exceeds_noise(total, noise, n, float((normed * runs).sum()))
    low, high = beta_interval(value, variance, 0.9) if detectable else (value, value)
    low, high = min(low, value), max(high, value)
    return Chance(value, error, float(low), float(high), detectable, variance=variance if detectable else 0.0)
