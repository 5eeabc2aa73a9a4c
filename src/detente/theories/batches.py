"""Put a theory to the same problem in many beliefs, on several processors."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from detente.theories.arrays import Floats
from detente.theories.problem import Problems
from detente.theories.protocol import Batched, Theory

__all__ = ["levels_of"]

AT_A_TIME = 50
"""Beliefs that a thread takes at once; no result depends on it."""


def levels_of(theory: Theory, problems: Problems, *, seed: int = 1, threads: int | None = None) -> Floats:
    """Return the level of every issue in every belief, shape (B, issues).

    Args:
        theory: The theory; one that takes many beliefs at once is faster.
        problems: The beliefs.
        seed: What random draws are keyed by.
        threads: Processors to use; default: all.
    """
    parts = [
        problems.part(first, min(AT_A_TIME, len(problems) - first)) for first in range(0, len(problems), AT_A_TIME)
    ]

    def levels(part: Problems) -> Floats:
        if isinstance(theory, Batched):
            return theory.levels(part, seed=seed)
        return np.array([theory.solve(part[b], seed=seed).levels for b in range(len(part))])

    first = levels(parts[0])  # compiles, before several threads would want to at once
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        rest = list(pool.map(levels, parts[1:]))
    return np.concatenate([first, *rest])
