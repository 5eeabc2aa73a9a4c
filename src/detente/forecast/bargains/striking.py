"""Which package a table of two strikes under a rule, exactly or near the best, as a distribution over packages.

Near the best: the rule strikes what is best for gains as the two perceive them, g + η·Z·T, with Z normal for every
party, good and number of units, and T all that a party has at stake. It is the table of the play with its error of
perception (`docs/explanation/the-mathematics.md`).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from detente.bargaining.rules import GAIN_FLOOR, Rule
from detente.theories.arrays import Floats, Ints

__all__ = ["RULES", "perception_noise", "struck"]

_TIE = 1e-9


def _nash(gains: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(gains, GAIN_FLOOR)).sum(axis=-2))


def _leximin(gains: Floats) -> Floats:
    low, high = gains.min(axis=-2), gains.max(axis=-2)
    return np.asarray(low + 1e-7 * high)


def _kalai_smorodinsky(gains: Floats) -> Floats:
    both = (gains > GAIN_FLOOR).all(axis=-2, keepdims=True)
    best = np.where(both, gains, 0.0).max(axis=-1, keepdims=True)
    return _leximin(gains / np.maximum(best, GAIN_FLOOR))


def _proposer(side: int) -> Callable[[Floats], Floats]:
    return lambda gains: np.asarray(gains[..., side, :] + 1e-7 * gains[..., 1 - side, :])


RULES: dict[str, tuple[Callable[[Floats], Floats], ...]] = {
    Rule.NASH.name.lower(): (_nash,),
    Rule.KALAI_SMORODINSKY.name.lower().replace("_", "-"): (_kalai_smorodinsky,),
    Rule.EGALITARIAN.name.lower(): (_leximin,),
    Rule.UTILITARIAN.name.lower(): (lambda gains: np.asarray(gains.sum(axis=-2)),),
    Rule.PROPOSER.name.lower(): (_proposer(0), _proposer(1)),
}
"""Rules by name, each as what it makes greatest of gains, shape (…, 2, packages); either proposes, equally likely."""


def struck(rule: str, gains: Floats, noise: Floats | None = None) -> Floats:
    """Return how likely a rule strikes each package.

    Args:
        rule: Its name.
        gains: What packages bring, shape (bargains, 2, packages).
        noise: Errors of perception, shape (draws, bargains, 2, packages); None: gains are perceived as they are, and
            packages that are equally good are equally likely.

    Returns:
        Shares of the draws, shape (bargains, packages). Where no package gains both, all are 0.
    """
    drawn = gains[None] if noise is None else gains[None] + noise
    possible = (drawn > GAIN_FLOOR).all(axis=-2)
    total = np.zeros(gains.shape[::2])
    for goal in RULES[rule]:
        worth = np.where(possible, goal(drawn), -np.inf)
        best = worth.max(axis=-1, keepdims=True)
        equal = possible & (worth >= best - _TIE * np.maximum(1.0, np.abs(best)))
        total += (equal / np.maximum(equal.sum(axis=-1, keepdims=True), 1)).mean(axis=0)
    return total / len(RULES[rule])


def perception_noise(
    packages: Ints, units: Ints, totals: Floats, eta: float, draws: int, dice: np.random.Generator
) -> Floats:
    """Draw errors of perception.

    Args:
        packages: Shape (packages, goods).
        units: Shape (goods,).
        totals: What each party has at stake, shape (bargains, 2).
        eta: Standard deviation of the error on one good, as a share of that.
        draws: How many.
        dice: Where they come from.

    Returns:
        Shape (draws, bargains, 2, packages).
    """
    bargains = len(totals)
    noise = np.zeros((draws, bargains, 2, len(packages)))
    for good, most in enumerate(units):
        z = dice.standard_normal((draws, bargains, 2, int(most) + 1))
        noise += z[..., packages[:, good]]
    return np.asarray(noise * eta * totals[None, :, :, None])
