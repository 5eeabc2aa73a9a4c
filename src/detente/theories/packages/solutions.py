"""Bargaining solutions over packages: one package for all issues, picked out of those that everybody needed can sign.

Gains g are counted from the terms in force, which are what there is without agreement; the solver is exact.

* Nash: max Π g^w (Nash 1950; with weights Kalai 1977).
* Kalai–Smorodinsky: everybody gets as large a share as can be of the best it could have (Kalai & Smorodinsky 1975),
  in the lexicographic extension that makes it efficient where shares cannot be equal (Imai 1983).
* Egalitarian: the smallest gain is as large as can be, then the next (Kalai 1977), which compares gains of parties.
* Utilitarian: the sum of gains is as large as can be, which compares them too (Harsanyi 1955).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from detente.bargaining.packages import Package
from detente.bargaining.rules import Rule, Status
from detente.case.schema.base import Bilingual
from detente.theories.arrays import Floats
from detente.theories.build_prediction import predicted
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Claim, Info, Theory
from detente.theories.sentences import refuse, sentence

__all__ = ["Egalitarian", "KalaiSmorodinsky", "Nash", "Utilitarian"]

_CLAIMS = frozenset({Claim.PARETO, Claim.INDIVIDUALLY_RATIONAL, Claim.SYMMETRIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class Nash:
    """The Nash package: the product of gains, each to the power of its party's weight, is as large as can be."""

    info: ClassVar[Info] = Info(
        key="nash", references=("nash-1950", "kalai-1977a"), claims=_CLAIMS | {Claim.GAIN_SCALE}
    )

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: no table, or no options to choose from."""
        return _no_table(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the level of every issue in every belief, shape (B, I); the terms in force without a deal."""
        return _levels(problems, Rule.NASH)

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the package that a table strikes."""
        return _solve(self, problem, seed, Rule.NASH)


@dataclass(frozen=True, slots=True, kw_only=True)
class KalaiSmorodinsky:
    """The Kalai–Smorodinsky package: gains as shares of the best each could have, the smallest as large as can be."""

    info: ClassVar[Info] = Info(
        key="kalai-smorodinsky",
        references=("kalai-smorodinsky-1975", "imai-1983"),
        claims=_CLAIMS | {Claim.GAIN_SCALE},
    )

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: no table, or no options to choose from."""
        return _no_table(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the level of every issue in every belief, shape (B, I); the terms in force without a deal."""
        return _levels(problems, Rule.KALAI_SMORODINSKY)

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the package that a table strikes."""
        return _solve(self, problem, seed, Rule.KALAI_SMORODINSKY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Egalitarian:
    """The egalitarian package: the smallest gain is as large as can be, then the next."""

    info: ClassVar[Info] = Info(key="egalitarian", references=("kalai-1977",), claims=_CLAIMS)

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: no table, or no options to choose from."""
        return _no_table(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the level of every issue in every belief, shape (B, I); the terms in force without a deal."""
        return _levels(problems, Rule.EGALITARIAN)

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the package that a table strikes."""
        return _solve(self, problem, seed, Rule.EGALITARIAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utilitarian:
    """The utilitarian package: the sum of gains at the table is as large as can be."""

    info: ClassVar[Info] = Info(key="utilitarian", references=("harsanyi-1955",), claims=_CLAIMS)

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: no table, or no options to choose from."""
        return _no_table(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the level of every issue in every belief, shape (B, I); the terms in force without a deal."""
        return _levels(problems, Rule.UTILITARIAN)

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the package that a table strikes."""
        return _solve(self, problem, seed, Rule.UTILITARIAN)


def _no_table(problem: Problem) -> Bilingual | None:
    if problem.package is None:
        return sentence("theory.objection.no-table")
    return None if problem.package.n_table > 1 else sentence("theory.objection.one-seat")


def _levels(problems: Problems, rule: Rule) -> Floats:
    every = np.arange(len(problems.issues))
    rows = [problems.option_levels[every, package.strike(rule).choice] for package in problems.packages]
    return np.array(rows).reshape(len(problems), len(every))


def _solve(theory: Theory, problem: Problem, seed: int, rule: Rule) -> Prediction:
    refuse(theory.objection(problem))
    assert problem.package is not None
    package = problem.package.strike(rule)
    levels = problem.option_levels[np.arange(len(problem.issues)), package.choice]
    options = tuple(names[a] if a else "" for names, a in zip(problem.options, package.choice, strict=True))
    gains = tuple(zip(problem.seats, package.gains.tolist(), strict=True))
    return predicted(theory, problem, seed, levels, _status(package), options=options, gains=gains)


def _status(package: Package) -> Bilingual:
    if package.outcome == Status.NODE_LIMIT:
        return sentence("theory.status.package.unproved")
    return sentence("theory.status.package.struck" if package.struck else "theory.status.package.none")
