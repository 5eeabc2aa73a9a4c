"""Read a document: text, web page, PDF or Word, as lines of text that quotations are taken from."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.drafting.formats import Extracted, of_pdf, of_web, of_word
from detente.errors import EvidenceError
from detente.locale import Texts, texts
from detente.tables.encodings import decoded

__all__ = ["LARGEST_FILE", "MOST_SIGNS", "Document", "read_document"]

LARGEST_FILE = 50_000_000
"""Bytes of a document."""

MOST_SIGNS = 1_000_000
"""Signs of its text."""

_FEWEST_SIGNS = 40
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|that|is|for|on|with|by|as|it|has|have|will|not|an|are|was|were|be|been|from|this|their|they|"
    r"but|if|which|would|said|its|at|or|more|between|over|after|before|until|no)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:le|la|les|des|du|et|est|une|dans|pour|que|der|die|das|und|ist|nicht|den|von|mit|el|los|las|del|y|una|por|"
    r"il|lo|gli|della|che|non|het|een|van|niet|o|os|da|em|uma|och|att|som|ett|det|og|på|na|nie|się|ve|bir|yang|dan)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read.

    Attributes:
        id: Its id in a case.
        title: What it calls itself, or the name of its file.
        file: The name of its file.
        text: Its text; a line is a paragraph.
        language: `zh` or `en`.
        written: The day it says it appeared, if it does.
        kept: Whether the file itself is the text, to the byte; else the text is kept beside the case.
        sha256: Hash of the text in UTF-8, or of the file where that is the text.
        guessed: What had to be guessed in reading it, as sentences.
    """

    id: str
    title: str
    file: str
    text: str
    language: str
    written: date | None
    kept: bool
    sha256: str
    guessed: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its lines, counted from 0, as a case counts them."""
        return tuple(line.rstrip("\r") for line in self.text.removesuffix("\n").split("\n"))

    def paragraph_at(self, place: int) -> int:
        """Return the paragraph that a sign stands in."""
        return self.text.count("\n", 0, place)


def read_document(file: str | os.PathLike[str], language: str = "en", id: str = "document") -> Document:
    """Read a document.

    Args:
        file: A text, a web page (`.html`), a PDF or a Word document (`.docx`), told by what it holds.
        language: Language of messages.
        id: Its id.

    Raises:
        EvidenceError: It cannot be read, has no text, is too large, or is in a language that is not read.
    """
    path, words = Path(file), texts(language)
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EvidenceError(words("draft.unreadable", file=path.name, reason=reason)) from None
    if len(content) > LARGEST_FILE:
        raise EvidenceError(words("draft.large", file=path.name, most=f"{LARGEST_FILE:,}"))
    found, guessed, kept = _extracted(content, path, words)
    if len(found.text) > MOST_SIGNS:
        raise EvidenceError(words("draft.long", file=path.name, most=f"{MOST_SIGNS:,}"))
    if len(_LETTER.findall(found.text[:100_000])) < _FEWEST_SIGNS:
        key = "draft.scanned" if content.startswith(b"%PDF") else "draft.empty"
        raise EvidenceError(words(key, file=path.name))
    sha256 = hashlib.sha256(content if kept else found.text.encode("utf-8")).hexdigest()
    spoken = _language_of(found.text, path, words)
    return Document(
        id, found.title or path.stem, path.name, found.text, spoken, found.written, kept, sha256, tuple(guessed)
    )


def _extracted(content: bytes, path: Path, words: Texts) -> tuple[Extracted, list[str], bool]:
    """Return the text of a file by what it holds, what was guessed, and whether the file itself is the text."""
    if content.startswith(b"%PDF"):
        return of_pdf(content, path.name, words), [words("draft.from_pdf", file=path.name)], False
    if content.startswith(b"PK\x03\x04"):
        return of_word(content, path.name, words), [words("draft.from_word", file=path.name)], False
    if content.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise EvidenceError(words("draft.old_word", file=path.name), words("draft.old_word.hint"))
    read = decoded(content)
    if read is None:
        raise EvidenceError(words("draft.binary", file=path.name))
    text, encoding = read
    guessed = [] if encoding.startswith("utf") else [words("draft.encoding", file=path.name, encoding=encoding)]
    if path.suffix.lower() in (".html", ".htm", ".xhtml") or re.match(r"\s*(?:<!doctype html|<html\b)", text, re.I):
        return of_web(text), [*guessed, words("draft.from_web", file=path.name)], False
    is_itself = encoding == "utf-8"
    return Extracted(text.replace("\r\n", "\n") if not is_itself else text), guessed, is_itself


def _language_of(text: str, path: Path, words: Texts) -> str:
    """Say whether a text is Chinese or English.

    Raises:
        EvidenceError: It is neither.
    """
    start = text[:50_000]
    letters = len(_LETTER.findall(start))
    if len(_HAN.findall(start)) > 0.25 * letters and not re.search(r"[\u3040-\u30ff]{3}", start):
        return "zh"
    tokens = len(re.findall(r"[A-Za-z]+", start))
    english = len(_ENGLISH.findall(start))
    if tokens > 0.1 * letters and english > 0.08 * tokens and english > 2 * len(_OTHER.findall(start)):
        return "en"
    raise EvidenceError(words("draft.language", file=path.name), words("draft.language.hint"))
