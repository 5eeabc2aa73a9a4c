"""Sheets of questions that go out to several people, and come back filled in.

A sheet is a table of one question a row: its words, a cell for the answer, what may be answered, and what the program
needs to know the question again. Seed questions, whose answers are known elsewhere, ask for 5 %, 50 % and 95 %
quantiles.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from detente.case.case import Case
from detente.elicitation.choosing import best_question
from detente.elicitation.cooke import PROBABILITIES
from detente.elicitation.posterior import Posterior
from detente.elicitation.questions import STEPS, UNKNOWN, Answer, Question, as_data, from_data
from detente.elicitation.session import Session
from detente.errors import CaseError, EvidenceError, Problem, StoreError
from detente.locale import Texts, texts

__all__ = ["Filled", "Seed", "filled", "sheet_questions", "sheet_rows_of"]

_MARK = "detente-sheet"
_VERSION = 1
_KEY, _ANSWER = 4, 2
_SAID = {
    "yes": "yes y 会 是 能", "no": "no n 不会 否 不", "a": "a Ａ", "b": "b Ｂ", "same": "same s 一样 差不多 相同",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seed:
    """A question whose answer is known.

    Attributes:
        id: A name for it.
        ask: Its words.
        true: The answer.
    """

    id: str
    ask: str
    true: float


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet that came back.

    Attributes:
        file: The file.
        who: Who filled it in.
        answers: Answers to questions about the case.
        seeds: Seed question → its three quantiles, where all were given.
    """

    file: str
    who: str
    answers: tuple[Answer, ...]
    seeds: Mapping[str, tuple[float, float, float]]


def sheet_questions(session: Session) -> list[Question]:
    """Return the questions of a sheet: as many as a sitting, chosen as if answers were what is likeliest by chance."""
    found: list[Question] = []
    for subject in session.subjects:
        belief, dice = Posterior.begun(subject), np.random.default_rng(len(subject.issues))
        for _ in range(2 * len(subject.issues) - 1 if session.most is None else session.most):
            chosen = best_question(belief)
            if chosen is None:
                break
            question = chosen[0]
            found.append(question)
            said = str(dice.choice(question.choices, p=belief.predicted(question)))
            belief = belief.told(Answer(question, said, "", session.on))
    return found + [Question("number", path, step=step) for path in session.numbers for step in STEPS]


def sheet_rows_of(
    session: Session, seeds: Sequence[Seed], say: Callable[[Question], tuple[str, str]], words: Texts
) -> list[list[str]]:
    """Return the rows of a sheet.

    Args:
        session: A sitting in which nothing is answered.
        seeds: Seed questions.
        say: Gives the words of a question, and what may be answered.
        words: The catalogue.
    """
    case = session.case
    title = case.document.title.in_language(words.language) or case.id
    mark = json.dumps({_MARK: _VERSION, "case": case.id, "sha256": case.sha256})
    rows = [["", words("sheet.title", case=title), "", "", mark], ["", words("sheet.who"), "", "", '"who"']]
    rows.append([words("sheet.number"), words("sheet.question"), words("sheet.answer"), words("sheet.allowed"), ""])
    for question in sheet_questions(session):
        asked, allowed = say(question)
        data = as_data(Answer(question, UNKNOWN, "", session.on))
        kept = {key: value for key, value in data.items() if key not in ("said", "who", "on")}
        rows.append([str(len(rows) - 2), asked, "", allowed, json.dumps(kept, ensure_ascii=False)])
    for seed in seeds:
        for p in PROBABILITIES:
            asked = words("sheet.seed", ask=seed.ask, percent=f"{100 * p:g}")
            kept = {"seed": seed.id, "p": p}
            rows.append([str(len(rows) - 2), asked, "", words("sheet.a_number"), json.dumps(kept)])
    return rows


def filled(path: Path, case: Case, on: date, language: str = "en") -> Filled:
    """Read a sheet that came back.

    Args:
        path: The file: an Excel workbook, or a CSV file.
        case: The case that it is about.
        on: The day.
        language: Language of messages.

    Raises:
        StoreError: The file cannot be read.
        EvidenceError: It is no such sheet, or about another case.
        CaseError: Cells are wrong: every one, with its place.
    """
    words = texts(language)
    sheet, rows = _rows(path, words)
    keys = [_key(row) for row in rows]
    mark = next((key for key in keys if isinstance(key, dict) and key.get(_MARK) == _VERSION), None)
    if mark is None:
        raise EvidenceError(words("sheet.none", file=path), words("sheet.none.hint"))
    if mark.get("case") != case.id:
        raise EvidenceError(words("elicit.other_case", file=path, case=mark.get("case")))
    reading = _Reading(path, sheet, words, on)
    for number, (row, key) in enumerate(zip(rows, keys, strict=True), start=1):
        reading.take(number, row[_ANSWER].strip() if len(row) > _ANSWER else "", key)
    return reading.done(case, language)


