"""An observation as data: the same keys in the same order, and no time stamps."""

from __future__ import annotations

import math
from typing import Any

from detente.analysis.outlook.views import Chance, ScenarioView
from detente.analysis.update.views import FactView, Observation

__all__ = ["to_json"]

_DIGITS = 6

Data = dict[str, Any]


def to_json(seen: Observation, language: str = "en") -> Data:
    """Return an observation as plain data for JSON.

    Args:
        seen: What facts did to an outlook.
        language: Of the titles: `en` or `zh`.

    Returns:
        Plain data; keys stand in a fixed order, probabilities run from 0 to 1, days are `YYYY-MM-DD`.
    """
    return {
        "case": seen.case,
        "title": seen.title.in_language(language),
        "as_of": seen.as_of.isoformat(),
        "until": seen.until.isoformat(),
        "today": seen.today.isoformat(),
        "version": seen.version,
        "case_sha256": seen.case_sha256,
        "facts_sha256": seen.facts_sha256,
        "seed": seen.seed,
        "beliefs": seen.beliefs,
        "runs": seen.runs,
        "redraws": seen.redraws,
        "before": [_scenario(view, language) for view in seen.before],
        "after": [_scenario(view, language) for view in seen.after],
        "open": _number(seen.open),
        "facts": [_fact(view, language) for view in seen.facts],
        "markers": [
            {
                "id": view.id,
                "title": view.title.in_language(language),
                "probability_before": _number(view.before.value),
                "probability_after": _number(view.after.value),
            }
            for view in seen.markers
        ],
        "effective_beliefs": _number(seen.effective_beliefs),
        "hardest": seen.hardest,
        "collapsed": seen.collapsed,
        "readable": seen.readable,
        "warning": seen.warning.in_language(language),
        "references": list(seen.references),
        "status": seen.status.in_language(language),
    }


def _scenario(view: ScenarioView, language: str) -> Data:
    return {"id": view.id, "title": view.title.in_language(language), **_chance(view.chance)}


def _chance(chance: Chance) -> Data:
    return {
        "probability": _number(chance.value),
        "standard_error": _number(chance.standard_error),
        "low": _number(chance.low),
        "high": _number(chance.high),
        "spread_detectable": chance.spread_detectable,
    }


def _fact(view: FactView, language: str) -> Data:
    return {
        "id": view.id,
        "on": view.on.isoformat(),
        "about": view.about.in_language(language),
        "kind": view.kind,
        "known_from": view.status,
        "sources": list(view.sources),
        "used": view.used,
        "probabilities": {name: _number(chance.value) for name, chance in view.chances.items()},
        "moved": {name: _number(points) for name, points in view.moved.items()},
        "expected": _number(view.expected),
        "effective_beliefs": _number(view.beliefs),
        "effective_runs": _number(view.runs),
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), _DIGITS)
