"""What `--json` prints of cases, where no function of the library returns it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from detente.analysis.contents import Contents
from detente.bibliography import Reference
from detente.case.schema.base import Bilingual
from detente.drafting.elements import Element, Passage
from detente.drafting.news.facts import ProposedFact
from detente.drafting.review import Candidate
from detente.elicitation.findings import Findings
from detente.elicitation.pooling import Person
from detente.errors import Problem
from detente.json_names import named

__all__ = [
    "Answered",
    "CaseLine",
    "Cases",
    "Cited",
    "Exported",
    "Imported",
    "NewCase",
    "NumberLine",
    "Numbers",
    "Right",
    "Shown",
    "ShownClaim",
    "Template",
    "Templates",
    "Wrong",
]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case that is shipped."""

    id: str
    title: Bilingual
    as_of: date
    about: Bilingual


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases that are shipped."""

    cases: tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """What a new case can begin from."""

    id: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Templates:
    """All that a new case can begin from."""

    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class NewCase:
    """A new case.

    Attributes:
        template: What it began from.
        file: Where it was written, if anywhere.
        case: Its text.
    """

    template: str
    file: str | None
    case: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A case made of a table.

    Attributes:
        parties, issues, positions: How many the table has.
        id, as_of: Of the case.
        file: Where it was written, if anywhere.
        case: Its text.
    """

    parties: int
    issues: int
    positions: int
    id: str
    as_of: date
    file: str | None
    case: str


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """Something that documents do not say.

    Attributes:
        path: Where its answer belongs in the case.
        text: The question.
    """

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class DraftContradiction:
    """Words of a document that cannot all hold.

    Attributes:
        document: Its id.
        words: The words.
    """

    document: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftedCase:
    """A draft of a case made of documents.

    Attributes:
        id: Of the case.
        file: Where it was written, if anywhere.
        parties, issues, positions, meetings, scenarios, claims: How many the draft has.
        elements: Its parts, and how each was come by.
        questions: What the documents do not say.
        contradictions: Where they contradict themselves.
        guessed: What had to be guessed in reading the files, as sentences.
        candidates: What a person may accept, edit, reject or merge, with the places that it rests on.
        case: Its text.
    """

    id: str
    file: str | None
    parties: int
    issues: int
    positions: int
    meetings: int
    scenarios: int
    claims: int
    elements: tuple[Element, ...]
    questions: tuple[DraftQuestion, ...]
    contradictions: tuple[DraftContradiction, ...]
    guessed: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    case: str


@dataclass(frozen=True, slots=True)
class DraftedFacts:
    """Facts about a case, read from later documents.

    Attributes:
        case: Id of the case.
        file: Where they were written, if anywhere.
        facts: The facts, by day.
        vague: What happened, but on no day that could be told.
        guessed: What had to be guessed in reading the files, as sentences.
        text: The file of facts.
    """

    case: str
    file: str | None
    facts: tuple[ProposedFact, ...]
    vague: tuple[Passage, ...]
    guessed: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A case as a table.

    Attributes:
        case, case_sha256, version, beliefs, seed: All that is needed to get the same again.
        file: Where it was written, if anywhere.
        rows: One for each party on each issue, by column; what is empty is null.
    """

    case: str
    case_sha256: str
    version: str
    beliefs: int
    seed: int
    file: str | None
    rows: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Right:
    """A case file that is right.

    Attributes:
        valid: True.
        problems: What is probably not meant so.
    """

    valid: Literal[True]
    contents: Contents = field(metadata=named(""))
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """A case file that is wrong.

    Attributes:
        valid: False.
        problems: Everything wrong in it.
    """

    valid: Literal[False]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim that a number rests on, and where it stands."""

    id: str
    says: Bilingual
    kind: str
    source: str
    source_title: Bilingual
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A number of a case.

    Attributes:
        path: Keys of the file joined by dots.
        means: What it is, in words.
        where: `file:line`, empty where the file does not write it.
        written: As a file would write it.
        scale, unit: What it is measured in.
        drawn: `belief` or `run`: what it is drawn anew for.
        quantiles: 0.05, 0.5 and 0.95 → value; null of a choice.
        shares: Option → probability, of a choice.
        histogram: Bins: low, high, share of beliefs.
        claims: What it rests on.
    """

    path: str
    means: str
    where: str
    written: str
    scale: str
    unit: str
    drawn: Literal["belief", "run"]
    quantiles: Mapping[str, float] | None
    shares: Mapping[str, float] | None
    histogram: tuple[tuple[float, float, float], ...] | None
    claims: tuple[ShownClaim, ...]


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number beneath a path."""

    path: str
    written: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers beneath a path."""

    numbers: tuple[NumberLine, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """The publications behind a result."""

    file: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers put into a copy of a case.

    Attributes:
        case: Its id.
        answers: Paths of the numbers that were answered.
        to: Where the copy was written.
        case_sha256: Hash of the copy.
    """

    case: str
    answers: tuple[str, ...]
    to: str
    case_sha256: str


@dataclass(frozen=True, slots=True)
class Elicited:
    """What follows from answers about a case.

    Attributes:
        case: Its id.
        answers: Where the answers are kept.
    """

    case: str
    answers: str
    found: Findings = field(metadata=named(""))


@dataclass(frozen=True, slots=True)
class PooledAnswers:
    """Answers of several people, pooled.

    Attributes:
        case: Id of the case.
        people: Who was asked, with weights.
        paths: Numbers on which there are answers.
    """

    case: str
    people: tuple[Person, ...]
    paths: tuple[str, ...]
