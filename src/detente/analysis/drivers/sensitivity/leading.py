"""The number of each group along which an outcome changes most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.drivers.sensitivity.curves import curve_along
from detente.analysis.drivers.views import Leading
from detente.analysis.outlook.influence import Group
from detente.case.numbers.notation import OneOf
from detente.engine.run.chunks import Table
from detente.kernels.quantiles import normal_quantile

__all__ = ["EndBeliefs", "leading_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MISTAKES = 0.05
"""Share of groups without any effect in which chance may name a number."""


@dataclass(frozen=True, slots=True)
class EndBeliefs:
    """The independent beliefs at the ends of walks, x and x′ in turn.

    Attributes:
        scores: normal scores of the uncertain numbers, shape (2W, U).
        numbers: the numbers, shape (2W, U).
    """

    table: Table
    scores: Floats
    numbers: Floats

    @classmethod
    def of(cls, table: Table, seed: int, walks: Ints) -> EndBeliefs:
        """Draw the beliefs of some walks again."""
        rows = np.stack([2 * walks, 2 * walks + 1], axis=1).ravel()
        uniforms = table.drawn.uniforms(seed, 0, int(rows.max(initial=-1)) + 1)[rows]
        return cls(table, normal_quantile(uniforms), table.drawn.values(uniforms)[:, table.drawn.uncertain])


def leading_of(beliefs: EndBeliefs, group: Group, results: Floats) -> Leading | None:
    """Return the number of a group that a quadratic in its score finds strongest; None if it may be noise.

    Without an effect, the number of beliefs times the share explained is χ² of two degrees; the largest of K is
    compared with the quantile that one of K passes in one of twenty cases.

    Args:
        beliefs: Independent beliefs.
        group: Its columns among the uncertain numbers.
        results: Result under each belief, shape (2W,).
    """
    table, columns = beliefs.table, list(group.columns)
    score, centred = beliefs.scores[:, columns], (results - results.mean())[:, None] / results.std()
    straight = (centred * score).mean(axis=0)
    bent = (centred * (score**2 - 1.0)).mean(axis=0) / np.sqrt(2.0)
    explained = straight**2 + bent**2
    best = int(np.argmax(explained))
    slot = int(table.drawn.uncertain[columns[best]])
    path, notation = table.layout.slots.paths[slot], table.layout.slots.quantities[slot].notation
    curve = curve_along(beliefs.numbers[:, columns[best]], results)
    if isinstance(notation, OneOf):
        names = {table.drawn.level_of(slot, name): name for name, _ in notation.options}
        return Leading(path, 0.0, curve, tuple(names[at] for at in curve.at))
    if explained[best] * len(results) < 2.0 * np.log(len(columns) / MISTAKES):
        return None
    return Leading(path, float(straight[best]), curve)
