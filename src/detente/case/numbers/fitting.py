"""Fit families of distributions to quantiles as SHELF does: least squares on the distribution function."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.case.numbers.families import Family, Fitted, Limits, cdf, started
from detente.kernels.quantiles import normal_quantile

__all__ = ["best", "fit", "possible"]

Floats = NDArray[np.float64]
Points = tuple[tuple[float, float], ...]

_STEPS = 200
_SAME = 1e-9
_LARGEST_LOG = 14.0


def possible(limits: Limits) -> tuple[Family, ...]:
    """Return the families that a quantity may have, the likeliest first: those with the limits that they need.

    A quantity that only has a lower limit is no normal one; one between two limits may be cut off there.
    """
    if math.isinf(limits.low):
        return (Family.NORMAL,)
    if math.isinf(limits.high):
        return Family.LOGNORMAL, Family.GAMMA
    return Family.NORMAL, Family.LOGNORMAL, Family.GAMMA, Family.BETA


def best(points: Points, limits: Limits) -> Fitted:
    """Return the family that fits quantiles best; of those that fit equally well, the first that is possible.

    Example:
        >>> best(((0.25, 25.0), (0.5, 30.0), (0.75, 40.0)), Limits(0.0, 100.0)).family
        <Family.LOGNORMAL: 'lognormal'>
    """
    families = possible(limits)
    if any(value <= limits.low for _, value in points):
        families = (Family.NORMAL,)  # the others have nothing at their limit
    fitted = [fit(family, points, limits) for family in families]
    least = min(each.squares for each in fitted)
    return next(each for each in fitted if each.squares <= least + _SAME)


@lru_cache(maxsize=1024)
def fit(family: Family, points: Points, limits: Limits) -> Fitted:
    """Fit a family: minimise Σ (F(xₖ) − pₖ)².

    Args:
        family: Any but `best`.
        points: Pairs of probability, between 0 and 1, and value; both rise; two at least.
        limits: Between which values the quantity lies.

    Returns:
        The distribution, with the sum of squares that is left.

    Example:
        >>> found = fit(Family.NORMAL, ((0.25, 25.0), (0.5, 30.0), (0.75, 35.0)), Limits(0.0, 100.0))
        >>> round(found.first, 3), round(found.second, 3)
        (30.0, 7.413)
    """
    p, x = np.array(points, dtype=np.float64).T
    scores = normal_quantile(p)
    sd, mean = np.polyfit(scores, x, 1).tolist()
    sd = max(sd, 1e-9 * max(abs(mean), 1e-9))
    first, second = started(family, mean, sd, limits)
    shaped = family in (Family.GAMMA, Family.BETA)

    def misses(theta: Floats) -> Floats:
        parameters = _parameters(theta, shaped)
        return np.asarray(cdf(family, *parameters, limits, x) - p)

    theta = np.array([math.log(first) if shaped else first, math.log(second)])
    scale = np.array([1.0 if shaped else second, 1.0])
    theta = _least_squares(misses, theta, scale)
    found = _parameters(theta, shaped)
    return Fitted(family, *found, float(np.sum(misses(theta) ** 2)), limits)


def _parameters(theta: Floats, shaped: bool) -> tuple[float, float]:
    first, second = theta.tolist()
    first = math.exp(min(first, _LARGEST_LOG)) if shaped else first
    return first, math.exp(min(max(second, -600.0), _LARGEST_LOG if shaped else 600.0))


def _least_squares(misses: Callable[[Floats], Floats], theta: Floats, scale: Floats) -> Floats:
    """Minimise a sum of squares of two parameters by the method of Levenberg and Marquardt, with differences."""
    damping, error = 1e-3, misses(theta)
    for _ in range(_STEPS):
        steps = 1e-6 * scale
        jacobian = np.array([(misses(theta + d) - misses(theta - d)) / (2.0 * d.sum()) for d in np.diag(steps)]).T
        normal = jacobian.T @ jacobian
        gradient = jacobian.T @ error
        while damping < 1e12:
            damped = normal + damping * np.diag(np.diag(normal) + 1e-12)
            change = np.linalg.solve(damped, gradient)
            trial = misses(theta - change)
            if np.sum(trial**2) <= np.sum(error**2):
                break
            damping *= 4.0
        else:
            return theta
        theta, error, damping = theta - change, trial, max(damping / 9.0, 1e-12)
        if np.all(np.abs(change) <= 1e-11 * (np.abs(theta) + scale)):
            return theta
    return theta
