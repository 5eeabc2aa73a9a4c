"""The challenge model: expected utility of challenging one another, round by round (Bueno de Mesquita).

Written from Scholz, Calbert & Smith (2011), Unravelling Bueno de Mesquita's group decision model, ICAART, 18–30; also
Journal of Theoretical Politics 23(4), 510–531, which elicits the model of Bueno de Mesquita (1994). Every round:

1. P_ij, the probability that i beats j, from the votes of all between the two positions (31).
2. E(U_ij), what it is worth to i to challenge j, with everybody risk-neutral (15, 16, 22–25).
3. Risk exponents from how safe each is from challenges (33, 34), and the expected utilities again with them.
4. By the signs and sizes of E(U_ij) and E(U_ji): conflict, compromise, capitulation or stalemate (figure 6, 36).
5. Everybody takes one of the offers that others can enforce, and all move at once.

The published table cannot be had from the printed equations; an unprinted recipe gives it. Both readings are here, and
what print leaves open is an option of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

import numpy as np

from detente.case.schema.base import Bilingual
from detente.errors import OptionError
from detente.theories.arrays import Floats, Ints
from detente.theories.build_prediction import nobody_wants, predicted
from detente.theories.positions.expected_utility_kernels import CATEGORY, LEAST, POWERFUL, play_challenges, space_for
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Claim, Info, member
from detente.theories.sentences import refuse, sentence

__all__ = ["Challenge", "Conflict", "Offer", "Outcome", "Range", "Reading", "Responder", "Tie"]


class Reading(StrEnum):
    """Which model is meant.

    * ``SCHOLZ_RECIPE``: what reproduces table 2 of the paper. The votes carry each voter's risk exponent; P is the
      votes won over all votes between all pairs; both utilities of a dyad are taken with the risk exponent of the one
      who looks; among compromises the lowest one is taken, not the least move.
    * ``PRINTED``: equations (15)–(36) as they stand, with the options below where they leave something open.
    """

    SCHOLZ_RECIPE = "scholz-recipe"
    PRINTED = "printed"


class Outcome(StrEnum):
    """What is read off the positions: their weighted median, or their weighted mean. Table 2 has both."""

    MEDIAN = "median"
    MEAN = "mean"


class Responder(StrEnum):
    """Whose salience stands in (25b): that of the challenged, as the logic of (25a) asks, or s_j, as printed."""

    CHALLENGED = "challenged"
    AS_PRINTED = "as-printed"


class Conflict(StrEnum):
    """What a conflict (both utilities positive, figure 6) does: the loser moves to the winner, or nobody moves."""

    LOSER_MOVES = "loser-moves"
    NOBODY_MOVES = "nobody-moves"


class Offer(StrEnum):
    """Which of several offers is taken; the text beside figure 6 gives an order, "the least" and "the most powerful".

    * ``CATEGORY``: conflict before compromise before capitulation, then the least move.
    * ``LEAST``: the least move of all.
    * ``POWERFUL``: that of the most powerful, then the least move.
    """

    CATEGORY = "category"
    LEAST = "least"
    POWERFUL = "powerful"


class Tie(StrEnum):
    """Which of equal offers is taken, of which the paper says nothing: the lowest, or the first listed party's."""

    LOWEST = "lowest"
    LISTED = "listed"


class Range(StrEnum):
    """Which range R distances are a share of: that of the round, or that of the opening."""

    CURRENT = "current"
    INITIAL = "initial"


