"""The conflict graph among the theories: which states hold, for cases that say who controls which option."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from detente.case.schema.base import Bilingual
from detente.theories.build_prediction import predicted
from detente.theories.conflict.simultaneous import simultaneous
from detente.theories.conflict.stability import Concept, stability
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem
from detente.theories.protocol import Info
from detente.theories.sentences import refuse, sentence

__all__ = ["ConflictGraph"]

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictGraph:
    """The states that nobody leaves: stable for everybody as Nash, metarational, sequential or simultaneous equilibria.

    Sources: Fang, Hipel & Kilgour (1993), Interactive Decision Making, Wiley; Fraser & Hipel (1979), IEEE Transactions
    on Systems, Man, and Cybernetics 9(12), 805–816. It says nothing of levels of issues: its outcome is
    `Prediction.states`, at the medians of what is not known. `detente conflict` asks it more.

    Example:
        >>> from detente.theories.problem import Problem
        >>> nobody = Problem(parties=("a",), issues=("i",), positions=[[0]], salience=[[1.0]])
        >>> ConflictGraph().objection(nobody).en
        'The case does not say who controls which option (section `moves`).'
    """

    info: ClassVar[Info] = Info(
        key="conflict-graph",
        references=("fang-hipel-kilgour-1993", "fraser-hipel-1979"),
        claims=frozenset(),
        levels=False,
    )

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: nobody's moves are known."""
        return sentence("theory.objection.moves") if problem.conflict is None else None

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the states that hold for everybody, by concept: their names, or else their numbers from 1."""
        refuse(self.objection(problem))
        game = problem.conflict
        assert game is not None
        found = stability(game.conflict)
        if (answered := simultaneous(game.conflict)) is not None:
            found.stable[Concept.SIM] = answered
        states = tuple(
            (concept.value, tuple(game.space.names.get(int(s), str(int(s) + 1)) for s in found.equilibria(concept)))
            for concept in found.stable
        )
        firm = dict(states)
        told = {concept: ", ".join(firm[concept][:_MOST_NAMED]) or "–" for concept in ("R", "SEQ")}
        more = {concept: ", …" if len(firm[concept]) > _MOST_NAMED else "" for concept in told}
        status = sentence(
            "theory.status.conflict-graph", nash=told["R"] + more["R"], sequential=told["SEQ"] + more["SEQ"]
        )
        return predicted(self, problem, seed, np.full(len(problem.issues), np.nan), status, states=states)
