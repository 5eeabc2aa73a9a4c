"""The central quantiles of a number, with options standing for their levels."""

from __future__ import annotations

from detente.case import Quantity
from detente.case.numbers.distribution import central
from detente.case.numbers.notation import Chance, Label, Notation, OneOf
from detente.case.schema.base import Bilingual
from detente.case.schema.issues import Issue

__all__ = ["Range", "central_range", "plain", "titled"]

Range = tuple[float, float, float]
"""The 5 %, 50 % and 95 % quantiles."""


def plain(quantity: Quantity) -> Notation:
    """Return the distribution of a number, whether it is drawn for each belief or for each run."""
    notation = quantity.notation
    return notation.notation if isinstance(notation, Chance) else notation


def central_range(quantity: Quantity, issue: Issue | None = None) -> Range | None:
    """Return the central quantiles of a number, in the canonical unit of its scale.

    Args:
        quantity: The number.
        issue: Whose options it may name.

    Returns:
        None for a choice between names that are no levels.
    """
    notation = plain(quantity)
    if isinstance(notation, Label | OneOf):
        if issue is None:
            return None
        shares = ((notation.name, 1.0),) if isinstance(notation, Label) else notation.options
        steps = sorted((issue.options[name].level, share) for name, share in shares)
        return _step(steps, 0.05), _step(steps, 0.5), _step(steps, 0.95)
    return central(notation, quantity.scale)


def _step(steps: list[tuple[float, float]], at: float) -> float:
    total = 0.0
    for level, share in steps:
        total += share
        if total >= at - 1e-12:
            return level
    return steps[-1][0]


def titled(title: Bilingual, identifier: str) -> Bilingual:
    """Return a title, or the identifier in words where there is none."""
    return title if title.en or title.zh else Bilingual(en=identifier.replace("-", " "))
