"""What is asked of a case: scenarios, markers, levers, questions, reference classes, groups of drivers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from detente.case.schema.base import Bilingual, Count, Described, Element, Identifier, Number, Text, Truth
from detente.case.schema.changes import Change
from detente.case.schema.conditions import Condition
from detente.case.schema.quantities import Days
from detente.case.schema.zones import Zone

Tone = Literal["good", "bad", "mixed"]


class Scenario(Described):
    """A named end of the story."""

    when: Condition = Field(description="What it is.")
    tone: Tone | None = Field(
        default=None, description="Whether it is a good end, a bad one or mixed; pictures colour it by that."
    )


class Marker(Described):
    """A visible sign."""

    when: Condition = Field(description="What can be seen.")
    of: Identifier | None = Field(default=None, description="The scenario it is said to belong to.")


class Lever(Described):
    """A change that someone could really make."""

    changes: tuple[Change, ...] = Field(min_length=1, description="What is done, in this order.")
    by: Identifier | None = Field(default=None, description="The party that could make it.")


class ReferenceClass(Described):
    """Cases like this one and how many of them ended so."""

    what: Text = Field(description="Which cases these are.")
    successes: int = Field(strict=True, ge=0, description="How many ended so.")
    trials: Count = Field(description="How many there were.")
    within: Days | None = Field(default=None, description="Time in which the successes came.")
    for_: Identifier | None = Field(default=None, alias="for", description="The scenario or condition it speaks to.")


class Resolution(Element):
    """The exact rules by which a question is resolved."""

    mutual: Truth | None = Field(default=None, description="Must both sides declare it?")
    signed: Truth | None = Field(default=None, description="Must there be a signed document?")
    minimum: Days | None = Field(default=None, description="How long must it hold?")
    zone: Zone = Field(default="UTC", description="Where its last day ends: a zone of time.")
    decided_by: Text = Field(default=Bilingual(), description="Whose word counts.")
    text: Text = Field(description="The rule in full.")


class Question(Described):
    """A condition with exact rules, to be forecast and scored."""

    when: Condition = Field(description="What is asked.")
    rules: Resolution = Field(description="How it is resolved.")
    base_rate: Identifier | None = Field(
        default=None, description="The reference class whose share, carried over the time left, is its base rate."
    )


class DriverGroup(Described):
    """Uncertain numbers that people name together."""

    paths: tuple[str, ...] = Field(min_length=1, description="Paths of quantities; `*` stands for any one step.")


class Correlation(Element):
    """A rank correlation between two beliefs."""

    between: tuple[str, str] = Field(description="Paths of two quantities.")
    rank: Number = Field(gt=-1, lt=1, description="Spearman's ρ.")


class Topic(Described):
    """Issues that are prepared together."""


class Flag(Described):
    """A mark that events raise and conditions read."""
