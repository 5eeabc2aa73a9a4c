"""Conditions under which an end is likelier, each limit drawn within the range of its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from detente.analysis.discovery.boxes import BoxView, Discovery, Restriction
from detente.case import quantities
from detente.case.schema.case import Document
from detente.locale import Texts
from detente.report.drivers.words import condition
from detente.report.outlook.levels import central_range
from detente.report.whole import figures
from detente.report.whole.material import Material

__all__ = ["discovered"]


def discovered(answers: Discovery | Sequence[Discovery] | None, found: Material, words: Texts) -> list[dict[str, Any]]:
    """Return what was found for each end: its boxes with their conditions.

    Probabilities of ends are those of the outlook; what a search finds in worlds of its own is a difference to them.
    """
    if answers is None:
        return []
    each = [answers] if isinstance(answers, Discovery) else list(answers)
    levels = {end.id: end.chance.value for end in found.brief.ends}
    return [
        {
            "title": view.outcome_title,
            "value": levels.get(view.outcome, view.probability),
            "worlds": view.beliefs * view.runs,
            "seen_by": view.seen_by,
            "searches": [(search, [_box(box, view, found, words) for box in search.boxes]) for search in view.searches],
        }
        for view in each
    ]


def _box(box: BoxView, view: Discovery, found: Material, words: Texts) -> dict[str, Any]:
    document = found.case.document
    rows = [
        (condition(entry, document, view.seen_by, words), _drawn(entry, document), entry.again)
        for entry in box.restrictions
    ]
    return {"view": box, "times": box.density / view.probability if view.probability else 0.0, "rows": rows}


def _drawn(entry: Restriction, document: Document) -> Markup:
    """Draw where the limits of a number lie within its range; nothing for what is no number on a range."""
    quantity = quantities(document).get(entry.input.name) if entry.input.kind == "number" else None
    known = central_range(quantity) if quantity is not None else None
    if known is None or known[2] <= known[0] or (entry.above is None and entry.below is None):
        return Markup()
    start = known[0] if entry.above is None else entry.above
    end = known[2] if entry.below is None else entry.below
    return figures.limits(known[0], known[2], start, end)
