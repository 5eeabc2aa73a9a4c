"""What `--json` prints: the class of every verb's answer, and its JSON Schema."""

from __future__ import annotations

from typing import Any, get_type_hints

from detente.analyses import QUESTIONS, Question, at, question
from detente.report.data_schema import schema_of

__all__ = ["OWN", "answer_kinds", "answer_schema", "question_schema"]

_CASES = "detente.answers.of_cases"
_RECORDS = "detente.answers.of_records"

OWN: dict[str, tuple[str, ...]] = {
    "runs": (
        f"{_RECORDS}:KeptRuns",
        "detente.analysis.kept.views:KeptRun",
        "detente.analysis.kept.views:RunDifference",
        f"{_RECORDS}:Removed",
        "detente.analysis.outlook.views:Outlook",
    ),
    "theories": ("detente.analysis.theories.compare:TheoryComparison", "detente.analysis.theories.index:TheoryIndex"),
    "ask": ("detente.analysis.information.questions:Asked", f"{_CASES}:Answered"),
    "backtest": (
        "detente.forecast.backtest:Backtest",
        "detente.forecast.bargains.backtest:BargainBacktest",
        "detente.forecast.crises.backtest:CrisisBacktest",
    ),
    "cite": (f"{_CASES}:Cited",),
    "seal": ("detente.forecast.in_folder:Sealed",),
    "verify": (f"{_RECORDS}:Verified",),
    "witness": (f"{_RECORDS}:Witnessed",),
    "resolve": (f"{_RECORDS}:Resolution",),
    "score": ("detente.forecast.record:Record",),
    "replay": ("detente.forecast.replay:Replay",),
    "new": (f"{_CASES}:Templates", f"{_CASES}:NewCase"),
    "open": (f"{_RECORDS}:Opened",),
    "check": (f"{_CASES}:Right", f"{_CASES}:Wrong"),
    "show": (f"{_CASES}:Shown", f"{_CASES}:Numbers"),
    "coverage": ("detente.evidence.coverage:Coverage",),
    "cases": (f"{_CASES}:Cases",),
    "schema": (),
    "draft": (f"{_CASES}:DraftedCase",),
    "facts": (f"{_CASES}:DraftedFacts",),
    "elicit": (f"{_CASES}:Elicited", f"{_CASES}:PooledAnswers"),
    "import": (f"{_CASES}:Imported",),
    "export": (f"{_CASES}:Exported",),
    "fit": (
        "detente.analysis.calibration.fit:Fit",
        "detente.analysis.calibration.shifts:Shifts",
        "detente.forecast.model_error_fit:ModelErrorFit",
    ),
    "mcp": (f"{_RECORDS}:Tools",),
    "cache": (f"{_RECORDS}:Kernels",),
}
"""Homes of the classes of answers of verbs that the register of questions does not have, or that print others, too."""


def answer_kinds(verb: str) -> tuple[Any, ...]:
    """Return the classes of which the JSON of a verb can be.

    Args:
        verb: Its name; one of a question has that of the register.

    Example:
        >>> [kind.__name__ for kind in answer_kinds("markers")]
        ['Markers']
    """
    return tuple(at(home) for home in OWN[verb]) if verb in OWN else (at(question(verb).result),)


def answer_schema(verb: str) -> dict[str, Any]:
    """Return the JSON Schema of what a verb prints with `--json`.

    Args:
        verb: Its name.
    """
    title = f"What `detente {verb} --json` prints."
    asked = next((each for each in QUESTIONS if each.id == verb), None)
    return schema_of(verb, answer_kinds(verb), title, _in_words(asked))


def question_schema(asked: Question) -> dict[str, Any]:
    """Return the JSON Schema of the answer to a question of the register.

    Args:
        asked: The question.
    """
    return schema_of(asked.id, (at(asked.result),), f"The answer to `{asked.id}`.", _in_words(asked))


def _in_words(asked: Question | None) -> Any:
    return get_type_hints(at(asked.in_words))["return"] if asked and asked.in_words else None
