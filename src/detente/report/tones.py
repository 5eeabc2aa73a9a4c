"""The colours of the ends of a story and of its parties: what a case says of them, in one place for all pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from detente.case import Document
from detente.report.drawing.palette import party, tone

__all__ = ["colours_of", "end_colours", "party_colours"]


def colours_of(ends: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return the colour of each end: its tone, steps of one hue where several share it.

    Args:
        ends: Id and tone of each end, in the order of the case; an end without a tone counts as mixed.

    Example:
        >>> colours_of([("success", "good"), ("late", "good"), ("failure", "bad"), ("muddling-through", None)])
        {'success': 'good', 'late': 'good2', 'failure': 'bad', 'muddling-through': 'mixed'}
    """
    seen: Counter[str] = Counter()
    found = {}
    for key, said in ends:
        name = said or "mixed"
        found[key] = tone(name, seen[name])
        seen[name] += 1
    return found


def end_colours(document: Document) -> dict[str, str]:
    """Return the colour of each end of a case."""
    named = [(key, scenario.tone) for key, scenario in document.scenarios.items()]
    return colours_of([*named, ("muddling-through", None)])


def party_colours(document: Document) -> dict[str, str]:
    """Return the colour of each party; an audience has that of its party."""
    own = [key for key, described in document.parties.items() if described.of is None]
    colours = {key: party(index) for index, key in enumerate(own)}
    return {key: colours.get(described.of or key, "muted") for key, described in document.parties.items()}
