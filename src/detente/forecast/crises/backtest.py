"""Score P(agreement) of crises: the play beside shares by class and a logistic with the same knowledge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import detente
from detente.case.schema.base import Bilingual
from detente.forecast.crises.generic import kind_of, played
from detente.forecast.crises.table import Crisis
from detente.forecast.scoring import brier, log_score

__all__ = ["ByMediation", "CrisisBacktest", "CrisisScore", "backtest_crises"]

Floats = NDArray[np.float64]

FOLDS = 10
_RIDGE = 0.5
"""Prior precision of each standardised slope; the intercept has none."""


@dataclass(frozen=True, slots=True)
class CrisisScore:
    """A way to say how likely an agreement is.

    Attributes:
        fitted: Whether it learned from crises, always from others than those it is judged on.
        brier, log: Mean scores.
        difference, error: Mean Brier score less that of `mediation`, and the standard error of that.
        slope, slope_error: Of the logit of the outcome on the logit of what was said: 1 is calibrated, below 1 too
            sure; 0 where it says the same of all.
    """

    key: str
    title: Bilingual
    fitted: bool
    brier: float
    log: float
    difference: float
    error: float
    slope: float
    slope_error: float


class ByMediation(NamedTuple):
    """How many crises of a style of mediation there were, how many ended in an agreement, and what the play said."""

    setting: str
    crises: int
    agreed: int
    said: float


@dataclass(frozen=True, slots=True)
class CrisisBacktest:
    """How well the play, and what is cheap, said which crises would end in an agreement.

    Attributes:
        crises, agreed: How many there are, and how many ended so.
        kinds, cases: Kinds of generic cases, and generic cases played of each.
        within: Brier score of `mediation` and of the play's order within each style of mediation, as the share of
            pairs (one agreed, one not, same style) in which the play said more of the one that agreed; ½ is chance.
    """

    version: str
    seed: int
    beliefs: int
    crises: int
    agreed: int
    kinds: int
    cases: int
    scores: tuple[CrisisScore, ...]
    mediation: tuple[ByMediation, ...]
    within: float
    references: tuple[str, ...]
    status: Bilingual


def backtest_crises(
    crises: Sequence[Crisis],
    *,
    cases: int = 24,
    beliefs: int = 60,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> CrisisBacktest:
    """Play a generic case of every crisis and score what it said.

    Args:
        crises: With how each ended.
        cases: Generic negotiations of each kind.
        beliefs: Draws of how negotiations work.
        seed: Of the draws, and of who is judged with whom.
        threads: For the play.
        progress: Told how many kinds are played.
    """
    kinds = sorted({kind_of(crisis) for crisis in crises})
    shares = played(kinds, cases=cases, beliefs=beliefs, seed=seed, threads=threads, progress=progress)
    p = np.array([shares[kind_of(crisis)] for crisis in crises])
    y = np.array([crisis.agreed for crisis in crises], dtype=np.float64)
    said = _said(crises, p, y, np.random.default_rng(seed).permutation(len(y)) % FOLDS)
    base = brier(said["mediation"], y)
    return CrisisBacktest(
        version=detente.__version__,
        seed=seed,
        beliefs=beliefs,
        crises=len(y),
        agreed=int(y.sum()),
        kinds=len(kinds),
        cases=cases,
        scores=tuple(_score(key, q, y, base) for key, q in said.items()),
        mediation=_by_mediation(crises, p),
        within=_within(crises, p),
        references=("brier-1950", "good-1952", "cox-1958"),
        status=_STATUS,
    )


def _said(crises: Sequence[Crisis], p: Floats, y: Floats, folds: NDArray[np.int64]) -> dict[str, Floats]:
    """Return what each way says of every crisis; what is fitted never saw the fold that it speaks of."""
    mediated = np.array([crisis.setting != "unmediated" for crisis in crises], dtype=np.float64)
    known = np.array([_known(crisis) for crisis in crises], dtype=np.float64)
    x = np.log(p) - np.log1p(-p)
    fits: Mapping[str, Floats] = {
        "share": np.zeros((len(y), 0)),
        "mediation": mediated[:, None],
        "logistic": known,
        "play-recalibrated": x[:, None],
        "logistic-and-play": np.column_stack([known, x]),
    }
    return {"play": p, **{key: _left_out(columns, y, folds) for key, columns in fits.items()}}


def _known(crisis: Crisis) -> list[float]:
    """Return what was known of a crisis as numbers."""
    styles = [float(crisis.setting == style) for style in ("facilitation", "formulation", "manipulation")]
    rest = [crisis.actors > 1, min(crisis.actors, 4), crisis.violence, crisis.gravity >= 4, crisis.conflict > 1]
    return [*styles, *(float(value) for value in rest)]


def _left_out(columns: Floats, y: Floats, folds: NDArray[np.int64]) -> Floats:
    said = np.zeros(len(y))
    for fold in range(FOLDS):
        here = folds == fold
        mean, scale = columns[~here].mean(axis=0), columns[~here].std(axis=0) + 1e-9
        standard = np.column_stack([np.ones(len(y)), (columns - mean) / scale])
        weights = _logistic(standard[~here], y[~here])
        said[here] = 1.0 / (1.0 + np.exp(-standard[here] @ weights))
    return said


def _logistic(x: Floats, y: Floats, ridge: float = _RIDGE) -> Floats:
    """Return the weights of a ridge logistic regression by Newton's method; the first column is not held back."""
    return _newton(x, y, ridge)[0]


