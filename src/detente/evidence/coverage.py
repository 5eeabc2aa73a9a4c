"""A source paragraph by paragraph: what in the case rests on it, and what nothing uses."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import ClassVar

from detente.case import Case, Document
from detente.case.reading.walk import numbers, walk
from detente.case.schema.base import Bilingual
from detente.evidence.sources import read_source
from detente.json_names import UNSAID

__all__ = ["Coverage", "CoveredParagraph", "coverage"]


@dataclass(frozen=True, slots=True)
class CoveredParagraph:
    """A paragraph of a source and what the case makes of it.

    Attributes:
        number: Its place, counted from 0.
        text: The paragraph itself.
        claims: Claims that it carries.
        elements: Paths of what rests on these claims, in the order of the case.
        not_used: Why nothing rests on it, where the case says so.
    """

    also_in_json: ClassVar = ("is_open",)

    number: int
    text: str = field(metadata=UNSAID)
    claims: tuple[str, ...]
    elements: tuple[str, ...]
    not_used: Bilingual | None

    @property
    def is_covered(self) -> bool:
        """Say whether something in the case rests on it."""
        return bool(self.elements)

    @property
    def is_open(self) -> bool:
        """Say whether nothing rests on it and the case does not say why; empty paragraphs need no reason."""
        return not self.elements and self.not_used is None and bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Counts:
    """How many paragraphs a source has.

    Attributes:
        all: Those of the file, empty ones, too.
        covered: Those that something rests on.
        not_used: Those left out on purpose.
        open: Those that nothing uses and nothing is said about.
    """

    all: int
    covered: int
    not_used: int
    open: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a case uses a source.

    Attributes:
        source: Id of the source.
        sha256: Hash of the file, which is the one that the case gives.
        paragraphs: All its paragraphs.
        idle_claims: Claims from this source that nothing rests on.
    """

    also_in_json: ClassVar = ("counts",)

    source: str
    sha256: str
    paragraphs: tuple[CoveredParagraph, ...]
    idle_claims: tuple[str, ...]

    @property
    def covered(self) -> tuple[CoveredParagraph, ...]:
        """The paragraphs that something rests on."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.is_covered)

    @property
    def not_used(self) -> tuple[CoveredParagraph, ...]:
        """The paragraphs left out on purpose."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.not_used is not None)

    @property
    def open(self) -> tuple[CoveredParagraph, ...]:
        """The paragraphs that nothing uses and nothing is said about."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.is_open)

    @property
    def counts(self) -> Counts:
        """How many paragraphs there are of each kind."""
        return Counts(len(self.paragraphs), len(self.covered), len(self.not_used), len(self.open))


def coverage(case: Case, file: str | os.PathLike[str], source: str | None = None) -> Coverage:
    """Lay a case over a source.

    Args:
        case: The case.
        file: The text of the source.
        source: Id of the source; by default the one whose hash is that of the file.

    Returns:
        Paragraph by paragraph, what rests on it.

    Raises:
        EvidenceError: The file is not the text that the case was coded from; see `read_source`.
    """
    text = read_source(case, file, source)
    document = case.document
    users = _users(document)
    carried: dict[int, list[str]] = {}
    for key, claim in document.claims.items():
        if claim.source == text.source:
            for number in claim.paragraphs:
                carried.setdefault(number, []).append(key)
    reasons = {number: entry.reason for entry in document.not_used.get(text.source, ()) for number in entry.paragraphs}
    paragraphs = []
    for number, words in enumerate(text.paragraphs):
        claims = tuple(carried.get(number, ()))
        elements = dict.fromkeys(path for key in claims for path in users.get(key, ()))
        paragraphs.append(CoveredParagraph(number, words, claims, tuple(elements), reasons.get(number)))
    idle = (key for key, claim in document.claims.items() if claim.source == text.source and key not in users)
    return Coverage(text.source, text.sha256, tuple(paragraphs), tuple(idle))


def _users(document: Document) -> dict[str, list[str]]:
    """Return the paths of the elements and numbers that name each claim."""
    users: dict[str, list[str]] = {}
    for path, element in walk(document):
        for key in getattr(element, "because", ()):
            users.setdefault(key, []).append(path)
    for path, number in numbers(document):
        for key in number.because:
            users.setdefault(key, []).append(path)
    return users
