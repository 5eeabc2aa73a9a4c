"""Weigh beliefs by the record: what each predicts for every count, and how likely it makes it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.calibration.playing import Played, Shares
from detente.analysis.calibration.population import Setting
from detente.analysis.calibration.record import Count, Record, Wide
from detente.case.numbers.distribution import Chance, quantile
from detente.case.schema.quantities import Quantity

__all__ = ["Nuisances", "Weighed", "log_likelihood", "nuisances", "predict", "weigh"]

Floats = NDArray[np.float64]

EDGE = 0.002
"""Shares are kept this far from 0 and 1, so that no count is impossible."""

POINTS = 7
"""Values of each nuisance: the middles of so many equally likely parts of what is believed of it."""


@dataclass(frozen=True, slots=True)
class Nuisances:
    """Every pair of values of what the model has no name for, each pair equally likely before the record.

    Attributes:
        talks: Share of unmediated crises that see talks, shape (G,).
        selection: Added log-odds of mediated crises, shape (G,).
    """

    talks: Floats
    selection: Floats


@dataclass(frozen=True, slots=True)
class Weighed:
    """Beliefs and nuisances, weighted.

    Attributes:
        predicted: Count id → share that every belief predicts with every pair of nuisances, shape (B, G).
        weights: What they are worth after the record, shape (B, G), summing to 1.
        effective: How many equally weighted beliefs they amount to, 1/Σw² over beliefs.
    """

    predicted: dict[str, Floats]
    weights: Floats
    effective: float


def nuisances(wide: Wide) -> Nuisances:
    """Return the pairs of nuisance values."""
    talks, selection = np.meshgrid(_middles(wide.talks), _middles(wide.selection), indexing="ij")
    return Nuisances(talks.ravel(), selection.ravel())


def _middles(quantity: Quantity) -> Floats:
    assert not isinstance(quantity.notation, Chance)
    return quantile(quantity.notation, (np.arange(POINTS) + 0.5) / POINTS, quantity.scale)


def predict(count: Count, played: Played, unnamed: Nuisances, record: Record) -> Floats:
    """Return the share that beliefs predict for a count, shape (B, G)."""
    if count.of == "mediated":
        total = sum(record.styles.values())
        parts = [_share(count, style, played, unnamed) * (k / total) for style, k in record.styles.items()]
        return np.asarray(np.sum(parts, axis=0))
    return _share(count, count.of, played, unnamed)


def _share(count: Count, setting: Setting, played: Played, unnamed: Nuisances) -> Floats:
    shares = _outcome(count, played.settings[setting])[:, None]
    if setting == "unmediated":
        return np.asarray(shares * unnamed.talks[None, :])
    if setting == "summit":
        return np.repeat(shares, len(unnamed.talks), axis=1)
    kept = np.clip(shares, EDGE, 1.0 - EDGE)
    odds = np.log(kept / (1.0 - kept)) + unnamed.selection[None, :]
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def _outcome(count: Count, shares: Shares) -> Floats:
    match count.outcome:
        case "agreement":
            return shares.agreement
        case "core":
            return shares.core
        case "core-of-agreements":
            return shares.core / np.maximum(shares.agreement, EDGE)
        case "prepared-of-core":
            return shares.prepared_core / np.maximum(shares.core, EDGE)


def log_likelihood(count: Count, predicted: Floats, discrepancy: float) -> Floats:
    """Return the logarithm of the likelihood of a count, but for a constant.

    L = ∫ [q^k (1 − q)^(n − k)]^weight φ(z) dz with q = predicted + discrepancy · z, by Gauss–Hermite quadrature.

    Args:
        count: k successes of n.
        predicted: Shares, any shape.
        discrepancy: Standard deviation of what the model misses.
    """
    points, masses = np.polynomial.hermite_e.hermegauss(9)
    q = np.clip(predicted[..., None] + discrepancy * points, EDGE, 1.0 - EDGE)
    failures = count.trials - count.successes
    logs = count.weight * (count.successes * np.log(q) + failures * np.log1p(-q)) + np.log(masses / masses.sum())
    peak = logs.max(axis=-1)
    return np.asarray(peak + np.log(np.exp(logs - peak[..., None]).sum(axis=-1)))


def weigh(played: Played, unnamed: Nuisances, record: Record, discrepancy: float) -> Weighed:
    """Weigh beliefs and nuisances by all counts that are not mere checks."""
    predicted = {count.id: predict(count, played, unnamed, record) for count in record.counts}
    logs = sum(
        (log_likelihood(count, predicted[count.id], discrepancy) for count in record.counts if count.weight > 0.0),
        start=np.zeros(next(iter(predicted.values())).shape),
    )
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    return Weighed(predicted, weights, float(1.0 / np.sum(weights.sum(axis=1) ** 2)))
