"""From the levels that a kernel found to a prediction with everything that reproduces it."""

from __future__ import annotations

import numpy as np

import detente
from detente.case.schema.base import Bilingual
from detente.theories.arrays import Floats
from detente.theories.prediction import Prediction
from detente.theories.problem import Problem, Problems
from detente.theories.protocol import Batched, Theory, parameters_of
from detente.theories.sentences import refuse, sentence
from detente.theories.voting.counting import VotingPower

__all__ = ["alone", "frozen", "nobody_wants", "predicted"]


def predicted(
    theory: Theory,
    problem: Problem,
    seed: int,
    levels: Floats,
    status: Bilingual,
    *,
    course: Floats | None = None,
    positions: Floats | None = None,
    options: tuple[str, ...] = (),
    gains: tuple[tuple[str, float], ...] = (),
    states: tuple[tuple[str, tuple[str, ...]], ...] = (),
    powers: tuple[tuple[str, VotingPower], ...] = (),
) -> Prediction:
    """Return a prediction with its method, parameters and origin; the arguments are fields of `Prediction`."""
    n_issues = len(problem.issues)
    return Prediction(
        theory=theory.info.key,
        parameters=parameters_of(theory),
        issues=problem.issues,
        levels=frozen(levels),
        course=frozen(np.empty((0, n_issues)) if course is None else course),
        positions=frozen(np.empty((0, n_issues)) if positions is None else positions),
        seed=seed,
        case=problem.case,
        case_sha256=problem.case_sha256,
        version=detente.__version__,
        status=status,
        options=options,
        gains=gains,
        states=states,
        powers=powers,
    )


def frozen(array: Floats) -> Floats:
    """Return a copy that cannot be written to."""
    copy = np.array(array, dtype=np.float64)
    copy.flags.writeable = False
    return copy


def alone(theory: Batched, problem: Problem, seed: int, status: Bilingual) -> Prediction:
    """Solve one problem as a batch of one."""
    refuse(theory.objection(problem))
    levels = theory.levels(Problems.of([problem]), seed=seed)[0]
    return predicted(theory, problem, seed, levels, status)


def nobody_wants(problem: Problem) -> Bilingual | None:
    """Say that no party with any weight has a position on any issue, if it is so."""
    return None if (problem.weights > 0.0).any() else sentence("theory.objection.silent")
