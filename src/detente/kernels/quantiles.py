"""Inverse distribution functions, in plain numpy.

Written here because scipy would add more than a hundred megabytes to the installation for two functions.
Everything takes probabilities strictly between 0 and 1 unless it says otherwise.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "MIDDLE",
    "Z_95",
    "beta_cdf",
    "beta_interval",
    "beta_quantile",
    "middle_quantile",
    "normal_quantile",
    "normal_quantile_scalar",
    "tail_quantile",
    "triangular_quantile",
]

Floats = NDArray[np.float64]

MIDDLE = 0.425
"""How far from a half a probability may be for the middle formula of the normal quantile."""

Z_95 = 1.6448536269514722
"""The 95 % quantile of the standard normal."""

# Coefficients of PPND16: Wichura, M. J. (1988), Algorithm AS 241, Applied Statistics 37(3), 477-484.
# Highest power first; numerator and denominator of each of the three regions.
_A = (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
      13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608)  # fmt: skip
_B = (5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
      5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0)  # fmt: skip
_C = (7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838,
      3.6478483247632046, 5.7694972214606914055, 4.6303378461565452959, 1.4234371107496835773)  # fmt: skip
_D = (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
      0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0)  # fmt: skip
_E = (2.01033439929228813265e-7, 2.711555568743487578e-5, 0.00124266094738807844, 0.026532189526576124,
      0.29656057182850488, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772)  # fmt: skip
_F = (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
      0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0)  # fmt: skip


def normal_quantile_scalar(u: float) -> float:
    """Return the standard normal quantile of one probability.

    PPND16, accurate to about 1 part in 10¹⁶ (Wichura 1988, AS 241).

    Args:
        u: Probability, strictly between 0 and 1.

    Returns:
        z with Φ(z) = u.

    Example:
        >>> normal_quantile_scalar(0.5)
        0.0
    """
    return middle_quantile(u) if abs(u - 0.5) <= MIDDLE else tail_quantile(u)


def middle_quantile(u: float) -> float:
    """Return the standard normal quantile of a probability no further than `MIDDLE` from a half.

    Without branches: processors work out several at once.
    """
    q = u - 0.5
    r = 0.180625 - q * q
    top, low = _A[0], _B[0]
    for k in range(1, 8):
        top = top * r + _A[k]
        low = low * r + _B[k]
    return q * top / low


def tail_quantile(u: float) -> float:
    """Return the standard normal quantile of a probability further than `MIDDLE` from a half."""
    q = u - 0.5
    r = math.sqrt(-math.log(u if q < 0.0 else 1.0 - u))
    if r <= 5.0:
        r -= 1.6
        top, low = _C[0], _D[0]
        for k in range(1, 8):
            top = top * r + _C[k]
            low = low * r + _D[k]
    else:
        r -= 5.0
        top, low = _E[0], _F[0]
        for k in range(1, 8):
            top = top * r + _E[k]
            low = low * r + _F[k]
    return -top / low if q < 0.0 else top / low


def _ratio(top: tuple[float, ...], low: tuple[float, ...], r: Floats) -> Floats:
    """Evaluate the ratio of two polynomials by Horner's rule."""
    numerator, denominator = np.full_like(r, top[0]), np.full_like(r, low[0])
    for upper, lower in zip(top[1:], low[1:], strict=True):
        numerator = numerator * r + upper
        denominator = denominator * r + lower
    return numerator / denominator


def normal_quantile(u: ArrayLike) -> Floats:
    """Return standard normal quantiles; the array twin of `normal_quantile_scalar`.

    Args:
        u: Probabilities, any shape, strictly between 0 and 1.

    Returns:
        z with Φ(z) = u, same shape.
    """
    p = np.asarray(u, dtype=np.float64)
    q = p - 0.5
    values = np.array(q * _ratio(_A, _B, 0.180625 - q * q))
    tails = np.abs(q) > MIDDLE
    values[tails] = _tail_quantiles(p[tails], q[tails])
    return values


def _tail_quantiles(p: Floats, q: Floats) -> Floats:
    """Return the quantiles of probabilities p = q + ½ far from the middle, shape (n,)."""
    r = np.sqrt(-np.log(np.where(q < 0.0, p, 1.0 - p)))
    values = _ratio(_C, _D, np.minimum(r, 5.0) - 1.6)
    far = r > 5.0
    values[far] = _ratio(_E, _F, r[far] - 5.0)
    return np.asarray(np.copysign(values, q))


def triangular_quantile(u: ArrayLike, low: float, mode: float, high: float) -> Floats:
    """Return quantiles of the triangular distribution.

    Args:
        u: Probabilities, any shape.
        low: Lower end.
        mode: Peak, from `low` to `high`.
        high: Upper end.

    Returns:
        Quantiles, same shape.
    """
    p = np.asarray(u, dtype=np.float64)
    width = high - low
    if width == 0.0:
        return np.full_like(p, low)
    peak = (mode - low) / width
    left = low + np.sqrt(p * width * (mode - low))
    right = high - np.sqrt((1.0 - p) * width * (high - mode))
    return np.where(p <= peak, left, right)


def _log_fraction(x: Floats, a: float, b: float) -> Floats:
    """Return the logarithm of the continued fraction; plain numbers are sooner done one by one than as an array."""
    return np.log([_beta_fraction(each, a, b) for each in x.tolist()] if x.size < 8 else _beta_fraction(x, a, b))


