"""Put a draft of a case together from documents, by rules and lists of words alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from detente.drafting.contradictions import Contradiction
from detente.drafting.documents import Document, read_document
from detente.drafting.elements import Asked, Drafted, Element, Passage
from detente.drafting.ends import add_consent, add_scenarios, add_silent
from detente.drafting.occasions import add_meetings
from detente.drafting.reading import Found, read_text
from detente.drafting.told import add_told
from detente.drafting.wants import add_wants
from detente.errors import EvidenceError
from detente.locale import Texts, texts

__all__ = ["Draft", "draft", "read_documents"]

Reader = Callable[[Document, Found], Found]

_FEWEST = 2
_MOST_DOCUMENTS = 50
_BESIDE_A_DATE = 24
"""Signs beside a date in the line that says when something appeared."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of a case, with all that it rests on and all that it does not know.

    Attributes:
        id: Id of the case.
        case: The case as its file has it, without its claims.
        claims: What documents say, in their own words.
        elements: What was put into the case, and how each part was come by.
        asked: What is left to a person.
        contradictions: What cannot all hold, by document.
        documents: The documents as they were read.
        language: Language of its notes.
    """

    id: str
    case: dict[str, Any]
    claims: tuple[Passage, ...]
    elements: tuple[Element, ...]
    asked: tuple[Asked, ...]
    contradictions: tuple[tuple[str, Contradiction], ...]
    documents: tuple[Document, ...]
    language: str = "en"

    @property
    def text(self) -> str:
        """The draft as the text of a case file, with its questions as comments."""
        from detente.drafting.writing import as_case

        return as_case(self)

    @property
    def guessed(self) -> tuple[str, ...]:
        """What had to be guessed in reading the documents, as sentences."""
        return tuple(sentence for one in self.documents for sentence in one.guessed)

    @property
    def beside(self) -> dict[str, str]:
        """Texts to be kept beside the case, by the name of their file: of documents that are no plain text."""
        return {f"{one.id}.txt": one.text for one in self.documents if not one.kept}


def draft(
    files: Sequence[str | os.PathLike[str]],
    *,
    as_of: date | None = None,
    id: str = "draft",
    language: str = "en",
    reader: Reader | None = None,
) -> Draft:
    """Draft a case from documents, offline; the same documents give the same draft.

    Nothing is invented: what the documents do not say is left out and asked, or stands in it marked as assumed and wide.

    Args:
        files: Texts, web pages, PDFs or Word documents, in English or Chinese.
        as_of: The day at which the case stands; default: the day the newest document says it appeared. A document that
            says it appeared later is refused.
        id: Id of the case.
        language: Language of notes and messages, `en` or `zh`.
        reader: What adds to what the rules find in a document, such as a
            `detente.drafting.model.reading.ModelReader`; default: nothing.

    Returns:
        The draft; `Draft.text` is a case that loads.

    Raises:
        EvidenceError: A document cannot be read, is newer than `as_of`, the day cannot be told, or no negotiation is
            found in the documents.
    """
    words = texts(language)
    documents = read_documents(files, words)
    day = as_of or _newest(documents, words)
    for one in documents:
        if one.written is not None and one.written > day:
            raise EvidenceError(words("draft.newer", file=one.file, written=one.written, as_of=day))
    read = [(one, read_text(one.text, one.written or day)) for one in documents]
    if reader is not None:
        read = [(one, reader(one, found)) for one, found in read]
    until = day + timedelta(days=365)
    drafted = Drafted(_empty(id, documents, day, until))
    add_wants(drafted, read, day)
    add_meetings(drafted, read, day, until)
    _check_found(drafted, documents, words)
    add_silent(drafted)
    add_consent(drafted)
    add_scenarios(drafted, read)
    add_told(drafted, read, day)
    clashes = tuple((document.id, one) for document, found in read for one in found.contradictions)
    return Draft(
        id,
        drafted.case,
        tuple(drafted.claims.values()),
        tuple(drafted.elements),
        tuple(drafted.asked),
        clashes,
        documents,
        words.language,
    )


def read_documents(files: Sequence[str | os.PathLike[str]], words: Texts) -> tuple[Document, ...]:
    """Read documents, each with the day on which it says that it appeared.

    Raises:
        EvidenceError: One cannot be read, or there are too many.
    """
    if len(files) > _MOST_DOCUMENTS:
        raise EvidenceError(words("draft.many", most=_MOST_DOCUMENTS))
    return tuple(
        _dated(read_document(file, words.language, name)) for file, name in zip(files, _ids(files), strict=True)
    )


def _ids(files: Sequence[str | os.PathLike[str]]) -> list[str]:
    return ["document"] if len(files) == 1 else [f"document-{k + 1}" for k in range(len(files))]


def _newest(documents: Sequence[Document], words: Texts) -> date:
    known = [one.written for one in documents if one.written is not None]
    if not known:
        raise EvidenceError(words("draft.no_day"), words("draft.no_day.hint"))
    return max(known)


def _dated(document: Document) -> Document:
    """Return a document with the day that stands nearly alone in one of its first lines, if it does not say it itself."""
    if document.written is not None:
        return document
    head = "\n".join(document.text.split("\n")[:6])
    for one in read_text(head).dates:
        line = head[head.rfind("\n", 0, one.start) + 1 :].partition("\n")[0]
        alone = len(line.strip()) <= len(one.text) + _BESIDE_A_DATE
        if one.kind == "point" and one.first is not None and not one.assumed and alone:
            return replace(document, written=one.first)
    return document


def _check_found(drafted: Drafted, documents: Sequence[Document], words: Texts) -> None:
    """Refuse documents in which nobody negotiates.

    Raises:
        EvidenceError: They name fewer than two parties, or nothing that any of them wants.
    """
    parties, issues = len(drafted.case["parties"]), len(drafted.case["issues"])
    if parties < _FEWEST or not issues:
        names = ", ".join(one.file for one in documents)
        raise EvidenceError(
            words("draft.no_negotiation", files=names, parties=parties, issues=issues),
            words("draft.no_negotiation.hint"),
        )


def _empty(id: str, documents: Sequence[Document], day: date, until: date) -> dict[str, Any]:
    return {
        "detente": 1,
        "id": id,
        "title": documents[0].title[:80],
        "as_of": day,
        "until": until,
        "sources": {one.id: _source(one) for one in documents},
        "claims": {},
        "parties": {},
        "issues": {},
        "positions": {},
        "meetings": {},
        "scenarios": [],
    }


def _source(document: Document) -> dict[str, Any]:
    source: dict[str, Any] = {"title": document.title[:200], "language": document.language, "where": document.file}
    if document.written is not None:
        source["published"] = document.written
    return {**source, "sha256": document.sha256, "paragraphs": len(document.paragraphs)}
