"""When an outcome is likelier, in words."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analysis.discovery.boxes import BoxView, Discovery
from detente.case import Case
from detente.locale import Texts
from detente.report.drivers.words import condition, input_name

__all__ = ["DiscoveryInWords", "SearchInWords", "in_words"]


@dataclass(frozen=True, slots=True)
class SearchInWords:
    """One search, in the same order as its numbers.

    Attributes:
        boxes: Of each box, what each of its conditions says.
        tips: Of each tipping point, what it is about.
    """

    boxes: tuple[tuple[str, ...], ...]
    tips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiscoveryInWords:
    """All searches, in their order."""

    searches: tuple[SearchInWords, ...]


def in_words(found: Discovery, case: Case, words: Texts) -> DiscoveryInWords:
    """Return what the conditions of boxes and the tipping points are about."""

    def said(box: BoxView) -> tuple[str, ...]:
        return tuple(condition(each, case.document, found.seen_by, words) for each in box.restrictions)

    return DiscoveryInWords(
        tuple(
            SearchInWords(
                tuple(said(box) for box in search.boxes),
                tuple(input_name(tip.input, case.document, found.seen_by, words) for tip in search.tips),
            )
            for search in found.searches
        )
    )
