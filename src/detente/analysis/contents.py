"""What is in a case: how large it is, and how much of it rests on claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.case import Document, quantities
from detente.case.case import Case
from detente.case.conflict_states import state_space
from detente.case.numbers.distribution import is_certain

__all__ = ["Contents", "contents", "possible_packages"]


@dataclass(frozen=True, slots=True)
class Contents:
    """How large a case is, and how much of it is guessed.

    Attributes:
        packages: how many can be written down, each issue untouched, shelved or settled at an option.
        states: of the conflict graph; 0 where there is none.
        numbers: all quantities, certain or not.
        uncertain: quantities of the case itself that are not known.
        guesses: uncertain ones that no claim supports; `share_of_guesses` is their share.
        chance: quantities redrawn in every run.
        general: uncertain ones about negotiations in general.
    """

    case: str
    as_of: date
    until: date
    sha256: str
    parties: int
    issues: int
    options: int
    packages: int
    factors: int
    meetings: int
    events: int
    scenarios: tuple[str, ...]
    markers: int
    states: int
    levers: int
    questions: int
    sources: int
    claims: int
    numbers: int
    uncertain: int
    guesses: int
    share_of_guesses: float
    chance: int
    general: int


def contents(case: Case) -> Contents:
    """Return how large a case is and how much of it rests on claims."""
    document, numbers = case.document, quantities(case.document)
    uncertain = {path: number for path, number in numbers.items() if not is_certain(number.notation)}
    own = [number for path, number in uncertain.items() if not path.startswith("general.")]
    guesses = sum(not number.because for number in own)
    return Contents(
        case=document.id,
        as_of=document.as_of,
        until=document.until,
        sha256=case.sha256,
        parties=len(document.parties),
        issues=len(document.issues),
        options=sum(len(issue.options) for issue in document.issues.values()),
        packages=possible_packages(document),
        factors=len(document.factors),
        meetings=len(document.meetings),
        events=len(document.events),
        scenarios=tuple(document.scenarios),
        markers=len(document.markers),
        states=state_space(document.moves).size if document.moves is not None else 0,
        levers=len(document.levers),
        questions=len(document.questions),
        sources=len(document.sources),
        claims=len(document.claims),
        numbers=len(numbers),
        uncertain=len(own),
        guesses=guesses,
        share_of_guesses=round(guesses / len(own), 4) if own else 0.0,
        chance=sum(number.is_chance for number in numbers.values()),
        general=len(uncertain) - len(own),
    )


def possible_packages(document: Document) -> int:
    """Count the packages that can be written down: each issue untouched, shelved or settled at an option."""
    count = 1
    for issue in document.issues.values():
        count *= 1 + issue.deferrable + len(issue.options)
    return count
