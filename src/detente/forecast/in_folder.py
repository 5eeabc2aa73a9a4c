"""Seal, verify, resolve and score forecasts in the ledger of a folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from detente.case.case import Case
from detente.engine.run.played import played
from detente.forecast.crowd import matches, read_crowd
from detente.forecast.ledger import Ledger
from detente.forecast.questions import with_questions
from detente.forecast.record import Record, asked_in, record
from detente.forecast.resolving import resolve as resolve_in
from detente.forecast.sealing import Proved
from detente.forecast.sealing import seal as seal_in
from detente.forecast.sealing import verify as verify_in
from detente.play_options import PLAYED, PlayOptions, Progress

__all__ = ["Sealed", "resolve", "score", "seal", "verify"]

Folder = str | os.PathLike[str]
"""Of a ledger."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry of a ledger.

    Attributes:
        new: Whether it was written now; the same is written once only.
        number: Its place, from 1.
        at: When it was written, in UTC.
        kind: `forecast` or `resolution`.
        content: What was sealed.
        hash: Of the entry, and through it of all before.
    """

    new: bool
    number: int
    at: str
    kind: str
    content: Mapping[str, Any]
    hash: str


def seal(case: Case, ledger: Folder, *, options: PlayOptions = PLAYED) -> Sealed:
    """Play a case and write what it forecasts into a ledger, before the fact.

    Args:
        case: The case, with questions.
        ledger: Folder of the ledger; made where there is none.
        options: How to play.

    Raises:
        OptionError: The case asks no questions.
        StoreError: The ledger cannot be written, or has been changed by hand.
    """
    entry, new = seal_in(Ledger(Path(ledger)), case, played(with_questions(case), options))
    return Sealed(new, entry.number, entry.at, entry.kind, entry.content, entry.hash)


def verify(ledger: Folder, *, play: bool = True, progress: Progress | None = None) -> Proved:
    """Check that nothing in a ledger was changed, and play its forecasts again.

    Args:
        ledger: Folder of the ledger.
        play: Whether to play again each forecast that this very code has made, and compare to the last bit.
        progress: Told how far plays have come.

    Raises:
        StoreError: There is no ledger, or it cannot be read.
    """
    return verify_in(Ledger(Path(ledger)), play=play, progress=progress)


def resolve(
    ledger: Folder,
    case: str,
    question: str,
    outcome: str,
    *,
    on: date,
    source: str,
    certain: bool = False,
    correct: bool = False,
) -> tuple[Any, bool]:
    """Record how a question of a sealed case came out.

    Args:
        ledger: Folder of the ledger.
        case: Id of the case.
        question: Id of the question, or `scenario`.
        outcome: `yes`, `no` or `void`; of `scenario` the id of the one that came to pass.
        on: The day on which it was decided.
        source: Whose word it rests on.
        certain: Whether its rule has made a yes impossible before its last date.
        correct: Whether to write a correction beneath an outcome recorded before.

    Returns:
        The outcome, and whether it is new.

    Raises:
        OptionError: There is no such case or question, or the rule does not allow the outcome on that day.
    """
    return resolve_in(
        Ledger(Path(ledger)), case, question, outcome, on=on, source=source, certain=certain, correct=correct
    )


def score(ledger: Folder, *, crowd: Folder | None = None, matched: tuple[str, ...] = (), every: bool = False) -> Record:
    """Say how the forecasts of a ledger fared, beside what is cheap to say and what a crowd said.

    Args:
        ledger: Folder of the ledger.
        crowd: A CSV table of what a crowd said: date, question or event, prob.
        matched: Names of the table that mean a question, `QUESTION=NAME`; `QUESTION=!NAME` for its contrary.
        every: Score every forecast of a question, and not only the last one in time.

    Raises:
        StoreError: There is no ledger, or a file cannot be read.
    """
    entries = Ledger(Path(ledger)).entries()
    names = {**dict.fromkeys(asked_in(entries), ()), **matches(matched)}
    return record(entries, read_crowd(Path(crowd), names) if crowd is not None else None, every=every)
