"""Where numbers certainly lie: the ends of what a level can be, with options' names turned into levels."""

from __future__ import annotations

from detente.case.numbers.distribution import central
from detente.case.numbers.notation import Chance, Label, Notation, OneOf
from detente.case.schema.issues import Issue
from detente.case.schema.quantities import Quantity

__all__ = ["ends", "spread"]


def spread(quantity: Quantity, issue: Issue | None = None) -> tuple[float, float, float] | None:
    """Return the 5 %, 50 % and 95 % quantiles of a number, or None if it names an unknown option.

    A choice among options has the lowest and highest as its ends and the one at half of its weight between.
    """
    notation: Notation | Chance = quantity.notation
    if isinstance(notation, Chance):
        notation = notation.notation
    if isinstance(notation, Label):
        notation = OneOf(((notation.name, 1.0),))
    if not isinstance(notation, OneOf):
        return central(notation, quantity.scale)
    if issue is None or any(name not in issue.options for name, _ in notation.options):
        return None
    levels = sorted((issue.options[name].level, share) for name, share in notation.options if share > 0.0)
    total, middle = 0.0, levels[-1][0]
    for level, share in levels:
        total += share
        if total >= 0.5:
            middle = level
            break
    return levels[0][0], middle, levels[-1][0]


def ends(quantity: Quantity, issue: Issue | None = None) -> tuple[float, float] | None:
    """Return the 5 % and 95 % quantiles of a number, or None if it names an unknown option."""
    found = spread(quantity, issue)
    return None if found is None else (found[0], found[2])
