"""What a draft is made of: claims with their quotations, elements with their marks, and what is left to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from detente.drafting.documents import Document
from detente.drafting.quotations.cuts import cut_of
from detente.drafting.quotations.verify import Refusal, quoted
from detente.drafting.sentences import sentence_at, sentences

__all__ = ["Asked", "Drafted", "Element", "Mark", "Passage", "passage"]

Mark = Literal["quoted", "inferred", "assumed", "analyst"]
"""How an element follows from documents: it stands there; it follows from what stands there; it is taken for want of
anything better; somebody has decided it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim: what a document says, where, in its own words and in ours.

    Attributes:
        id: Its id in the case.
        document: Id of the document.
        paragraphs: Lines of the document, counted from 0.
        start: First sign of the quotation.
        end: One past its last.
        quotation: The words between, to the letter.
        kind: `fact`, `judgement` or `estimate`.
        says: The same in our words: language → text.
        mark: How it was come by.
        flagged: What stands right before the quotation and may turn its meaning; the quotation was widened to have it.
    """

    id: str
    document: str
    paragraphs: tuple[int, ...]
    start: int
    end: int
    quotation: str
    kind: str
    says: Mapping[str, str]
    mark: Mark
    flagged: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A part of the case and what it rests on.

    Attributes:
        path: Where it stands in the case.
        mark: How it was come by.
        claims: Ids of the claims it rests on.
    """

    path: str
    mark: Mark
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that the documents do not say and a person must.

    Attributes:
        kind: What is asked, a key of the catalogue after `draft.ask.`.
        about: What it is asked about, by name.
        path: Where the answer belongs.
    """

    kind: str
    about: Mapping[str, str]
    path: str = ""


@dataclass(slots=True)
class Drafted:
    """What has been put together so far; only the modules that compose a draft change it.

    Attributes:
        case: The case, as its file will have it.
        claims: Claims by id.
        elements: Elements in order.
        asked: What is left to ask.
        parties: Entity of a text → id of the party it has become.
        issues: Mention of an issue → id of the issue it stands on.
    """

    case: dict[str, Any]
    claims: dict[str, Passage] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    parties: dict[str, str] = field(default_factory=dict)
    issues: dict[str, str] = field(default_factory=dict)

    def claim(self, one: Passage) -> str:
        """Add a claim and return its id."""
        self.claims[one.id] = one
        return one.id

    def mark(self, path: str, mark: Mark, *claims: str) -> None:
        """Say how an element was come by."""
        self.elements.append(Element(path, mark, claims))

    def ask(self, kind: str, path: str = "", **about: str) -> None:
        """Leave something to a person, once."""
        one = Asked(kind, about, path)
        if one not in self.asked:
            self.asked.append(one)


def passage(
    document: Document,
    start: int,
    end: int,
    taken: Mapping[str, Passage],
    kind: str,
    says: Mapping[str, str],
    mark: Mark,
) -> Passage:
    """Return a claim on a stretch of a document, widened where its words alone would say something else.

    Args:
        document: The document.
        start: First sign.
        end: One past the last.
        taken: The claims there are: the new one gets an id of its own.
        kind: `fact`, `judgement` or `estimate`.
        says: What it says, by language.
        mark: How it was come by.
    """
    if isinstance(quoted(document.text[start:end], document.text), Refusal):
        whole = sentence_at(sentences(document.text), start)
        start, end = (whole.start, max(end, whole.end)) if whole else (start, end)
    cut = cut_of(document.text, start, end)
    if cut is not None:
        start, end = cut.start, cut.end
    first, last = document.paragraph_at(start), document.paragraph_at(max(start, end - 1))
    stem = f"{document.id}-{first}"
    name = next(
        name for k in range(len(taken) + 1) if (name := f"{stem}-{chr(97 + k % 26)}{k // 26 or ''}") not in taken
    )
    return Passage(
        name,
        document.id,
        tuple(range(first, last + 1)),
        start,
        end,
        document.text[start:end],
        kind,
        says,
        mark,
        cut.word if cut else "",
    )
