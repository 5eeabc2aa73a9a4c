"""What the record leaves of the wide beliefs: weighted ranges, and how much was learned of each number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from detente.analysis.calibration.record import Count
from detente.case.numbers.scales import Scale

__all__ = ["Learned", "correlations", "learned", "notation", "predictive", "weighted_quantiles"]

Floats = NDArray[np.float64]
Range = tuple[float, float, float]

ENDS = (0.05, 0.5, 0.95)
KOLMOGOROV = 1.36
"""Distance between a sample and its source, times the root of its size, that chance exceeds once in twenty."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A number before and after the record.

    Attributes:
        before, after: 5 %, 50 % and 95 % quantiles.
        distance: Largest difference of the two distribution functions (Kolmogorov–Smirnov).
        is_determined: Whether the distance is more than the effective number of beliefs leaves to chance.
        notation: What to believe after the record, as a case would write it; where nothing was learned, what was
            believed before.
    """

    also_in_json: ClassVar = ("width",)

    name: str
    before: Range
    after: Range
    distance: float
    is_determined: bool
    notation: str

    @property
    def width(self) -> float:
        """Width of the central 90 % after the record, as a share of that before: 1 where nothing was learned."""
        return (self.after[2] - self.after[0]) / (self.before[2] - self.before[0])


def weighted_quantiles(values: Floats, weights: Floats, at: tuple[float, ...] = ENDS) -> tuple[float, ...]:
    """Return quantiles of weighted values, interpolated between the middles of their weights.

    Example:
        >>> weighted_quantiles(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 1.0]), (0.5,))
        (2.0,)
    """
    order = np.argsort(values, axis=None, kind="stable")
    sorted_weights = weights.ravel()[order]
    middles = (np.cumsum(sorted_weights) - 0.5 * sorted_weights) / sorted_weights.sum()
    return tuple(float(v) for v in np.interp(at, middles, values.ravel()[order]))


def learned(
    name: str, values: Floats, weights: Floats, scale: Scale, effective: float, written: str | None = None
) -> Learned:
    """Compare what is believed of a number before and after.

    Args:
        name: What it is.
        values: Draws from before, shape (B,).
        weights: Their weights after, shape (B,).
        scale: The scale it stands on.
        effective: Effective number of beliefs.
        written: How what was believed before is written.
    """
    order = np.argsort(values, kind="stable")
    after = np.cumsum(weights[order] / weights.sum())
    distance = float(np.max(np.abs(after - (np.arange(len(values)) + 1) / len(values))))
    low, median, high = weighted_quantiles(values, weights)
    first, middle, last = weighted_quantiles(values, np.ones(len(values)))
    determined = distance > KOLMOGOROV / math.sqrt(effective)
    after_it = notation(values, weights, scale) if determined or written is None else written
    return Learned(name, (first, middle, last), (low, median, high), distance, determined, after_it)


def notation(values: Floats, weights: Floats, scale: Scale) -> str:
    """Write weighted values as a case would: `a to b`, or on shares the Beta with their mean and variance."""
    if scale is Scale.SHARE:
        mean = float(np.average(values, weights=weights))
        variance = float(np.average((values - mean) ** 2, weights=weights))
        total = mean * (1.0 - mean) / variance - 1.0
        return f"beta({mean * total:.2g}, {(1.0 - mean) * total:.2g})"
    low, _, high = weighted_quantiles(values, weights)
    return f"{_rounded(low)} to {_rounded(high)}"


def _rounded(value: float) -> str:
    """Write two digits that matter, and no exponent."""
    if value == 0.0:
        return "0"
    places = max(0, 1 - math.floor(math.log10(abs(value))))
    return f"{value:.{places}f}"


def correlations(values: dict[str, Floats], weights: Floats, least: float) -> dict[tuple[str, str], float]:
    """Return Spearman's ρ of every pair of numbers that the record ties together by `least` or more."""
    names = list(values)
    ranks = np.array([np.argsort(np.argsort(values[name])) for name in names], dtype=np.float64)
    matrix: Floats = np.asarray(np.corrcoef(_standardised(ranks, weights)))
    found = {
        (names[a], names[b]): float(matrix[a, b])
        for a in range(len(names))
        for b in range(a + 1, len(names))
        if abs(matrix[a, b]) >= least
    }
    return dict(sorted(found.items(), key=lambda entry: -abs(entry[1])))


def _standardised(ranks: Floats, weights: Floats) -> Floats:
    """Return rows whose plain correlation is the weighted correlation of the given ones."""
    centred = ranks - (ranks @ weights / weights.sum())[:, None]
    rooted = centred * np.sqrt(weights)
    return np.asarray(np.concatenate([rooted, -rooted], axis=1))


def predictive(count: Count, predicted: Floats, weights: Floats, discrepancy: float, seed: int) -> tuple[Range, float]:
    """Draw what the record could have been, were the weighted beliefs true.

    Args:
        count: What was counted.
        predicted: Shares, any shape.
        weights: Their weights, same shape.
        discrepancy: Standard deviation of what the model misses.
        seed: Seed of the draws.

    Returns:
        5 %, 50 % and 95 % quantiles of the share that would be counted, and where the counted one stands among
        them: the probability of a lower one, half of ties included.
    """
    random = np.random.default_rng([seed, 20])
    chosen = random.choice(predicted.size, 20_000, p=weights.ravel() / weights.sum())
    shares = predicted.ravel()[chosen] + discrepancy * random.standard_normal(len(chosen))
    counts = random.binomial(count.trials, np.clip(shares, 0.0, 1.0))
    place = float(np.mean(counts < count.successes) + 0.5 * np.mean(counts == count.successes))
    low, median, high = np.quantile(counts / count.trials, ENDS)
    return (float(low), float(median), float(high)), place
