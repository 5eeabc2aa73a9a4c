"""Proper scoring rules: a forecaster does best, on average, by saying what it believes.

All scores are losses: 0 is perfect, smaller is better. Index convention: forecasts first, categories or members last.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["brier", "crps_ensemble", "crps_normal", "crps_weighted", "log_score", "ranked_probability", "skill"]

Floats = NDArray[np.float64]


def brier(probability: ArrayLike, outcome: ArrayLike) -> Floats:
    """Return the Brier score of forecasts of something that happens or not: (p − o)².

    Brier (1950), Monthly Weather Review 78(1), 1–3, for one of the two categories (half of his sum over both).

    Args:
        probability: Probabilities of happening, any shape.
        outcome: 1 where it happened, 0 where not; a shape that fits.

    Returns:
        Scores from 0 to 1, in the shape of both together.

    Raises:
        ValueError: A probability is outside 0 to 1, or an outcome is neither 0 nor 1.

    Example:
        >>> round(float(brier(0.7, 1)), 12)
        0.09
    """
    p, o = _forecasts(probability, outcome)
    return np.asarray((p - o) ** 2)


def log_score(probability: ArrayLike, outcome: ArrayLike) -> Floats:
    """Return the logarithmic score: minus the natural logarithm of what was given to what came to pass.

    Good (1952), Journal of the Royal Statistical Society B 14(1), 107–114. Infinite where that was 0: such
    a forecast cannot be made good by others, and nothing here hides it by clipping.

    Args:
        probability: Probabilities of happening, any shape.
        outcome: 1 where it happened, 0 where not; a shape that fits.

    Returns:
        Scores from 0 to ∞, in nats.

    Raises:
        ValueError: A probability is outside 0 to 1, or an outcome is neither 0 nor 1.

    Example:
        >>> log_score([0.5, 0.0], [1, 1])
        array([0.69314718,        inf])
    """
    p, o = _forecasts(probability, outcome)
    given = np.where(o == 1.0, p, 1.0 - p)
    with np.errstate(divide="ignore"):
        return np.asarray(0.0 - np.log(given))


def ranked_probability(probabilities: ArrayLike, category: ArrayLike) -> Floats:
    """Return the ranked probability score of forecasts over ordered categories.

    RPS = Σ_k (Σ_{j≤k} p_j − [category ≤ k])², the sum not divided by the number of categories.
    Epstein (1969), Journal of Applied Meteorology 8(6), 985–987, in the form of Murphy (1971), same journal 10(1).

    Args:
        probabilities: Shape (..., K), each summing to 1.
        category: Which category came to pass, counted from 0, shape (...).

    Returns:
        Scores from 0 to K − 1, shape (...).

    Raises:
        ValueError: Probabilities are outside 0 to 1 or do not sum to 1, or there is no such category.

    Example:
        >>> round(float(ranked_probability([0.2, 0.5, 0.3], 1)), 12)
        0.13
    """
    p = np.asarray(probabilities, dtype=np.float64)
    place = np.asarray(category)
    if np.any((p < 0.0) | (p > 1.0)) or not np.allclose(p.sum(axis=-1), 1.0, atol=1e-9):
        raise ValueError("probabilities over categories must lie between 0 and 1 and sum to 1")
    if np.any((place < 0) | (place >= p.shape[-1])):
        raise ValueError(f"a category must be a whole number from 0 to {p.shape[-1] - 1}")
    below = np.arange(p.shape[-1]) >= place[..., None]
    return np.asarray(((np.cumsum(p, axis=-1) - below) ** 2).sum(axis=-1))


def crps_ensemble(members: ArrayLike, observed: ArrayLike, *, fair: bool = False) -> Floats:
    """Return the continuous ranked probability score of an ensemble.

    CRPS = mean_i |x_i − y| − ½ mean_ij |x_i − x_j|; `fair` takes the second mean over pairs of different members,
    which is right on average for the distribution that the members are drawn from.
    Gneiting & Raftery (2007), JASA 102(477), eq. 20–21; Ferro (2014), QJRMS 140(683), eq. 9.

    Args:
        members: Shape (..., M), in the unit of what is forecast.
        observed: Shape (...), same unit.
        fair: Whether the score is of the distribution behind the members rather than of the members.

    Returns:
        Scores in the same unit; fair ones may be below 0.

    Raises:
        ValueError: There is no member, or a fair score is asked for of one.

    Example:
        >>> float(crps_ensemble([1, 2, 4, 7], 3))
        0.75
    """
    x = np.sort(np.asarray(members, dtype=np.float64), axis=-1)
    y = np.asarray(observed, dtype=np.float64)
    m = x.shape[-1] if x.ndim else 0
    if m < (2 if fair else 1):
        raise ValueError("an ensemble needs a member, and two for a fair score")
    # Σ_i Σ_j |x_i − x_j| = 2 Σ_i (2i − M + 1) x_(i) over sorted members, i from 0.
    apart = 2.0 * (x * (2.0 * np.arange(m) - m + 1.0)).sum(axis=-1)
    pairs = m * (m - 1) if fair else m * m
    return np.asarray(np.abs(x - y[..., None]).mean(axis=-1) - 0.5 * apart / pairs)


def crps_weighted(members: ArrayLike, weights: ArrayLike, observed: float) -> float:
    """Return the continuous ranked probability score of members that do not count alike.

    CRPS = Σ_i w_i |x_i − y| − ½ Σ_ij w_i w_j |x_i − x_j| with Σ w = 1; with equal weights that of `crps_ensemble`.
    Gneiting & Raftery (2007), JASA 102(477), eq. 21, for a discrete distribution.

    Args:
        members: Shape (M,), in the unit of what is forecast.
        weights: Same shape, not negative, on any scale.
        observed: What came to pass, same unit.

    Returns:
        The score in the same unit.

    Raises:
        ValueError: A weight is negative or none is positive, or the shapes differ.

    Example:
        >>> crps_weighted([1, 2, 4, 7], [1, 1, 1, 1], 3)
        0.75
    """
    x, w = np.asarray(members, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if x.shape != w.shape or x.ndim != 1 or not ((w >= 0.0).all() and w.sum() > 0.0):
        raise ValueError("members and weights must have one shape, weights not be negative, and some be positive")
    order = np.argsort(x, kind="stable")
    x, w = x[order], w[order] / w.sum()
    below = np.cumsum(w) - w
    # ½ Σ_ij w_i w_j |x_i − x_j| = Σ_j w_j x_j (weight below j − weight above j) over sorted members.
    apart = (w * x * (below - (1.0 - below - w))).sum()
    return float((w * np.abs(x - observed)).sum() - apart)


def crps_normal(observed: float, mean: float = 0.0, deviation: float = 1.0) -> float:
    """Return the continuous ranked probability score of a normal forecast.

    σ [z (2Φ(z) − 1) + 2φ(z) − 1/√π], z = (y − μ)/σ. Gneiting, Raftery, Westveld & Goldman (2005), Monthly Weather
    Review 133(5), eq. 5.

    Args:
        observed: What came to pass.
        mean: Mean μ of the forecast, same unit.
        deviation: Its standard deviation σ, same unit.

    Raises:
        ValueError: The deviation is not above 0.

    Example:
        >>> round(crps_normal(0.0), 12)
        0.233694977255
    """
    if not deviation > 0.0:
        raise ValueError("the standard deviation must be above 0")
    z = (observed - mean) / deviation
    density = math.exp(-0.5 * z * z) / math.sqrt(2.0 * math.pi)
    return deviation * (z * math.erf(z / math.sqrt(2.0)) + 2.0 * density - 1.0 / math.sqrt(math.pi))


def skill(score: float, reference: float) -> float:
    """Return by what share a mean score is better than a reference's: 1 − S/S_ref; below 0 it is worse.

    Args:
        score: Mean score of the forecasts.
        reference: Mean score of the reference on the same questions.

    Returns:
        1 for perfect forecasts, 0 for ones as good as the reference, and NaN where the reference is perfect.

    Example:
        >>> skill(0.0853, 0.1525) > 0.44
        True
    """
    return 1.0 - score / reference if reference != 0.0 else math.nan


def _forecasts(probability: ArrayLike, outcome: ArrayLike) -> tuple[Floats, Floats]:
    p, o = np.asarray(probability, dtype=np.float64), np.asarray(outcome, dtype=np.float64)
    if not np.all((p >= 0.0) & (p <= 1.0)):
        raise ValueError("a probability must lie between 0 and 1")
    if not np.all((o == 0.0) | (o == 1.0)):
        raise ValueError("an outcome must be 0 or 1")
    return p, o
