"""Beliefs through quantiles that were given: linear between them, a fitted family beyond them.

Beyond the outermost quantiles lies what was left open, never nothing. There the belief follows the tail of the family
that fits best by SHELF's least squares, scaled so that the quantiles hold to the letter:
F(x) = p₁·G(x)/G(x₁) below the first and 1 − (1 − pₙ)·(1 − G(x))/(1 − G(xₙ)) above the last.
Ends are given as quantiles of 0 and 1; `fit` asks for the family as a whole instead, as SHELF has it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.case.numbers.families import Family, Fitted, Limits, cdf, inverse
from detente.case.numbers.fitting import best, fit
from detente.case.numbers.notation import Quantiles
from detente.case.numbers.scales import Scale

__all__ = ["fitted_family", "quantiles_at"]

Floats = NDArray[np.float64]


def fitted_family(notation: Quantiles, scale: Scale) -> Fitted | None:
    """Return the family fitted to quantiles; None where all are one value, or both ends were given."""
    points = notation.points
    inner = tuple((p, x) for p, x in points if 0.0 < p < 1.0)
    rising = tuple((p, x) for k, (p, x) in enumerate(inner) if k + 1 == len(inner) or inner[k + 1][1] > x)
    if len(rising) < 2:
        return None
    if notation.fit is None and points[0][0] <= 0.0 and points[-1][0] >= 1.0:
        return None
    low = points[0][1] if points[0][0] <= 0.0 else scale.low
    high = points[-1][1] if points[-1][0] >= 1.0 else scale.high
    limits = Limits(low, high)
    return best(rising, limits) if notation.fit in (None, Family.BEST) else fit(notation.fit, rising, limits)


def quantiles_at(notation: Quantiles, p: Floats, scale: Scale) -> Floats:
    """Return the values of a belief through quantiles at probabilities strictly between 0 and 1, of any shape."""
    family = fitted_family(notation, scale)
    at, values = np.array(notation.points, dtype=np.float64).T
    if family is not None and notation.fit is not None:
        return np.clip(inverse(family, p), family.limits.low, family.limits.high)
    flat = np.atleast_1d(p)
    found = np.atleast_1d(np.interp(flat, at, values))
    if family is not None:
        _lower_tail(found, flat, (at[0], values[0]), family)
        _upper_tail(found, flat, (at[-1], values[-1]), family)
    return found.reshape(np.shape(p))


def _below(family: Fitted, value: float) -> float:
    return float(cdf(family.family, family.first, family.second, family.limits, np.array([value]))[0])


def _lower_tail(found: Floats, p: Floats, first: tuple[float, float], family: Fitted) -> None:
    """Fill in what lies below the first quantile."""
    share, open_below = _below(family, first[1]), p < first[0]
    if share > 0.0 and open_below.any():
        inside = np.clip(p[open_below] / first[0] * share, 1e-300, 1.0 - 1e-16)
        found[open_below] = np.minimum(inverse(family, inside), first[1])


def _upper_tail(found: Floats, p: Floats, last: tuple[float, float], family: Fitted) -> None:
    """Fill in what lies above the last quantile."""
    share, open_above = 1.0 - _below(family, last[1]), p > last[0]
    if share > 0.0 and open_above.any():
        outside = (1.0 - p[open_above]) / (1.0 - last[0]) * share
        found[open_above] = np.maximum(inverse(family, np.clip(1.0 - outside, 1e-300, 1.0 - 1e-16)), last[1])
