"""Fit model error: how wrong plays have been, learned from negotiations that are over.

One question i about negotiation j, of which a play said p: logit q = level + slope · x + scatter · ε_j, with x drawn
from the log-odds of p over beliefs and ε_j common to the negotiation. The posterior is summed over a grid, a
Gauss–Hermite sum stands for ε and equal parts of what is believed for x: the fit draws nothing, and gives the same
everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

import detente
from detente.analysis.outlook.model_error import NAMES, over_beliefs
from detente.forecast.ledger import Entry
from detente.forecast.record import record
from detente.forecast.replay import Replay
from detente.forecast.scoring import brier, log_score
from detente.json_names import Perhaps
from detente.kernels.quantiles import Z_95

__all__ = [
    "Answered",
    "ErrorBeliefs",
    "LeftOutNegotiation",
    "ModelErrorFit",
    "answered_in",
    "answered_in_ledger",
    "fit_model_error",
]

Floats = NDArray[np.float64]

PRIOR = {"level": (0.0, 1.0), "slope": (math.log(0.7), 0.6), "scatter": (math.log(0.8), 0.6)}
"""Mean and standard deviation before any ending is known: of the level, and of the logarithms of the others. Plays are
thought to be rather too sure, and a negotiation to differ from what was played by about as much as one half does from
two thirds."""

_REACH, _NODES = 3.2, 17
_HERMITE = 9
_BELIEFS = 15
_LEAST = 1e-12

REFERENCES = ("cox-1958", "zadrozny-elkan-2002", "owen-2014", "brier-1950", "good-1952")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question about a negotiation that is over, with what a play said of it.

    Attributes:
        negotiation: Which one; questions of one negotiation share what no play knows.
        probability, variance: What the play said: mean and variance over beliefs.
        happened: Whether the answer was yes.
    """

    negotiation: str
    question: str
    probability: float
    variance: float
    happened: bool


@dataclass(frozen=True, slots=True)
class ErrorBeliefs:
    """What endings leave of the beliefs about model error: central 90 % of each, as a case would write it."""

    level: str
    slope: str
    scatter: str


@dataclass(frozen=True, slots=True)
class LeftOutNegotiation:
    """A negotiation, judged by what all others taught.

    Attributes:
        played, recalibrated, rate: Mean Brier score of the play as it is, of the play with model error, and of the
            share of yeses elsewhere.
        played_log, recalibrated_log, rate_log: The same in logarithms, per question; infinite where the play ruled out
            what happened.
        beliefs: What the others leave.
    """

    negotiation: str
    questions: int
    played: float
    recalibrated: float
    rate: float
    played_log: Perhaps
    recalibrated_log: float
    rate_log: float
    beliefs: ErrorBeliefs


@dataclass(frozen=True, slots=True)
class ModelErrorFit:
    """How wrong plays have been, and what that knowledge is worth where it was not learned.

    Attributes:
        negotiations, questions: What it rests on.
        beliefs: After all endings.
        prior: Before any.
        left_out: Every negotiation judged by the others.
        played, recalibrated, rate: Mean Brier scores over all questions, left out as above.
        played_log, recalibrated_log, rate_log: Mean log scores.
    """

    version: str
    negotiations: int
    questions: int
    beliefs: ErrorBeliefs
    prior: ErrorBeliefs
    left_out: tuple[LeftOutNegotiation, ...]
    played: float
    recalibrated: float
    rate: float
    played_log: Perhaps
    recalibrated_log: float
    rate_log: float
    references: tuple[str, ...] = REFERENCES


def answered_in(replayed: Replay) -> tuple[Answered, ...]:
    """Return the questions of resolved cases, with what their replay said."""
    return tuple(
        Answered(asked.case, asked.id, asked.chance.value, asked.chance.variance, asked.happened)
        for asked in replayed.asked
    )


def answered_in_ledger(entries: tuple[Entry, ...]) -> tuple[Answered, ...]:
    """Return the questions that a ledger's forecasts were sealed on before they were decided.

    Args:
        entries: Of the ledger; every case is one negotiation.
    """
    sealed = {entry.number: entry.content["questions"] for entry in entries if entry.kind == "forecast"}
    found = []
    for row in record(entries).resolved:
        said = sealed[row.entry][row.question]
        variance = float(said.get("variance", 0.0))
        if not row.retrospective:
            found.append(Answered(row.case, row.question, row.probability, variance, bool(row.outcome)))
    return tuple(found)


