"""Who has preferences: parties, their publics and elites, and what they want."""

from __future__ import annotations

from typing import Annotated, Any, Union

from pydantic import ConfigDict, Discriminator, Field, Tag

from detente.case.numbers.scales import Scale
from detente.case.schema.base import Because, Bilingual, Described, Element, Identifier, Text, tag, told_by
from detente.case.schema.conditions import Condition
from detente.case.schema.quantities import Level, Percent, Positive, Real, Share, Span, certain


class Mover(Element):
    """How much one unit of a factor (or a flag) moves something, counted from a level."""

    by: Real = Field(description="Movement for one unit of the factor above `from`.")
    from_: Real | None = Field(
        default=None,
        alias="from",
        description="Where it moves nothing; default: the level at `as_of`.",
    )


Moved = dict[
    Identifier,
    Annotated[
        Union[Annotated[Real, Tag(tag("number"))], Annotated[Mover, Tag(tag("mover"))]],  # noqa: UP007
        Discriminator(told_by(Mover, "mover", "by", "from")),
    ],
]


class Price(Element):
    """The price of moving τ: what share of an issue's range a change must bring before it is signed."""

    walk_away: dict[Identifier, Identifier] | None = Field(
        default=None, min_length=1, description="The worst package still signed at `as_of`: issue → option."
    )
    value: Real | None = Field(default=None, description="τ itself, as a share of an issue's full range.")
    moved_by: Moved = Field(default={}, description="Factor or flag → change of τ for one unit of it.")
    because: Because = ()


class Style(Element):
    """How a leader bargains."""

    toughness: Share = Field(
        default=certain(0.5, Scale.SHARE), description="0 never holds out, 0.5 as most do, 1 twice as much."
    )
    risk: Positive = Field(
        default=certain(1.0, Scale.POSITIVE),
        description="Exponent α of the loss |x − ideal|: 1 linear, above 1 tolerant of small concessions.",
    )
    because: Because = ()


class Party(Described):
    """A party, or an audience of one."""

    mark: Text = Field(default=Bilingual(), description="Its sign in pictures: up to three letters, or two characters.")
    power: Positive = Field(default=certain(1.0, Scale.POSITIVE), description="Capability, on any scale.")
    patience: Positive = Field(default=certain(1.0, Scale.POSITIVE), description="Weight at a table.")
    style: Style = Field(default=Style(), description="How it bargains.")
    price: Price = Field(default=Price(), description="What makes it sign.")
    cares: dict[Identifier, Real] = Field(
        default={}, description="Foresight: factor → gain from one unit more of it at the end of the horizon."
    )
    horizon: Span = Field(default=certain(365.25, Scale.DURATION), description="How far ahead it looks.")
    keeps: Share | None = Field(
        default=None, description="Chance that it is one that does what it owes whatever it saves by not doing it."
    )
    of: Identifier | None = Field(default=None, description="For an audience: the party it belongs to.")
    weight: Share | None = Field(default=None, description="For an audience: its share ω in the party's wants.")
    moved_by: Moved = Field(default={}, description="For an audience: factor → change of its weight.")


class Position(Element):
    """What a party wants on an issue; a member of a bloc may leave out what it takes over."""

    model_config = ConfigDict(json_schema_extra=lambda schema: schema.pop("required", None))

    ideal: Level = Field(description="The level it would choose.")
    salience: Percent = Field(description="How much the issue matters to it, 0–100; silence means 0.")
    limit: Level | None = Field(default=None, description="Furthest level it can accept when settled.")
    because: Because = ()


def _wanted_kind(raw: Any) -> str:
    return tag("issue" if isinstance(raw, str) else "condition")


Wanted = Annotated[
    Annotated[Identifier, Tag(tag("issue"))] | Annotated[Condition, Tag(tag("condition"))], Discriminator(_wanted_kind)
]
"""What a party insists on: that an issue is settled at another option than the one at `as_of`, or a condition."""


class Link(Element):
    """A worth of several issues together, which no single position holds."""

    id: Identifier | None = Field(default=None, description="A name, for paths.")
    title: Text = Field(default=Bilingual(), description="A short name for people.")
    party: Identifier = Field(description="To whom it is worth something.")
    if_: Condition = Field(alias="if", description="What the terms must be.")
    unless: Condition | None = Field(default=None, description="What the terms must not be as well.")
    worth: Real = Field(description="Gain (or loss) while the condition holds for the terms.")
    because: Because = ()
