"""A backtest as data: keys in a fixed order, numbers rounded to six digits, null where there is none."""

from __future__ import annotations

import math
from typing import Any

from detente.forecast.backtest import Backtest, Difference

__all__ = ["to_json"]


def to_json(found: Backtest, language: str = "en") -> dict[str, Any]:
    """Return a backtest as plain data.

    Args:
        found: The backtest.
        language: Of the titles and the status: `en` or `zh`.
    """
    return {
        "table": found.table,
        "version": found.version,
        "seed": found.seed,
        "beliefs": found.beliefs,
        "method": found.method,
        "spread": {name: getattr(found.spread, name) for name in ("position", "salience", "power")},
        "points": [
            {
                "key": score.key,
                "title": score.title.in_language(language),
                "count": score.issues,
                **{name: _number(getattr(score, name)) for name in ("mae", "rmse", "median")},
                "difference": _difference(score.difference),
            }
            for score in found.points
        ],
        "distributions": [
            {
                "key": each.key,
                "title": each.title.in_language(language),
                "count": each.issues,
                "crps": _number(each.crps),
                "inside": each.inside,
                "width": _number(each.width),
                "difference": _difference(each.difference),
            }
            for each in found.distributions
        ],
        "outcomes": [
            {
                "issue": issue.issue,
                "outcome": _number(issue.outcome),
                "levels": {key: _number(level) for key, level in issue.levels},
            }
            for issue in found.issues
        ],
        "references": list(found.references),
        "status": found.status.in_language(language),
    }


def _difference(found: Difference) -> dict[str, Any]:
    return {"mean": _number(found.mean), "standard_error": _number(found.standard_error), "count": found.issues}


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6) + 0.0
