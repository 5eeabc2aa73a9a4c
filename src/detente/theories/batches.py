"""Put a theory to the same problem in many beliefs, wherever there are processors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from detente.engine.run.executor import in_parts
from detente.engine.run.executors.named import Place, workers_for
from detente.theories.arrays import Floats
from detente.theories.problem import Problems
from detente.theories.protocol import Batched, Theory

__all__ = ["levels_of"]


@dataclass(frozen=True, slots=True)
class Predicting:
    """A theory put to many beliefs, as a job for workers."""

    theory: Theory
    problems: Problems
    seed: int

    def warm(self) -> None:
        """Compile what is needed."""
        self.ready()(0, 1)

    def ready(self) -> Callable[[int, int], Floats]:
        """Prepare a worker."""
        return self._levels

    def _levels(self, first: int, count: int) -> Floats:
        part = self.problems.part(first, count)
        if isinstance(self.theory, Batched):
            return self.theory.levels(part, seed=self.seed)
        return np.array([self.theory.solve(part[b], seed=self.seed).levels for b in range(count)])


def levels_of(
    theory: Theory,
    problems: Problems,
    *,
    seed: int = 1,
    threads: int | None = None,
    executor: Place | None = None,
) -> Floats:
    """Return the level of every issue in every belief, shape (B, issues).

    Args:
        theory: The theory; one that takes many beliefs at once is faster.
        problems: The beliefs.
        seed: What random draws are keyed by.
        threads: Processors to use; default: all.
        executor: Who solves, where it is not threads of this process.
    """
    levels = np.empty((len(problems), len(problems.issues)))

    def take(first: int, part: Floats) -> None:
        levels[first : first + len(part)] = part

    with workers_for(executor, threads) as workers:
        in_parts(Predicting(theory, problems, seed), take, [range(len(problems))], workers=workers, worlds=10)
    return levels