def _newton(x: Floats, y: Floats, ridge: float) -> tuple[Floats, Floats]:
    weights, hold = np.zeros(x.shape[1]), ridge * np.diag([0.0, *([1.0] * (x.shape[1] - 1))])
    curvature = hold
    for _ in range(50):
        q = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -30.0, 30.0)))
        curvature = (x * (q * (1.0 - q))[:, None]).T @ x + hold
        step = np.linalg.solve(curvature, x.T @ (y - q) - hold @ weights)
        weights = weights + step
        if np.abs(step).max() < 1e-10:
            break
    return weights, curvature


def _score(key: str, q: Floats, y: Floats, base: Floats) -> CrisisScore:
    apart = brier(q, y) - base
    x = np.log(q) - np.log1p(-q)
    slope, error = 0.0, 0.0
    if x.std() > 1e-3 and key != "share":
        weights, curvature = _newton(np.column_stack([np.ones(len(y)), x]), y, 0.0)
        slope, error = float(weights[1]), float(np.sqrt(np.linalg.inv(curvature)[1, 1]))
    return CrisisScore(
        key=key,
        title=_TITLES[key],
        fitted=key != "play",
        brier=float(brier(q, y).mean()),
        log=float(np.mean(log_score(q, y))),
        difference=float(apart.mean()),
        error=float(apart.std(ddof=1) / np.sqrt(len(y))),
        slope=slope,
        slope_error=error,
    )


def _by_mediation(crises: Sequence[Crisis], p: Floats) -> tuple[ByMediation, ...]:
    found = []
    for setting in ("unmediated", "facilitation", "formulation", "manipulation"):
        mine = [k for k, crisis in enumerate(crises) if crisis.setting == setting]
        if mine:
            found.append(ByMediation(setting, len(mine), sum(crises[k].agreed for k in mine), float(p[mine].mean())))
    return tuple(found)


def _within(crises: Sequence[Crisis], p: Floats) -> float:
    """Return how often, of two crises with the same mediation, the play said more of the one that agreed."""
    won = pairs = 0.0
    for setting in {crisis.setting for crisis in crises}:
        agreed = np.array(
            [q for crisis, q in zip(crises, p, strict=True) if crisis.setting == setting and crisis.agreed]
        )
        not_agreed = np.array(
            [q for crisis, q in zip(crises, p, strict=True) if crisis.setting == setting and not crisis.agreed]
        )
        apart = agreed[:, None] - not_agreed[None, :]
        won += float((apart > 0).sum() + 0.5 * (apart == 0).sum())
        pairs += apart.size
    return won / pairs if pairs else 0.5


_TITLES = {
    "play": Bilingual(en="the play, as it is", zh="推演原值"),
    "share": Bilingual(en="share of all crises", zh="全部危机的占比"),
    "mediation": Bilingual(en="mediated or not", zh="有无调停"),
    "logistic": Bilingual(en="logistic of all that the play knows", zh="以推演所知的一切作逻辑回归"),
    "play-recalibrated": Bilingual(en="the play, recalibrated", zh="重新校准后的推演"),
    "logistic-and-play": Bilingual(en="that logistic and the play", zh="上述逻辑回归再加推演"),
}

_STATUS = Bilingual(
    en="What is fitted is judged on crises it never saw (ten folds). The play's own constants were fitted to shares by "
    "style of mediation in a record that holds these crises among others, so that its level is not news; its order is.",
    zh="凡经拟合者，均以其未见过的危机评判（十折）。推演本身的常数曾按各调停方式的占比拟合，"
    "其所据记录包含这些危机，因此推演的总体水平不足为奇，可看的是它的排序。",
)
