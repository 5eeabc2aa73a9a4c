"""A replay as data for other programs."""

from __future__ import annotations

import math
from typing import Any

from detente.forecast.replay import Asked, Replay, Replayed
from detente.report.plain import chance_data, number

__all__ = ["to_json"]

Data = dict[str, Any]


def to_json(found: Replay, language: str = "en") -> Data:
    """Return a replay as plain data; keys stand in a fixed order, scores that are infinite are null.

    Args:
        found: The replay.
        language: Of the titles: `en` or `zh`.
    """
    return {
        "version": found.version,
        "seed": found.seed,
        "beliefs": found.beliefs,
        "runs": found.runs,
        "cases": [_case(case, language) for case in found.cases],
        "scores": {
            "meetings": number(found.meetings),
            "questions": number(found.questions),
            "share_of_deals": number(found.deals),
        },
        "calibration": [
            {
                "start": number(band.start),
                "end": number(band.end),
                "count": band.count,
                "said": number(band.said),
                "happened": band.happened,
                "low": band.low,
                "high": band.high,
                "consistent": band.is_consistent,
            }
            for band in found.bands
        ],
        "references": list(found.references),
        "status": found.status.in_language(language),
    }


def _case(case: Replayed, language: str) -> Data:
    resolved = case.resolved
    return {
        "id": case.id,
        "title": case.title.in_language(language),
        "as_of": case.as_of.isoformat(),
        "case_sha256": case.case_sha256,
        "meeting": resolved.meeting,
        "held": chance_data(case.held),
        "deal": chance_data(case.deal),
        "outcome": {
            "held": resolved.held.isoformat() if resolved.held else None,
            "deal": resolved.deal,
            "says": resolved.says.in_language(language),
            "source": resolved.source.in_language(language),
            "status": resolved.status,
        },
        "brier": number(case.brier),
        "log": _finite(case.log),
        "package": number(case.package),
        "terms": [
            {
                "issue": term.issue,
                "actual": term.actual,
                "given": number(term.given),
                "likeliest": term.likeliest,
                "likeliest_given": number(term.likeliest_given),
            }
            for term in case.terms
        ],
        "distances": {distance.of: number(distance.levels) for distance in case.distances},
        "questions": [_question(asked, language) for asked in case.questions],
    }


def _question(asked: Asked, language: str) -> Data:
    return {
        "id": asked.id,
        "title": asked.title.in_language(language),
        **chance_data(asked.chance),
        "happened": asked.happened,
        "on": asked.on.isoformat(),
        "status": asked.status,
        "brier": number(asked.brier),
        "log": _finite(asked.log),
    }


def _finite(value: float) -> float | None:
    return number(value) if math.isfinite(value) else None
