"""Record how a question came out, under its own rule and with a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from detente.case.reading.load import read_bytes
from detente.case.schema.case import Document
from detente.case.schema.ends import Question
from detente.case.schema.zones import end_of
from detente.errors import OptionError, StoreError
from detente.forecast.ledger import Entry, Ledger
from detente.forecast.ledger.faults import now
from detente.forecast.questions import last_date

__all__ = ["ENDING", "Outcome", "outcomes", "resolve"]

ENDING = "scenario"
"""Asked of every case: which scenario came to pass."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question came out.

    Attributes:
        question: Its id, or `scenario`.
        outcome: `yes`, `no` or `void`; of `scenario` the id of the one that came to pass, or `void`.
        on: The day on which it was decided.
        source: Whose word it rests on.
        number: Of the entry in the ledger.
    """

    case: str
    question: str
    outcome: str
    on: date
    source: str
    number: int


def outcomes(entries: tuple[Entry, ...]) -> dict[tuple[str, str], Outcome]:
    """Return the latest outcome of each question by case and question; a correction stands for what it corrects."""
    found = {}
    for entry in entries:
        if entry.kind == "outcome":
            c = entry.content
            on = date.fromisoformat(c["on"])
            found[c["case"], c["question"]] = Outcome(
                c["case"], c["question"], c["outcome"], on, c["source"], entry.number
            )
    return found


def resolve(
    ledger: Ledger,
    case: str,
    question: str,
    outcome: str,
    *,
    on: date,
    source: str,
    certain: bool = False,
    correct: bool = False,
    at: str | None = None,
) -> tuple[Outcome, bool]:
    """Write into the ledger how a question came out.

    Args:
        ledger: It holds a forecast of the case.
        case: Id of the case.
        question: Id of a question of it, or `scenario`.
        outcome: `yes`, `no` or `void`; of `scenario` the id of one, `muddling-through`, or `void`.
        on: The day on which it was decided.
        source: Whose word it rests on.
        certain: It can no longer become a yes, though its last date has not come.
        correct: Replace an outcome written before.
        at: When this is written; default: now.

    Returns:
        The outcome, and whether it is new.

    Raises:
        OptionError: The outcome cannot be told by the question's rule, or another is written already.
        StoreError: The ledger holds no forecast of the case, or cannot be written.
    """
    entries = ledger.entries()
    document = _document(ledger, entries, case)
    if not source.strip():
        raise OptionError("source: found nothing", "say whose word the outcome rests on")
    _check_day(on, (at or now())[:10], document)
    if question == ENDING:
        _check_ending(outcome, document)
    elif question in document.questions:
        _check_answer(document.questions[question], outcome, on, document, certain)
        if outcome == "no" and not certain:
            _check_closed(document.questions[question], at or now(), document)
    else:
        raise OptionError.unknown("question", question, (*document.questions, ENDING))
    before = outcomes(entries).get((case, question))
    if before and (before.outcome, before.on) != (outcome, on) and not correct:
        raise OptionError(
            f"{question} was resolved as {before.outcome} on {before.on} by entry {before.number}",
            "add --correct to write a correction beneath it",
        )
    content: dict[str, Any] = {
        "case": case,
        "question": question,
        "outcome": outcome,
        "on": on.isoformat(),
        "source": source.strip(),
    }
    if before and (before.outcome, before.on) != (outcome, on):
        # What a correction corrects is part of it: a correction back to what stood before is written, too.
        content["corrects"] = before.number
    entry, new = ledger.append("outcome", at or now(), content)
    return Outcome(case, question, outcome, on, source.strip(), entry.number), new


def _document(ledger: Ledger, entries: tuple[Entry, ...], case: str) -> Document:
    """Return the case as it was sealed last."""
    sealed = [entry for entry in entries if entry.kind == "forecast" and entry.content.get("case") == case]
    if not sealed:
        there = sorted({entry.content.get("case", "") for entry in entries if entry.kind == "forecast"})
        raise OptionError.unknown("case", case, there)
    text = ledger.case_text(sealed[-1].content["case_sha256"])
    if text is None:
        raise StoreError(f"the text of the case of entry {sealed[-1].number} is gone", "restore it from a copy")
    return read_bytes(text.encode(), f"{case}.yaml").document


def _check_day(on: date, today: str, document: Document) -> None:
    if on < document.as_of:
        raise OptionError.outside("on", on.isoformat(), f"a day from {document.as_of} on, where the case stands")
    if on.isoformat() > today:
        raise OptionError.outside("on", on.isoformat(), f"a day not later than today, {today}")


def _check_ending(outcome: str, document: Document) -> None:
    allowed = (*document.scenarios, "muddling-through", "void")
    if outcome not in allowed:
        raise OptionError.unknown("outcome", outcome, allowed)


def _check_closed(question: Question, at: str, document: Document) -> None:
    """Refuse a no while the last moment, in the question's own zone, has not passed."""
    closes = end_of(last_date(question, document), question.rules.zone)
    if datetime.fromisoformat(at) < closes:
        raise OptionError(
            f"no: found {at}; until {closes:%Y-%m-%dT%H:%MZ}, the end of the last day in {question.rules.zone}, the "
            "answer can still become yes",
            "wait, or add --certain where its rule has made it impossible",
        )


def _check_answer(question: Question, outcome: str, on: date, document: Document, certain: bool) -> None:
    """Refuse an answer that the question's rule does not allow on that day."""
    if outcome not in ("yes", "no", "void"):
        raise OptionError.unknown("outcome", outcome, ("yes", "no", "void"))
    last = last_date(question, document)
    minimum = timedelta(days=question.rules.minimum or 0.0)
    if outcome == "yes" and on < document.as_of + minimum:
        raise OptionError.outside(
            "on", on.isoformat(), f"from {document.as_of + minimum} on: it must hold {minimum.days} days first"
        )
    if outcome == "yes" and on > last + minimum:
        raise OptionError.outside(
            "on", on.isoformat(), f"to {last + minimum}: it must begin by {last} and hold {minimum.days} days"
        )
    if outcome == "no" and on < last and not certain:
        raise OptionError(
            f"on: found {on}; until {last} the answer can still become yes",
            "wait, or add --certain where its rule has made it impossible",
        )
