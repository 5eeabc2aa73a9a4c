"""What a theory says will come out."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.schema.base import Bilingual
from detente.theories.arrays import Floats
from detente.theories.voting.counting import VotingPower

__all__ = ["Prediction"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prediction:
    """The outcome that a theory predicts for one problem.

    Attributes:
        theory: key of the theory.
        parameters: its parameters as written, by name.
        issues: the issues, in the order of the levels.
        levels: predicted level of every issue, 0–100, shape (issues,); not a number where the theory says nothing.
        options: option of every issue in the package struck, empty where the issue is left as it is; no entries
            for theories that strike no package.
        gains: gain of every party from the package, by party; no entries likewise.
        course: level of every issue after each round, shape (rounds, issues); no rows where there are no rounds.
        positions: positions of the parties at the end, shape (parties, issues); empty where they do not move.
        states: stable states by concept, for theories of moves; empty otherwise.
        powers: how often each party's yes decides, by issue, for theories of voting; empty otherwise.
        seed: what random draws were keyed by.
        case, case_sha256: the case that the problem was made from; empty if it was made by hand.
        version: of the program.
        status: a sentence on what was found and how far it can be trusted.
    """

    theory: str
    parameters: tuple[tuple[str, str], ...]
    issues: tuple[str, ...]
    levels: Floats
    options: tuple[str, ...] = ()
    gains: tuple[tuple[str, float], ...] = ()
    course: Floats
    positions: Floats
    states: tuple[tuple[str, tuple[str, ...]], ...] = ()
    powers: tuple[tuple[str, VotingPower], ...] = ()
    seed: int
    case: str
    case_sha256: str
    version: str
    status: Bilingual

    def level(self, issue: str) -> float:
        """Return the predicted level of an issue.

        Raises:
            ValueError: there is no such issue.
        """
        return float(self.levels[self.issues.index(issue)])
