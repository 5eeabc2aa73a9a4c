"""Answers of several people as one case: what each says stays apart, pooled as a mixture with stated weights.

One of them is taken to be right, each with a weight, and the same one for all numbers (the linear opinion pool, Stone
1961). Weights are equal, or those of Cooke's classical model from seed questions. Whose answers are right is an
uncertain number of the case, `people.whose`: what it explains in `drivers` is what they disagree about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from detente.case.case import Case
from detente.case.editing.edit import with_values
from detente.elicitation.applying import slug, values
from detente.elicitation.cooke import Performance, performance, weights
from detente.elicitation.session import Session
from detente.elicitation.sheets import Filled, Seed
from detente.errors import EvidenceError
from detente.locale import texts

__all__ = ["Person", "Pooled", "pooled"]


@dataclass(frozen=True, slots=True)
class Person:
    """One of those who were asked.

    Attributes:
        id: Its id in the case.
        who: The name.
        weight: Its weight.
        answers: How many questions about the case were answered.
        performance: How the seed questions were answered; None where weights are equal.
    """

    id: str
    who: str
    weight: float
    answers: int
    performance: Performance | None


@dataclass(frozen=True, slots=True)
class Pooled:
    """A case with the answers of several people.

    Attributes:
        case: The case.
        people: Those who were asked, with their weights.
        paths: Numbers on which there are answers.
    """

    case: Case
    people: tuple[Person, ...]
    paths: tuple[str, ...]


def pooled(
    case: Case, sheets: Sequence[Filled], *, seeds: Sequence[Seed] = (), on: date, language: str = "en"
) -> Pooled:
    """Pool what came back.

    Args:
        case: The case.
        sheets: Sheets, one a person.
        seeds: Seed questions for weights by performance; equal weights without.
        on: The day.
        language: Language of messages.

    Raises:
        EvidenceError: Two sheets are of one person, or somebody left out seed questions.
        CaseError: The case would not be sound.
    """
    words = texts(language)
    names = [slug(each.who) for each in sheets]
    for name, each in zip(names, sheets, strict=True):
        if names.count(name) > 1:
            raise EvidenceError(words("sheet.twice", who=each.who), words("sheet.twice.hint"))
    scores = _scores(sheets, seeds, language) if seeds else None
    shares = weights(scores) if scores else tuple(1.0 / len(sheets) for _ in sheets)
    said = {name: _values(case, each, on, language) for name, each in zip(names, sheets, strict=True)}
    found = _together(said, dict(zip(names, shares, strict=True)))
    people = tuple(
        Person(name, each.who, share, len(each.answers), scores[k] if scores else None)
        for k, (name, each, share) in enumerate(zip(names, sheets, shares, strict=True))
    )
    new = with_values(case, found, "zh" if language == "zh" else "en") if found else case
    return Pooled(new, people, tuple(path for path in found if path.split(".")[0] not in ("sources", "claims")))


def _scores(sheets: Sequence[Filled], seeds: Sequence[Seed], language: str) -> tuple[Performance, ...]:
    words = texts(language)
    for each in sheets:
        missing = [seed.id for seed in seeds if seed.id not in each.seeds]
        if missing:
            raise EvidenceError(words("sheet.no_seeds", who=each.who, seeds=words("list.comma").join(missing)))
    said = np.array([[each.seeds[seed.id] for seed in seeds] for each in sheets])
    return performance(said, np.array([seed.true for seed in seeds]))


def _values(case: Case, sheet: Filled, on: date, language: str) -> dict[str, Any]:
    """Return what one person's answers would write."""
    parties = tuple(dict.fromkeys(a.question.about for a in sheet.answers if a.question.kind != "number"))
    numbers = tuple(dict.fromkeys(a.question.about for a in sheet.answers if a.question.kind == "number"))
    session = Session.begun(case, sheet.who, on, parties=parties, numbers=numbers, language=language)
    return values(session.told(sheet.answers))


def _together(said: Mapping[str, Mapping[str, Any]], shares: Mapping[str, float]) -> dict[str, Any]:
    """Return path → value of the mixture of what everybody says; sources and claims stay apart."""
    found: dict[str, Any] = {}
    for path in dict.fromkeys(path for each in said.values() for path in each):
        theirs = {name: each[path] for name, each in said.items() if path in each}
        first = next(iter(theirs.values()))
        if not isinstance(first, dict) or "because" not in first or path.split(".")[0] in ("sources", "claims"):
            found[path] = first
            continue
        heard = {name: shares[name] for name in theirs if shares[name] > 0.0}
        total, claims = sum(heard.values()), [claim for each in theirs.values() for claim in each["because"]]
        if len(heard) == 1:
            value = theirs[next(iter(heard))]["value"]
        else:
            parts = {name: (share / total, theirs[name]["value"]) for name, share in heard.items()}
            value = {"by": {name: {"weight": _short(share), "value": part} for name, (share, part) in parts.items()}}
        found[path] = {"value": value, "because": claims}
    return found


def _short(share: float) -> float:
    return float(f"{share:.9g}")
