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
        subject = next(field for field in type(self).model_fields if field not in {*Statement.model_fields, *_TESTS})
        allowed = sorted(type(self).model_fields.keys() & _TESTS)
        given = [test for test in allowed if getattr(self, test) is not None]
        if len(given) != 1 and not (not given and _DEFAULT_TEST.get(subject)):
            kind, count = "several_tests" if given else "no_test", str(len(given))
            raise refusal(kind, ", ".join(given), ", ".join(allowed), count=count, example=allowed[0])
        return self


class IssueIs(_Leaf):
    """What is in force on an issue."""

    issue: Identifier = Field(description="The issue.")
    above: Point | None = Field(default=None, description="The level in force is above this.")
    below: Point | None = Field(default=None, description="The level in force is below this.")
    at_least: Point | None = Field(default=None, description="The level in force is at least this.")
    at_most: Point | None = Field(default=None, description="The level in force is at most this.")
    option: Identifier | None = Field(default=None, description="In force exactly at this option.")
    signed: Identifier | None = Field(
        default=None, description="This option is what was last put in force, delivered or not."
    )
    settled: Truth | None = Field(default=None, description="Settled by a deal that is in force.")
    shelved: Truth | None = Field(default=None, description="Put aside on purpose by a deal in force.")


class FactorIs(_Leaf):
    """Where a factor stands."""

    factor: Identifier = Field(description="The factor.")
    above: Number | None = Field(default=None, description="Its level is above this.")
    below: Number | None = Field(default=None, description="Its level is below this.")
    at_least: Number | None = Field(default=None, description="Its level is at least this.")
    at_most: Number | None = Field(default=None, description="Its level is at most this.")


class EventHas(_Leaf):
    """Whether an event has happened, and how often."""

    event: Identifier = Field(description="The event.")
    happened: Truth | None = Field(default=None, description="It has happened; meant where no test is written.")
    times: Count | None = Field(default=None, description="At least this often.")


class MeetingWas(_Leaf):
    """Whether a meeting has been held, and what came of it."""

    meeting: Identifier = Field(description="The meeting.")
    held: Truth | None = Field(default=None, description="It has been held; meant where no test is written.")
    outcome: Literal["deal", "none", "refused"] | None = Field(
        default=None, description="What came of the latest one that is decided."
    )
    of: tuple[Identifier, ...] | Identifier | None = Field(
        default=None,
        description="With `outcome: deal`: a deal that settles all of these issues, or of this package; with "
        "`outcome: none`: anything else.",
    )


class StepIs(_Leaf):
    """What has become of a step of what is carried out."""

    step: Identifier = Field(description="The step.")
    stands: Literal["delivered", "broken", "seen", "suspended"] | None = Field(
        default=None,
        description="Delivered; broken, seen or not; its breach seen; or suspended because of another's.",
    )


class PartyGains(_Leaf):
    """What a party has gained by the terms in force against those at `as_of` (price of moving left out)."""

    party: Identifier = Field(description="The party.")
    gain_above: Number | None = Field(default=None, description="Its gain is above this.")
    gain_below: Number | None = Field(default=None, description="Its gain is below this.")


class FlagIs(_Leaf):
    """Whether a flag is raised."""

    flag: Identifier = Field(description="The flag.")
    raised: Truth | None = Field(default=None, description="It is up; meant where no test is written.")


class Named(Statement):
    """A condition defined once under `conditions:`."""

    condition: Identifier = Field(description="Its name.")


class AllOf(Statement):
    """True when every part is."""

    all: tuple[Condition, ...] = Field(min_length=1, description="The parts.")


class AnyOf(Statement):
    """True when one part is."""

    any: tuple[Condition, ...] = Field(min_length=1, description="The parts.")


class Not(Statement):
    """True when the part is false."""

    not_: Condition = Field(alias="not", description="The part.")


class AtLeast(Statement):
    """True when so many parts are."""

    at_least: Count = Field(description="How many.")
    of: tuple[Condition, ...] = Field(min_length=1, description="The parts.")


_LEVEL_TESTS = ("above", "below", "at_least", "at_most")
_OTHER_TESTS = (
    *("option", "signed", "stands", "settled", "shelved", "happened", "times"),
    *("held", "outcome", "gain_above", "gain_below", "raised"),
)
_TESTS = frozenset(_LEVEL_TESTS + _OTHER_TESTS)
_DEFAULT_TEST = {"event": "happened", "meeting": "held", "flag": "raised"}
_KINDS: dict[str, type[Statement]] = {
    "issue": IssueIs,
    "factor": FactorIs,
    "event": EventHas,
    "meeting": MeetingWas,
    "step": StepIs,
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
        Annotated[StepIs, Tag(tag("step"))],
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
