"""Sections of a case, each with what is worked out of it alone: versions of a case that share one share that, too."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.numbers.paths import SectionNumbers, numbers_of_section
from detente.case.reading.walk import given, survey
from detente.case.schema.base import Element
from detente.case.schema.changes import CHANGES
from detente.case.schema.conditions import Statement

__all__ = ["Section"]

_LISTS = ("table", "agenda", "consent", "of", "because", "paragraphs")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a case, and what stands in it, by the path in the whole case.

    Attributes:
        part: The section itself.
        elements: Every element at or beneath it.
        statements: Every statement.
        changes: Every change.
        lists: Every list of names or of whole numbers.
        claims: The claims that elements rest on.
        claims_of_numbers: The claims that numbers rest on by themselves.
        numbers: Every number.
    """

    part: object
    elements: tuple[tuple[str, Element], ...]
    statements: tuple[tuple[str, Statement], ...]
    changes: tuple[tuple[str, Element], ...]
    lists: tuple[tuple[str, tuple[object, ...]], ...]
    claims: tuple[tuple[str, tuple[str, ...]], ...]
    claims_of_numbers: tuple[tuple[str, tuple[str, ...]], ...]
    numbers: SectionNumbers

    @classmethod
    def of(cls, name: str, part: object) -> Section:
        """Return a section with what stands in it.

        Args:
            name: Its key in the case.
            part: The section itself.
        """
        elements, quantities = survey(part, name)
        return cls(
            part,
            elements=tuple(elements),
            statements=tuple((path, element) for path, element in elements if isinstance(element, Statement)),
            changes=tuple((path, element) for path, element in elements if isinstance(element, CHANGES)),
            lists=tuple(entry for path, element in elements for entry in _lists(path, element)),
            claims=tuple(
                (f"{path}.because", held) for path, element in elements if (held := given(element, "because"))
            ),
            claims_of_numbers=tuple((f"{path}.because", each.because) for path, each in quantities if each.because),
            numbers=numbers_of_section(name, part),
        )


def _lists(path: str, element: Element) -> list[tuple[str, tuple[object, ...]]]:
    return [
        (f"{path}.{key}", value)
        for key in _LISTS
        if isinstance(value := given(element, key), tuple) and not any(isinstance(item, Element) for item in value)
    ]