_OFFERS = {Offer.CATEGORY: CATEGORY, Offer.LEAST: LEAST, Offer.POWERFUL: POWERFUL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """The challenge model.

    Attributes:
        reading: the recipe behind the published table, or the equations as printed.
        rounds: rounds played, 1 to 1000; the model has no rule to stop, and often does not settle.
        outcome: what is read off the positions after the last round.
        status_quo: Q of (25a), the probability that nothing changes without a challenge, 0–1; 1 in the paper's
            results. `PRINTED` only, like all that follow.
        responder: whose salience stands in (25b).
        conflict: what a conflict does.
        offer: which of several offers is taken.
        tie: which of equal offers is taken; by `LISTED` the order of the parties matters.
        range: which range distances are a share of.

    Raises:
        OptionError: a value is none of those, or an option of the printed reading is given with the recipe.

    Example:
        >>> from detente.theories.problem import Problem
        >>> three = Problem(
        ...     parties=("a", "b", "c"), issues=("i",), positions=[[0], [50], [100]], salience=[[0.9], [0.3], [0.6]]
        ... )
        >>> Challenge(rounds=1).solve(three).level("i")
        0.0
    """

    reading: Reading = Reading.SCHOLZ_RECIPE
    rounds: int = 8
    outcome: Outcome = Outcome.MEDIAN
    status_quo: float = 1.0
    responder: Responder = Responder.CHALLENGED
    conflict: Conflict = Conflict.LOSER_MOVES
    offer: Offer = Offer.CATEGORY
    tie: Tie = Tie.LOWEST
    range: Range = Range.CURRENT

    info: ClassVar[Info] = Info(
        key="challenge",
        references=("scholz-calbert-smith-2011", "bueno-de-mesquita-1994"),
        claims=frozenset(
            {Claim.WITHIN_POSITIONS, Claim.SYMMETRIC, Claim.POWER_SCALE, Claim.LEVEL_SCALE, Claim.ISSUE_BY_ISSUE}
        ),
    )

    def __post_init__(self) -> None:
        """Read names as members of their enumerations, and check the numbers."""
        for name, kind in (
            ("reading", Reading),
            ("outcome", Outcome),
            ("responder", Responder),
            ("conflict", Conflict),
            ("offer", Offer),
            ("tie", Tie),
            ("range", Range),
        ):
            object.__setattr__(self, name, member(kind, name, getattr(self, name)))
        if not 1 <= self.rounds <= 1000:
            raise OptionError.outside("rounds", self.rounds, "1 to 1000")
        if not 0.0 <= self.status_quo <= 1.0:
            raise OptionError.outside("status_quo", self.status_quo, "0 to 1")
        for name in ("status_quo", "responder", "conflict", "offer", "tie", "range"):
            if self.reading == Reading.SCHOLZ_RECIPE and getattr(self, name) != _DEFAULTS[name]:
                raise OptionError.outside(name, str(getattr(self, name)), "an option of reading=printed alone")

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: nobody wants anything."""
        return nobody_wants(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the outcome of every issue in every belief after the last round, shape (B, I)."""
        return np.ascontiguousarray(self._play(problems)[0][:, -1, :])

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the outcome after the last round, issue by issue; `course` has every round."""
        refuse(self.objection(problem))
        course, positions = self._play(Problems.of([problem]))
        told = sentence(f"theory.status.challenge.{_ending(course[0])}", rounds=self.rounds)
        return predicted(self, problem, seed, course[0, -1], told, course=course[0], positions=positions[0])

    def _play(self, problems: Problems) -> tuple[Floats, Floats]:
        """Return the outcomes after every round, shape (B, rounds, I), and the last positions, shape (B, P, I)."""
        positions = np.array(problems.positions, order="C")
        out = np.empty((len(problems), self.rounds, len(problems.issues)))
        space, spare = space_for(len(problems.parties))
        play_challenges(
            positions, problems.power, problems.salience, self._scheme(), self.status_quo, space, spare, out
        )
        return out, positions

    def _scheme(self) -> Ints:
        """Return the choices between readings as the kernel takes them, in the order of `Scheme`."""
        recipe = self.reading == Reading.SCHOLZ_RECIPE
        chosen = (
            recipe,
            self.responder == Responder.AS_PRINTED,
            self.range == Range.CURRENT and not recipe,
            self.conflict == Conflict.LOSER_MOVES,
            _OFFERS[self.offer],
            self.tie == Tie.LISTED,
            self.outcome == Outcome.MEAN,
        )
        return np.array(chosen, dtype=np.int64)


_DEFAULTS = {
    "status_quo": 1.0,
    "responder": Responder.CHALLENGED,
    "conflict": Conflict.LOSER_MOVES,
    "offer": Offer.CATEGORY,
    "tie": Tie.LOWEST,
    "range": Range.CURRENT,
}


def _ending(course: Floats) -> str:
    """Say whether the last rounds still move the outcome."""
    if len(course) < 2:
        return "cut"
    return "settled" if np.nanmax(np.abs(course[-1] - course[-2]), initial=0.0) < 0.01 else "moving"
