"""What it is worth to know something before choosing: EVPI, EVPPI and EVSI, estimated from a play.

With utilities U_a of options a, uncertain inputs X, and X_g some of them:

    EVPI     = E[max_a U_a]        − max_a E[U_a]     to know everything
    EVPPI_g  = E[max_a E[U_a|X_g]] − max_a E[U_a]     to know X_g
    EVSI_y   = E[max_a E[U_a|y]]   − max_a E[U_a]     to see data y, drawn with each belief

E[U_a|X_g] is a regression of one sample of utilities on the inputs (Strong, Oakley and Brennan 2014, Medical Decision
Making 34, 311–326), and on a summary of the data for EVSI (Strong, Oakley, Brennan and Breeze 2015, Medical Decision
Making 35, 570–583). Fits that are judged by the beliefs that made them flatter themselves; here every belief is judged
by a fit that has not seen it, so that the estimate is, on average, no more than the truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from detente.analysis.outlook.influence import scores
from detente.errors import OptionError
from detente.json_names import Perhaps

__all__ = ["Worth", "basis", "evpi", "evppi", "evsi", "fitted", "told_by"]

Floats = NDArray[np.float64]

FOLDS = 10
LEAST_A_TERM = 10
"""Beliefs that a term of a fit needs."""

_FEW_VALUES = 6
"""A number with at most so many values is fitted value by value."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What it is worth to know something, in units of the utility.

    Attributes:
        value: Never below zero.
        standard_error: Monte Carlo error of the value.
    """

    value: Perhaps
    standard_error: Perhaps


def evpi(utilities: Floats) -> Worth:
    """Return the expected value of perfect information.

    Args:
        utilities: Of every belief and option, shape (B, A). They must be free of the chance of runs, or luck is taken
            for knowledge.

    Raises:
        OptionError: there are no two beliefs, or no option.

    Example:
        >>> import numpy as np
        >>> evpi(np.array([[0.0, 10.0], [0.0, -4.0]])).value  # p = 1/2, gain 10, loss 4
        2.0
    """
    _check(utilities)
    return _worth(utilities.max(axis=1), utilities)


def evppi(utilities: Floats, inputs: Floats, folds: int = FOLDS) -> Worth:
    """Return the expected value of knowing some of the inputs.

    Args:
        utilities: Of every belief and option, shape (B, A); the chance of runs does no harm.
        inputs: What would be known, shape (B,) or (B, K).
        folds: Parts of the beliefs that are left out of a fit in turn.

    Returns:
        Not a number where there are fewer than twenty beliefs.

    Raises:
        OptionError: shapes do not match.

    Example:
        >>> import numpy as np
        >>> x = np.arange(4000.0) % 2  # a state that is 0 or 1, each as likely
        >>> evppi(np.column_stack([0 * x, np.where(x == 1, 10.0, -4.0)]), x).value
        2.0
    """
    _check(utilities)
    inputs = inputs[:, None] if inputs.ndim == 1 else inputs
    if len(inputs) != len(utilities):
        raise OptionError.outside("inputs", len(inputs), f"as many beliefs as utilities have, {len(utilities)}")
    predicted = fitted(utilities - utilities[:, :1], basis(inputs), folds)
    if np.isnan(predicted).any():
        return Worth(float("nan"), float("nan"))
    return _worth(np.take_along_axis(utilities, predicted.argmax(axis=1)[:, None], axis=1)[:, 0], utilities)


def evsi(utilities: Floats, data: Floats, folds: int = FOLDS) -> Worth:
    """Return the expected value of seeing data before choosing.

    Args:
        utilities: Of every belief and option, shape (B, A).
        data: A summary of the data that each belief would give, drawn once for it, shape (B,) or (B, K): the mean of a
            sample, the answer of an expert, whether a sign is seen.
        folds: Parts of the beliefs that are left out of a fit in turn.

    Example:
        >>> import numpy as np
        >>> state, told = np.repeat([1, 0], 2000), np.tile([1, 0], 2000)  # the signal says nothing
        >>> evsi(np.column_stack([0 * state, np.where(state == 1, 10.0, -4.0)]), told).value
        0.0
    """
    return evppi(utilities, data.astype(np.float64), folds)


def told_by(outcomes: Floats, inputs: Floats, noise: Floats, folds: int = FOLDS) -> tuple[Floats, float, Floats]:
    """Return how far knowing some inputs would move each outcome.

    Args:
        outcomes: Shape (B, S), such as the probability of each scenario.
        inputs: Shape (B, K).
        noise: Mean variance of every outcome that the chance of runs adds, shape (S,).
        folds: Parts of the beliefs that are left out of a fit in turn.

    Returns:
        Var(E[outcome|inputs]), the expected fall of its Brier score, shape (S,): how much better a fit predicts beliefs
        it has not seen than the mean does, at least 0 and at most the variance without the chance of runs; the Monte
        Carlo error of their sum; and the movement of each belief's expectation, shape (B, S), scaled to that variance.
        Not a number where there are fewer than twenty beliefs.
    """
    centred = outcomes - outcomes.mean(axis=0)
    predicted = fitted(centred, basis(inputs), folds)
    better = centred**2 - (centred - predicted) ** 2
    if np.isnan(better).any():
        return np.full(outcomes.shape[1], np.nan), float("nan"), np.full(outcomes.shape, np.nan)
    whole = np.maximum(centred.var(axis=0, ddof=1) - noise, 0.0)
    variance = np.clip(better.mean(axis=0), 0.0, whole)
    raw = predicted.std(axis=0)
    scale = np.divide(np.sqrt(variance), raw, out=np.zeros_like(raw), where=raw > 0.0)
    error = better.sum(axis=1).std(ddof=1) / sqrt(len(better))
    return variance, float(error), predicted * scale


def basis(inputs: Floats) -> Floats:
    """Return the terms of a fit, without the constant.

    For one input the first four Hermite polynomials of its normal score. For several, three of each and the products of
    all pairs where beliefs can bear them, else two of each. An input with few values has a term for each of them.

    Args:
        inputs: Shape (B, K).
    """
    count, singles = inputs.shape
    if singles == 1:
        return _terms(inputs, 4, pairs=False)
    rich = (3 * singles + singles * (singles - 1) // 2 + 1) * LEAST_A_TERM <= count
    return _terms(inputs, 3, pairs=True) if rich else _terms(inputs, 2, pairs=False)


def _terms(inputs: Floats, powers: int, pairs: bool) -> Floats:
    """Return Hermite polynomials of each input up to a power and, on request, products of all pairs of scores."""
    score, columns = scores(inputs), []
    for k in range(inputs.shape[1]):
        values = np.unique(inputs[:, k])
        if len(values) <= _FEW_VALUES:
            columns += [(inputs[:, k] == value).astype(np.float64) for value in values[1:]]
            continue
        z = score[:, k]
        hermite = (z, z**2 - 1.0, z**3 - 3.0 * z, z**4 - 6.0 * z**2 + 3.0)
        columns += hermite[:powers]
    if pairs:
        columns += [score[:, a] * score[:, b] for a in range(score.shape[1]) for b in range(a)]
    return np.column_stack(columns) if columns else np.zeros((len(inputs), 0))


def fitted(outcomes: Floats, terms: Floats, folds: int = FOLDS) -> Floats:
    """Return what least squares expect of every belief, from beliefs that are not in its fold.

    Where there are too many terms, a fit takes those that go best with the outcomes among the beliefs that make it.

    Args:
        outcomes: Shape (B, S).
        terms: Shape (B, T), without the constant.
        folds: Belief b is in fold b mod `folds`.

    Returns:
        Shape (B, S); not a number where there are fewer than twenty beliefs.
    """
    count = len(outcomes)
    if count < 2 * LEAST_A_TERM:
        return np.full(outcomes.shape, np.nan)
    design = np.column_stack([np.ones(count), terms])
    fold = np.arange(count) % min(folds, count)
    square, product = design.T @ design, design.T @ outcomes
    found = np.empty(outcomes.shape)
    for f in range(fold.max() + 1):
        out = fold == f
        held = design[out]
        rest, rest_product = square - held.T @ held, product - held.T @ outcomes[out]
        kept = _kept(rest, rest_product, count // LEAST_A_TERM)
        coefficients = np.linalg.lstsq(rest[np.ix_(kept, kept)], rest_product[kept], rcond=None)[0]
        found[out] = held[:, kept] @ coefficients
    return found


def _kept(square: Floats, product: Floats, most: int) -> NDArray[np.int64]:
    """Return the constant and the terms that go best with the outcomes, no more than there can be.

    Args:
        square: Products of the terms, the constant first, shape (T + 1, T + 1).
        product: Their products with the outcomes, shape (T + 1, S).
        most: How many there can be.
    """
    if len(square) <= most:
        return np.arange(len(square))
    count = square[0, 0]
    variance = np.diag(square) - square[0] ** 2 / count
    covariance = product - np.outer(square[0], product[0]) / count
    strength = np.divide((covariance**2).sum(axis=1), variance, out=np.zeros_like(variance), where=variance > 1e-9)
    strength[0] = np.inf
    return np.sort(np.argsort(-strength, kind="stable")[: max(2, most // 2)])


def _worth(informed: Floats, utilities: Floats) -> Worth:
    """Return how much better it is to choose as informed than to choose what is best on average."""
    surplus = informed - utilities[:, int(utilities.mean(axis=0).argmax())]
    return Worth(max(0.0, float(surplus.mean())), float(surplus.std(ddof=1) / sqrt(len(surplus))))


def _check(utilities: Floats) -> None:
    if utilities.ndim != 2 or len(utilities) < 2 or utilities.shape[1] < 1:
        raise OptionError.outside("utilities", utilities.shape, "two beliefs or more, one option or more")
