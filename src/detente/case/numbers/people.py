"""Beliefs of several people, pooled as a mixture: one of them is right, each with a weight (the linear opinion pool).

Whose answers are right is drawn once per belief for all numbers together, so that what one person says stays together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from detente.case.numbers.notation import ByPerson, Chance, Notation, OneOf

__all__ = ["everybody", "of_mixture", "of_people"]

Floats = NDArray[np.float64]
Inverse = Callable[[Notation, Floats], Floats]

_GRID = 2000


def everybody(notations: Iterable[Notation | Chance]) -> OneOf | None:
    """Return the choice of whose answers are right, as the number with most people has it; None without people."""
    mixtures = [each for each in notations if isinstance(each, ByPerson)]
    if not mixtures:
        return None
    largest = max(mixtures, key=lambda each: len(each.parts))
    return OneOf(tuple((name, weight) for name, weight, _ in largest.parts))


def of_people(notation: ByPerson, whose: Floats, own: Floats, inverse: Inverse) -> Floats:
    """Return values of a mixture from uniforms that say whose answer is right, f8[N], and what it is, f8[N]."""
    edges = np.cumsum([weight for _, weight, _ in notation.parts])
    chosen = np.minimum(np.searchsorted(edges, whose, side="right"), len(notation.parts) - 1)
    found = np.empty(len(own))
    for place, (_, _, part) in enumerate(notation.parts):
        theirs = chosen == place
        found[theirs] = inverse(part, own[theirs])
    return found


def of_mixture(notation: ByPerson, p: Floats, inverse: Inverse) -> Floats:
    """Return quantiles of a mixture whoever is right, from a fine grid of everybody's quantiles."""
    at = (np.arange(_GRID) + 0.5) / _GRID
    values = np.concatenate([inverse(part, at) for _, _, part in notation.parts])
    weights = np.repeat([weight / _GRID for _, weight, _ in notation.parts], _GRID)
    order = np.argsort(values, kind="stable")
    middle = np.cumsum(weights[order]) - 0.5 * weights[order]
    return np.asarray(np.interp(p, middle, values[order]))
