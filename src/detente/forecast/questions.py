"""Questions: what exactly is asked, how likely the worlds make it, and what its rule asks beyond them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from detente.analysis.compare.endings import Stamp, stamp_of
from detente.analysis.outlook.model_error import with_model_error
from detente.analysis.outlook.outlook import chance_of_condition
from detente.analysis.outlook.views import Chance
from detente.case.case import Case
from detente.case.reading.walk import walk
from detente.case.schema.base import Bilingual
from detente.case.schema.case import Document
from detente.case.schema.conditions import Named, Statement
from detente.case.schema.ends import Marker, Question
from detente.case.schema.zones import end_of
from detente.engine.run.played import played
from detente.engine.run.worlds import Worlds
from detente.errors import OptionError
from detente.forecast.counts import carried
from detente.play_options import PLAYED, PlayOptions
from detente.results import Result

__all__ = [
    "Beyond",
    "Forecast",
    "QuestionForecast",
    "forecast",
    "forecast_of",
    "last_date",
    "statements",
    "with_questions",
]

_MARK = "question-"


class Beyond(StrEnum):
    """What a rule asks for and no world knows of, so that the probability may be too high."""

    SIGNED = "signed"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class QuestionForecast:
    """A question and how likely the answer is yes.

    Attributes:
        chance: Of yes, with both kinds of uncertainty; its `open` cannot be told by the end of the course.
        with_model_error: The same with how wrong plays have been.
        by: Latest date that can still make it a yes.
        zone, closes: Where that day ends, and the moment at which it is over, in UTC: until then no answer is a no.
        minimum: How long it must hold, in days; None where the rule says nothing.
        rule: The rule in full.
        decided_by: Whose word counts.
        beyond: What the rule asks beyond what the worlds know.
        base_rate: Mean of the reference class that the question names, carried over the time left; None without.
    """

    id: str
    title: Bilingual
    chance: Chance
    by: date
    minimum: float | None
    rule: Bilingual
    decided_by: Bilingual
    beyond: tuple[Beyond, ...]
    base_rate: float | None
    with_model_error: Chance | None = None
    zone: str = "UTC"
    closes: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Forecast(Result):
    """All questions of a case, answered by its worlds, with what is needed to answer them again."""

    stamp: Stamp
    questions: tuple[QuestionForecast, ...]
    status: Bilingual


def with_questions(case: Case) -> Case:
    """Return the case with its questions among its signs, so that a play answers them.

    Signs draw nothing, so every world stays as it was.

    Raises:
        OptionError: The case asks no questions.
    """
    document = case.document
    if not document.questions:
        raise OptionError(
            f"{document.id} asks no questions",
            "write some under `questions:`, each with `when` and `rules`; see the case language",
        ).named("no_questions", case=document.id)
    asked = {_MARK + key: Marker(title=q.title, about=q.about, when=q.when) for key, q in document.questions.items()}
    return replace(case, document=document.model_copy(update={"markers": {**document.markers, **asked}}))


def forecast(case: Case, *, options: PlayOptions = PLAYED) -> Forecast:
    """Play a case and return what its worlds say to its questions.

    Args:
        case: The case.
        options: How to play.

    Raises:
        OptionError: The case asks no questions.
    """
    asked = with_questions(case)
    worlds = played(asked, options)
    return forecast_of(worlds)


def forecast_of(worlds: Worlds) -> Forecast:
    """Return what the worlds of a case say to its questions.

    Args:
        worlds: A play of `with_questions(case)`.
    """
    document = worlds.case.document
    outlook = worlds.outlook()
    found = []
    for key, question in document.questions.items():
        node = worlds.layout.markers[_MARK + key]
        chance = chance_of_condition(worlds, node)
        found.append(_answered(key, question, chance, document))
    return Forecast(
        stamp=stamp_of(worlds),
        questions=tuple(found),
        status=outlook.status,
    )


def last_date(question: Question, document: Document) -> date:
    """Return the latest date that can still make it a yes: that of its condition, else the end of the course."""
    return max((part.by for part in statements(question.when, document) if part.by), default=document.until)


def _answered(key: str, question: Question, chance: Chance, document: Document) -> QuestionForecast:
    rules = question.rules
    title = question.title if question.title.en or question.title.zh else Bilingual(en=key.replace("-", " "))
    return QuestionForecast(
        id=key,
        title=title,
        chance=chance,
        by=last_date(question, document),
        minimum=rules.minimum,
        rule=rules.text,
        decided_by=rules.decided_by,
        beyond=_beyond(question, document),
        base_rate=_base_rate(question, document),
        with_model_error=with_model_error(chance, document.id),
        zone=rules.zone,
        closes=end_of(last_date(question, document), rules.zone).strftime("%Y-%m-%dT%H:%MZ"),
    )


def _beyond(question: Question, document: Document) -> tuple[Beyond, ...]:
    """Return what the rule asks and the condition does not: papers signed, and how long it must hold."""
    rules = question.rules
    longest = max((part.lasting or 0.0 for part in statements(question.when, document)), default=0.0)
    found = [Beyond.SIGNED] if rules.signed else []
    return (*found, Beyond.MINIMUM) if (rules.minimum or 0.0) > longest else tuple(found)


def _base_rate(question: Question, document: Document) -> float | None:
    if question.base_rate is None:
        return None
    counted = document.reference_classes[question.base_rate]
    left = (last_date(question, document) - document.as_of).days
    return carried(counted.successes, counted.trials, left / counted.within if counted.within else 1.0).mean


def statements(condition: Statement, document: Document) -> Iterator[Statement]:
    """Yield a condition and everything it is made of, through the names of conditions."""
    for _, part in walk(condition):
        if isinstance(part, Named):
            yield from statements(document.conditions[part.condition], document)
        if isinstance(part, Statement):
            yield part
