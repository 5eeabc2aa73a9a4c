"""A review that is put aside: the documents, and what has been decided, beside the case."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from detente.drafting.draft import Draft, draft
from detente.drafting.review import Decision
from detente.errors import EvidenceError
from detente.locale import texts

__all__ = ["KeptReview", "beside", "kept_of", "resumed"]

_VERSION = 1


@dataclass(frozen=True, slots=True)
class KeptReview:
    """A review as its file has it.

    Attributes:
        id: Id of the case.
        files: The documents, as seen from the folder of the case.
        sha256: Their hashes.
        as_of: The day at which the case stands.
        decisions: What has been decided, in order.
        written: Hash of the case as it was last written.
    """

    id: str
    files: tuple[str, ...]
    sha256: tuple[str, ...]
    as_of: date
    decisions: tuple[Decision, ...] = ()
    written: str = ""

    @classmethod
    def begun(cls, found: Draft, files: Sequence[Path], target: Path) -> KeptReview:
        """Return a review in which nothing is decided yet."""
        names = tuple(Path(os.path.relpath(file.resolve(), target.resolve().parent)).as_posix() for file in files)
        return cls(found.id, names, tuple(_hash(file) for file in files), found.case["as_of"])

    @property
    def text(self) -> str:
        """The file."""
        data = {"detente-review": _VERSION, **asdict(self), "as_of": self.as_of.isoformat()}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def beside(target: Path) -> Path:
    """Return where the review of a draft is kept."""
    return target.with_name(f"{target.stem}.review.json")


def resumed(target: Path, language: str = "en") -> tuple[Draft, KeptReview]:
    """Return the draft and the review of a case that was put aside.

    Args:
        target: The case.
        language: Language of notes and messages.

    Raises:
        EvidenceError: There is no review of it, it cannot be read, or the documents or the case have changed since.
    """
    kept = kept_of(target, language)
    files = [target.parent / name for name in kept.files]
    return draft(files, as_of=kept.as_of, id=kept.id, language=language), kept


def kept_of(target: Path, language: str = "en") -> KeptReview:
    """Return the review of a case that was put aside; what it rests on is as it was.

    Args:
        target: The case.
        language: Language of messages.

    Raises:
        EvidenceError: There is no review of it, it cannot be read, or the documents or the case have changed since.
    """
    words, place = texts(language), beside(target)
    try:
        raw = json.loads(place.read_text(encoding="utf-8"))
        decisions = tuple(Decision(one["path"], one["verdict"], one["value"]) for one in raw["decisions"])
        day = date.fromisoformat(raw["as_of"])
        kept = KeptReview(raw["id"], tuple(raw["files"]), tuple(raw["sha256"]), day, decisions, raw["written"])
    except OSError:
        raise EvidenceError(words("review.none", file=target), words("review.none.hint")) from None
    except (ValueError, KeyError, TypeError):
        raise EvidenceError(words("review.damaged", file=place)) from None
    files = [target.parent / name for name in kept.files]
    for file, digest in zip(files, kept.sha256, strict=False):
        if not file.is_file() or _hash(file) != digest:
            raise EvidenceError(words("review.changed", file=file))
    if target.is_file() and kept.written not in ("", _hash(target)):
        raise EvidenceError(words("review.edited", file=target), words("review.edited.hint"))
    return kept


def _hash(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
