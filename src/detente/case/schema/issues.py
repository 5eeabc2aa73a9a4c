"""What is to be decided: issues, their options and whose consent they need."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import Annotated, Any, Union

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag

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

    def in_votes(self) -> tuple[int, dict[str, int]]:
        """Return how many votes must agree, and those of each party: one."""
        return self.at_least, dict.fromkeys(self.of, 1)


def _not_too_fine(value: float) -> float:
    if _exact(value).denominator > _FINEST:
        raise refusal("weight_too_fine", str(value), "at most six digits after the point")
    return value


Weight = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0, le=1e9), AfterValidator(_not_too_fine)]


class WeightedQuorum(Element):
    """A consent rule by weight: parties whose weights together reach a quota."""

    at_least: Weight = Field(description="What the weights of those who accept must reach together: the quota.")
    of: dict[Identifier, Weight] = Field(min_length=1, description="The parties asked, each with its weight.")

    def in_votes(self) -> tuple[int, dict[str, int]]:
        """Return the same rule in whole votes, as few as can be: how many must agree, and those of each party.

        Example:
            >>> WeightedQuorum(at_least=1.5, of={"north": 1.5, "south": 1, "west": 0.5}).in_votes()
            (3, {'north': 3, 'south': 2, 'west': 1})
        """
        quota, weights = _exact(self.at_least), {member: _exact(weight) for member, weight in self.of.items()}
        scale = lcm(*(value.denominator for value in (quota, *weights.values())))
        votes = {member: int(weight * scale) for member, weight in weights.items()}
        shared = gcd(*votes.values())
        return -(-int(quota * scale) // shared), {member: count // shared for member, count in votes.items()}


_FINEST = 10**6
"""Parts of one into which weights may be divided, so that sums of votes are whole numbers of 64 bits."""


def _exact(value: float) -> Fraction:
    """Return a number as it is written, without the error of its binary form."""
    return Fraction(repr(value))


def _consent_kind(raw: Any) -> str:
    if isinstance(raw, dict):
        return tag("weighted") if isinstance(raw.get("of"), dict) else tag("quorum")
    return {Quorum: tag("quorum"), WeightedQuorum: tag("weighted")}.get(type(raw), tag("all"))


Consent = Annotated[
    Union[  # noqa: UP007
        Annotated[tuple[Identifier, ...], Tag(tag("all"))],
        Annotated[Quorum, Tag(tag("quorum"))],
        Annotated[WeightedQuorum, Tag(tag("weighted"))],
    ],
    Discriminator(_consent_kind),
]


class Issue(Described):
    """One thing to be decided, on a labelled scale from 0 to 100."""

    topic: Identifier = Field(description="Issues of one topic are prepared together.")
    now: Identifier = Field(description="The option in force at `as_of`.")
    options: dict[Identifier, AnyOption] = Field(description="Named levels, or options with a title.")
    deferrable: Truth = Field(default=False, description="It may be put aside on purpose (shelved).")
    consent: Consent = Field(
        default=(),
        description="Parties whose yes a change needs, or how many of them: `{at_least: 2, of: [a, b, c]}`; by weight "
        "`{at_least: 50, of: {a: 30, b: 25, c: 20}}`.",
    )
    needs: Condition | None = Field(
        default=None, description="What must hold of the resulting terms for a change of this issue."
    )
    expires: Days | None = Field(default=None, gt=0, description="Terms agreed on it lapse after this time.")

    @property
    def counted(self) -> Quorum | WeightedQuorum | None:
        """The rule by which consent is counted; None where everybody named must agree."""
        return self.consent if isinstance(self.consent, Quorum | WeightedQuorum) else None

    @property
    def asked(self) -> tuple[str, ...]:
        """The parties whose consent counts."""
        return tuple(self.consent.of) if isinstance(self.consent, Quorum | WeightedQuorum) else self.consent
