"""Bring several probabilities of one thing into one, and reweight worlds so that all others follow.

Opinion pools: Stone (1961), Annals of Mathematical Statistics 32(4), 1339–1342 (linear); Genest & Zidek (1986),
Statistical Science 1(1), 114–135 (logarithmic). Pools of experts who share little information are too timid, which
extremising mends: Satopää et al. (2014), International Journal of Forecasting 30(2), 344–356; a factor for lack of
any knowledge of what they share: Neyman & Roughgarden (2022), Operations Research.
Reweighting by minimum relative entropy: Csiszár (1975), Annals of Probability 3(1), 146–158.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Tilt", "linear_pool", "log_pool", "neyman_roughgarden", "tilt"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def linear_pool(probabilities: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return the weighted mean of probabilities.

    Args:
        probabilities: Each from 0 to 1, shape (K,).
        weights: Not negative, shape (K,), scaled to sum to 1; default: equal.

    Example:
        >>> round(linear_pool([0.6, 0.7, 0.9]), 7)
        0.7333333
    """
    p = np.asarray(probabilities, dtype=np.float64)
    return float(_shares(p, weights) @ p)


def log_pool(probabilities: ArrayLike, weights: ArrayLike | None = None, *, extremise: float = 1.0) -> float:
    """Return the probability whose log odds are the weighted mean of those given, times a factor.

    Args:
        probabilities: Each from 0 to 1, shape (K,). A 0 or a 1 decides alone; both together have no pool.
        weights: Not negative, shape (K,), scaled to sum to 1; default: equal.
        extremise: Factor on the log odds; 1 leaves them, more pushes away from one half.

    Raises:
        ValueError: One is certain of what another rules out.

    Example:
        >>> round(log_pool([0.6, 0.7, 0.9]), 7)
        0.7595102
    """
    p = np.asarray(probabilities, dtype=np.float64)
    shares = _shares(p, weights)
    heard = p[shares > 0.0]
    if (heard == 0.0).any() and (heard == 1.0).any():
        raise ValueError("one probability is 0 and another 1: they have no logarithmic pool")
    if (heard == 0.0).any() or (heard == 1.0).any():
        return float((heard == 1.0).any())
    log_odds = np.log(heard) - np.log1p(-heard)
    return float(1.0 / (1.0 + math.exp(-extremise * float(shares[shares > 0.0] @ log_odds))))


def neyman_roughgarden(experts: int) -> float:
    """Return the factor on mean log odds that is best where nothing is known of what experts share.

    d(n) = n (√(3n² − 3n + 1) − 2) / (n² − n − 1), to be applied to log odds against the base rate's.

    Args:
        experts: How many, at least 2.

    Example:
        >>> round(neyman_roughgarden(3), 10)
        1.4153393661
    """
    n = experts
    return n * (math.sqrt(3 * n * n - 3 * n + 1) - 2) / (n * n - n - 1)


@dataclass(frozen=True, slots=True)
class Tilt:
    """New weights of worlds.

    Attributes:
        weights: Of each world, shape (W,), sum 1.
        reached: Probabilities that the weighted worlds give to the targets, shape (K,).
        effective: Number of equally weighted worlds that would be worth as much, 1/Σw².
        divergence: Relative entropy of the new weights to the old, in nats.
    """

    weights: Floats
    reached: Floats
    effective: float
    divergence: float


def tilt(happens: Bools, targets: Sequence[float], *, tolerance: float = 1e-10) -> Tilt:
    """Reweight worlds so that events have given probabilities and as little else as possible changes.

    Minimises Σ w log(w·W) subject to Σ w·happens_k = target_k; then w ∝ exp(Σ λ_k happens_k). The multipliers λ are
    found by Newton's method on the convex dual, over the patterns of events that occur.

    Args:
        happens: Whether each event happens in each world, shape (W, K).
        targets: Wanted probabilities, shape (K,), strictly between 0 and 1 unless the worlds agree.
        tolerance: Largest difference between wanted and reached.

    Raises:
        ValueError: No weights of these worlds reach the targets, as where an event happens in none of them.

    Example:
        >>> tilt(np.array([[True], [False], [False], [False]]), [0.5]).weights.round(3)
        array([0.5  , 0.167, 0.167, 0.167])
    """
    wanted = np.asarray(targets, dtype=np.float64)
    patterns, of, counts = np.unique(happens, axis=0, return_inverse=True, return_counts=True)
    f, share = patterns.astype(np.float64), counts / counts.sum()
    multipliers = np.zeros(len(wanted))
    for _ in range(200):
        p = _tilted(f, share, multipliers)
        gap = f.T @ p - wanted
        if np.abs(gap).max(initial=0.0) < tolerance:
            break
        curvature = (f * p[:, None]).T @ f - np.outer(f.T @ p, f.T @ p)
        step = np.asarray(np.linalg.lstsq(curvature + 1e-14 * np.eye(len(wanted)), gap, rcond=None)[0])
        multipliers = _descend(f, share, wanted, multipliers, step)
    else:
        raise ValueError("no weights of these worlds give these probabilities")
    weights = (p / counts)[of.reshape(-1)]
    occurring = p > 0.0
    divergence = float((p[occurring] * np.log(p[occurring] / share[occurring])).sum())
    return Tilt(weights, f.T @ p, float(1.0 / (weights**2).sum()), max(0.0, divergence))


def _shares(p: Floats, weights: ArrayLike | None) -> Floats:
    if not ((p >= 0.0) & (p <= 1.0)).all():
        raise ValueError("probabilities lie between 0 and 1")
    w = np.ones(len(p)) if weights is None else np.asarray(weights, dtype=np.float64)
    if (w < 0.0).any() or w.sum() <= 0.0:
        raise ValueError("weights are not negative, and one at least is positive")
    return np.asarray(w / w.sum())


def _tilted(f: Floats, share: Floats, multipliers: Floats) -> Floats:
    exponent = f @ multipliers
    p = share * np.exp(exponent - exponent.max())
    return np.asarray(p / p.sum())


def _dual(f: Floats, share: Floats, wanted: Floats, multipliers: Floats) -> float:
    exponent = f @ multipliers
    top = exponent.max()
    return float(top + math.log(float(share @ np.exp(exponent - top))) - multipliers @ wanted)


def _descend(f: Floats, share: Floats, wanted: Floats, multipliers: Floats, step: Floats) -> Floats:
    """Go along Newton's step, shortened until the dual falls by more than rounding could hide."""
    step = step * min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-300))
    before = _dual(f, share, wanted, multipliers)
    length = 1.0
    while length > 1e-8 and _dual(f, share, wanted, multipliers - length * step) > before + 1e-12:
        length /= 2.0
    return np.asarray(multipliers - length * step)
