"""What the record changes in the outlook of cases, as data for other programs."""

from __future__ import annotations

import math
from typing import Any

from detente.analysis.calibration.shifts import CaseShift, Shifts
from detente.analysis.compare.paired_differences import Difference
from detente.report.plain import chance_data, number

__all__ = ["to_json"]

Data = dict[str, Any]


def to_json(found: Shifts, language: str = "en") -> Data:
    """Return cases under each prior as plain data; keys stand in a fixed order.

    Args:
        found: What was found.
        language: Of the titles: `en` or `zh`.
    """
    return {
        "version": found.version,
        "seed": found.seed,
        "beliefs": found.beliefs,
        "runs": found.runs,
        "correlations": [{"between": list(pair), "rank": rank} for pair, rank in found.correlations.items()],
        "cases": [_case(case, language) for case in found.cases],
        "status": found.status.in_language(language),
    }


def _case(case: CaseShift, language: str) -> Data:
    return {
        "id": case.id,
        "title": case.title.in_language(language),
        "case_sha256": case.case_sha256,
        "moved": number(case.moved),
        "retied": number(case.retied),
        "narrowed": number(case.narrowed) if math.isfinite(case.narrowed) else None,
        "scenarios": [
            {
                "id": shift.id,
                "title": shift.title.in_language(language),
                **{prior: chance_data(chance) for prior, chance in shift.chances.items()},
                "by_fit": _difference(shift.fitted),
                "by_tie": _difference(shift.tied),
            }
            for shift in case.scenarios
        ],
    }


def _difference(found: Difference) -> Data:
    return {
        "value": number(found.value),
        "standard_error": number(found.standard_error),
        "helped": number(found.helped),
        "harmed": number(found.harmed),
    }
