"""The weighted median: the position that no other beats when everybody votes for the nearer one.

The smallest position x with Σ_{x_p ≤ x} w_p ≥ ½ Σ w_p, w = power × salience. With single-peaked preferences it is the
Condorcet winner of weighted majority votes (Black 1948), and naming another ideal never helps anybody (Moulin 1980).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from detente.case.schema.base import Bilingual
from detente.kernels.compiling import kernel
from detente.theories.arrays import Floats, Ints
from detente.theories.build_prediction import alone, nobody_wants
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Claim, Info
from detente.theories.sentences import sentence

__all__ = ["WeightedMedian", "median_of", "weighted_medians"]

TIE = 1e-12
"""Half of the weight is reached within this share of the whole, so that rounding does not decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedMedian:
    """The median of positions, weighted by power × salience; the lower one where two divide the weight in halves.

    Sources: Black (1948), Journal of Political Economy 56(1), 23–34; Moulin (1980), Public Choice 35(4), 437–455.

    Example:
        >>> from detente.theories.problem import Problem
        >>> three = Problem(
        ...     parties=("a", "b", "c"), issues=("i",), positions=[[0], [30], [90]], salience=[[0.4], [0.5], [0.4]]
        ... )
        >>> WeightedMedian().solve(three).level("i")
        30.0
    """

    info: ClassVar[Info] = Info(
        key="weighted-median",
        references=("black-1948", "moulin-1980"),
        claims=frozenset(
            {Claim.WITHIN_POSITIONS, Claim.SYMMETRIC, Claim.POWER_SCALE, Claim.LEVEL_SCALE}
            | {Claim.ISSUE_BY_ISSUE, Claim.TRUTHFUL}
        ),
    )

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: nobody wants anything."""
        return nobody_wants(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the median of every issue in every belief, shape (B, I)."""
        out = np.empty((len(problems), len(problems.issues)))
        weights = problems.power[:, :, None] * problems.salience
        weighted_medians(problems.positions, weights, np.empty(len(problems.parties), np.int64), out)
        return out

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the weighted median of positions, issue by issue."""
        return alone(self, problem, seed, sentence("theory.status.median"))


@kernel
def median_of(x: Floats, w: Floats, order: Ints) -> float:
    """Return the weighted median of positions x with weights w, shape (parties,); `order` is space to sort in."""
    n = 0
    mass = 0.0
    for p in range(x.shape[0]):
        if w[p] > 0.0:
            mass += w[p]
            k = n
            while k > 0 and x[order[k - 1]] > x[p]:
                order[k] = order[k - 1]
                k -= 1
            order[k] = p
            n += 1
    if n == 0:
        return np.nan
    reached = 0.0
    for k in range(n):
        reached += w[order[k]]
        if reached >= (0.5 - TIE) * mass:
            return x[order[k]]  # type: ignore[no-any-return]
    return x[order[n - 1]]  # type: ignore[no-any-return]


@kernel
def weighted_medians(x: Floats, w: Floats, order: Ints, out: Floats) -> None:
    """Fill `out`, shape (B, issues), with weighted medians over parties of x and w, shape (B, parties, issues)."""
    for b in range(x.shape[0]):
        for i in range(x.shape[2]):
            out[b, i] = median_of(x[b, :, i], w[b, :, i], order)
