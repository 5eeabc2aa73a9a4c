"""Drivers and conditions as data: the same keys in the same order, and no time stamps."""

from __future__ import annotations

from typing import Any

from detente.analysis.discovery.boxes import BoxView, Discovery, Restriction, Search, Tip
from detente.analysis.drivers.views import Drivers, DriverView, Leading, OutcomeDrivers, Share
from detente.case import Document
from detente.locale import Texts
from detente.report.drivers.words import condition, input_name

__all__ = ["discovery_to_json", "drivers_to_json"]

_DIGITS = 6

Data = dict[str, Any]


def drivers_to_json(found: Drivers, language: str = "en") -> Data:
    """Return what drives the outcomes as plain data for JSON.

    Args:
        found: From `detente.analysis.drivers.drivers.drivers`.
        language: Of the titles: `en` or `zh`.
    """
    return {
        "case": found.case,
        "title": found.title.in_language(language),
        "version": found.version,
        "case_sha256": found.case_sha256,
        "seed": found.seed,
        "walks": found.walks,
        "beliefs": found.beliefs,
        "runs": found.runs,
        "worlds": found.worlds,
        "outcomes": [_outcome(view, language) for view in found.outcomes],
        "left_out": [
            {"id": id_, "title": title.in_language(language), "probability": _number(p)}
            for id_, title, p in found.left_out
        ],
        "method": found.method.in_language(language),
        "references": list(found.references),
        "status": found.status.in_language(language),
    }


def _number(value: float) -> float:
    return round(float(value), _DIGITS) + 0.0


def _share(share: Share | None) -> Data | None:
    return None if share is None else {"value": _number(share.value), "standard_error": _number(share.error)}


def _outcome(view: OutcomeDrivers, language: str) -> Data:
    return {
        "id": view.id,
        "title": view.title.in_language(language),
        "kind": view.kind,
        "probability": _share(view.probability),
        "beliefs": _share(view.beliefs),
        "chance": _share(view.chance),
        "overlap": _share(view.overlap),
        "drivers": [_driver(entry, language) for entry in view.drivers],
    }


def _driver(view: DriverView, language: str) -> Data:
    return {
        "id": view.id,
        "title": view.title.in_language(language),
        "beliefs": _share(view.beliefs),
        "chance": _share(view.chance),
        "general": view.general,
        "rule": view.rule,
        "leading": None if view.leading is None else _leading(view.leading),
    }


def _leading(leading: Leading) -> Data:
    curve = leading.curve
    return {
        "path": leading.path,
        "correlation": _number(leading.correlation),
        "options": list(leading.options),
        "at": [float(f"{at:.6g}") for at in curve.at],
        "probabilities": [_number(p) for p in curve.probabilities],
        "standard_errors": [_number(error) for error in curve.errors],
        "turn": None if curve.turn is None else float(f"{curve.turn:.6g}"),
        "tip": None if curve.tip is None else float(f"{curve.tip:.6g}"),
        "below": _number(curve.below),
        "above": _number(curve.above),
    }


def discovery_to_json(found: Discovery, document: Document, words: Texts) -> Data:
    """Return when an outcome is likelier as plain data for JSON.

    Args:
        found: From `detente.analysis.discovery.discovering.discover`.
        document: The case.
        words: The catalogue of the language of titles and conditions.
    """
    options = found.options
    return {
        "case": found.case,
        "title": found.title.in_language(words.language),
        "version": found.version,
        "case_sha256": found.case_sha256,
        "seed": found.seed,
        "beliefs": found.beliefs,
        "runs": found.runs,
        "scenario": found.outcome,
        "scenario_title": found.outcome_title.in_language(words.language),
        "probability": _number(found.probability),
        "standard_error": _number(found.standard_error),
        "seen_by": found.seen_by.isoformat(),
        "searches": [_search(search, found, document, words) for search in found.searches],
        "options": {
            "objective": options.objective.name.lower(),
            "alpha": options.alpha,
            "least": options.least,
            "restrictions": options.restrictions,
            "boxes": options.boxes,
            "significance": options.significance,
            "slack": options.slack,
            "again": options.again,
        },
        "method": found.method.in_language(words.language),
        "references": list(found.references),
        "status": found.status.in_language(words.language),
    }


def _search(search: Search, found: Discovery, document: Document, words: Texts) -> Data:
    return {
        "over": search.over,
        "inputs": search.inputs,
        "boxes": [_box(box, found, document, words) for box in search.boxes],
        "tips": [_tip(tip, found, document, words) for tip in search.tips],
    }


def _box(box: BoxView, found: Discovery, document: Document, words: Texts) -> Data:
    return {
        "density": _number(box.density),
        "density_error": _number(box.density_error),
        "outside": _number(box.outside),
        "coverage": _number(box.coverage),
        "mass": _number(box.mass),
        "found_on": _number(box.found_on),
        "restricted": len(box.restrictions),
        "conditions": [_condition(entry, found, document, words) for entry in box.restrictions],
    }


def _condition(entry: Restriction, found: Discovery, document: Document, words: Texts) -> Data:
    return {
        "kind": entry.input.kind,
        "name": entry.input.name,
        "says": condition(entry, document, found.seen_by, words),
        "above": None if entry.above is None else float(f"{entry.above:.6g}"),
        "below": None if entry.below is None else float(f"{entry.below:.6g}"),
        "among": list(entry.among),
        "quasi_p": float(f"{entry.quasi_p:.3g}"),
        "again": None if entry.again is None else _number(entry.again),
    }


def _tip(tip: Tip, found: Discovery, document: Document, words: Texts) -> Data:
    return {
        "kind": tip.input.kind,
        "name": tip.input.name,
        "title": input_name(tip.input, document, found.seen_by, words),
        "at": float(f"{tip.at:.6g}"),
        "below": _number(tip.below),
        "above": _number(tip.above),
        "standard_error": _number(tip.error),
    }
