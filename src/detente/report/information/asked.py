"""What is asked of a case: levers that someone could pull, and questions with exact rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.case import Document
from detente.case.schema.base import Bilingual
from detente.locale import Texts
from detente.report.levers.edits import edits
from detente.report.outlook.levels import titled

__all__ = ["LeverView", "QuestionView", "levers", "questions"]


@dataclass(frozen=True, slots=True)
class LeverView:
    """A change that someone could really make, and what it does, a line a change."""

    id: str
    title: Bilingual
    about: Bilingual
    by: Bilingual | None
    does: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with the rules by which it is resolved.

    Attributes:
        latest: The latest date that its condition names; None if it names none.
        minimum: How long it must hold, in days.
    """

    id: str
    title: Bilingual
    about: Bilingual
    latest: date | None
    mutual: bool | None
    signed: bool | None
    minimum: float | None
    decided_by: Bilingual
    rules: Bilingual


def levers(document: Document, texts: Texts) -> tuple[LeverView, ...]:
    """Return the levers in the order of the case."""
    return tuple(
        LeverView(
            key,
            titled(lever.title, key),
            lever.about,
            titled(document.parties[lever.by].title, lever.by) if lever.by in document.parties else None,
            edits(lever.changes, document, texts),
        )
        for key, lever in document.levers.items()
    )


def questions(document: Document) -> tuple[QuestionView, ...]:
    """Return the questions in the order of the case."""
    return tuple(
        QuestionView(
            key,
            titled(question.title, key),
            question.about,
            getattr(question.when, "by", None),
            question.rules.mutual,
            question.rules.signed,
            question.rules.minimum,
            question.rules.decided_by,
            question.rules.text,
        )
        for key, question in document.questions.items()
    )
