"""Weighted means of positions: the compromise model, and two plainer means as yardsticks.

    O = Σ w_p x_p / Σ w_p

with w = power × salience for the compromise model (van den Bos 1991; Achen 2006), salience alone, or 1 for everybody
who has a position. It is about what the asymmetric Nash bargain gives when failure is far worse for everybody than
any outcome: with U_p = K − s_p (x − x_p)², Σ c_p log U_p is for large K largest where Σ c_p s_p (x − x_p)² is least.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from detente.case.schema.base import Bilingual
from detente.kernels.compiling import kernel
from detente.theories.arrays import Floats
from detente.theories.build_prediction import alone, nobody_wants
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Claim, Info
from detente.theories.sentences import sentence

__all__ = ["Compromise", "PlainMean", "SalienceMean", "weighted_means"]

_CLAIMS = frozenset(
    {Claim.WITHIN_POSITIONS, Claim.SYMMETRIC, Claim.MIRRORED, Claim.POWER_SCALE, Claim.LEVEL_SCALE}
    | {Claim.ISSUE_BY_ISSUE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compromise:
    """The compromise model: the mean of positions, weighted by power × salience.

    Sources: van den Bos (1991), Dutch EC policy making; Achen (2006), chapter 4 of Thomson et al. (eds.), The
    European Union Decides, Cambridge University Press.

    Example:
        >>> from detente.theories.problem import Problem
        >>> two = Problem(parties=("a", "b"), issues=("i",), positions=[[0], [90]], salience=[[1], [0.5]])
        >>> Compromise().solve(two).level("i")
        30.0
    """

    info: ClassVar[Info] = Info(
        key="compromise", references=("van-den-bos-1991", "achen-2006", "stokman-van-oosten-1994"), claims=_CLAIMS
    )

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: nobody wants anything."""
        return nobody_wants(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the mean of every issue in every belief, shape (B, I)."""
        return _means(problems.positions, problems.power[:, :, None] * problems.salience)

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the weighted mean of positions, issue by issue."""
        return alone(self, problem, seed, sentence("theory.status.mean"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SalienceMean:
    """A yardstick: the mean of positions weighted by salience alone, as if all had the same power."""

    info: ClassVar[Info] = Info(key="salience-mean", references=("achen-2006",), claims=_CLAIMS)

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: nobody wants anything."""
        return nobody_wants(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the mean of every issue in every belief, shape (B, I)."""
        return _means(problems.positions, problems.salience)

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the mean of positions weighted by salience, issue by issue."""
        return alone(self, problem, seed, sentence("theory.status.mean"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainMean:
    """A yardstick: the mean of all positions, everybody counted alike."""

    info: ClassVar[Info] = Info(key="mean", references=("achen-2006",), claims=_CLAIMS)

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: nobody wants anything."""
        return nobody_wants(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the mean of every issue in every belief, shape (B, I)."""
        return _means(problems.positions, (problems.salience > 0.0).astype(np.float64))

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the mean of positions, issue by issue."""
        return alone(self, problem, seed, sentence("theory.status.mean"))


def _means(positions: Floats, weights: Floats) -> Floats:
    out = np.empty((positions.shape[0], positions.shape[2]))
    weighted_means(positions, weights, out)
    return out


@kernel
def weighted_means(x: Floats, w: Floats, out: Floats) -> None:
    """Fill `out`, shape (B, issues), with Σ w x / Σ w over parties; not a number where nobody has weight.

    Args:
        x: Positions, shape (B, parties, issues); what has no weight may be anything.
        w: Weights of the same shape, ≥ 0.
        out: Filled.
    """
    for b in range(x.shape[0]):
        for i in range(x.shape[2]):
            total = 0.0
            mass = 0.0
            low = np.inf
            high = -np.inf
            for p in range(x.shape[1]):
                if w[b, p, i] > 0.0:
                    mass += w[b, p, i]
                    total += w[b, p, i] * x[b, p, i]
                    low = min(low, x[b, p, i])
                    high = max(high, x[b, p, i])
            # Rounding must not carry a mean of equal positions beyond them.
            out[b, i] = min(max(total / mass, low), high) if mass > 0.0 else np.nan
