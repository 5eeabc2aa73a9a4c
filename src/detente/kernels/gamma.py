"""The Gamma distribution and the normal distribution function, in plain numpy, as `quantiles` has the others."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.kernels.quantiles import normal_quantile

__all__ = ["gamma_cdf", "gamma_quantile", "normal_cdf"]

Floats = NDArray[np.float64]

_TERMS = 10_000
_TINY = 1e-300


def normal_cdf(z: ArrayLike) -> Floats:
    """Return the standard normal distribution function Φ, of any shape, precise in the lower tail."""
    scores = np.asarray(z, dtype=np.float64)
    flat = [0.5 * math.erfc(-each / math.sqrt(2.0)) for each in scores.ravel().tolist()]
    return np.array(flat).reshape(scores.shape)


def gamma_cdf(x: ArrayLike, shape: float) -> Floats:
    """Return P(a, x), the distribution function of the Gamma distribution of rate 1.

    The series DLMF 8.11.4 below x = a + 1, the continued fraction DLMF 8.9.2 by the modified Lentz method above.

    Args:
        x: Values, of any shape; below 0 the answer is 0.
        shape: a, above 0.

    Returns:
        Probabilities, same shape.

    Example:
        >>> round(float(gamma_cdf(2.0, 1.0)), 9)
        0.864664717
    """
    values = np.asarray(x, dtype=np.float64)
    flat = [_cdf(each, shape) for each in values.ravel().tolist()]
    return np.array(flat).reshape(values.shape)


def _cdf(x: float, a: float) -> float:
    if x <= 0.0:
        return 0.0
    front = math.exp(max(-745.0, a * math.log(x) - x - math.lgamma(a)))
    if x < a + 1.0:
        term = total = 1.0 / a
        for n in range(1, _TERMS):
            term *= x / (a + n)
            total += term
            if term < 1e-17 * total:
                break
        return min(1.0, front * total)
    b, c = x + 1.0 - a, 1.0 / _TINY
    d = fraction = 1.0 / b
    for n in range(1, _TERMS):
        step = -n * (n - a)
        b += 2.0
        d = step * d + b
        c = b + step / c
        d = 1.0 / (d if abs(d) > _TINY else _TINY)
        fraction *= d * c
        if abs(d * c - 1.0) < 1e-16 * 4:
            break
    return max(0.0, 1.0 - front * fraction)


def gamma_quantile(p: ArrayLike, shape: float) -> Floats:
    """Return quantiles of the Gamma distribution of rate 1: x with P(a, x) = p.

    Newton's method within a bracket that shrinks, from the approximation of Wilson & Hilferty (1931).

    Args:
        p: Probabilities, any shape, strictly between 0 and 1.
        shape: a, above 0.

    Returns:
        Quantiles, same shape.

    Example:
        >>> round(float(gamma_quantile(0.5, 1.0)), 9)
        0.693147181
    """
    probabilities = np.asarray(p, dtype=np.float64)
    scores = normal_quantile(probabilities)
    pairs = zip(probabilities.ravel().tolist(), scores.ravel().tolist(), strict=True)
    return np.array([_root(each, z, shape) for each, z in pairs]).reshape(probabilities.shape)


def _root(p: float, z: float, a: float) -> float:
    """Solve P(a, x) = p for log x."""
    cube = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * math.sqrt(a))
    log_x = math.log(a * cube**3) if cube > 0.0 else (math.log(p) + math.lgamma(a + 1.0)) / a
    low, high = -745.0, max(log_x, math.log(a + 1.0)) + 7.0
    for _ in range(200):
        x = math.exp(log_x)
        gap = _cdf(x, a) - p
        low, high = (log_x, high) if gap < 0.0 else (low, log_x)
        slope = math.exp(max(-745.0, a * log_x - x - math.lgamma(a)))
        following = log_x - gap / slope if slope > _TINY else 0.5 * (low + high)
        if not low <= following <= high:
            following = 0.5 * (low + high)
        if abs(following - log_x) <= 1e-15 * (1.0 + abs(log_x)):
            return math.exp(following)
        log_x = following
    return math.exp(log_x)
