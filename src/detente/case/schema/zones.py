"""Zones of time, in which the last day of a question ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from detente.case.schema.base import refusal

__all__ = ["Zone", "end_of"]


def _zone(raw: Any) -> str:
    """Return the name of a zone that is known here."""
    name = raw if isinstance(raw, str) else str(raw)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise refusal("no_such_zone", name, "UTC, or a zone such as America/New_York or Asia/Shanghai") from None
    return name


Zone = Annotated[
    str,
    BeforeValidator(_zone, json_schema_input_type=str),
    Field(description="Zone of time, such as `America/Anchorage`."),
]


def end_of(day: date, zone: str) -> datetime:
    """Return the moment at which a day is over in a zone, in UTC.

    Args:
        day: The day.
        zone: Name of the zone.

    Example:
        >>> end_of(date(2026, 6, 1), "America/New_York").isoformat()
        '2026-06-02T04:00:00+00:00'
    """
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
