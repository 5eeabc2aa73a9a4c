"""From documents to a case: they are read, and what was found in them is gone through beside the text.

Documents are kept in the folder, and the review beside the case, as `detente draft --review` keeps it: it can be put
aside and gone on with, here or on the command line.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from detente.drafting.documents import Document
from detente.drafting.draft import Draft, draft
from detente.drafting.kept_review import KeptReview, beside, kept_of
from detente.drafting.review import Candidate, Decision, Verdict, candidates, reviewed
from detente.errors import DetenteError, OptionError, StoreError
from detente.files import write_durably
from detente.locale import Language
from detente.workbench.folder import Folder

__all__ = ["Card", "Paragraph", "Review", "begun", "decided", "review_of", "undone"]

_MOST = 20
_VERDICTS = get_args(Verdict)
_DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Card:
    """A candidate with what has been decided of it.

    Attributes:
        number: Its place, from 1; the same number stands at its quotations in the text.
        candidate: As documents gave it.
        written: What it says now.
        decision: What was decided; None while it is open.
        gone: Whether it is in the case no more without a decision of its own.
    """

    number: int
    candidate: Candidate
    written: str
    decision: Decision | None
    gone: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document: its pieces, each with the numbers of the cards that rest on it, if any."""

    number: int
    pieces: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A review as a page shows it.

    Attributes:
        documents: Each with its paragraphs.
        cards: What there is to decide.
        asked: How many things the documents left open.
    """

    documents: tuple[tuple[Document, tuple[Paragraph, ...]], ...]
    cards: tuple[Card, ...]
    asked: int

    def count(self, *verdicts: str) -> int:
        """Return of how many cards something was decided; without a verdict, how many are open."""
        if not verdicts:
            return sum(card.decision is None and not card.gone for card in self.cards)
        return sum(card.decision is not None and card.decision.verdict in verdicts for card in self.cards)

    @property
    def assumed(self) -> int:
        """Return how many are open and rest on no word of a document."""
        return sum(card.decision is None and not card.gone and card.candidate.mark == "assumed" for card in self.cards)


def begun(folder: Folder, given: Mapping[str, Any], language: Language) -> str:
    """Read documents that were sent, write the draft of a case, and return the name of its file.

    Args:
        folder: The folder of cases.
        given: `title`, `as_of` (empty: as the newest document says), and `documents`: a list of `name` with `text`, or
            with its bytes in `base64`.
        language: Of notes and messages.

    Raises:
        OptionError: No document was sent, or the day is none.
        EvidenceError: A document cannot be read, or no negotiation is found.
        StoreError: It cannot be written.
    """
    sent = _sent(given.get("documents"))
    name = folder.free_name(str(given.get("title") or sent[0][0].rpartition(".")[0] or "draft"))
    place = folder.path / _DOCUMENTS / name.rpartition(".")[0]
    if (folder.path / _DOCUMENTS).is_symlink() or place.exists():
        raise StoreError.unwritable(place.name, "exists")
    try:
        place.mkdir(parents=True)
        files = [place / each for each, _ in sent]
        for file, (_, content) in zip(files, sent, strict=True):
            write_durably(file, content)
    except OSError as error:
        raise StoreError.unwritable(place.name, error.strerror or str(error)) from None
    try:
        found = draft(files, as_of=_day(given.get("as_of")), id=_id(name), language=language)
        for suffix, content_of in found.beside.items():
            write_durably(folder.path / f"{name.rpartition('.')[0]}.{suffix}", content_of.encode())
        folder.write(name, found.text, "")
        _keep(folder, name, KeptReview.begun(found, files, folder.path / name), found.text)
    except DetenteError:
        shutil.rmtree(place, ignore_errors=True)
        raise
    return name


def review_of(folder: Folder, name: str, language: Language) -> Review:
    """Return the review of a case.

    Raises:
        EvidenceError: There is none, or what it rests on has changed.
    """
    return _review(*_resumed(folder, name, language))


def decided(folder: Folder, name: str, decision: Decision, language: Language) -> Review:
    """Write a decision, and the case as it is then.

    Raises:
        EvidenceError: There is no such candidate, or the case would not load without it.
    """
    if decision.verdict not in _VERDICTS:
        raise OptionError.unknown("verdict", decision.verdict, _VERDICTS)
    found, kept = _resumed(folder, name, language)
    rest = tuple(one for one in kept.decisions if one.path != decision.path or one.verdict == "merge")
    return _written(folder, name, found, replace(kept, decisions=(*rest, decision)))


def undone(folder: Folder, name: str, language: Language) -> Review:
    """Take the last decision back."""
    found, kept = _resumed(folder, name, language)
    return _written(folder, name, found, replace(kept, decisions=kept.decisions[:-1]))


def _resumed(folder: Folder, name: str, language: Language) -> tuple[Draft, KeptReview]:
    folder.read(name)
    kept = kept_of(folder.path / name, language)
    files = tuple(folder.path / each for each in kept.files)
    return _drafted(files, kept.sha256, kept.as_of, kept.id, language), kept


@lru_cache(maxsize=4)
def _drafted(files: tuple[Path, ...], hashes: tuple[str, ...], as_of: date, id: str, language: Language) -> Draft:
    """Return a draft; the same documents are read once while somebody goes through them."""
    return draft(files, as_of=as_of, id=id, language=language)


def _written(folder: Folder, name: str, found: Draft, kept: KeptReview) -> Review:
    text = reviewed(found, kept.decisions).text
    folder.write(name, text, folder.read(name).version)
    return _review(found, _keep(folder, name, kept, text))


def _keep(folder: Folder, name: str, kept: KeptReview, text: str) -> KeptReview:
    kept = replace(kept, written=hashlib.sha256((folder.path / name).read_bytes()).hexdigest())
    write_durably(beside(folder.path / name), kept.text.encode())
    return kept


def _review(found: Draft, kept: KeptReview) -> Review:
    now = {one.path: one for one in candidates(reviewed(found, kept.decisions))}
    told = {one.path: one for one in kept.decisions}
    cards = tuple(
        Card(
            number,
            one,
            now[one.path].written if one.path in now else one.written,
            told.get(one.path),
            one.path not in now and one.path not in told,
        )
        for number, one in enumerate(candidates(found), start=1)
    )
    return Review(tuple((one, _paragraphs(one, cards)) for one in found.documents), cards, len(found.asked))


def _paragraphs(document: Document, cards: Sequence[Card]) -> tuple[Paragraph, ...]:
    """Return the text of a document with its quotations marked."""
    spans: dict[tuple[int, int], list[int]] = {}
    for card in cards:
        for claim in card.candidate.claims:
            if claim.document == document.id:
                spans.setdefault((claim.start, claim.end), []).append(card.number)
    found, start = [], 0
    for number, line in enumerate(document.text.split("\n")):
        end = start + len(line)
        cuts = sorted({start, end, *(cut for span in spans for cut in span if start < cut < end)})
        pieces = tuple(
            (document.text[a:b], tuple(sorted({n for (s, e), of in spans.items() if s <= a and b <= e for n in of})))
            for a, b in pairwise(cuts)
        )
        found.append(Paragraph(number, pieces))
        start = end + 1
    return tuple(found)


def _sent(documents: Any) -> list[tuple[str, bytes]]:
    """Return the documents that were sent, by safe names.

    Raises:
        OptionError: There are none, or too many, or one is no document.
    """
    if not isinstance(documents, list) or not 0 < len(documents) <= _MOST:
        raise OptionError.outside("documents", str(len(documents or ())), f"1 to {_MOST} documents")
    found: list[tuple[str, bytes]] = []
    for number, one in enumerate(documents, start=1):
        if not isinstance(one, dict):
            raise OptionError.outside("documents", str(one)[:40], "name, and text or base64")
        stem, _, ending = str(one.get("name") or "text.txt").rpartition(".")
        safe = re.sub(r"[^\w-]+", "-", stem).strip("-")[:60] or f"text-{number}"
        ending = re.sub(r"[^a-z0-9]", "", ending.lower())[:5] or "txt"
        content = str(one["text"]).encode() if "text" in one else _bytes(one.get("base64"))
        taken = {name for name, _ in found}
        file = f"{safe}.{ending}"
        found.append((file if file not in taken else f"{safe}-{number}.{ending}", content))
    return found


def _bytes(text: Any) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError):
        raise OptionError.outside("base64", str(text)[:20], "bytes in base64") from None


def _day(given: Any) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise OptionError.no_date("as_of", str(given)) from None


def _id(name: str) -> str:
    from detente.tables.writing import identifiers

    stem = name.rpartition(".")[0]
    return identifiers([stem])[stem]
