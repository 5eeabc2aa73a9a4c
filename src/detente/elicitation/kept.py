"""Answers as a file keeps them: whole after each answer, so that a sitting can be left and gone on with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from detente.elicitation.questions import Answer, as_data, from_data
from detente.errors import EvidenceError, StoreError
from detente.locale import texts

__all__ = ["KeptAnswers"]

_VERSION = 1


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """Answers, and what they are about.

    Attributes:
        case: Id of the case.
        sha256: Hash of the case when they were given.
        answers: The answers, in order.
    """

    case: str
    sha256: str
    answers: tuple[Answer, ...] = ()

    @property
    def text(self) -> str:
        """The file."""
        data = {
            "detente-answers": _VERSION,
            "case": self.case,
            "sha256": self.sha256,
            "answers": [as_data(each) for each in self.answers],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, place: Path, language: str = "en") -> KeptAnswers:
        """Read kept answers.

        Raises:
            StoreError: The file cannot be read.
            EvidenceError: It is no file of answers, or damaged.
        """
        try:
            raw = json.loads(place.read_text(encoding="utf-8"))
        except OSError as error:
            raise StoreError.unreadable(str(place), error.strerror or str(error)) from None
        except (UnicodeDecodeError, ValueError, RecursionError):
            raise _damaged(place, 0, language) from None
        if not isinstance(raw, dict) or raw.get("detente-answers") != _VERSION:
            raise _damaged(place, 0, language)
        answers = []
        try:
            case, digest, rows = str(raw["case"]), str(raw["sha256"]), list(raw["answers"])
            for row in rows:
                answers.append(from_data(row))  # noqa: PERF401 how many were read is told
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _damaged(place, len(answers) + 1, language) from None
        return cls(case, digest, tuple(answers))


def _damaged(place: Path, number: int, language: str) -> EvidenceError:
    words = texts(language)
    if number:
        return EvidenceError(words("elicit.damaged_at", file=place, number=number))
    return EvidenceError(words("elicit.damaged", file=place), words("elicit.damaged.hint"))
