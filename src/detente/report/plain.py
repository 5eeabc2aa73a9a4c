"""Numbers and probabilities as plain data."""

from __future__ import annotations

from typing import Any

from detente.analysis.outlook.views import Chance

__all__ = ["chance_data", "number"]

_DIGITS = 6


def number(value: float) -> float:
    """Return a number rounded to six digits, never −0.

    Example:
        >>> number(-0.00000001)
        0.0
    """
    return round(float(value), _DIGITS) + 0.0


def chance_data(chance: Chance) -> dict[str, Any]:
    """Return a probability with both its uncertainties as plain data."""
    return {
        "probability": number(chance.value),
        "standard_error": number(chance.standard_error),
        "low": number(chance.low),
        "high": number(chance.high),
        "spread_detectable": bool(chance.spread_detectable),
        "open": number(chance.open),
    }
