"""What can happen: meetings and events."""

from __future__ import annotations

from typing import Annotated, Literal, Union

from pydantic import Discriminator, Field, Tag

from detente.case.numbers.scales import Scale
from detente.case.schema.base import Count, Described, Element, Identifier, Truth, tag, told_by
from detente.case.schema.changes import Change
from detente.case.schema.conditions import Condition
from detente.case.schema.procedure import AnyProcedure, Procedure
from detente.case.schema.quantities import Day, Positive, Rate, Real, Share, Span, certain

Mediation = Literal["none", "facilitation", "formulation", "manipulation"]


class Attendance(Element):
    """Whether a party that has a seat takes it."""

    comes: Share = Field(default=certain(1.0, Scale.SHARE), description="Chance that it comes to a sitting.")
    if_: Condition | None = Field(default=None, alias="if", description="It comes only while this holds.")


AnyAttendance = Annotated[
    Union[Annotated[Share, Tag(tag("number"))], Annotated[Attendance, Tag(tag("attendance"))]],  # noqa: UP007
    Discriminator(told_by(Attendance, "attendance", "comes", "if")),
]


class Session(Described):
    """One sitting of a meeting that meets again."""

    changes: tuple[Change, ...] = Field(default=(), description="What changes before it, in this order.")


class Deadline(Described):
    """A day after which a meeting meets no more, and what happens then."""

    on: Day = Field(description="The last day.")
    unless: Condition | None = Field(
        default=None, description="It passes without effect if this holds; default: the meeting's last package stands."
    )
    then: tuple[Change, ...] = Field(default=(), description="What happens when it has passed, in this order.")


class Meeting(Described):
    """An occasion where a package can be struck."""

    on: Day | None = Field(default=None, description="Its date; or give `after`.")
    after: Condition | None = Field(default=None, description="What triggers it.")
    within: Span = Field(default=certain(0.0, Scale.DURATION), description="Delay from the trigger to the meeting.")
    repeats: Count = Field(default=1, le=50, description="How often it may be held while the trigger holds.")
    every: Span | None = Field(default=None, description="It meets again this long after it has met or fallen through.")
    at_most: Count = Field(default=12, le=200, description="With `every`: how often at most.")
    until: Condition | None = Field(default=None, description="With `every`: no further round once this holds.")
    sessions: tuple[Session, ...] = Field(default=(), description="Its sittings, first to last, as far as told.")
    deadline: Deadline | None = Field(default=None, description="The day by which it must be done, and what then.")
    table: tuple[Identifier, ...] = Field(description="Parties with a seat.")
    attends: dict[Identifier, AnyAttendance] = Field(
        default={}, description="Party with a seat → the chance that it takes it, or `{comes, if}`; default: it does."
    )
    agenda: tuple[Identifier, ...] | None = Field(default=None, description="Issues it may settle; default: all.")
    preparation: Span = Field(default=certain(30.0, Scale.DURATION), description="How long it was worked on.")
    venue: str = Field(default="", description="Where it is held.")
    mediation: Mediation = Field(default="none", description="What a mediator does at it.")
    miscommunication: Share = Field(
        default=certain(0.0, Scale.SHARE), description="0: they understand each other; 1: not at all."
    )
    takes_place: Share = Field(default=certain(1.0, Scale.SHARE), description="Chance that it is held at all.")
    proposer: Identifier | None = Field(default=None, description="Who proposes, under the proposer's rule.")
    procedure: AnyProcedure = Field(
        default=Procedure(),
        description="How it decides: unanimity (default), consensus, or `{vote: …}`, with `chair`, `text`, `then`.",
    )
    decides_within: Span = Field(
        default=certain(0.0, Scale.DURATION), description="Time in which absent parties answer."
    )


class Ages(Element):
    """A rate that depends on how long the condition has held."""

    ages: dict[str, Rate] = Field(min_length=1, description="Upper end of each age → rate; the last is `later`.")


AnyRate = Annotated[
    Union[Annotated[Rate, Tag(tag("rate"))], Annotated[Ages, Tag(tag("ages"))]],  # noqa: UP007
    Discriminator(told_by(Ages, "ages", "ages", otherwise="rate")),
]


class Ratio(Element):
    """What one unit of something multiplies a rate by, counted from a level."""

    ratio: Positive = Field(description="What the rate is multiplied by for each unit above `from`.")
    from_: Real = Field(
        default=certain(0.0, Scale.REAL), alias="from", description="Where the rate is as written; default: 0."
    )


AnyRatio = Annotated[
    Union[Annotated[Positive, Tag(tag("number"))], Annotated[Ratio, Tag(tag("ratio"))]],  # noqa: UP007
    Discriminator(told_by(Ratio, "ratio", "ratio", "from")),
]


class Event(Described):
    """Something that may happen: at a rate while a condition holds, or on a date with a chance."""

    while_: Condition | None = Field(default=None, alias="while", description="It can happen only while this holds.")
    rate: AnyRate | None = Field(default=None, description="How often it happens, or `{ages: …}`.")
    on: Day | None = Field(default=None, description="Its date, for an event that can happen then only.")
    chance: Share | None = Field(default=None, description="For a dated event: the chance that it happens.")
    hazard_ratio: dict[Identifier, AnyRatio] = Field(
        default={},
        description="Factor, issue (level/100) or flag → the rate is multiplied by ratio^level; "
        "`{ratio: 0.97, from: 55}` counts the level from 55.",
    )
    once: Truth = Field(default=True, description="It happens at most once.")
    changes: tuple[Change, ...] = Field(default=(), description="What it does, in this order.")
