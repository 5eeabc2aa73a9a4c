"""Edits of the state or of the case: one grammar for effects of events, past events and levers."""

from __future__ import annotations

from typing import Annotated, Any, Union

from pydantic import BeforeValidator, Discriminator, Field, Tag

from detente.case.schema.base import Because, Element, Identifier, tag
from detente.case.schema.procedure import AnyProcedure
from detente.case.schema.quantities import Days, Real, Span


class Shift(Element):
    """Move factors or parties' prices of moving by an amount, for good or fading."""

    shift: dict[str, Real] = Field(
        min_length=1, description="Factor ids, or `price.<party>`, each with the amount it moves by."
    )
    half_life: Days | None = Field(default=None, gt=0, description="The shift fades by half in this time.")
    lasting: Days | None = Field(default=None, gt=0, description="The shift ends after this time.")
    because: Because = ()


class SetQuantity(Element):
    """Set quantities of the case by their paths, such as `positions.russia.territory.limit`."""

    set: dict[str, Any] = Field(min_length=1, description="Path → value, as it would stand in the case.")
    because: Because = ()


class SetTerms(Element):
    """Put terms in force: issue → option."""

    terms: dict[Identifier, Identifier] = Field(min_length=1, description="Issue → option.")
    because: Because = ()


def _several(raw: Any) -> Any:
    return (raw,) if isinstance(raw, str) else raw


class ResetTerms(Element):
    """Return issues to their level at `as_of`."""

    reset: Annotated[
        tuple[Identifier, ...],
        BeforeValidator(_several, json_schema_input_type=Identifier | tuple[Identifier, ...]),
        Field(min_length=1, description="One issue, or several."),
    ]
    because: Because = ()


class RaiseFlag(Element):
    """Raise a flag."""

    raise_: Identifier = Field(alias="raise", description="The flag.")
    because: Because = ()


class LowerFlag(Element):
    """Take a flag down."""

    lower: Identifier = Field(description="The flag.")
    because: Because = ()


class CallMeeting(Element):
    """Call a meeting, to be held after a delay."""

    call: Identifier = Field(description="The meeting.")
    within: Span | None = Field(default=None, description="The delay; none: at once.")
    because: Because = ()


class CancelMeeting(Element):
    """Cancel a meeting that has not been held yet."""

    cancel: Identifier = Field(description="The meeting.")
    because: Because = ()


class Seat(Element):
    """Give a party a seat at a meeting's table."""

    seat: Identifier = Field(description="The party.")
    at: Identifier = Field(description="The meeting.")
    because: Because = ()


class Unseat(Element):
    """Take a party's seat at a meeting's table away."""

    unseat: Identifier = Field(description="The party.")
    at: Identifier = Field(description="The meeting.")
    because: Because = ()


class OpenIssue(Element):
    """Put an issue on a meeting's agenda."""

    open: Identifier = Field(description="The issue.")
    at: Identifier = Field(description="The meeting.")
    because: Because = ()


class CloseIssue(Element):
    """Take an issue off a meeting's agenda."""

    close: Identifier = Field(description="The issue.")
    at: Identifier = Field(description="The meeting.")
    because: Because = ()


class FollowProcedure(Element):
    """Let a meeting decide by another procedure from now on."""

    procedure: AnyProcedure = Field(description="The procedure, as a meeting writes it.")
    at: Identifier = Field(description="The meeting.")
    because: Because = ()


class RequireConsent(Element):
    """Make a party's consent necessary for an issue."""

    require_consent: Identifier = Field(description="The party.")
    on: Identifier = Field(description="The issue.")
    because: Because = ()


class WaiveConsent(Element):
    """Make a party's consent unnecessary for an issue."""

    waive_consent: Identifier = Field(description="The party.")
    on: Identifier = Field(description="The issue.")
    because: Because = ()


_KINDS: dict[str, type[Element]] = {
    "shift": Shift,
    "set": SetQuantity,
    "terms": SetTerms,
    "reset": ResetTerms,
    "raise": RaiseFlag,
    "lower": LowerFlag,
    "call": CallMeeting,
    "cancel": CancelMeeting,
    "seat": Seat,
    "unseat": Unseat,
    "open": OpenIssue,
    "close": CloseIssue,
    "procedure": FollowProcedure,
    "require_consent": RequireConsent,
    "waive_consent": WaiveConsent,
}

CHANGES = tuple(_KINDS.values())
"""The models of changes."""


def _kind(raw: Any) -> str | None:
    if isinstance(raw, Element):
        return next(tag(key) for key, kind in _KINDS.items() if kind is type(raw))
    if isinstance(raw, dict):
        return next((tag(key) for key in _KINDS if key in raw), None)
    return None


Change = Annotated[
    Union[  # noqa: UP007  # a recursive alias needs the subscripted form
        Annotated[Shift, Tag(tag("shift"))],
        Annotated[SetQuantity, Tag(tag("set"))],
        Annotated[SetTerms, Tag(tag("terms"))],
        Annotated[ResetTerms, Tag(tag("reset"))],
        Annotated[RaiseFlag, Tag(tag("raise"))],
        Annotated[LowerFlag, Tag(tag("lower"))],
        Annotated[CallMeeting, Tag(tag("call"))],
        Annotated[CancelMeeting, Tag(tag("cancel"))],
        Annotated[Seat, Tag(tag("seat"))],
        Annotated[Unseat, Tag(tag("unseat"))],
        Annotated[OpenIssue, Tag(tag("open"))],
        Annotated[CloseIssue, Tag(tag("close"))],
        Annotated[FollowProcedure, Tag(tag("procedure"))],
        Annotated[RequireConsent, Tag(tag("require_consent"))],
        Annotated[WaiveConsent, Tag(tag("waive_consent"))],
    ],
    Discriminator(
        _kind,
        custom_error_type="not_a_change",
        custom_error_message="not a change",
    ),
]
