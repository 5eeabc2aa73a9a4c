"""The spatial model of politics: challenges under risk, bargains, and a vote on every bargain (KTAB's model).

Written from the equations of Wise, Lester & Efird (2015), An introduction to the KAPSARC Toolkit for Behavioral
Analysis (KTAB) using one-dimensional spatial models, and Multidimensional bargaining using KTAB, KAPSARC discussion
papers. A turn:

1. Utilities fall with the salience-weighted distance; chances of all positions follow from contests of each pair.
2. Who is likely to prevail stakes little: chances give risk attitudes, of which others guess a part.
3. Each actor challenges the one from whom it expects most, third parties backing either side by what it costs them.
4. Each challenge is a bargain: both would move toward each other, by salience and by the chance of prevailing.
5. Everybody votes on the bargains an actor is part of and on its standing still; it moves as the likeliest of them
   says, alone, so that a bargain may be kept by one side only.

Turns end when positions hardly move. The issues are the dimensions of one space.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

import numpy as np

from detente.case.schema.base import Bilingual
from detente.errors import OptionError
from detente.kernels.randomness import purpose
from detente.theories.arrays import Floats, Ints
from detente.theories.build_prediction import nobody_wants, predicted
from detente.theories.positions.spatial_kernels import play_turns, spatial_space
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Claim, Info, member
from detente.theories.sentences import refuse, sentence

__all__ = ["Adjust", "Contest", "Interpolation", "Outcome", "Span", "Spatial", "ThirdParties", "Transition"]


class Contest(StrEnum):
    """How strength becomes the chance of winning a contest: its power in the ratio, or all to the stronger."""

    LINEAR = "linear"
    SQUARE = "square"
    QUARTIC = "quartic"
    OCTIC = "octic"
    BINARY = "binary"


class Span(StrEnum):
    """Between which values risk attitudes lie: 0 to 1, −½ to 1, or −1 to 1."""

    MIN = "min"
    MID = "mid"
    MAX = "max"


class Adjust(StrEnum):
    """How much of another's true risk attitude is in one's guess of it."""

    NO = "no"
    ONE_THIRD = "one-third"
    HALF = "half"
    TWO_THIRDS = "two-thirds"
    FULL = "full"


class ThirdParties(StrEnum):
    """Whether third parties take sides, staking what the loser's fate would cost them.

    `none` stands for the options of no and of full commitment, which both leave them without a vote.
    """

    SEMI = "semi"
    NONE = "none"


class Interpolation(StrEnum):
    """How salience and chance weigh in a bargain: as they are (S1P1) or squared (S2P2)."""

    S1P1 = "s1p1"
    S2P2 = "s2p2"


class Transition(StrEnum):
    """Whether the likeliest bargain is kept, or one is drawn by its chance."""

    DETERMINISTIC = "deterministic"
    STOCHASTIC = "stochastic"


class Outcome(StrEnum):
    """What is read off the final positions: their mean by chance, or the likeliest one."""

    EXPECTED = "expected"
    LIKELIEST = "likeliest"


_POWER = {Contest.LINEAR: 1, Contest.SQUARE: 2, Contest.QUARTIC: 4, Contest.OCTIC: 8, Contest.BINARY: 0}
_SHARE = {Adjust.NO: 0.0, Adjust.ONE_THIRD: 1 / 3, Adjust.HALF: 0.5, Adjust.TWO_THIRDS: 2 / 3, Adjust.FULL: 1.0}
_SPAN = {Span.MIN: 0, Span.MID: 1, Span.MAX: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spatial:
    """The spatial model of politics.

    Saliences of an actor are shares of its attention: where they sum to more than 1 they are scaled down to it. A party
    that has no position on an issue stands where the terms in force are. The model adds small constants to votes, so
    the unit of power matters a little: its authors count from 0 to some hundreds.

    Attributes:
        contest: how strength becomes the chance of winning.
        span: between which values risk attitudes lie.
        adjust: how well they are guessed.
        third_parties: whether others take sides.
        interpolation: how salience and chance weigh in a bargain.
        transition: whether chance decides among bargains.
        outcome: what is read off the final positions.
        turns: turns at most, 1 to 1000.
        tolerance: movement, compared with that of the first turn, below which turns end.

    Raises:
        OptionError: a parameter has no such value.

    Example:
        >>> from detente.theories.problem import Problem
        >>> three = Problem(
        ...     parties=("a", "b", "c"), issues=("i",), positions=[[0], [50], [100]], salience=[[1], [1], [1]],
        ...     power=[2, 1, 1],
        ... )
        >>> 0.0 < Spatial().solve(three).level("i") < 60.0
        True
    """

    contest: Contest = Contest.LINEAR
    span: Span = Span.MID
    adjust: Adjust = Adjust.ONE_THIRD
    third_parties: ThirdParties = ThirdParties.SEMI
    interpolation: Interpolation = Interpolation.S2P2
    transition: Transition = Transition.DETERMINISTIC
    outcome: Outcome = Outcome.EXPECTED
    turns: int = 100
    tolerance: float = 0.02

    info: ClassVar[Info] = Info(
        key="spatial",
        references=("wise-lester-efird-2015", "bueno-de-mesquita-1994"),
        claims=frozenset({Claim.WITHIN_POSITIONS}),
        stochastic=True,
    )

    def __post_init__(self) -> None:
        """Check the parameters."""
        kinds = {
            "contest": Contest,
            "span": Span,
            "adjust": Adjust,
            "third_parties": ThirdParties,
            "interpolation": Interpolation,
            "transition": Transition,
            "outcome": Outcome,
        }
        for name, kind in kinds.items():
            object.__setattr__(self, name, member(kind, name, getattr(self, name)))
        if not 1 <= self.turns <= 1000:
            raise OptionError.outside("turns", self.turns, "1 to 1000")
        if not 0.0 <= self.tolerance < 1.0:
            raise OptionError.outside("tolerance", self.tolerance, "0 to 1")

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: fewer than two actors, or positions that nothing tells."""
        if (silent := nobody_wants(problem)) is not None:
            return silent
        if (problem.salience.sum(axis=1) > 0.0).sum() < 2:
            return sentence("theory.objection.one-actor")
        if np.isnan(_filled(problem.positions[None], problem.now)).any():
            return sentence("theory.objection.unplaced")
        return None

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the outcome of every issue in every belief, shape (B, I)."""
        out = np.empty((len(problems), len(problems.issues)))
        filled = _filled(problems.positions, problems.now)
        for b in range(len(problems)):
            heard = problems.salience[b].sum(axis=1) > 0.0
            states, chances = self._played(problems, b, filled[b], heard, seed)
            out[b] = 100.0 * self._read(states[-1], chances)
        return out

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the outcome; `course` has the outcome's mean position by turn, `positions` where actors end."""
        refuse(self.objection(problem))
        batch = Problems.of([problem])
        filled = _filled(batch.positions, batch.now)[0]
        heard = problem.salience.sum(axis=1) > 0.0
        states, chances = self._played(batch, 0, filled, heard, seed)
        positions = np.full(problem.positions.shape, np.nan)
        positions[heard] = 100.0 * states[-1]
        turns = len(states) - 1
        told = sentence("theory.status.spatial.cut" if turns == self.turns else "theory.status.spatial", turns=turns)
        course = 100.0 * np.einsum("n,tnd->td", chances, states[1:])
        levels = 100.0 * self._read(states[-1], chances)
        return predicted(self, problem, seed, levels, told, course=course, positions=positions)

    def states(self, problem: Problem, *, seed: int = 1) -> Floats:
        """Return all positions, 0–100, at the start and after every turn, shape (turns + 1, actors, issues).

        Parties without salience on anything are no actors.
        """
        refuse(self.objection(problem))
        batch = Problems.of([problem])
        heard = problem.salience.sum(axis=1) > 0.0
        return np.asarray(100.0 * self._played(batch, 0, _filled(batch.positions, batch.now)[0], heard, seed)[0])

    def _played(
        self, problems: Problems, b: int, filled: Floats, heard: np.ndarray, seed: int
    ) -> tuple[Floats, Floats]:
        s = problems.salience[b][heard]
        s = np.ascontiguousarray(s / np.maximum(1.0, s.sum(axis=1, keepdims=True)))
        x = np.ascontiguousarray(filled[heard] / 100.0)
        n, dims = x.shape
        n_float, n_int = spatial_space(n)
        states, chances = np.empty((self.turns + 1, n, dims)), np.empty(n)
        turns = play_turns(
            np.ascontiguousarray(problems.power[b][heard]),
            s,
            x,
            self._options(),
            _SHARE[self.adjust],
            self.tolerance,
            seed,
            problems.first + b,
            np.array(
                [purpose(f"theories.spatial.{name}") for name in np.array(problems.parties)[heard]], dtype=np.int64
            ),
            states,
            chances,
            np.empty(n_float),
            np.empty(n_int, dtype=np.int64),
            np.empty((n, dims)),
            np.empty((n, dims)),
        )
        return states[: turns + 1], chances

    def _options(self) -> Ints:
        return np.array(
            [
                _SPAN[self.span],
                _POWER[self.contest],
                self.third_parties is ThirdParties.SEMI,
                self.interpolation is Interpolation.S2P2,
                self.transition is Transition.STOCHASTIC,
                self.turns,
            ],
            dtype=np.int64,
        )

    def _read(self, positions: Floats, chances: Floats) -> Floats:
        if self.outcome is Outcome.LIKELIEST:
            return np.asarray(positions[int(np.argmax(chances))])
        return np.asarray(np.clip(chances @ positions, positions.min(axis=0), positions.max(axis=0)))


def _filled(positions: Floats, now: Floats) -> Floats:
    """Return positions with the terms in force where a party is silent, shape (B, parties, issues)."""
    return np.where(np.isnan(positions), now[None, None, :], positions)
