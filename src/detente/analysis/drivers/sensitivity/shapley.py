"""Shapley effects: the variance of a result divided among groups of inputs, valid when inputs depend on each other.

For a set u of groups, let val(u) = Var(E[Y | X_u]), what is explained when u is known. The Shapley effect of group j is
what j adds to val, averaged over all orders in which groups may become known:

    φ_j = Σ_{u ∌ j} |u|! (G − 1 − |u|)! / G! · (val(u ∪ j) − val(u)),      Σ_j φ_j = Var(Y)

What comes about only through several inputs together is shared among them; under dependence an input that the model
does not use has an effect if others that it uses go with it.

By simulation: take a random order and two independent copies of the inputs, and let the groups of the second become
those of the first, one after another in that order, the rest drawn given them. With y the result of the first copy
and F_k that of the mixture after k groups, group j at place k adds

    (y − (F_{k−1} + F_k)/2) (F_k − F_{k−1})

whose mean over orders is φ_j; the terms of one walk add up to (y − F_0)²/2.

Sources: Owen, A. B. (2014), SIAM/ASA Journal on Uncertainty Quantification 2, 245–251, DOI 10.1137/130936233. Song, E.,
Nelson, B. L. & Staum, J. (2016), ibid. 4, 1060–1083, DOI 10.1137/15M1048070. Goda, T. (2021), Reliability Engineering &
System Safety 213, arXiv 2009.00874, here with conditional draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from detente.errors import OptionError

__all__ = ["Copula", "ShapleyEffects", "shapley", "shapley_values"]

Floats = NDArray[np.float64]
Model = Callable[[Floats], Floats]
"""Takes rows of inputs, shape (N, D), and returns a value a row, shape (N,)."""

_MOST_GROUPS = 24
_ROUNDS = 32
"""Independent sets of orders; errors are taken over them."""


def shapley_values(worths: Floats) -> Floats:
    """Return the Shapley values of a game given by the worth of every set of players.

    Args:
        worths: Worth of the set whose bits are set in the index, shape (2^G,); of the empty set first.

    Returns:
        Value of each player, shape (G,); they add up to the worth of all less that of none.

    Raises:
        OptionError: the number of worths is no power of two, or of more than 24 players.

    Example:
        >>> shapley_values(np.array([0.0, 1.0, 2.0, 4.0]))
        array([1.5, 2.5])
    """
    players = len(worths).bit_length() - 1
    if len(worths) != 1 << players or players > _MOST_GROUPS:
        raise OptionError.outside("worths", len(worths), f"a power of two, at most 2^{_MOST_GROUPS}")
    sets = np.arange(len(worths))
    sizes = np.bitwise_count(sets).astype(np.int64)
    weights = np.array([1.0 / (players * comb(players - 1, size)) for size in range(players)])
    values = np.empty(players)
    for j in range(players):
        without = sets[(sets >> j) & 1 == 0]
        values[j] = weights[sizes[without]] @ (worths[without | (1 << j)] - worths[without])
    return values


@dataclass(frozen=True, slots=True)
class Copula:
    """Inputs whose normal scores are jointly normal.

    Attributes:
        correlation: Of the normal scores, shape (D, D), positive definite.
        quantiles: Makes inputs of normal scores, rows by rows; None where the inputs are the scores themselves.
    """

    correlation: Floats
    quantiles: Callable[[Floats], Floats] | None = None

    @classmethod
    def independent(cls, inputs: int, quantiles: Callable[[Floats], Floats] | None = None) -> Copula:
        """Return inputs that do not depend on each other."""
        return cls(np.eye(inputs), quantiles)

    def values(self, scores: Floats) -> Floats:
        """Return the inputs of normal scores."""
        return scores if self.quantiles is None else self.quantiles(scores)


@dataclass(frozen=True, slots=True)
class ShapleyEffects:
    """Shapley effects as shares of the variance.

    Attributes:
        shares: Shape (G,); they sum to 1.
        standard_errors: Of the shares, over independent rounds of orders, shape (G,).
        variance: Of the result.
        evaluations: How often the model was evaluated.
    """

    shares: Floats
    standard_errors: Floats
    variance: float
    evaluations: int


def shapley(
    model: Model, groups: Sequence[Sequence[int]], inputs: Copula, *, walks: int = 2**16, seed: int = 1
) -> ShapleyEffects:
    """Return the Shapley effects of groups of inputs by random walks.

    Args:
        model: What is evaluated, (G + 1) times a walk and once more.
        groups: Columns of each group; together all columns, each once.
        inputs: How they are distributed.
        walks: Walks in all, spread evenly over orders. Orders come in 32 rounds of 2G: a random one, its rotations and
            the reverse of each, so that every group stands at every place as often as any other.
        seed: Of orders and draws.

    Raises:
        OptionError: groups do not divide the inputs, too few walks for one an order, or a model that is constant.

    Example:
        >>> pair = Copula(np.array([[1.0, 0.5], [0.5, 1.0]]))
        >>> shapley(lambda x: x @ [1.0, 2.0], [[0], [1]], pair).shares.round(2)
        array([0.34, 0.66])
    """
    count = len(inputs.correlation)
    if sorted(column for group in groups for column in group) != list(range(count)):
        raise OptionError.outside("groups", [list(group) for group in groups], f"each of {count} columns once")
    orders = 2 * len(groups) * _ROUNDS
    each = walks // orders
    if each < 1:
        raise OptionError.outside("walks", walks, f"at least {orders}, one for each order of {len(groups)} groups")
    rng = np.random.default_rng(seed)
    added = np.zeros((_ROUNDS, len(groups)))
    for k in range(_ROUNDS):
        for order in _round(rng.permutation(len(groups))):
            added[k, order] += _walk(model, [groups[j] for j in order], inputs, each, rng)
    added /= 2 * len(groups)
    variance = float(added.sum(axis=1).mean())
    if not variance > 0.0:
        raise OptionError.outside("model", "a constant", "one whose value depends on its inputs")
    shares = added.mean(axis=0) / variance
    deviations = (added - shares * added.sum(axis=1, keepdims=True)) / variance
    return ShapleyEffects(
        shares=shares,
        standard_errors=deviations.std(axis=0, ddof=1) / np.sqrt(_ROUNDS),
        variance=variance,
        evaluations=orders * each * (len(groups) + 2),
    )


def _round(order: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the rotations of an order and the reverse of each."""
    rotated = [np.roll(order, k) for k in range(len(order))]
    return rotated + [turned[::-1] for turned in rotated]


def _walk(
    model: Model, groups: Sequence[Sequence[int]], inputs: Copula, walks: int, rng: np.random.Generator
) -> Floats:
    """Return what each group of one order adds, a mean over walks, shape (G,).

    With the columns in the order, scores are L·ε, L the Cholesky factor of their correlations: columns that come
    first depend on the first ε alone, so exchanging the other ε redraws the others given them.
    """
    columns = [column for group in groups for column in group]
    factor = np.linalg.cholesky(inputs.correlation[np.ix_(columns, columns)])
    own, mixed = rng.standard_normal((2, walks, len(columns)))

    def result(innovations: Floats) -> Floats:
        scores = np.empty_like(innovations)
        scores[:, columns] = innovations @ factor.T
        return np.asarray(model(inputs.values(scores)), dtype=np.float64)

    y, before = result(own), result(mixed)
    added = np.empty(len(groups))
    end = 0
    for k, group in enumerate(groups):
        mixed[:, end : end + len(group)] = own[:, end : end + len(group)]
        end += len(group)
        after = result(mixed)
        added[k] = ((y - 0.5 * (before + after)) * (after - before)).mean()
        before = after
    return added
