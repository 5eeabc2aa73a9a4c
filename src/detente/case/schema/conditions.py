"""Statements about the course of things: one grammar for scenarios, markers, triggers and questions.

A leaf names what it is about and one test of it. `all`, `any`, `not` and `at_least … of` combine.
A statement with `by`, `after` or `lasting` is one statement about a moment: everything beneath it is read
at the same time. Groups without them combine the verdicts of their parts, each with its own moment.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Union

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, model_validator

from detente.case.schema.base import IDENTIFIER, Count, Element, Identifier, Number, Truth, refusal, tag
from detente.case.schema.quantities import Day, Days


def _point(raw: Any) -> Any:
    if isinstance(raw, str) and re.fullmatch(IDENTIFIER, raw):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw <= 100:
        return float(raw)
    raise refusal("point", str(raw), "a level from 0 to 100, or the name of an option", "above: 0")


Point = Annotated[
    float | str,
    PlainValidator(_point, json_schema_input_type=float | Identifier),
    Field(description="A level 0–100, or the name of an option."),
]


class Statement(Element):
    """Anything that is true, false or still open, with the window in which it must begin."""

    by: Day | None = Field(default=None, description="Latest date at which it may begin.")
    after: Day | None = Field(default=None, description="Earliest date at which it may begin.")
    lasting: Days | None = Field(default=None, description="How long it must hold without interruption.")

    @property
    def is_dated(self) -> bool:
        """Say whether the statement is about one moment."""
        return self.by is not None or self.after is not None or self.lasting is not None


class _Leaf(Statement):
    """A statement with exactly one test."""

    @model_validator(mode="after")
    def _one_test(self) -> Any:
        subject = next(iter(type(self).model_fields.keys() - Statement.model_fields.keys() - _TESTS))
        allowed = sorted(type(self).model_fields.keys() & _TESTS)
        given = [test for test in allowed if getattr(self, test) is not None]
        if len(given) != 1 and not (not given and _DEFAULT_TEST.get(subject)):
            found = f"{len(given)} tests ({', '.join(given)})" if given else "no test"
            hint = "combine several tests with `all: […]`" if given else f"for example {allowed[0]}: …"
            raise refusal("one_test", found, "exactly one of " + ", ".join(allowed), hint)
        return self


class IssueIs(_Leaf):
    """What is in force on an issue."""

    issue: Identifier
    above: Point | None = None
    below: Point | None = None
    at_least: Point | None = None
    at_most: Point | None = None
    option: Identifier | None = Field(default=None, description="In force exactly at this option.")
    settled: Truth | None = Field(default=None, description="Settled by a deal that is in force.")
    shelved: Truth | None = Field(default=None, description="Put aside on purpose by a deal in force.")


class FactorIs(_Leaf):
    """Where a factor stands."""

    factor: Identifier
    above: Number | None = None
    below: Number | None = None
    at_least: Number | None = None
    at_most: Number | None = None


class EventHas(_Leaf):
    """Whether an event has happened, and how often."""

    event: Identifier
    happened: Truth | None = None
    times: Count | None = Field(default=None, description="At least this often.")


class MeetingWas(_Leaf):
    """Whether a meeting has been held, and what came of it."""

    meeting: Identifier
    held: Truth | None = None
    outcome: Literal["deal", "none", "refused"] | None = None


class PartyGains(_Leaf):
    """What a party has gained by the terms in force against those at `as_of` (price of moving left out)."""

    party: Identifier
    gain_above: Number | None = None
    gain_below: Number | None = None


class FlagIs(_Leaf):
    """Whether a flag is raised."""

    flag: Identifier
    raised: Truth | None = None


class Named(Statement):
    """A condition defined once under `conditions:`."""

    condition: Identifier


class AllOf(Statement):
    """True when every part is."""

    all: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(Statement):
    """True when one part is."""

    any: tuple[Condition, ...] = Field(min_length=1)


class Not(Statement):
    """True when the part is false."""

    not_: Condition = Field(alias="not")


class AtLeast(Statement):
    """True when so many parts are."""

    at_least: Count
    of: tuple[Condition, ...] = Field(min_length=1)


_LEVEL_TESTS = ("above", "below", "at_least", "at_most")
_OTHER_TESTS = (
    *("option", "settled", "shelved", "happened", "times"),
    *("held", "outcome", "gain_above", "gain_below", "raised"),
)
_TESTS = frozenset(_LEVEL_TESTS + _OTHER_TESTS)
_DEFAULT_TEST = {"event": "happened", "meeting": "held", "flag": "raised"}
_KINDS: dict[str, type[Statement]] = {
    "issue": IssueIs,
    "factor": FactorIs,
    "event": EventHas,
    "meeting": MeetingWas,
    "party": PartyGains,
    "flag": FlagIs,
    "condition": Named,
    "all": AllOf,
    "any": AnyOf,
    "not": Not,
    "of": AtLeast,
}


def _kind(raw: Any) -> str | None:
    if isinstance(raw, Statement):
        return next(tag(key) for key, kind in _KINDS.items() if kind is type(raw))
    if isinstance(raw, dict):
        return next((tag(key) for key in _KINDS if key in raw), None)
    return None


def _shorthand(raw: Any) -> Any:
    return {"condition": raw} if isinstance(raw, str) else raw


Condition = Annotated[
    Union[  # noqa: UP007  # a recursive alias needs the subscripted form
        Annotated[IssueIs, Tag(tag("issue"))],
        Annotated[FactorIs, Tag(tag("factor"))],
        Annotated[EventHas, Tag(tag("event"))],
        Annotated[MeetingWas, Tag(tag("meeting"))],
        Annotated[PartyGains, Tag(tag("party"))],
        Annotated[FlagIs, Tag(tag("flag"))],
        Annotated[Named, Tag(tag("condition"))],
        Annotated[AllOf, Tag(tag("all"))],
        Annotated[AnyOf, Tag(tag("any"))],
        Annotated[Not, Tag(tag("not"))],
        Annotated[AtLeast, Tag(tag("of"))],
    ],
    Discriminator(
        _kind,
        custom_error_type="not_a_condition",
        custom_error_message="not a condition",
    ),
    BeforeValidator(_shorthand),
]

for _model in (AllOf, AnyOf, Not, AtLeast):
    _model.model_rebuild()
