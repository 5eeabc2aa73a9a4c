"""The record: how sealed forecasts fared, beside what is cheap to say and what a crowd said."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

import detente
from detente.forecast.calibration import Band, Decomposition, count_distribution, murphy, reliability
from detente.forecast.crowd import CrowdForecast
from detente.forecast.ledger import Entry
from detente.forecast.resolving import ENDING, Outcome, outcomes
from detente.forecast.scoring import brier, log_score, ranked_probability, skill
from detente.json_names import Perhaps

__all__ = ["Asked", "Comparison", "Expected", "Record", "Resolved", "ScenarioScore", "asked_in", "record"]

EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
"""Bands of probability in which calibration is looked at."""

FEW = 30
"""Resolved questions below which no rate is read from them."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sealed probability and what came of it.

    Attributes:
        entry: Number of the forecast in the ledger.
        sealed_at: When it was sealed.
        retrospective: Sealed after the day on which the question was decided: no forecast at all.
        outcome: 1 yes, 0 no.
        log: Log score in nats; ∞ where what happened had been given no chance.
        base_rate: The question's base rate as it was sealed; None where it named none.
        crowd: What the crowd said last before the forecast was sealed; None where it said nothing.
        with_model_error: What was sealed with model error; None in a forecast from before there was such a line.
        brier_with_model_error, log_with_model_error: Its scores.
    """

    case: str
    question: str
    entry: int
    sealed_at: str
    on: date
    probability: float
    outcome: int
    brier: float
    log: Perhaps
    retrospective: bool
    base_rate: float | None
    crowd: float | None
    with_model_error: float | None = None
    brier_with_model_error: float | None = None
    log_with_model_error: float | None = None


@dataclass(frozen=True, slots=True)
class ScenarioScore:
    """How a sealed forecast of all scenarios fared.

    Attributes:
        ranked: Ranked probability score, which is for ends in an order of likeness: with two ends, where any order is
            one; no number with more, since a case orders its scenarios by precedence.
        brier: Brier's own score for several classes, Σ (p − o)², from 0 to 2 (Brier 1950).
    """

    case: str
    entry: int
    scenario: str
    probability: float
    log: Perhaps
    ranked: Perhaps
    brier: float
    retrospective: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A forecast that is cheap to make, on the same questions.

    Attributes:
        questions: On how many both spoke.
        ours, theirs: Mean Brier scores there.
        skill: 1 − ours/theirs; above 0 ours was better.
        error: Standard error of the paired difference of the means; NaN for fewer than two questions.
    """

    name: str
    questions: int
    ours: float
    theirs: float
    skill: Perhaps
    error: Perhaps


