"""First-order and total Sobol' indices of a model with independent inputs, with bootstrap intervals.

With V the variance of Y = f(X), and X_i independent,

    S_i  = Var(E[Y | X_i]) / V          what input i explains alone
    ST_i = E[Var(Y | X_~i)] / V         what is lost when all others are known

The model is evaluated at two independent samples A and B and at AB_i, which is A with column i from B. Then, after
the mean is taken off,

    S_i  = mean f(B) (f(AB_i) − f(A)) / V          (Saltelli et al. 2010, table 2, b)
    ST_i = mean (f(A) − f(AB_i))² / 2V             (Jansen 1999)

Every one of these is a ratio of means over rows, so a bootstrap over rows is a matrix product of how often each row was
drawn with the products of each row.

Sources: Sobol', I. M. (1993), Mathematical Modelling and Computational Experiments 1, 407–414. Jansen, M. J. W. (1999),
Computer Physics Communications 117, 35–43, DOI 10.1016/S0010-4655(98)00154-4. Saltelli, A. et al. (2010), Computer
Physics Communications 181, 259–270, DOI 10.1016/j.cpc.2009.09.018.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.errors import OptionError

__all__ = ["SobolIndices", "pick_freeze", "sobol"]

Floats = NDArray[np.float64]
Model = Callable[[Floats], Floats]
"""Takes rows of inputs, shape (N, D), and returns a value a row, shape (N,)."""

_ROWS_AT_A_TIME = 1 << 22
"""Row weights that are held at once while resampling."""


@dataclass(frozen=True, slots=True)
class SobolIndices:
    """Indices with central intervals over resamples.

    Attributes:
        first, total: S_i and ST_i, shape (D,).
        first_interval, total_interval: Low and high ends, shape (D, 2).
        variance: V.
        evaluations: How often the model was evaluated, N(D + 2).
    """

    first: Floats
    total: Floats
    first_interval: Floats
    total_interval: Floats
    variance: float
    evaluations: int


def sobol(
    model: Model, inputs: int, *, samples: int = 4096, resamples: int = 200, level: float = 0.9, seed: int = 1
) -> SobolIndices:
    """Return the Sobol' indices of a model whose inputs are independent and uniform on (0, 1).

    Args:
        model: Takes uniforms, shape (N, D); other distributions are the model's to make of them.
        inputs: D, at least 1.
        samples: N; the model is evaluated N(D + 2) times.
        resamples: Bootstrap resamples of the rows.
        level: Coverage of the intervals.
        seed: Of the sample and the resamples.

    Raises:
        OptionError: fewer than one input or two samples.

    Example:
        >>> found = sobol(lambda x: x[:, 0] + 2.0 * x[:, 1], 2, samples=20_000)
        >>> found.first.round(1)
        array([0.2, 0.8])
    """
    if inputs < 1 or samples < 2:
        raise OptionError.outside("inputs, samples", (inputs, samples), "at least 1 input and 2 samples")
    rng = np.random.default_rng(seed)
    a, b = rng.random((samples, inputs)), rng.random((samples, inputs))
    f_ab = np.empty((samples, inputs))
    for i in range(inputs):
        mixed = a.copy()
        mixed[:, i] = b[:, i]
        f_ab[:, i] = model(mixed)
    return pick_freeze(model(a), model(b), f_ab, resamples=resamples, level=level, seed=seed)


def pick_freeze(
    f_a: Floats, f_b: Floats, f_ab: Floats, *, resamples: int = 200, level: float = 0.9, seed: int = 1
) -> SobolIndices:
    """Return Sobol' indices from evaluations at A, B and all AB_i.

    Args:
        f_a: At A, shape (N,).
        f_b: At B, shape (N,).
        f_ab: At every AB_i, shape (N, D).
        resamples: Bootstrap resamples of the rows.
        level: Coverage of the intervals.
        seed: Of the resamples.

    Raises:
        OptionError: the model is constant, so that there is no variance to share.
    """
    rows, inputs = f_ab.shape
    middle = 0.5 * (f_a.mean() + f_b.mean())
    a, b, ab = f_a - middle, f_b - middle, f_ab - middle
    products = np.empty((rows, 2 * inputs + 4))
    np.multiply(b[:, None], ab - a[:, None], out=products[:, :inputs])
    np.multiply(0.5, (a[:, None] - ab) ** 2, out=products[:, inputs : 2 * inputs])
    products[:, 2 * inputs :] = np.column_stack([a, b, a * a, b * b])
    first, total, variance = _indices(products.mean(axis=0), inputs)
    if not variance[0] > 0.0:
        raise OptionError.outside("model", "a constant", "one whose value depends on its inputs")
    means = _resampled(products, resamples, seed)
    firsts, totals, _ = _indices(means, inputs)
    ends = [50.0 * (1.0 - level), 50.0 * (1.0 + level)]
    return SobolIndices(
        first=first[0],
        total=total[0],
        first_interval=np.percentile(firsts, ends, axis=0).T,
        total_interval=np.percentile(totals, ends, axis=0).T,
        variance=float(variance[0]),
        evaluations=rows * (inputs + 2),
    )


def _indices(means: Floats, inputs: int) -> tuple[Floats, Floats, Floats]:
    """Return first-order indices, total indices and variances of one row of means, or of many."""
    means = np.atleast_2d(means)
    a, b, a2, b2 = means[:, 2 * inputs :].T
    variance = 0.5 * (a2 + b2) - (0.5 * (a + b)) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = means[:, : 2 * inputs] / variance[:, None]
    return scaled[:, :inputs], scaled[:, inputs:], variance


def _resampled(products: Floats, resamples: int, seed: int) -> Floats:
    """Return the means of resampled rows, shape (resamples, columns)."""
    rows = len(products)
    rng = np.random.default_rng([seed, 1])
    means = np.empty((resamples, products.shape[1]))
    at_a_time = max(1, _ROWS_AT_A_TIME // rows)
    for start in range(0, resamples, at_a_time):
        stop = min(start + at_a_time, resamples)
        weights = np.empty((stop - start, rows))
        for k in range(stop - start):
            weights[k] = np.bincount(rng.integers(0, rows, rows, dtype=np.int32), minlength=rows)
        means[start:stop] = weights @ products / rows
    return means
