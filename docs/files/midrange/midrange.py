"""A theory of one's own: halfway between the two positions furthest apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from detente.bibliography import Reference
from detente.case.schema.base import Bilingual
from detente.theories.build_prediction import alone, nobody_wants
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Claim, Info


@dataclass(frozen=True, slots=True, kw_only=True)
class Midrange:
    """Split the difference between the extremes."""

    info: ClassVar[Info] = Info(
        key="midrange",
        references=("doe-2026",),
        works=(Reference("doe-2026", "Doe, J.", 2026, "Splitting the difference", "Working paper"),),
        claims=frozenset({Claim.WITHIN_POSITIONS, Claim.SYMMETRIC, Claim.MIRRORED, Claim.ISSUE_BY_ISSUE}),
        texts={
            "title": Bilingual(en="Split the difference", zh="折中"),
            "about": Bilingual(en="Halfway between the extremes.", zh="取两端立场的中点。"),
            "limits": Bilingual(en="Looks at nobody else.", zh="不看其他各方。"),
            "reproduced": Bilingual(en="Nothing is published.", zh="没有公开发表的数字。"),
        },
    )

    def objection(self, problem: Problem) -> Bilingual | None:
        """Say why it does not apply: nobody wants anything."""
        return nobody_wants(problem)

    def levels(self, problems: Problems, *, seed: int = 1) -> np.ndarray:
        """Return the level of every issue in every belief, shape (B, I)."""
        wanted = np.where(problems.salience > 0, problems.positions, np.nan)
        return (np.nanmin(wanted, axis=1) + np.nanmax(wanted, axis=1)) / 2

    def solve(self, problem: Problem, *, seed: int = 1) -> Prediction:
        """Predict one belief."""
        return alone(self, problem, seed, Bilingual(en="Halfway between the extremes.", zh="两端立场的中点。"))
