"""The questions that people are asked, and their answers.

| kind | asks | answers |
|---|---|---|
| `refused` | what a party could never accept on any issue | none, or options |
| `signs` | whether it would sign a package | yes, no |
| `pair` | which of two packages it would rather have | a, b, same |
| `worst` | the worst it would still sign, of packages each worse than the one before | how many of them |
| `number` | a bound, the middle or a quartile of a number | a number |

To each, `unknown` may be answered: it tells nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from detente.elicitation.subject import Package

__all__ = ["STEPS", "UNKNOWN", "Answer", "Kind", "Question", "as_data", "from_data", "options_in"]

Kind = Literal["refused", "signs", "pair", "worst", "number"]
UNKNOWN = "unknown"
STEPS = ("low", "high", "median", "lower-quartile", "upper-quartile")
"""What is asked of a number, in the order of the quartile method of SHELF: what is plausible first, then the middle."""

_CHOICES: dict[Kind, tuple[str, ...]] = {"signs": ("yes", "no"), "pair": ("a", "b", "same")}


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person is asked.

    Attributes:
        kind: See above.
        about: The party, or the path of the number.
        packages: What is to be judged; empty for `refused` and `number`.
        step: Of a number, which of `STEPS`.
    """

    kind: Kind
    about: str
    packages: tuple[Package, ...] = ()
    step: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers there are; empty where they are written out."""
        if self.kind == "worst":
            return tuple(str(k) for k in range(len(self.packages) + 1))
        return _CHOICES.get(self.kind, ())


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered.

    Attributes:
        question: What was asked.
        said: One of its choices, `unknown`, a number as written, or options as `issue: option` joined by semicolons.
        who: Who said it.
        on: The day.
    """

    question: Question
    said: str
    who: str
    on: date


def as_data(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain data, for a file."""
    question = answer.question
    return {
        "kind": question.kind,
        "about": question.about,
        **({"packages": [dict(package) for package in question.packages]} if question.packages else {}),
        **({"step": question.step} if question.step else {}),
        "said": answer.said,
        "who": answer.who,
        "on": answer.on.isoformat(),
    }


def from_data(raw: Mapping[str, Any]) -> Answer:
    """Return an answer from plain data.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: It is none.
    """
    kind, said = raw["kind"], raw["said"]
    packages = tuple(tuple((str(i), str(o)) for i, o in package.items()) for package in raw.get("packages", ()))
    question = Question(kind, str(raw["about"]), packages, str(raw.get("step", "")))
    number_of = {"refused": 0, "signs": 1, "pair": 2, "number": 0}
    if kind not in (*number_of, "worst") or len(packages) != number_of.get(kind, max(1, len(packages))):
        raise ValueError(kind)
    if not isinstance(said, str) or (question.choices and said not in (*question.choices, UNKNOWN)):
        raise ValueError(said)
    if (kind == "number") != (question.step in STEPS):
        raise ValueError(question.step)
    return Answer(question, said, str(raw["who"]), date.fromisoformat(raw["on"]))


def options_in(said: str) -> tuple[tuple[str, str], ...]:
    """Return the options that an answer to `refused` names."""
    pairs = (each.partition(":") for each in said.split(";") if ":" in each)
    return tuple((issue.strip(), option.strip()) for issue, _, option in pairs)