def fit_model_error(answered: Sequence[Answered]) -> ModelErrorFit:
    """Fit model error to questions whose answers are known, and judge it on each negotiation by the others.

    Args:
        answered: Questions of at least two negotiations.

    Raises:
        ValueError: They are all about one negotiation.
    """
    grid = _Grid.of(answered)
    if len(grid.likelihoods) < 2:
        raise ValueError("model error can be judged on two negotiations or more")
    found = [_left_out(name, answered, grid) for name in grid.likelihoods]
    total = sum(view.questions for view in found)

    def mean(name: str) -> float:
        return float(sum(view.questions * getattr(view, name) for view in found) / total)

    return ModelErrorFit(
        version=detente.__version__,
        negotiations=len(found),
        questions=total,
        beliefs=grid.beliefs(grid.likelihoods),
        prior=grid.beliefs(()),
        left_out=tuple(found),
        played=mean("played"),
        recalibrated=mean("recalibrated"),
        rate=mean("rate"),
        played_log=mean("played_log"),
        recalibrated_log=mean("recalibrated_log"),
        rate_log=mean("rate_log"),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """Level, slope and scatter on a grid, with what every negotiation's answers make of each.

    Attributes:
        values: Level, slope and scatter at every point, shape (3, G).
        prior: Log weight of each point, shape (G,).
        likelihoods: Negotiation → log likelihood at each point, shape (G,).
    """

    values: Floats
    prior: Floats
    likelihoods: Mapping[str, Floats]

    @classmethod
    def of(cls, answered: Sequence[Answered]) -> _Grid:
        z = np.linspace(-_REACH, _REACH, _NODES)
        scores = np.array(np.meshgrid(z, z, z, indexing="ij")).reshape(3, -1)
        values = np.array([mean + sd * score for (mean, sd), score in zip(PRIOR.values(), scores, strict=True)])
        values[1:] = np.exp(values[1:])
        names = dict.fromkeys(each.negotiation for each in answered)
        likelihoods = {name: _log_likelihood(values, _of(answered, name)) for name in names}
        return cls(values, -0.5 * (scores**2).sum(axis=0), likelihoods)

    def weights(self, names: Iterable[str]) -> Floats:
        """Return the posterior after the endings of some negotiations, shape (G,)."""
        logs = self.prior + sum((self.likelihoods[name] for name in names), start=np.zeros(len(self.prior)))
        weights = np.exp(logs - logs.max())
        return np.asarray(weights / weights.sum())

    def beliefs(self, names: Iterable[str]) -> ErrorBeliefs:
        """Return the central 90 % of a normal, and of log-normals, with the posterior's moments."""
        weights, told = self.weights(names), {}
        for name, value in zip(NAMES, self.values, strict=True):
            x = value if name == "level" else np.log(value)
            mean = float(weights @ x)
            reach = Z_95 * math.sqrt(float(weights @ (x - mean) ** 2))
            ends = (mean - reach, mean + reach) if name == "level" else (math.exp(mean - reach), math.exp(mean + reach))
            told[name] = f"{float(f'{ends[0]:.2g}'):g} to {float(f'{ends[1]:.2g}'):g}"
        return ErrorBeliefs(**told)


def _left_out(name: str, answered: Sequence[Answered], grid: _Grid) -> LeftOutNegotiation:
    """Judge one negotiation by what all others taught; their share of yeses has Jeffreys' prior."""
    mine, others = _of(answered, name), [each for each in answered if each.negotiation != name]
    names = [other for other in grid.likelihoods if other != name]
    weights = grid.weights(names)
    y = np.array([each.happened for each in mine], dtype=np.float64)
    p = np.array([each.probability for each in mine])
    q = np.array([float(weights @ _expected(grid.values, each)) for each in mine])
    rate = (sum(each.happened for each in others) + 0.5) / (len(others) + 1.0)
    said = {"played": p, "recalibrated": q, "rate": np.full(len(mine), rate)}
    scores = {key: float(np.mean(brier(value, y))) for key, value in said.items()}
    scores |= {f"{key}_log": float(np.mean(log_score(value, y))) for key, value in said.items()}
    return LeftOutNegotiation(negotiation=name, questions=len(mine), beliefs=grid.beliefs(names), **scores)


def _of(answered: Sequence[Answered], name: str) -> list[Answered]:
    return [each for each in answered if each.negotiation == name]


def _hermite() -> tuple[Floats, Floats]:
    points, masses = np.polynomial.hermite_e.hermegauss(_HERMITE)
    return points, masses / masses.sum()


def _given(values: Floats, each: Answered, shift: Floats) -> Floats:
    """Return P(yes) at points of the grid, given what the negotiation shares; the mean over beliefs."""
    x = over_beliefs(each.probability, each.variance, (np.arange(_BELIEFS) + 0.5) / _BELIEFS)
    q = np.zeros(values.shape[1])
    for place in x:
        q += 1.0 / _BELIEFS / (1.0 + np.exp(-(values[0] + values[1] * place + shift)))
    return q


def _expected(values: Floats, each: Answered) -> Floats:
    """Return P(yes) at points of the grid for a negotiation of which nothing is known."""
    return np.asarray(sum(mass * _given(values, each, values[2] * e) for e, mass in zip(*_hermite(), strict=True)))


def _log_likelihood(values: Floats, mine: Sequence[Answered]) -> Floats:
    total = np.zeros(values.shape[1])
    for e, mass in zip(*_hermite(), strict=True):
        product = np.full(values.shape[1], mass)
        for each in mine:
            q = _given(values, each, values[2] * e)
            product *= q if each.happened else 1.0 - q
        total += product
    return np.asarray(np.log(np.maximum(total, _LEAST**4)))
