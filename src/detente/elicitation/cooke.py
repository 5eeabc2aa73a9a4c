"""Weights of people by how they answered questions whose answers are known: Cooke's classical model.

Each person gives the 5 %, 50 % and 95 % quantiles of N quantities. Counted is how often the true value falls between
them: s against p = (.05, .45, .45, .05). Calibration is the chance that somebody whose quantiles are right does as
badly, 1 − χ²₃(2N Σ s ln(s/p)). Information is the mean relative entropy to a uniform density over the intrinsic range.
That reaches from the least to the greatest of all that was said and is true, and a tenth of it beyond on both sides.
The weight is their product.

A value equal to a quantile must belong to one side, and it can decide: `Tie` says which. Published examples have it
below.

Cooke, R. M. (1991), Experts in Uncertainty, Oxford University Press, chapter 12.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from detente.kernels.gamma import gamma_cdf

__all__ = ["PROBABILITIES", "Performance", "Tie", "performance", "pooled_quantiles", "weights"]

Floats = NDArray[np.float64]

PROBABILITIES = (0.05, 0.5, 0.95)
"""The quantiles that everybody gives."""

OVERSHOOT = 0.1
"""How far the intrinsic range reaches beyond what was said, as a share of it."""

_BETWEEN = np.array([0.05, 0.45, 0.45, 0.05])


class Tie(StrEnum):
    """On which side of a quantile a value belongs that is equal to it."""

    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Performance:
    """How somebody answered the seed questions.

    Attributes:
        calibration: How likely somebody whose quantiles are right does as badly.
        information: Mean relative entropy to the uniform density, in nats.
    """

    calibration: float
    information: float

    @property
    def score(self) -> float:
        """The weight before it is made to sum to 1."""
        return self.calibration * self.information


def performance(said: Floats, true: Floats, *, tie: Tie = Tie.BELOW) -> tuple[Performance, ...]:
    """Score everybody.

    Args:
        said: Quantiles, f8[people, questions, 3], rising.
        true: What came true, f8[questions].
        tie: Where a value equal to a quantile belongs.

    Returns:
        One a person, in their order.
    """
    low, high = intrinsic(said, true)
    return tuple(
        Performance(_calibration(each, true, tie), float(np.mean(_information(each, low, high)))) for each in said
    )


def weights(found: tuple[Performance, ...]) -> tuple[float, ...]:
    """Return weights that sum to 1; equal ones where nobody has any score."""
    scores = [each.score for each in found]
    total = sum(scores)
    return tuple(score / total if total > 0.0 else 1.0 / len(scores) for score in scores)


def intrinsic(said: Floats, true: Floats | None = None) -> tuple[Floats, Floats]:
    """Return the ends of the intrinsic range of each question, f8[questions] each."""
    low, high = said.min(axis=(0, 2)), said.max(axis=(0, 2))
    if true is not None:
        low, high = np.minimum(low, true), np.maximum(high, true)
    beyond = OVERSHOOT * (high - low)
    return low - beyond, high + beyond


def pooled_quantiles(said: Floats, shares: tuple[float, ...], low: float, high: float) -> tuple[float, ...]:
    """Return the 5 %, 50 % and 95 % quantiles of the mixture of what people say of one question.

    Args:
        said: Quantiles, f8[people, 3].
        shares: Their weights.
        low: Lower end of the range: densities are even between quantiles and ends.
        high: Upper end of the range.
    """
    levels = np.array([0.0, *PROBABILITIES, 1.0])
    at = np.unique([low, *said.ravel(), high])
    together = sum(share * np.interp(at, [low, *each, high], levels) for share, each in zip(shares, said, strict=True))
    return tuple(np.interp(PROBABILITIES, together, at).tolist())


def _calibration(said: Floats, true: Floats, tie: Tie) -> float:
    above = said < true[:, None] if tie is Tie.BELOW else said <= true[:, None]
    counted = np.bincount(above.sum(axis=1), minlength=4) / len(true)
    seen = counted > 0.0
    statistic = 2.0 * len(true) * float(np.sum(counted[seen] * np.log(counted[seen] / _BETWEEN[seen])))
    return 1.0 - float(gamma_cdf(max(0.0, 0.5 * statistic), 1.5))


def _information(said: Floats, low: Floats, high: Floats) -> Floats:
    """Return the relative entropy of what one person says of each question, f8[questions]."""
    edges = np.column_stack([low, said, high])
    return np.asarray(np.log(high - low) + np.sum(_BETWEEN * np.log(_BETWEEN / np.diff(edges, axis=1)), axis=1))
