"""How a probability runs along one uncertain number: its course, where it turns, and where it tips."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.json_names import named

__all__ = ["Curve", "curve_along"]

Floats = NDArray[np.float64]

BINS, FEWEST_IN_BIN = 8, 100
SURE = 3.0
"""Standard errors by which the curve must differ for a turn, and the two sides for a tip. One of many possible places
is picked, so two would find some in noise."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A probability in classes of about equal counts of one number.

    Attributes:
        at: median of the number in each class; where it takes few values, each of them.
        probabilities, errors: mean result in each class, and its standard error.
        turn: where the curve, between its ends, is surely above or surely below both; None if nowhere.
        tip: the number's value that best divides low from high probabilities; None where the two sides are alike.
        below, above: the probability on either side of `tip`, else overall.
    """

    at: tuple[float, ...]
    probabilities: tuple[float, ...]
    errors: tuple[float, ...] = field(metadata=named("standard_errors"))
    turn: float | None
    tip: float | None
    below: float
    above: float


def curve_along(values: Floats, results: Floats) -> Curve:
    """Return the course of a result's mean along a number.

    Args:
        values: Shape (N,).
        results: Of independent beliefs, 0 to 1, shape (N,).

    Example:
        >>> x = np.linspace(0.0, 1.0, 4000)
        >>> round(curve_along(x, (x > 0.75) * 1.0).tip, 2)
        0.75
    """
    order = np.argsort(values, kind="stable")
    values, results = values[order], results[order]
    starts = _starts(values)
    counts = np.diff([*starts, len(values)])
    means = np.add.reduceat(results, starts) / counts
    spread = np.add.reduceat(results**2, starts) / counts - means**2
    errors = np.sqrt(np.maximum(spread, 0.25 / counts) / counts)
    at = [float(np.median(values[a : a + n])) for a, n in zip(starts, counts, strict=True)]
    tip, below, above = _tip(values, results)
    return Curve(tuple(at), tuple(means.tolist()), tuple(errors.tolist()), _turn(at, means, errors), tip, below, above)


def _starts(values: Floats) -> list[int]:
    """Return where each class begins among sorted values: equal ones stay together."""
    distinct = np.flatnonzero(np.diff(values, prepend=-np.inf) > 0.0)
    if len(distinct) <= BINS:
        return [int(start) for start in distinct]
    bins = max(2, min(BINS, len(values) // FEWEST_IN_BIN))
    wanted = (np.arange(bins) * len(values)) // bins
    return sorted({int(distinct[np.searchsorted(distinct, place, side="right") - 1]) for place in wanted})


def _turn(at: list[float], means: Floats, errors: Floats) -> float | None:
    """Return where the inner extreme lies that is surely beyond both ends."""
    for sign in (1.0, -1.0):
        k = int(np.argmax(sign * means))
        gaps = [sign * (means[k] - means[end]) - SURE * np.hypot(errors[k], errors[end]) for end in (0, -1)]
        if 0 < k < len(at) - 1 and min(gaps) > 0.0:
            return at[k]
    return None


def _tip(values: Floats, results: Floats) -> tuple[float | None, float, float]:
    """Return the cut with the largest variance between its sides, and the mean on each."""
    count, mean = len(values), float(results.mean())
    places = np.unique((np.arange(1, 40) * count) // 40)
    places = places[(places > 0) & (values[places] > values[places - 1])]
    if not places.size:
        return None, mean, mean
    sums = np.cumsum(results)
    below, above = sums[places - 1] / places, (sums[-1] - sums[places - 1]) / (count - places)
    best = int(np.argmax(places * (count - places) * (above - below) ** 2))
    cut, low, high = int(places[best]), float(below[best]), float(above[best])
    error = np.hypot(results[:cut].std() / np.sqrt(cut), results[cut:].std() / np.sqrt(count - cut))
    if abs(high - low) <= SURE * error:
        return None, mean, mean
    return float(0.5 * (values[cut - 1] + values[cut])), low, high
