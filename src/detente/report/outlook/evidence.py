"""What a case rests on: every number with the claims behind it, and every claim with its paragraphs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from detente.case import Document, Quantity, quantities
from detente.case.general import general_constants
from detente.case.numbers.distribution import describe, is_certain
from detente.case.schema.base import Bilingual
from detente.locale import Texts
from detente.report.outlook.levels import titled

__all__ = ["ClaimView", "NumberView", "SectionView", "claims", "numbers", "path_in_words"]


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number of the case.

    Attributes:
        path: Where it stands.
        words: The path in words.
        notation: What is written, in the reader's language.
        claims: What it rests on.
        certain: Whether it has one possible value only.
    """

    path: str
    words: str
    notation: str
    claims: tuple[str, ...]
    certain: bool

    @property
    def is_guess(self) -> bool:
        """Say whether it is uncertain and no claim supports it."""
        return not self.certain and not self.claims


@dataclass(frozen=True, slots=True)
class SectionView:
    """The numbers of a section of the case; those that are certain and unsupported are left out."""

    section: str
    numbers: tuple[NumberView, ...]

    @property
    def guesses(self) -> int:
        """Count the uncertain numbers that no claim supports."""
        return sum(number.is_guess for number in self.numbers)

    @property
    def supported(self) -> int:
        """Count the numbers that a claim supports."""
        return sum(bool(number.claims) for number in self.numbers)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim, where it is made, and how many numbers rest on it."""

    id: str
    says: Bilingual
    note: Bilingual
    kind: str
    source: str
    source_title: Bilingual
    author: Bilingual
    paragraphs: tuple[int, ...]
    supports: int


def numbers(document: Document, texts: Texts) -> tuple[SectionView, ...]:
    """Return the numbers that are uncertain or supported, by section of the case."""
    sections: dict[str, list[NumberView]] = {}
    for path, quantity in quantities(document).items():
        certain = is_certain(quantity.notation)
        if certain and not quantity.because:
            continue
        view = NumberView(
            path, path_in_words(document, path, texts), notation(quantity, texts), quantity.because, certain
        )
        sections.setdefault(path.partition(".")[0], []).append(view)
    return tuple(SectionView(section, tuple(views)) for section, views in sections.items())


def notation(quantity: Quantity, texts: Texts) -> str:
    """Return a number as it is written, with its unit."""
    return describe(quantity.notation, quantity.scale, texts.language)


def claims(document: Document) -> tuple[ClaimView, ...]:
    """Return the claims in the order of the case."""
    supports = Counter(claim for quantity in quantities(document).values() for claim in quantity.because)
    found = []
    for key, claim in document.claims.items():
        source = document.sources.get(claim.source)
        found.append(
            ClaimView(
                key,
                claim.says,
                claim.note,
                claim.kind,
                claim.source,
                titled(source.title if source else Bilingual(), claim.source),
                source.author if source else Bilingual(),
                claim.paragraphs,
                supports[key],
            )
        )
    return tuple(found)


def path_in_words(document: Document, path: str, texts: Texts) -> str:
    """Return a path with the titles of what it names, for people.

    Args:
        document: Whose path it is.
        path: Such as `positions.russia.territory.limit`.
        texts: The catalogue.
    """
    section, _, rest = path.partition(".")
    language = texts.language
    if section == "general" and rest in (constants := general_constants()):
        return constants[rest].about.in_language(language)
    named = _titles(document)
    words = []
    for step in rest.split("."):
        if step in named:
            words.append(named[step].in_language(language))
        elif texts.has(f"field.{step}"):
            words.append(texts(f"field.{step}"))
        else:
            words.append(str(int(step) + 1) if step.isdecimal() else step.replace("-", " "))
    return " › ".join(words)


def _titles(document: Document) -> dict[str, Bilingual]:
    """Return the titles of everything a path may name."""
    named: dict[str, Bilingual] = {}
    for part in (
        document.parties, document.issues, document.factors, document.meetings, document.events, document.history,
        document.carrying_out, {step.id: step for whole in document.carrying_out.values() for step in whole.steps},
    ):  # fmt: skip
        for key, element in part.items():
            named.setdefault(key, titled(element.title, key))
    return named
