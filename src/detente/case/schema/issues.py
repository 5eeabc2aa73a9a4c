"""What is to be decided: issues, their options and whose consent they need."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from detente.case.schema.base import Bilingual, Described, Identifier, Number, Text, Truth, refusal
from detente.case.schema.conditions import Condition
from detente.case.schema.quantities import Days
from detente.case.schema.votes import Consent, Counted, members_of


class Option(Described):
    """A named point on an issue's scale."""

    short: Text = Field(default=Bilingual(), description="Its name where there is little room: on axes, in heads.")
    level: Number = Field(ge=0, le=100, description="Where it stands on the issue's scale.")


def _option(raw: Any) -> Any:
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
    if not is_number and not isinstance(raw, dict | Option):
        raise refusal("option_level", str(raw), "a level from 0 to 100", "an option stands at a known level")
    return {"level": raw} if is_number else raw


AnyOption = Annotated[Option, BeforeValidator(_option, json_schema_input_type=float | Option)]


class Issue(Described):
    """One thing to be decided, on a labelled scale from 0 to 100."""

    short: Text = Field(default=Bilingual(), description="Its name where there is little room: on axes, in heads.")
    topic: Identifier = Field(description="Issues of one topic are prepared together.")
    now: Identifier = Field(description="The option in force at `as_of`.")
    options: dict[Identifier, AnyOption] = Field(description="Named levels, or options with a title.")
    deferrable: Truth = Field(default=False, description="It may be put aside on purpose (shelved).")
    consent: Consent = Field(
        default=(),
        description="Parties whose yes a change needs, or how many of them: `{at_least: 2, of: [a, b, c]}`; by weight "
        "`{at_least: 50, of: {a: 30, b: 25, c: 20}}`; rules are joined by `{all: […]}` and `{any: […]}`.",
    )
    needs: Condition | None = Field(
        default=None, description="What must hold of the resulting terms for a change of this issue."
    )
    expires: Days | None = Field(default=None, gt=0, description="Terms agreed on it lapse after this time.")

    @property
    def counted(self) -> Counted | None:
        """The rule by which consent is counted; None where everybody named must agree."""
        return None if isinstance(self.consent, tuple) else self.consent

    @property
    def asked(self) -> tuple[str, ...]:
        """The parties whose consent counts."""
        return members_of(self.consent)
