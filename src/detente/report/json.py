"""The outlook as data: the same keys in the same order, and no time stamps, so that equal plays give equal bytes."""

from __future__ import annotations

from datetime import date
from typing import Any

from detente.analysis.outlook.views import EventView, MarkerView, MeetingView, Outlook, RestsOn
from detente.report.plain import chance_data as _chance
from detente.report.plain import number as _number

__all__ = ["to_json"]

Data = dict[str, Any]


def to_json(outlook: Outlook, language: str = "en") -> Data:
    """Return an outlook as plain data for JSON.

    Probabilities and shares are numbers from 0 to 1 rounded to six digits, dates `YYYY-MM-DD` or null.

    Args:
        outlook: What all worlds together say.
        language: Of the titles: `en` or `zh`.

    Returns:
        Plain data; keys stand in a fixed order.
    """
    return {
        "case": outlook.case,
        "title": outlook.title.in_language(language),
        "as_of": outlook.as_of.isoformat(),
        "until": outlook.until.isoformat(),
        "step": outlook.step,
        "version": outlook.version,
        "case_sha256": outlook.case_sha256,
        "seed": outlook.seed,
        "beliefs": outlook.beliefs,
        "runs": outlook.runs,
        "scenarios": [
            {"id": view.id, "title": view.title.in_language(language), **_chance(view.chance)}
            for view in outlook.scenarios
        ],
        "open": _number(outlook.open),
        "overlaps": _number(outlook.overlaps),
        "markers": [
            {"id": view.id, "title": view.title.in_language(language), "of": view.of, **_chance(view.chance)}
            | _dates(view)
            for view in outlook.markers
        ],
        "meetings": [_meeting(view, language) for view in outlook.meetings],
        "events": [
            {"id": view.id, "title": view.title.in_language(language), **_chance(view.chance)} | _dates(view)
            for view in outlook.events
        ],
        "rests_on": [_rests(view, language) for view in outlook.rests_on],
        "reference_classes": [
            {
                "id": view.id,
                "title": view.title.in_language(language),
                "for": view.target,
                "successes": view.successes,
                "trials": view.trials,
                "mean": _number(view.mean),
                "low": _number(view.low),
                "high": _number(view.high),
                "inside": None if view.inside is None else _chance(view.inside),
            }
            for view in outlook.reference_classes
        ],
        "courses": {
            "dates": [when.isoformat() for when in outlook.dates],
            "terms": {view.issue: [_number(share) for share in view.shares] for view in outlook.terms},
            "factors": {
                view.factor: {
                    "mean": [_number(mean) for mean in view.means],
                    "sd": [_number(deviation) for deviation in view.deviations],
                }
                for view in outlook.factors
            },
        },
        "guesses": _number(outlook.guesses),
        "status": outlook.status.in_language(language),
    }


def _day(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _dates(view: MarkerView | EventView) -> Data:
    return {"early_date": _day(view.early), "median_date": _day(view.median), "late_date": _day(view.late)}


def _meeting(view: MeetingView, language: str) -> Data:
    return {
        "id": view.id,
        "title": view.title.in_language(language),
        "held": _number(view.held.value),
        "struck": _number(view.struck),
        "deal": _number(view.deal),
        "refused": _number(view.refused),
        "refusers": {party: _number(share) for party, share in view.refusers.items()},
        "median_date": _day(view.median),
        "issues": {fate.issue: {name: _number(share) for name, share in fate.shares.items()} for fate in view.issues},
    }


def _rests(view: RestsOn, language: str) -> Data:
    return {
        "scenario": view.scenario,
        "general_share": _number(view.general_share),
        "unexplained": _number(view.unexplained),
        "groups": [
            {
                "id": influence.group,
                "title": influence.title.in_language(language),
                "share": _number(influence.share),
                "direction": _number(influence.direction),
                "strongest": influence.strongest,
                "general": bool(influence.general),
            }
            for influence in view.influences
        ],
    }
