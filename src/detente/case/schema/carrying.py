"""What is signed being carried out: steps owed in time, how breaches are seen, and what answers them."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import BeforeValidator, Discriminator, Field, Tag

from detente.case.numbers.notation import Interval
from detente.case.numbers.scales import Scale
from detente.case.schema.base import Described, Element, Identifier, Number, tag, told_by
from detente.case.schema.quantities import Positive, Quantity, Rate, Span, certain

__all__ = ["AtLevels", "CarryingOut", "Renegotiate", "Step"]


def _several(raw: Any) -> Any:
    return (raw,) if isinstance(raw, str) else raw


Several = Annotated[
    tuple[Identifier, ...], BeforeValidator(_several, json_schema_input_type=Identifier | tuple[Identifier, ...])
]


class Step(Described):
    """A part of what is signed that one party owes by a date."""

    id: Identifier = Field(description="Its name; no other step of the case has it.")
    of: Identifier | None = Field(default=None, description="The issue it carries out, where there are several.")
    owed_by: Identifier = Field(description="The party that owes it.")
    due: Span = Field(description="When it falls due, counted from the day its issue is put in force.")
    share: Number = Field(
        gt=0, le=1, description="How much of the way from the old level to the signed one it goes; an issue's add to 1."
    )
    after: Several = Field(default=(), description="Steps that must have been delivered before it is owed.")
    in_return_for: Several = Field(
        default=(), description="Steps of others that it answers: a breach of one of them, once seen, suspends it."
    )


class AtLevels(Element):
    """A rate that rises or falls in a straight line with the level of what verifies."""

    at_0: Rate = Field(description="The rate at level 0.")
    at_100: Rate = Field(description="The rate at level 100.")


Sighted = Annotated[
    Union[Annotated[Rate, Tag(tag("rate"))], Annotated[AtLevels, Tag(tag("levels"))]],  # noqa: UP007
    Discriminator(told_by(AtLevels, "levels", "at_0", "at_100", otherwise="rate")),
]


class Renegotiate(Element):
    """Answer a breach by suspending what was owed in return, and call a meeting."""

    renegotiate: Identifier = Field(description="The meeting.")


def _answer_kind(raw: Any) -> str:
    return tag("renegotiate") if isinstance(raw, dict | Renegotiate) else tag("word")


Answer = Annotated[
    Union[  # noqa: UP007
        Annotated[Literal["suspend", "reset"], Tag(tag("word"))],
        Annotated[Renegotiate, Tag(tag("renegotiate"))],
    ],
    Discriminator(_answer_kind),
]


class CarryingOut(Described):
    """How what is signed on an issue, or on several, is carried out."""

    of: Several = Field(min_length=1, description="The issue, or the issues.")
    steps: tuple[Step, ...] = Field(min_length=1, description="What is owed.")
    verified_by: Identifier | None = Field(
        default=None, description="Issue or factor whose level in force (0–100) says how well breaches are seen."
    )
    seen: Sighted = Field(
        default=certain(0.0, Scale.RATE),
        description="Rate at which a breach is seen, or `{at_0: …, at_100: …}` by the level of `verified_by`.",
    )
    answer: Answer = Field(
        default="suspend",
        description="What a breach that is seen brings: `suspend` what is owed in return, `reset` all of it, or "
        "`{renegotiate: <meeting>}`.",
    )
    hazard: Rate | None = Field(default=None, description="Rate at which it breaks by nobody's choice; all is reset.")
    temptation: Positive = Field(
        default=Quantity(Interval(0.5, 2.0), Scale.POSITIVE),
        description="How much an opportunist weighs what a breach saves it against what the breach may lose it.",
    )