@dataclass(frozen=True, slots=True)
class Expected:
    """Central 90 % of a number that forecasts themselves expect."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """A question of a case."""

    case: str
    question: str


@dataclass(frozen=True, slots=True)
class Record:
    """All resolved forecasts of a ledger, scored.

    Attributes:
        resolved: Every forecast of every resolved question.
        mean_brier, mean_log: Over them; NaN where there are none.
        expected_yes: Central 90 % of how many yeses the forecasts themselves expected.
        yes: How many there were.
        open: Questions that were forecast and are not resolved.
        void: Questions that were declared void.
        status: What may be read from it: a key of the catalogue.
    """

    version: str
    resolved: tuple[Resolved, ...]
    scenarios: tuple[ScenarioScore, ...]
    mean_brier: Perhaps
    mean_log: Perhaps
    decomposition: Decomposition | None
    calibration: tuple[Band, ...]
    expected_yes: Expected
    yes: int
    comparisons: tuple[Comparison, ...]
    open: tuple[Asked, ...]
    void: tuple[Asked, ...]
    references: tuple[str, ...]
    status: str


def record(
    entries: tuple[Entry, ...], crowd: Mapping[str, Sequence[CrowdForecast]] | None = None, *, every: bool = False
) -> Record:
    """Return how the forecasts of a ledger fared.

    Args:
        entries: Of the ledger.
        crowd: Question → what a crowd said of it, in any order.
        every: Score every forecast of a question; else the latest that was sealed before it was decided, or, where
            all are later, the latest of all.
    """
    decided = outcomes(entries)
    forecasts = [entry for entry in entries if entry.kind == "forecast"]
    told = {key: found for key, found in decided.items() if found.outcome in ("yes", "no")}
    rows = [
        _row(entry, told[key], (crowd or {}).get(key[1], ()))
        for key in told
        for entry in _chosen(forecasts, told[key], every)
    ]
    asked = {(e.content["case"], question) for e in forecasts for question in e.content["questions"]}
    p = np.array([row.probability for row in rows])
    y = np.array([row.outcome for row in rows])
    return Record(
        version=detente.__version__,
        resolved=tuple(rows),
        scenarios=tuple(_scenarios(forecasts, decided, every)),
        mean_brier=float(np.mean([row.brier for row in rows])) if rows else math.nan,
        mean_log=float(np.mean([row.log for row in rows])) if rows else math.nan,
        decomposition=murphy(p, y, EDGES) if rows else None,
        calibration=reliability(p, y, EDGES) if rows else (),
        expected_yes=_expected(p),
        yes=int(y.sum()) if rows else 0,
        comparisons=_comparisons(rows),
        open=tuple(sorted(Asked(*key) for key in asked - set(decided))),
        void=tuple(sorted(Asked(*key) for key, found in decided.items() if found.outcome == "void")),
        references=("brier-1950", "good-1952", "murphy-1973", "epstein-1969"),
        status="none" if not rows else "retrospective" if all(row.retrospective for row in rows) else _size(rows),
    )


def asked_in(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """Return the questions that were forecast, sorted."""
    return tuple(sorted({q for entry in entries if entry.kind == "forecast" for q in entry.content["questions"]}))


def _size(rows: Sequence[Resolved]) -> str:
    return "few" if len(rows) < FEW else "enough"


def _chosen(forecasts: Sequence[Entry], outcome: Outcome, every: bool) -> Sequence[Entry]:
    mine = [
        entry
        for entry in forecasts
        if entry.content["case"] == outcome.case
        and (outcome.question == ENDING or outcome.question in entry.content["questions"])
    ]
    before = [entry for entry in mine if not _is_late(entry, outcome)]
    return mine if every else (before or mine)[-1:]


def _is_late(entry: Entry, outcome: Outcome) -> bool:
    return entry.at[:10] > outcome.on.isoformat()


def _row(entry: Entry, outcome: Outcome, crowd: Sequence[CrowdForecast]) -> Resolved:
    sealed = entry.content["questions"][outcome.question]
    probability = float(sealed["probability"])
    happened = int(outcome.outcome == "yes")
    late = _is_late(entry, outcome)
    # A forecast made afterwards is compared with the crowd as it stood when the case did.
    day = date.fromisoformat(entry.content["as_of"] if late else entry.at[:10])
    heard = [found for found in crowd if found.on <= outcome.on]
    said = [found for found in heard if found.on <= day] or (heard if late else [])
    nearest = min(said, key=lambda found: abs((found.on - day).days), default=None)
    return Resolved(
        case=outcome.case,
        question=outcome.question,
        entry=entry.number,
        sealed_at=entry.at,
        on=outcome.on,
        probability=probability,
        outcome=happened,
        brier=float(brier(probability, happened)),
        log=float(log_score(probability, happened)),
        retrospective=late,
        base_rate=sealed.get("base_rate"),
        crowd=nearest.probability if nearest else None,
        **_with_model_error(sealed, happened),
    )


def _with_model_error(sealed: Mapping[str, Any], happened: int) -> dict[str, float]:
    """Return the second line that was sealed, and its scores."""
    second = sealed.get("with_model_error")
    if second is None:
        return {}
    q = float(second["probability"])
    return {
        "with_model_error": q,
        "brier_with_model_error": float(brier(q, happened)),
        "log_with_model_error": float(log_score(q, happened)),
    }


def _scenarios(
    forecasts: Sequence[Entry], decided: Mapping[tuple[str, str], Outcome], every: bool
) -> list[ScenarioScore]:
    found = []
    for (case, question), outcome in decided.items():
        if question != ENDING or outcome.outcome == "void":
            continue
        for entry in _chosen(forecasts, outcome, every):
            scenarios = entry.content["scenarios"]
            if outcome.outcome not in scenarios:
                continue
            p = np.array([view["probability"] for view in scenarios.values()])
            place = list(scenarios).index(outcome.outcome)
            shares = p / p.sum()
            ranked = float(ranked_probability(shares, place)) if len(p) == 2 else math.nan
            several = float(((shares - np.eye(len(p))[place]) ** 2).sum())
            log = float(log_score(p[place], 1))
            late = _is_late(entry, outcome)
            found.append(
                ScenarioScore(case, entry.number, outcome.outcome, float(p[place]), log, ranked, several, late)
            )
    return found


def _expected(p: np.ndarray) -> Expected:
    if not len(p):
        return Expected(0, 0)
    below = np.cumsum(count_distribution(p))
    return Expected(int(np.searchsorted(below, 0.05)), int(np.searchsorted(below, 0.95)))


def _comparisons(rows: Sequence[Resolved]) -> tuple[Comparison, ...]:
    """Compare with the base rate, no, one half, the crowd and the second line, where they speak."""
    counted = [(row, row.base_rate) for row in rows if row.base_rate is not None]
    heard = [(row, row.crowd) for row in rows if row.crowd is not None]
    said: dict[str, list[tuple[Resolved, float]]] = {
        "base-rate": counted,
        "always-no": [(row, 0.0) for row in rows],
        "one-half": [(row, 0.5) for row in rows],
        "crowd": heard,
        "with-model-error": [(row, row.with_model_error) for row in rows if row.with_model_error is not None],
    }
    return tuple(_compared(name, pairs) for name, pairs in said.items() if pairs)


def _compared(name: str, pairs: Sequence[tuple[Resolved, float]]) -> Comparison:
    ours = np.array([row.brier for row, _ in pairs])
    theirs = np.array([float(brier(p, row.outcome)) for row, p in pairs])
    error = float((ours - theirs).std(ddof=1) / math.sqrt(len(pairs))) if len(pairs) > 1 else math.nan
    mean, other = float(ours.mean()), float(theirs.mean())
    return Comparison(name, len(pairs), mean, other, skill(mean, other), error)
