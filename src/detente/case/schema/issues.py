"""What is to be decided: issues, their options and whose consent they need."""

from __future__ import annotations

from typing import Annotated, Any, Union

from pydantic import BeforeValidator, Discriminator, Field, Tag

from detente.case.schema.base import Count, Described, Element, Identifier, Number, Truth, refusal, tag
from detente.case.schema.conditions import Condition
from detente.case.schema.quantities import Days


class Option(Described):
    """A named point on an issue's scale."""

    level: Number = Field(ge=0, le=100, description="Where it stands on the issue's scale.")


def _option(raw: Any) -> Any:
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    if not is_number and not isinstance(raw, dict | Option):
        raise refusal("option_level", str(raw), "a level from 0 to 100", "an option stands at a known level")
    return {"level": raw} if is_number else raw


AnyOption = Annotated[Option, BeforeValidator(_option, json_schema_input_type=float | Option)]


class Quorum(Element):
    """A consent rule: so many of these parties."""

    at_least: Count = Field(description="How many must accept.")
    of: tuple[Identifier, ...] = Field(min_length=1, description="The parties asked.")


def _consent_kind(raw: Any) -> str:
    return tag("quorum") if isinstance(raw, dict | Quorum) else tag("all")


Consent = Annotated[
    Union[Annotated[tuple[Identifier, ...], Tag(tag("all"))], Annotated[Quorum, Tag(tag("quorum"))]],  # noqa: UP007
    Discriminator(_consent_kind),
]


class Issue(Described):
    """One thing to be decided, on a labelled scale from 0 to 100."""

    topic: Identifier = Field(description="Issues of one topic are prepared together.")
    now: Identifier = Field(description="The option in force at `as_of`.")
    options: dict[Identifier, AnyOption] = Field(description="Named levels, or options with a title.")
    deferrable: Truth = Field(default=False, description="It may be put aside on purpose (shelved).")
    consent: Consent = Field(default=(), description="Parties whose yes a change needs, or `{at_least: k, of: […]}`.")
    needs: Condition | None = Field(
        default=None, description="What must hold of the resulting terms for a change of this issue."
    )
    expires: Days | None = Field(default=None, gt=0, description="Terms agreed on it lapse after this time.")
