"""Voting power among the theories: how often each party's yes decides, where a case counts consent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from detente.case.schema.base import Bilingual
from detente.theories.build_prediction import predicted
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem
from detente.theories.protocol import Info
from detente.theories.sentences import refuse, sentence
from detente.theories.voting.counting import can_be_counted, voting_power

__all__ = ["PowerIndices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerIndices:
    """How often each party's yes decides whether an issue may change: the indices of Banzhaf and of Shapley & Shubik.

    They read the rules of consent that count, by heads or by weight, and neither positions nor power. They say nothing
    of levels of issues: the outcome is `Prediction.powers`, exact fractions.

    Example:
        >>> from detente.theories.problem import Problem
        >>> from detente.theories.voting.rules import WeightedRule
        >>> rules = (("fare", WeightedRule(quota=3, weights={"north": 2, "south": 1, "west": 1})),)
        >>> problem = Problem(parties=("north",), issues=("fare",), positions=[[0]], salience=[[1]], rules=rules)
        >>> ((issue, power),) = PowerIndices().solve(problem).powers
        >>> issue, str(power.shapley_shubik["north"]), str(power.banzhaf["north"])
        ('fare', '2/3', '3/5')
    """

    info: ClassVar[Info] = Info(
        key="power-indices",
        references=("penrose-1946", "shapley-shubik-1954", "banzhaf-1965"),
        claims=frozenset(),
        levels=False,
    )

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: consent is counted nowhere, or weights are too fine to count."""
        if not problem.rules:
            return sentence("theory.objection.uncounted")
        for issue, rule in problem.rules:
            if not can_be_counted(rule):
                return sentence("theory.objection.too-fine", issue=issue)
        return None

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Return the power of every party under every rule."""
        refuse(self.objection(problem))
        powers = tuple((issue, voting_power(rule)) for issue, rule in problem.rules)
        levels = np.full(len(problem.issues), np.nan)
        return predicted(self, problem, seed, levels, sentence("theory.status.power-indices"), powers=powers)
