"""Position exchange: pairs of parties trade votes on issues that matter to them differently (Stokman & van Oosten).

Written from Stokman & van Oosten (1994), The exchange of voting positions, chapter 5 of Bueno de Mesquita & Stokman
(eds.), European Community Decision Making, Yale University Press. A round:

1. The expected outcome of an issue is the mean of positions weighted by power × salience.
2. Two parties on opposite sides of it on two issues can exchange: each moves its vote toward the other's position on
   the issue that matters less to it, compared with the other. Both gain the same.
3. No exchange moves an outcome beyond what its demander wants; it is made smaller until it does not.
4. The exchange with the highest gain is made; then every vote that moved stays in that direction for the round.
   Steps 2 to 4 are repeated until no exchange is left.
5. The outcome of a round is the weighted mean of votes. Positions follow votes part of the way into the next round.

Two readings of our own, where the description leaves something open: after an exchange the outcomes, and so the sides,
are taken from the votes as they then stand; and among equal gains a draw decides, keyed by seed, belief, round and
the names of who exchanges what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, cast

import numpy as np

from detente.case.schema.base import Bilingual
from detente.errors import OptionError
from detente.kernels.randomness import purpose
from detente.theories.arrays import Floats
from detente.theories.build_prediction import nobody_wants, predicted
from detente.theories.positions.exchange_kernels import FIELDS, play_exchanges, space_for
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Claim, Info
from detente.theories.sentences import refuse, sentence

__all__ = ["Exchange", "PositionExchange"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One exchange that was made.

    Attributes:
        round: counted from 1.
        first, second: the parties.
        demanded: the issue on which the second moved its vote toward the first.
        supplied: the issue on which the first moved its vote toward the second.
        gain: what each of the two gained, in levels times salience.
        moves: by how much the second's vote moved on `demanded`, and the first's on `supplied`.
        shifts: by how much the two expected outcomes moved.
    """

    round: int
    first: str
    second: str
    demanded: str
    supplied: str
    gain: float
    moves: tuple[float, float]
    shifts: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionExchange:
    """Position exchange with equal gains.

    Attributes:
        rounds: rounds played, 1 to 1000.
        pace: share of a vote that becomes the next round's position for a party to whom the issue means nothing, over
            `firmness`; falls to 0 with full salience.
        firmness: share of a vote that becomes the next round's position in any case.

    Raises:
        OptionError: a number is outside its range.

    Example:
        >>> from detente.theories.problem import Problem
        >>> two = Problem(
        ...     parties=("a", "b"),
        ...     issues=("i", "j"),
        ...     positions=[[0, 0], [100, 100]],
        ...     salience=[[0.9, 0.3], [0.3, 0.9]],
        ... )
        >>> PositionExchange().solve(two).levels.tolist()
        [0.0, 100.0]
    """

    rounds: int = 1
    pace: float = 0.4
    firmness: float = 0.1

    info: ClassVar[Info] = Info(
        key="exchange",
        references=("stokman-van-oosten-1994",),
        claims=frozenset({Claim.WITHIN_POSITIONS, Claim.SYMMETRIC, Claim.POWER_SCALE, Claim.LEVEL_SCALE}),
        stochastic=True,
    )

    def __post_init__(self) -> None:
        """Check the numbers."""
        if not 1 <= self.rounds <= 1000:
            raise OptionError.outside("rounds", self.rounds, "1 to 1000")
        for name in ("pace", "firmness"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise OptionError.outside(name, getattr(self, name), "0 to 1")
        if self.pace + self.firmness > 1.0:
            raise OptionError.outside("pace + firmness", self.pace + self.firmness, "0 to 1")

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say in a sentence why it does not apply: no two parties have weight on the same two issues."""
        if (silent := nobody_wants(problem)) is not None:
            return silent
        heard = (problem.weights > 0.0).astype(np.int64)
        together = heard.T @ heard
        np.fill_diagonal(together, 0)
        return None if (together >= 2).any() else sentence("theory.objection.one-issue")

    def levels(self, problems: Problems, *, seed: int = 1) -> Floats:
        """Return the outcome of every issue in every belief after the last round, shape (B, I)."""
        keys = _keys(problems)
        space = self._space(problems)
        out = np.empty((len(problems), len(problems.issues)))
        for b in range(len(problems)):
            x = np.array(problems.positions[b])
            keyed = (seed, problems.first + b)
            self._play(x, problems.power[b], problems.salience[b], keyed, keys, space)
            out[b] = space[-2][-1]
        return out

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict the weighted mean of votes after the exchanges; `course` has every round, `positions` the votes."""
        refuse(self.objection(problem))
        made, space = self._solve(problem, seed)
        votes, course = space[0], space[-2]
        told = sentence("theory.status.exchange", count=made, rounds=self.rounds)
        return predicted(self, problem, seed, course[-1], told, course=course, positions=votes)

    def exchanges(self, problem: Problem, *, seed: int = 1) -> tuple[Exchange, ...]:
        """Return the exchanges that are made, in their order.

        Raises:
            TheoryError: the theory does not apply.
        """
        refuse(self.objection(problem))
        made, space = self._solve(problem, seed)
        return tuple(_named(problem, row) for row in space[-1][:made])

    def externalities(self, problem: Problem, exchange: Exchange, outcomes: Floats) -> dict[str, float]:
        """Return what an exchange brings everybody: Σ over its two issues of (|O⁰ − x| − |O¹ − x|)·s.

        Args:
            problem: Where it was made.
            exchange: One of `exchanges`.
            outcomes: Expected outcomes before it, shape (issues,).
        """
        total = np.zeros(len(problem.parties))
        for issue, shift in zip((exchange.demanded, exchange.supplied), exchange.shifts, strict=True):
            k = problem.issues.index(issue)
            x = problem.positions[:, k]
            nearer = np.abs(outcomes[k] - x) - np.abs(outcomes[k] + shift - x)
            total += np.where(problem.salience[:, k] > 0.0, nearer * problem.salience[:, k], 0.0)
        return dict(zip(problem.parties, total.tolist(), strict=True))

    def _solve(self, problem: Problem, seed: int) -> tuple[int, tuple[Any, ...]]:
        problems = Problems.of([problem])
        space = self._space(problems)
        x = np.array(problem.positions)
        made = self._play(x, problem.power, problem.salience, (seed, problem.belief), _keys(problems), space)
        return made, space

    def _space(self, problems: Problems) -> tuple[Any, ...]:
        """Return the kernel's space, the course and room for all exchanges."""
        n, m = len(problems.parties), len(problems.issues)
        course, kept = np.empty((self.rounds, m)), np.empty((self.rounds * n * m, FIELDS))
        return (*space_for(n, m), np.empty((m, m)), course, kept)

    def _play(self, x: Floats, c: Floats, s: Floats, keyed: tuple[int, int], keys: Any, space: Any) -> int:
        arrays = np.ascontiguousarray(c), np.ascontiguousarray(s)
        return int(cast(Any, play_exchanges)(x, *arrays, keyed, *keys, (self.pace, self.firmness), *space))


def _keys(problems: Problems) -> Any:
    """Return what draws of parties and issues are keyed by: their names, not their places."""
    parties = [purpose(f"parties.{name}.exchange") for name in problems.parties]
    issues = [purpose(f"issues.{name}.exchange") for name in problems.issues]
    return np.array(parties, dtype=np.int64), np.array(issues, dtype=np.int64)


def _named(problem: Problem, row: Floats) -> Exchange:
    t, i, j, p, q = (int(value) for value in row[:5])
    return Exchange(
        round=t + 1,
        first=problem.parties[i],
        second=problem.parties[j],
        demanded=problem.issues[p],
        supplied=problem.issues[q],
        gain=float(row[5]),
        moves=(float(row[6]), float(row[7])),
        shifts=(float(row[8]), float(row[9])),
    )
