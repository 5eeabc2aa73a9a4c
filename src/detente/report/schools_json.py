"""Theories as data: keys in a fixed order, levels rounded to six digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.analysis.conflict.views import ConflictView
from detente.analysis.theories.compare import TheoryComparison
from detente.analysis.theories.index import TheoryEntry
from detente.analysis.theories.voting_power import Council

__all__ = ["index_to_json", "to_json"]

Data = dict[str, Any]


def to_json(seen: TheoryComparison, language: str = "en") -> Data:
    """Return what theories say of a case as plain data.

    Args:
        seen: The theories side by side.
        language: Of the titles and sentences: `en` or `zh`.
    """
    return {
        "case": seen.case,
        "title": seen.title.in_language(language),
        "case_sha256": seen.case_sha256,
        "version": seen.version,
        "seed": seen.seed,
        "beliefs": seen.beliefs,
        "method": seen.method,
        "meeting": seen.meeting,
        "theories": [
            {
                "key": line.key,
                "title": line.title.in_language(language),
                "options": dict(line.parameters),
                "levels": line.levels,
                "applies": line.why_not is None,
                "why_not": None if line.why_not is None else line.why_not.in_language(language),
                "changes_terms": None if line.deals is None else _number(line.deals),
                "status": None if line.status is None else line.status.in_language(language),
                "references": list(line.references),
            }
            for line in seen.theories
        ],
        "outcomes": [
            {
                "issue": issue.issue,
                "title": issue.title.in_language(language),
                "now": _number(issue.now),
                "apart": _number(issue.apart),
                "agree": issue.agree,
                "predictions": [
                    {
                        "theory": mark.theory,
                        "level": _number(mark.level),
                        "low": _number(mark.low),
                        "high": _number(mark.high),
                    }
                    for mark in issue.marks
                ],
                "contrasts": [
                    {"cause": each.cause, "first": each.first, "second": each.second, "by": _number(each.difference)}
                    for each in issue.contrasts
                ],
            }
            for issue in seen.issues
        ],
        "voting_power": [_council(council, language) for council in seen.councils],
        "states": None if seen.conflict is None else _states(seen.conflict, language),
        "references": list(seen.references),
        "status": seen.status.in_language(language),
    }


def _states(view: ConflictView, language: str) -> Data:
    """Return which states hold for everybody, by concept; `detente conflict` has the rest."""
    return {
        "size": view.size,
        "status_quo": view.status_quo,
        "equilibria": {concept: list(states) for concept, states in view.equilibria.items()},
        "states": [
            {
                "number": state.number,
                "name": state.name,
                "title": state.title.in_language(language),
                "taken": list(state.taken),
                "equilibrium": list(state.equilibrium),
            }
            for state in view.states
            if state.equilibrium or state.number == view.status_quo
        ],
    }


def _council(council: Council, language: str) -> Data:
    """Return a council; powers are exact fractions, as text."""
    return {
        "issue": council.issue,
        "title": council.title.in_language(language),
        "quota": None if council.quota is None else _number(council.quota),
        "rule": council.rule.model_dump(mode="json", exclude_defaults=True),
        "total": _number(council.total),
        "weighted": council.weighted,
        "members": [
            {
                "party": each.party,
                "title": each.title.in_language(language),
                "weight": _number(each.weight),
                "swings": each.swings,
                "absolute": str(each.absolute),
                "banzhaf": str(each.banzhaf),
                "shapley_shubik": str(each.shapley_shubik),
            }
            for each in council.members
        ],
    }


def index_to_json(entries: Sequence[TheoryEntry], language: str = "en") -> Data:
    """Return the index of theories as plain data."""
    return {
        "theories": [
            {
                "key": entry.key,
                "title": entry.title.in_language(language),
                "call": entry.call,
                "home": entry.home,
                "about": entry.about.in_language(language),
                "limits": entry.limits.in_language(language),
                "reproduced": entry.reproduced.in_language(language),
                "references": list(entry.references),
                "claims": [claim.value for claim in entry.claims],
                "exact": entry.exact,
                "stochastic": entry.stochastic,
                "parameters": [
                    {"name": name, "default": default, "values": values} for name, default, values in entry.options
                ],
            }
            for entry in entries
        ]
    }


def _number(value: float) -> float:
    return round(float(value), 6) + 0.0
