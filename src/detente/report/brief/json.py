"""A brief as JSON: what stands in it, and its verdict in words."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from detente.analysis.brief.views import Brief
from detente.locale import texts
from detente.report.brief.words import verdict
from detente.report.data import plain

__all__ = ["brief_to_json"]


def brief_to_json(brief: Brief, language: str = "en") -> dict[str, Any]:
    """Return a brief as plain data; what was played comes first."""
    data: dict[str, Any] = dict(plain(brief.stamp, language))
    data["verdict"] = asdict(verdict(brief, texts(language)))
    for field in fields(brief):
        if field.name not in ("stamp", "case"):
            data[field.name] = plain(getattr(brief, field.name), language)
    return data