class _Reading:
    """What has been read of a sheet so far, and what is wrong with it."""

    def __init__(self, path: Path, sheet: str, words: Texts, on: date) -> None:
        self.path, self.sheet, self.words, self.on = path, sheet, words, on
        self.who, self.problems = "", list[Problem]()
        self.answers: list[tuple[int, Question, str]] = []
        self.seeds: dict[str, list[tuple[int, str]]] = {}

    def take(self, number: int, said: str, key: Any) -> None:
        """Take in a row."""
        if key == "who":
            self.who = " ".join(said.split())
            if not self.who:
                self.wrong(number, self.words("table.nothing"), self.words("sheet.a_name"))
        elif isinstance(key, dict) and "seed" in key:
            self.seeds.setdefault(str(key["seed"]), []).append((number, said))
        elif isinstance(key, dict) and "kind" in key:
            try:
                question = from_data({**key, "said": UNKNOWN, "who": "", "on": self.on.isoformat()}).question
            except (KeyError, TypeError, ValueError, AttributeError):
                self.wrong(number, self.words("sheet.key"), self.words("sheet.as_sent"))
                return
            self.answers.append((number, question, said))

    def done(self, case: Case, language: str) -> Filled:
        """Return what was read.

        Raises:
            CaseError: Something is wrong.
        """
        parties = tuple(dict.fromkeys(q.about for _, q, _ in self.answers if q.kind != "number"))
        numbers = tuple(dict.fromkeys(q.about for _, q, _ in self.answers if q.kind == "number"))
        session = Session.begun(case, self.who, self.on, parties=parties, numbers=numbers, language=language)
        for number, question, written in self.answers:
            said = _read(question, written)
            if said is None:
                self.wrong(number, written, self.words("list.comma").join((*question.choices, "?")))
                continue
            try:
                session = session.answer(question, said)
            except EvidenceError as error:
                self.wrong(number, written or said, error.sentence, error.hint)
        found = {seed: three for seed, cells in self.seeds.items() if (three := self._three(cells))}
        if self.problems:
            raise CaseError(tuple(self.problems))
        return Filled(str(self.path), self.who, session.answers, found)

    def _three(self, cells: Sequence[tuple[int, str]]) -> tuple[float, float, float] | None:
        """Return the quantiles of a seed question; None where it was left out."""
        if all(said in ("", "?", "？") for _, said in cells):
            return None
        values = []
        for number, said in cells:
            try:
                values.append(float(said.replace("−", "-")))
            except ValueError:
                self.wrong(number, said or self.words("table.nothing"), self.words("sheet.a_number"))
                return None
        if len(values) != len(PROBABILITIES) or not values[0] < values[1] < values[2]:
            self.wrong(cells[-1][0], cells[-1][1], self.words("sheet.rising"))
            return None
        return values[0], values[1], values[2]

    def wrong(self, row: int, found: str, allowed: str, hint: str = "") -> None:
        """Note that the answer in a row is wrong."""
        file = f"{self.path}[{self.sheet}]" if self.sheet else str(self.path)
        place = (row, _ANSWER + 1, row, _ANSWER + 2)
        self.problems.append(Problem(file, "", found[:80], allowed, hint, "table", *place))


def _read(question: Question, written: str) -> str | None:
    """Return an answer as the question has it; None where it has no such answer."""
    text = " ".join(written.split())
    if text in ("", "?", "？"):
        return UNKNOWN
    if not question.choices:
        return text
    known = {word: said for said, listed in _SAID.items() for word in listed.casefold().split()}
    found = known.get(text.casefold(), text.removesuffix(".0"))
    return found if found in question.choices else None


def _key(row: Sequence[str]) -> Any:
    if len(row) <= _KEY or not row[_KEY].strip():
        return None
    try:
        return json.loads(row[_KEY])
    except (ValueError, RecursionError):
        return {"kind": ""}


def _rows(path: Path, words: Texts) -> tuple[str, list[list[str]]]:
    """Return the name of the sheet, empty for CSV, and its rows."""
    if path.suffix.lower() == ".csv":
        from detente.tables.encodings import decoded, delimiter_of

        try:
            found = decoded(path.read_bytes())
        except OSError as error:
            raise StoreError.unreadable(str(path), error.strerror or str(error)) from None
        if found is None:
            raise EvidenceError(words("sheet.none", file=path), words("sheet.none.hint"))
        text = found[0].removeprefix("\ufeff")
        return "", [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter_of(text))]
    from detente.tables.workbook import sheet_rows

    sheet, rows, _ = sheet_rows(path, words)
    return sheet, rows
