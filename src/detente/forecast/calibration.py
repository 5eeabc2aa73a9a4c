"""Calibration: do things come to pass as often as they were said to, and could chance alone explain the difference?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.forecast.scoring import brier
from detente.kernels.quantiles import normal_quantile

__all__ = ["Band", "Decomposition", "count_distribution", "murphy", "reliability", "wilson"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The parts of a mean Brier score.

    Attributes:
        reliability: How far what was said is from how often it happened; smaller is better.
        resolution: How far groups of forecasts differ in how often they came true; larger is better.
        uncertainty: What always saying the overall share would have scored.
        within: What is left because forecasts in one bin differ; 0 where groups are of equal forecasts.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within: float

    @property
    def score(self) -> float:
        """The mean Brier score again."""
        return self.reliability - self.resolution + self.uncertainty + self.within


@dataclass(frozen=True, slots=True)
class Band:
    """Forecasts that said about the same.

    Attributes:
        start, end: Probabilities between which they lie.
        count: How many they are.
        said: Their mean probability.
        happened: How many came true.
        low, high: Central 90 % of how many would come true if the forecasts were calibrated.
    """

    also_in_json: ClassVar = ("is_consistent",)

    start: float
    end: float
    count: int
    said: float
    happened: int
    low: int
    high: int

    @property
    def is_consistent(self) -> bool:
        """Whether chance alone explains how many came true."""
        return self.low <= self.happened <= self.high


def murphy(probability: ArrayLike, outcome: ArrayLike, edges: ArrayLike | None = None) -> Decomposition:
    """Divide a mean Brier score into reliability − resolution + uncertainty.

    Murphy (1973), Journal of Applied Meteorology 12(4), 595–600, for groups of equal forecasts. With bins what is left
    is kept apart as `within`, so that the parts always sum to the score (Stephenson, Coelho & Jolliffe 2008).

    Args:
        probability: Probabilities of happening, shape (N,).
        outcome: 1 where it happened, 0 where not, shape (N,).
        edges: Bounds of bins from 0 to 1; none: every different probability is a group.

    Returns:
        The parts.

    Raises:
        ValueError: There is no forecast, a probability is outside 0 to 1, or an outcome is neither 0 nor 1.

    Example:
        >>> murphy([0.0, 1.0], [0, 1]).resolution
        0.25
    """
    p, o = np.asarray(probability, dtype=np.float64).ravel(), np.asarray(outcome, dtype=np.float64).ravel()
    score = float(np.mean(brier(p, o))) if len(p) else math.nan
    if not len(p):
        raise ValueError("there is no forecast to score")
    groups = np.unique(p, return_inverse=True)[1] if edges is None else _bins(p, edges)
    sizes = np.bincount(groups)
    filled = sizes > 0
    said = np.bincount(groups, p)[filled] / sizes[filled]
    seen = np.bincount(groups, o)[filled] / sizes[filled]
    weights, overall = sizes[filled] / len(p), float(o.mean())
    reliable = float(weights @ (said - seen) ** 2)
    resolved = float(weights @ (seen - overall) ** 2)
    uncertain = overall * (1.0 - overall)
    within = 0.0 if edges is None else score - (reliable - resolved + uncertain)
    return Decomposition(reliable, resolved, uncertain, within)


def reliability(probability: ArrayLike, outcome: ArrayLike, edges: ArrayLike) -> tuple[Band, ...]:
    """Return how often things came true beside what was said, with bands of consistency.

    After Bröcker & Smith (2007), Weather and Forecasting 22(3), 651–661: how many would come true if every forecast
    were right. Here exactly, given the forecasts (Poisson-binomial), rather than by resampling them.

    Args:
        probability: Probabilities of happening, shape (N,).
        outcome: 1 where it happened, 0 where not, shape (N,).
        edges: Bounds of bins from 0 to 1, rising.

    Returns:
        The bins that hold a forecast, in their order.

    Raises:
        ValueError: The edges do not rise from 0 to 1, a probability is outside 0 to 1, or an outcome is not 0 or 1.

    Example:
        >>> reliability([0.1, 0.2, 0.9], [0, 0, 1], [0, 0.5, 1])[0].high
        1
    """
    p, o = np.asarray(probability, dtype=np.float64).ravel(), np.asarray(outcome, dtype=np.float64).ravel()
    brier(p, o)
    bins, places = np.asarray(edges, dtype=np.float64), _bins(p, edges)
    found = []
    for k in range(len(bins) - 1):
        inside = places == k
        if not inside.any():
            continue
        below = np.cumsum(count_distribution(p[inside]))
        low, high = (int(np.searchsorted(below, level)) for level in (0.05, 0.95))
        said, happened = float(p[inside].mean()), int(o[inside].sum())
        found.append(Band(float(bins[k]), float(bins[k + 1]), int(inside.sum()), said, happened, low, high))
    return tuple(found)


def count_distribution(probability: ArrayLike) -> Floats:
    """Return how likely each number of successes is in independent trials with different probabilities.

    The Poisson-binomial distribution, by convolution.

    Args:
        probability: Probability of each trial, shape (N,).

    Returns:
        Probabilities of 0 to N successes, shape (N + 1,).

    Example:
        >>> count_distribution([0.5, 0.5])
        array([0.25, 0.5 , 0.25])
    """
    distribution = np.ones(1)
    for p in np.asarray(probability, dtype=np.float64).ravel():
        distribution = np.convolve(distribution, [1.0 - p, p])
    return distribution


def wilson(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Return the score interval of a share.

    Wilson (1927), JASA 22(158), 209–212.

    Args:
        successes: k of them.
        trials: n of them, at least 1.
        level: Coverage, between 0 and 1.

    Returns:
        Lower and upper end.

    Raises:
        ValueError: There are fewer trials than successes, or none.

    Example:
        >>> [round(end, 4) for end in wilson(300, 1000)]
        [0.2724, 0.3291]
    """
    if not 0 <= successes <= trials or trials < 1:
        raise ValueError("there must be a trial, and no more successes than trials")
    z = float(normal_quantile(np.array(0.5 + 0.5 * level)))
    share, scale = successes / trials, 1.0 + z * z / trials
    middle = (share + z * z / (2 * trials)) / scale
    half = z * math.sqrt(share * (1.0 - share) / trials + z * z / (4 * trials * trials)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)


def _bins(p: Floats, edges: ArrayLike) -> NDArray[np.intp]:
    """Return the bin of every probability; the last bin holds 1 too."""
    bins = np.asarray(edges, dtype=np.float64)
    if len(bins) < 2 or bins[0] != 0.0 or bins[-1] != 1.0 or not np.all(np.diff(bins) > 0.0):
        raise ValueError("edges of bins must rise from 0 to 1")
    return np.minimum(np.searchsorted(bins, p, side="right") - 1, len(bins) - 2)
