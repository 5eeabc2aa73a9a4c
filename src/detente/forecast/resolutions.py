"""What became of the resolved cases that are shipped; no case reads this, and no play."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field
from ruamel.yaml import YAML

from detente.case.case import Case
from detente.case.schema.base import Bilingual, Element, Text

__all__ = ["SHELVED", "UNTOUCHED", "Answer", "Resolved", "faults", "resolutions"]

UNTOUCHED, SHELVED = "untouched", "shelved"

Status = Literal["P", "K"]
"""P: a page or text that was read. K: from memory, not checked."""


class Answer(Element):
    """How a question of a case was resolved."""

    happened: bool = Field(description="Whether it came to pass, by the question's own rule.")
    status: Status = Field(description="P: read somewhere; K: from memory.")
    on: date = Field(description="Day on which it was certain.")
    note: Text = Field(default=Bilingual(), description="What has to be known about it.")


class Resolved(Element):
    """What became of a case."""

    case: str = Field(description="Id of the shipped case.")
    meeting: str = Field(description="The meeting that the case is about.")
    held: date | None = Field(description="Day on which it ended; none: it was not held.")
    deal: bool = Field(description="Whether anything was settled at it.")
    settled: dict[str, str] = Field(description="Issue → option agreed on, or `shelved`; silence: left as it was.")
    status: Status = Field(description="P: read somewhere; K: from memory.")
    source: Text = Field(description="Where it stands.")
    says: Text = Field(description="What became of it, in a sentence.")
    note: Text = Field(default=Bilingual(), description="What has to be known about the coding.")
    questions: dict[str, Answer] = Field(description="Question of the case → its resolution.")

    def fate(self, issue: str) -> str:
        """Return what became of an issue at the meeting: an option, `shelved` or `untouched`."""
        return self.settled.get(issue, UNTOUCHED)


@cache
def resolutions() -> tuple[Resolved, ...]:
    """Return the resolutions of all shipped cases that are over, by the day the case stands at.

    Example:
        >>> [found.case for found in resolutions()][:2]
        ['reykjavik-1986', 'dayton-1995']
    """
    folder = files("detente").joinpath("case", "library", "resolutions")
    reader = YAML(typ="safe", pure=True)
    found = [
        Resolved.model_validate(reader.load(entry.read_text(encoding="utf-8")))
        for entry in folder.iterdir()
        if entry.name.endswith(".yaml")
    ]
    return tuple(sorted(found, key=lambda each: (min(answer.on for answer in each.questions.values()), each.case)))


def faults(resolved: Resolved, case: Case) -> list[str]:
    """Return what in a resolution does not fit its case; empty if all of it does.

    Args:
        resolved: What became of the case.
        case: The case.
    """
    document = case.document
    found = [] if resolved.case == document.id else [f"the case is {document.id}, not {resolved.case}"]
    if resolved.meeting not in document.meetings:
        found.append(f"there is no meeting {resolved.meeting}")
    for issue, option in resolved.settled.items():
        if issue not in document.issues:
            found.append(f"there is no issue {issue}")
        elif option != SHELVED and option not in document.issues[issue].options:
            found.append(f"issue {issue} has no option {option}")
        elif option == SHELVED and not document.issues[issue].deferrable:
            found.append(f"issue {issue} cannot be shelved")
    found += [f"there is no question {name}" for name in resolved.questions if name not in document.questions]
    found += [f"{name} is resolved before the case begins" for name in _early(resolved, document.as_of)]
    if resolved.deal and resolved.held is None:
        found.append("something was settled at a meeting that was not held")
    if resolved.deal != bool(resolved.settled):
        found.append("a deal settles something, and without one nothing is settled")
    return found


def _early(resolved: Resolved, as_of: date) -> list[str]:
    """Return the questions, and the meeting, that are resolved before the case's own date."""
    days = {name: answer.on for name, answer in resolved.questions.items()}
    if resolved.held is not None:
        days[resolved.meeting] = resolved.held
    return [name for name, when in days.items() if when <= as_of]
