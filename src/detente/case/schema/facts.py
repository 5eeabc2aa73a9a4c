"""What has happened since a case was written: dated facts with their sources, in a file of their own.

A fact says when it is dated, how well it is known, and one thing: about an event, a meeting, a factor, a sign of
the case, the terms in force, or, where the case models nothing of the kind, how likely it is under each end.
A fact that says none of these is context.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Discriminator, Field, Tag, model_validator

from detente.case.schema.base import Bilingual, Count, Element, Identifier, Number, Text, Truth, refusal, tag
from detente.case.schema.conditions import Point
from detente.case.schema.quantities import Day, Days

Level = Annotated[float, Field(strict=True, gt=0, le=100, allow_inf_nan=False)]
Weight = Annotated[float, Field(strict=True, gt=0, le=1e6, allow_inf_nan=False)]
Error = Annotated[float, Field(strict=True, ge=0, lt=0.5, allow_inf_nan=False)]

WIDTH = 15.0
"""Width of the kernel on issue levels where a fact states none."""


class Fact(Element):
    """What every fact says; by itself, context that moves nothing."""

    on: Day = Field(description="The day it is dated; it counts from the end of the step this day falls into.")
    about: Text = Field(description="What happened, in your own words.")
    status: Literal["page", "dataset", "memory", "unknown"] = Field(
        description="How it is known: read on a page, taken from a data set, from memory, or not known at all."
    )
    sources: tuple[str, ...] = Field(default=(), description="Where it was found.")


class _InTime(Fact):
    """A fact about a stretch of time that ends on its day."""

    since: Day | None = Field(
        default=None, description="First day of the time it speaks of; default: the day itself, for what did not "
        "happen the case's `as_of`."
    )  # fmt: skip
    give_or_take: Days | None = Field(
        default=None,
        gt=0,
        description="By how much the day may be off, either way; it counts that much later, or "
        "with the fact that follows.",
    )


class EventFact(_InTime):
    """An event of the case happened, or did not."""

    event: Identifier = Field(description="The event.")
    happened: Truth = Field(default=True, description="Whether it happened.")


class MeetingFact(_InTime):
    """A meeting of the case was held or not, and what came of it."""

    meeting: Identifier = Field(description="The meeting.")
    held: Truth = Field(default=True, description="Whether it was held.")
    outcome: Literal["deal", "none", "refused"] | None = Field(
        default=None, description="A deal that stands, none at all, or one that an absent party refused."
    )
    terms: dict[Identifier, Point] = Field(default={}, description="What was settled: issue → option or level.")
    width: Level = Field(default=WIDTH, description="Standard deviation of the kernel on issue levels.")

    @model_validator(mode="after")
    def _agrees(self) -> Any:
        if not self.held and (self.outcome or self.terms):
            found = "held: false beside what came of it"
            raise refusal("fact_not_held", found, "nothing but `held: false`", "delete `outcome` and `terms`")
        if self.outcome == "none" and self.terms:
            raise refusal("fact_no_terms", "terms beside `outcome: none`", "one of the two", "delete one of them")
        if self.terms and (self.since is not None or self.give_or_take is not None):
            hint = "date it on the day of the meeting"
            found = "terms beside `since`" if self.since is not None else "terms beside `give_or_take`"
            raise refusal("fact_terms_since", found, "terms of a meeting on one day", hint)
        return self


class FactorFact(Fact):
    """A factor of the case was measured."""

    factor: Identifier = Field(description="The factor.")
    level: Number = Field(description="What was measured, in the factor's unit.")
    sd: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)] | None = Field(
        default=None, description="Standard deviation of the measurement; or give `n`."
    )
    n: Annotated[int, Field(strict=True, ge=2)] | None = Field(
        default=None, description="Number asked, for a poll in percent."
    )

    @model_validator(mode="after")
    def _one_error(self) -> Any:
        if (self.sd is None) == (self.n is None):
            found = "both sd and n" if self.sd is not None else "neither sd nor n"
            raise refusal("fact_error", found, "exactly one of sd, n", "n for a poll in percent, else sd")
        if self.n is not None and not 0.0 < self.level < 100.0:
            raise refusal("fact_share", f"{self.level:g} with n", "a percentage between 0 and 100", "give sd instead")
        return self


class SignFact(Fact):
    """A marker or a named condition of the case was true by this day, or not yet."""

    marker: Identifier | None = Field(default=None, description="The marker; or give `condition`.")
    condition: Identifier | None = Field(default=None, description="The named condition; or give `marker`.")
    seen: Truth = Field(default=True, description="Whether it was true by then.")
    mistaken: Error = Field(default=0.0, description="Chance that the report is wrong.")

    @model_validator(mode="after")
    def _one_sign(self) -> Any:
        if self.marker is not None and self.condition is not None:
            raise refusal("fact_two_signs", "a marker and a condition", "one of them", "write two facts")
        return self


class TermsFact(Fact):
    """These terms were in force on this day."""

    terms: dict[Identifier, Point] = Field(min_length=1, description="Issue → option or level in force.")
    width: Level = Field(default=WIDTH, description="Standard deviation of the kernel on issue levels.")


class LikelihoodFact(Fact):
    """Something the case does not model: how likely it is under each end, or where a sign is true or not."""

    likelihood: dict[Identifier, Weight] = Field(
        min_length=1,
        description="Scenarios of the case, or one marker or named condition, → how likely the fact is then; "
        "`otherwise` for all else, 1 where it is missing. Only ratios count.",
    )


_KINDS: dict[str, type[Fact]] = {
    "event": EventFact,
    "meeting": MeetingFact,
    "factor": FactorFact,
    "marker": SignFact,
    "condition": SignFact,
    "likelihood": LikelihoodFact,
    "terms": TermsFact,
}


def _kind(raw: Any) -> str:
    if isinstance(raw, Fact):
        return tag(next((key for key, kind in _KINDS.items() if kind is type(raw)), "context"))
    keys = raw if isinstance(raw, dict) else ()
    found = next((key for key in _KINDS if key in keys), "context")
    return tag("marker" if found == "condition" else found)


AnyFact = Annotated[
    Union[  # noqa: UP007  # as the other unions of the language
        Annotated[EventFact, Tag(tag("event"))],
        Annotated[MeetingFact, Tag(tag("meeting"))],
        Annotated[FactorFact, Tag(tag("factor"))],
        Annotated[SignFact, Tag(tag("marker"))],
        Annotated[LikelihoodFact, Tag(tag("likelihood"))],
        Annotated[TermsFact, Tag(tag("terms"))],
        Annotated[Fact, Tag(tag("context"))],
    ],
    Discriminator(_kind),
]


class FactsDocument(Element):
    """A file of facts as it is written."""

    facts_version: Literal[1] = Field(alias="detente-events", description="Version of the language of facts.")
    case: Identifier = Field(description="The case that they are about.")
    title: Text = Field(default=Bilingual(), description="A short name for people.")
    about: Text = Field(default=Bilingual(), description="Who put them together, when and how.")
    facts: dict[Identifier, AnyFact] = Field(max_length=2000, description="The facts, in the order of their days.")


__all__ = [
    "WIDTH",
    "AnyFact",
    "Count",
    "EventFact",
    "Fact",
    "FactorFact",
    "FactsDocument",
    "LikelihoodFact",
    "MeetingFact",
    "SignFact",
    "TermsFact",
]
