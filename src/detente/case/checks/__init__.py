"""What a case must mean beyond its form: one small module for each idea."""

from __future__ import annotations

from typing import Any

from detente.case.schema.case import Document
from detente.case.slip import Slip

__all__ = ["check", "check_partial"]


def check(document: Document, data: dict[str, Any] | None = None) -> list[Slip]:
    """Return everything that contradicts itself or points nowhere in a case of right form."""
    return []


def check_partial(document: Document, data: dict[str, Any]) -> list[Slip]:
    """Return what is certainly wrong in what is left of a case with mistakes of form."""
    return []
