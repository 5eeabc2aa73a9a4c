"""Model error: what a play's probability is worth in the world, once it is known how wrong plays have been.

A play knows what its case leaves open; it does not know how wrong cases are. A probability p of a play becomes

    logit q = level + slope · logit p + scatter · ε,   ε ~ N(0, 1),

where p is drawn from its beliefs, level, slope and scatter are beliefs fitted over negotiations that are over
(`detente fit --model-error`), and ε is what no play knows. A level of 0, a slope of 1 and no scatter leave p as it is.
Recalibration of log-odds: Cox (1958), Biometrika 45(3/4), 562–565. Ends that exclude each other are recalibrated one
against the rest, and their means scaled to their sum: Zadrozny & Elkan (2002), KDD '02, 694–699.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import ArrayLike, NDArray

from detente.analysis.outlook.views import Chance, ScenarioView
from detente.case.numbers.distribution import Chance as Redrawn
from detente.case.numbers.distribution import quantile
from detente.case.numbers.scales import Scale
from detente.case.reading.yaml_events import grow
from detente.case.schema.quantities import Quantity, read_quantity
from detente.kernels.quantiles import normal_quantile

__all__ = [
    "FLOOR",
    "NAMES",
    "ModelError",
    "log_odds",
    "model_error",
    "over_beliefs",
    "share_of_model_error",
    "with_model_error",
    "with_second_lines",
]

Floats = NDArray[np.float64]

NAMES = ("level", "slope", "scatter")

FLOOR = 0.005
"""A play rules nothing out: its probabilities are taken to be at least this far from 0 and from 1."""

_POINTS = 1024
_BELIEFS = 33
_ROOT = 1.1347241384015194
"""Of x⁶ = x + 1."""

_X = np.linspace(-20.0, 20.0, 801)


@dataclass(frozen=True, slots=True)
class ModelError:
    """What is believed of how wrong plays are.

    Attributes:
        level: Added to the log-odds.
        slope: Factor on the log-odds; below 1 plays are too sure.
        scatter: Standard deviation of what is common to all that is asked of one negotiation, in log-odds.
        negotiations, questions: On how many the beliefs rest.
    """

    level: Quantity
    slope: Quantity
    scatter: Quantity
    negotiations: int
    questions: int


@cache
def model_error(case: str = "") -> ModelError:
    """Return the beliefs about model error, for a resolved case those fitted without its own ending.

    Args:
        case: Id of the case at hand.

    Example:
        >>> model_error("alaska-2025").negotiations == model_error().negotiations - 1
        True
    """
    text = files("detente").joinpath("case", "model-error.yaml").read_text(encoding="utf-8")
    raw = grow(text).data
    found = raw["without"].get(case, raw)
    quantities = {name: read_quantity(_value(found[name]), Scale(raw[name]["scale"])) for name in NAMES}
    return ModelError(**quantities, negotiations=found["negotiations"], questions=found["questions"])


def with_model_error(chance: Chance, case: str = "") -> Chance:
    """Return a probability with model error: the mean and the central 90 % of what it may be in the world.

    Means and quantiles are those of a fixed low-discrepancy sequence, so that the same gives the same.

    Args:
        chance: What a play says; its spread over beliefs stays in it.
        case: Id of its case, whose own ending must not be among what the beliefs were fitted to.

    Example:
        >>> sure = Chance(0.9, 0.001, 0.9, 0.9, spread_detectable=False)
        >>> seen = with_model_error(sure)
        >>> seen.low < seen.value < 0.9, seen.high > seen.value
        (True, True)
    """
    (level, slope, scatter), u = _constants(case), _sequence()
    q = _logistic(level + scatter * normal_quantile(u[3]) + slope * over_beliefs(chance.value, chance.variance, u[4]))
    middle = _logistic(level + slope * log_odds(chance.value))
    p = float(np.clip(chance.value, FLOOR, 1.0 - FLOOR))
    steep = float(np.mean(slope * middle * (1.0 - middle))) / (p * (1.0 - p))
    low, high = (float(end) for end in np.quantile(q, (0.05, 0.95)))
    value = float(q.mean())
    return Chance(
        value=value,
        standard_error=chance.standard_error * steep,
        low=min(low, value),
        high=max(high, value),
        spread_detectable=True,
        open=chance.open,
        variance=float(q.var()),
    )


def with_second_lines(views: Sequence[ScenarioView], case: str) -> tuple[ScenarioView, ...]:
    """Return scenarios with model error; means are scaled to keep their sum, intervals are of each end by itself.

    Args:
        views: All scenarios of a case, muddling through among them.
        case: Id of the case.
    """
    found = [with_model_error(view.chance, case) for view in views]
    scale = sum(view.chance.value for view in views) / sum(each.value for each in found)
    return tuple(replace(view, with_model_error=_scaled(each, scale)) for view, each in zip(views, found, strict=True))


def share_of_model_error(probability: float, variance: float, case: str = "") -> float:
    """Return the share of the spread of a probability, model error included, that is model error.

    The Shapley effect (Owen 2014) of level, slope, scatter and ε together beside that of the case's beliefs.

    Args:
        probability: Mean over beliefs.
        variance: Over beliefs, corrected for runs; where it is none, everything is model error.
        case: Id of the case.

    Example:
        >>> share_of_model_error(0.4, 0.0)
        1.0
    """
    x = over_beliefs(probability, variance, (np.arange(_BELIEFS) + 0.5) / _BELIEFS)
    (level, slope, scatter), u = _constants(case), _sequence()
    shift = level + scatter * normal_quantile(u[3])
    q = _logistic(shift[:, None] + slope[:, None] * x[None, :])
    alone, last = q.mean(axis=1).var(), q.var(axis=0).mean()
    return float(0.5 * (alone + last) / q.var())


def over_beliefs(probability: float, variance: float, u: Floats) -> Floats:
    """Return quantiles over beliefs of the log-odds of a probability: those of a Beta with its mean and variance.

    The density of x = logit p is p^a (1 − p)^b, summed over a grid, with the tails beyond it in closed form.

    Args:
        probability: Mean over beliefs.
        variance: Over beliefs; what exceeds the largest possible counts as nearly so much.
        u: Which quantiles, strictly between 0 and 1, any shape.

    Returns:
        Log-odds, kept away from certainty, same shape.

    Example:
        >>> over_beliefs(0.5, 1 / 12, np.array([0.25])).round(3)
        array([-1.099])
    """
    largest = 0.99 * probability * (1.0 - probability)
    if not min(variance, largest) > 0.0:
        return np.full(np.shape(u), float(log_odds(probability)))
    total = probability * (1.0 - probability) / min(variance, largest) - 1.0
    a, b = probability * total, (1.0 - probability) * total
    logs = -a * np.log1p(np.exp(-_X)) - b * np.log1p(np.exp(_X))
    density = np.exp(logs - logs.max())
    pieces = 0.5 * (density[1:] + density[:-1]) * (_X[1] - _X[0])
    below = np.concatenate(([density[0] / a], pieces)).cumsum()
    edge = float(log_odds(0.0))
    return np.clip(np.interp(u, below / (below[-1] + density[-1] / b), _X), edge, -edge)


def log_odds(probability: ArrayLike) -> Floats:
    """Return the logarithm of the odds, kept away from certainty."""
    p = np.clip(np.asarray(probability, dtype=np.float64), FLOOR, 1.0 - FLOOR)
    return np.asarray(np.log(p) - np.log1p(-p))


def _scaled(chance: Chance, scale: float) -> Chance:
    value = chance.value * scale
    low, high = min(chance.low, value), max(chance.high, value)
    return replace(chance, value=value, standard_error=chance.standard_error * scale, low=low, high=high)


def _logistic(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-x)))


@cache
def _constants(case: str) -> tuple[Floats, Floats, Floats]:
    """Return levels, slopes and scatters at the points of the sequence, shape (N,) each."""
    error, u = model_error(case), _sequence()[:3]
    found = []
    for name, place in zip(NAMES, u, strict=True):
        quantity: Quantity = getattr(error, name)
        assert not isinstance(quantity.notation, Redrawn)
        found.append(quantile(quantity.notation, place, quantity.scale))
    return found[0], found[1], found[2]


@cache
def _sequence() -> Floats:
    """Return points that fill a cube of five dimensions evenly, strictly within it, shape (5, N).

    A Kronecker sequence whose steps are the powers of the root of x⁶ = x + 1 (Roberts 2018).
    """
    k = np.arange(1, _POINTS + 1)
    return np.array([np.clip((0.5 + k / _ROOT**power) % 1.0, 1e-9, 1.0 - 1e-9) for power in range(1, 6)])


def _value(entry: object) -> object:
    return entry["value"] if isinstance(entry, dict) else entry