def _beta_fraction(x: Any, a: float, b: float) -> Any:
    """Evaluate the continued fraction of the incomplete beta function by the modified Lentz method.

    DLMF 8.17.22; converges quickly for x < (a + 1)/(a + b + 2).
    """
    tiny = 1e-300
    c: Any = 1.0
    d: Any = 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d + tiny * (abs(d) < tiny))
    fraction = d
    for m in range(1, 20_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0)),
        ):
            d = 1.0 + term * d
            d = 1.0 / (d + tiny * (abs(d) < tiny))
            c = 1.0 + term / c
            c = c + tiny * (abs(c) < tiny)
            step = c * d
            fraction = fraction * step
        if np.all(abs(step - 1.0) < 1e-16 * 4):
            break
    return fraction


def _log_beta_cdf(y: Floats, a: float, b: float) -> Floats:
    """Return log I_x(a, b) at x = 1/(1 + e^−y), precise in both tails."""
    log_x, log_rest = -np.logaddexp(0.0, -y), -np.logaddexp(0.0, y)
    log_front = a * log_x + b * log_rest - (math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b))
    left = np.exp(log_x) < (a + 1.0) / (a + b + 2.0)
    result = np.empty_like(y)
    if left.any():
        result[left] = log_front[left] - math.log(a) + _log_fraction(np.exp(log_x[left]), a, b)
    if not left.all():
        right = ~left
        upper = log_front[right] - math.log(b) + _log_fraction(np.exp(log_rest[right]), b, a)
        result[right] = np.log(-np.expm1(np.minimum(upper, -1e-300)))
    return result


def _beta_lower_tail(q: Floats, a: float, b: float) -> Floats:
    """Solve I_x(a, b) = q for y = logit x, where q ≤ 1/2.

    log I is concave in y, so Newton's method converges from anywhere, from the left after one step. It starts where the
    normal distribution of y, or where the straight line that log I follows far to the left, would have the root.
    """
    log_b = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    target = np.log(q)
    if min(a, b) > 1.0:
        y = math.log(a / b) + normal_quantile(q) * math.sqrt(1.0 / a + 1.0 / b)
    else:
        y = np.minimum((target + math.log(a) + log_b) / a, math.log(a / b))
    for _ in range(100):
        log_i = _log_beta_cdf(y, a, b)
        log_slope = -a * np.logaddexp(0.0, -y) - b * np.logaddexp(0.0, y) - log_b - log_i
        step = (target - log_i) * np.exp(-log_slope)
        y = y + step
        if np.all(np.abs(step) <= 1e-15 * (1.0 + np.abs(y))):
            break
    return y


def beta_cdf(x: ArrayLike, a: float, b: float) -> Floats:
    """Return I_x(a, b), the distribution function of the Beta distribution.

    Args:
        x: Values, any shape; below 0 the answer is 0, above 1 it is 1.
        a: First shape, above 0.
        b: Second shape, above 0.

    Returns:
        Probabilities, same shape.

    Example:
        >>> round(float(beta_cdf(0.5, 2, 2)), 12)
        0.5
    """
    values = np.atleast_1d(np.asarray(x, dtype=np.float64))
    found = np.where(values >= 1.0, 1.0, 0.0)
    inside = (values > 0.0) & (values < 1.0)
    if inside.any():
        found[inside] = np.exp(_log_beta_cdf(np.log(values[inside]) - np.log1p(-values[inside]), a, b))
    return found.reshape(np.shape(x))


def beta_quantile(p: ArrayLike, a: float, b: float) -> Floats:
    """Return quantiles of the Beta distribution: x with I_x(a, b) = p.

    Args:
        p: Probabilities, any shape, from 0 to 1.
        a: First shape, above 0.
        b: Second shape, above 0.

    Returns:
        Quantiles, same shape, accurate to about 1e-12.

    Example:
        >>> round(float(beta_quantile(0.5, 2, 2)), 12)
        0.5
    """
    probabilities = np.asarray(p, dtype=np.float64)
    x = np.where(probabilities >= 1.0, 1.0, 0.0)
    inside = (probabilities > 0.0) & (probabilities < 1.0)
    lower = inside & (probabilities <= 0.5)
    upper = inside & (probabilities > 0.5)
    with np.errstate(under="ignore"):
        if lower.any():
            x[lower] = np.exp(-np.logaddexp(0.0, -_beta_lower_tail(probabilities[lower], a, b)))
        if upper.any():
            x[upper] = np.exp(-np.logaddexp(0.0, _beta_lower_tail(1.0 - probabilities[upper], b, a)))
    return x


def beta_interval(mean: float, variance: float, coverage: float = 0.9) -> tuple[float, float]:
    """Return the central interval of the Beta distribution with a mean and a variance.

    a = m·ν, b = (1 − m)·ν with ν = m(1 − m)/v − 1.

    Args:
        mean: Mean, from 0 to 1.
        variance: Variance; 0 or less gives an interval without width. No Beta has m(1 − m) or more;
            then the distribution on 0 and 1 with that mean is used.
        coverage: Probability inside, between 0 and 1.

    Returns:
        Lower and upper end.

    Example:
        >>> beta_interval(0.12, 0.0)
        (0.12, 0.12)
    """
    spread = mean * (1.0 - mean)
    if variance <= 0.0 or spread <= 0.0:
        return mean, mean
    tail = (1.0 - coverage) / 2.0
    size = spread / variance - 1.0
    if size <= 0.0:
        return float(1.0 - mean < tail), float(1.0 - mean < 1.0 - tail)
    if size > 1e7:  # the Beta is normal here to 1e-7 of its width, and its fraction slow
        half = float(normal_quantile(1.0 - tail)) * math.sqrt(variance)
        return max(0.0, mean - half), min(1.0, mean + half)
    low, high = beta_quantile([tail, 1.0 - tail], mean * size, (1.0 - mean) * size)
    return float(low), float(high)
