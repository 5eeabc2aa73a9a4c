"""By how much a change moves something: the mean over beliefs, its error, its spread, and whom it helps.

Two plays of the same beliefs and runs share their random numbers, so that every world has a twin in the other play.
The difference of a belief, d_b, is a mean over R pairs of twins and carries their chance, with variance v_b. Shares of
beliefs that a change helps or harms must not count that chance as help or harm; they are averages of the probability,
for each belief, that its true difference lies above or below zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from detente.analysis.compare.endings import Aim, Ends
from detente.case.schema.base import Bilingual

__all__ = [
    "Effect",
    "Regret",
    "effect",
    "effect_on_gain",
    "effect_on_scenario",
    "effects_on_meeting",
    "regrets",
    "shrunken",
]

Floats = NDArray[np.float64]

_NORMAL: Callable[[Floats], Floats] = np.vectorize(lambda z: 0.5 * (1.0 + erf(z / sqrt(2.0))), otypes=[float])
_SCORES = np.linspace(-8.0, 8.0, 1601)
_BELOW = _NORMAL(_SCORES)
"""The normal distribution at hundredths of its deviation: between them a straight line is right to 10⁻⁵."""


@dataclass(frozen=True, slots=True)
class Effect:
    """By how much a change moves a probability, a gain or a number of issues.

    Attributes:
        id: scenario, party or meeting.
        base, other: mean before and after.
        value: other − base.
        standard_error: Monte Carlo error of `value` over paired beliefs, sd_b(d_b)/√B.
        low, high: central 90 % of the beliefs' true differences, given what their runs showed; it lies above or
            below zero just as `raised` and `lowered` say.
        raised, lowered: share of beliefs in which it rises, and in which it falls, corrected for runs; in the rest
            no world differs, so that few runs count small differences as none.
    """

    id: str
    title: Bilingual
    base: float
    other: float
    value: float
    standard_error: float
    low: float
    high: float
    raised: float
    lowered: float

    @property
    def is_told(self) -> bool:
        """Say whether the difference is more than two errors from none."""
        return abs(self.value) > 2.0 * self.standard_error


@dataclass(frozen=True, slots=True)
class Regret:
    """What one option forgoes against the best one in each belief.

    Attributes:
        value: mean over beliefs of the best option's utility less this one's. The best is chosen by half of the
            runs and judged by the other half, so that luck is not taken for merit: a lower bound, which chance may
            push a little below zero.
        standard_error: its Monte Carlo error.
        best: share of beliefs in which this option is chosen as the best.
    """

    value: float
    standard_error: float
    best: float


def shrunken(differences: Floats, noise: Floats) -> tuple[Floats, Floats]:
    """Return mean and sd of each belief's true difference, given what its runs showed and what the others are like.

    With d_b ~ N(δ_b, v_b) and δ_b ~ N(μ, τ²), μ and τ² by moments, δ_b given d_b has the mean
    (τ² d_b + v_b μ)/(τ² + v_b) and the variance τ² v_b/(τ² + v_b), plus what μ's own error adds: empirical Bayes
    (Morris 1983, Journal of the American Statistical Association 78, 47–55).

    Args:
        differences: d_b, shape (B,).
        noise: v_b, shape (B,).

    Returns:
        Means and standard deviations, each of shape (B,).
    """
    centre, count = differences.mean(), len(differences)
    spread = max(0.0, float(differences.var(ddof=1) - noise.mean())) if count > 1 else 0.0
    whole = spread + noise
    pull = np.divide(noise, whole, out=np.zeros_like(noise), where=whole > 0.0)
    means = differences + pull * (centre - differences)
    error = (spread + noise.mean()) / count
    return means, np.sqrt(pull * spread + pull**2 * error)


def _certainly(means: Floats) -> Floats:
    """Return the scores of effects that are known exactly: infinite, and none where there is no effect."""
    return np.where(means == 0.0, np.nan, np.copysign(np.inf, means))


def _quantile(means: Floats, deviations: Floats, unmoved: int, share: float) -> float:
    """Return the level below which a share of the beliefs' true differences lies, by halving.

    The differences are a mixture: one normal distribution for each belief that a change moves, and zero for the others.
    """
    certain = deviations == 0.0
    scales = np.where(certain, 1.0, deviations)
    count = len(means) + unmoved

    def below(level: float) -> float:
        score = np.where(certain, np.where(means <= level, 8.0, -8.0), (level - means) / scales)
        return (float(np.interp(score, _SCORES, _BELOW).sum()) + unmoved * (level >= 0.0)) / count

    low, high = float((means - 8.0 * deviations).min()), float((means + 8.0 * deviations).max())
    low, high = min(low, 0.0), max(high, 0.0)
    for _ in range(40):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if below(middle) >= share else (middle, high)
    return high if abs(high) > 1e-12 else 0.0


def effect(key: str, title: Bilingual, base: Floats, other: Floats, noise: Floats, moved: NDArray[np.bool_]) -> Effect:
    """Return the effect of a change.

    Args:
        key: Id of what is moved.
        title: Its title.
        base: Mean of each belief before, shape (B,).
        other: Mean of each belief after.
        noise: Variance of their difference that is due to the chance of runs, shape (B,).
        moved: Whether any world of the belief differs, shape (B,).
    """
    paired = other - base
    raised = lowered = low = high = 0.0
    if moved.any():
        means, deviations = shrunken(paired[moved], noise[moved])
        certain = deviations == 0.0
        score = np.where(certain, _certainly(means), means / np.where(certain, 1.0, deviations))
        above = np.where(np.isnan(score), 0.5, _NORMAL(np.nan_to_num(score, posinf=40.0, neginf=-40.0)))
        raised, lowered = float(above.sum() / len(paired)), float((1.0 - above).sum() / len(paired))
        low, high = (_quantile(means, deviations, len(paired) - len(means), q) for q in (0.05, 0.95))
    return Effect(
        key,
        title,
        float(base.mean()),
        float(other.mean()),
        float(paired.mean()),
        float(paired.std(ddof=1) / sqrt(len(paired))),
        low,
        high,
        raised,
        lowered,
    )


def effect_on_scenario(base: Ends, other: Ends, scenario: str, title: Bilingual) -> Effect:
    """Return by how much a scenario becomes likelier."""
    return _effect_by_world(
        scenario, title, base.happens(scenario).astype(np.int8), other.happens(scenario).astype(np.int8)
    )


def effects_on_meeting(base: Ends, other: Ends, meeting: str, title: Bilingual) -> tuple[Effect, Effect, Effect]:
    """Return the effects on the chances that a table strikes a package and that it stands, and on issues settled."""
    m = base.meetings.index(meeting), other.meetings.index(meeting)
    before, after = base.settled[:, :, m[0]], other.settled[:, :, m[1]]
    return (
        _effect_by_world(meeting, title, base.struck[:, :, m[0]], other.struck[:, :, m[1]]),
        _effect_by_world(meeting, title, (before > 0).astype(np.int8), (after > 0).astype(np.int8)),
        _effect_by_world(meeting, title, before, after),
    )


def _effect_by_world(key: str, title: Bilingual, before: NDArray[np.int8], after: NDArray[np.int8]) -> Effect:
    """Return the effect on something that every world has for itself, shape (B, R)."""
    change = after - before
    noise = change.var(axis=1, ddof=1) / change.shape[1]
    return effect(key, title, before.mean(axis=1), after.mean(axis=1), noise, (change != 0).any(axis=1))


def effect_on_gain(base: Ends, other: Ends, party: str, title: Bilingual) -> Effect:
    """Return by how much a party's expected gain at the end of the course changes.

    The chance of runs is that between their halves, (d₁ − d₂)²/4, on average over beliefs.
    """
    p = base.parties.index(party)
    halves = other.gains[:, :, p] - base.gains[:, :, p]
    noise = np.full(halves.shape[1], float(((halves[0] - halves[1]) ** 2).mean() / 4.0))
    return effect(party, title, base.gain(party), other.gain(party), noise, (halves != 0.0).any(axis=0))


def regrets(aim: Aim, options: tuple[Ends, ...]) -> tuple[Regret, ...]:
    """Return the regret of every option.

    In each belief the best option is chosen by what half of the runs show of it, shrunken towards what it is worth on
    average, and judged by the other half; then the halves change places.

    Args:
        aim: What is wanted.
        options: Plays of the same beliefs and runs, the first of which others are compared with.
    """
    halves = np.stack([aim.halves(ends) for ends in options], axis=1)  # f8[2, options, B]
    against = halves - halves[:, :1]
    noise = np.broadcast_to(((against[0] - against[1]) ** 2).mean(axis=1, keepdims=True) / 2.0, against[0].shape)
    expected = np.stack([[shrunken(against[h, k], noise[k])[0] for k in range(len(options))] for h in (0, 1)])
    chosen = expected.argmax(axis=1)
    judged = np.stack([np.take_along_axis(halves[1 - h], chosen[h][None], axis=0)[0] for h in (0, 1)])
    found = []
    for k in range(len(options)):
        forgone = (judged - halves[::-1, k]).mean(axis=0)
        error = float(forgone.std(ddof=1) / sqrt(len(forgone)))
        found.append(Regret(float(forgone.mean()), error, float((chosen == k).mean())))
    return tuple(found)
