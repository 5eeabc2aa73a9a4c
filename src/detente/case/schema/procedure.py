"""How a meeting decides, and what issues go together."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from detente.case.schema.base import Described, Element, Identifier, Truth, refusal
from detente.case.schema.quantities import Days
from detente.case.schema.votes import Consent, Weight

__all__ = ["AnyProcedure", "IssuesTogether", "Procedure"]


def _rules(raw: Any) -> Any:
    """Read a list of rules as rules that must all be met."""
    if isinstance(raw, list) and raw and all(isinstance(item, dict) for item in raw):
        return {"all": raw}
    return raw


class Procedure(Element):
    """How a meeting decides: who must agree, who chooses what is put to them, and what comes then."""

    by: Literal["unanimity", "consensus", "vote"] = Field(
        default="unanimity",
        description="unanimity: everybody gains; consensus: nobody loses more than standing alone would cost it; "
        "vote: as `vote` says.",
    )
    vote: Annotated[Consent, BeforeValidator(_rules)] | None = Field(
        default=None, description="Who must vote for it: a rule as under `consent`; a list of rules must all be met."
    )
    weights: dict[Identifier, Weight] | None = Field(
        default=None, description="In a consensus, what the seats weigh; each the same by default."
    )
    chair: Identifier | None = Field(default=None, description="The seat that proposes what it likes best.")
    text: dict[Identifier, Identifier] | None = Field(
        default=None,
        description="The chair's text: the only package on offer, issue by issue; others stay as they are.",
    )
    picks: Literal["compromise", "welfare"] = Field(
        default="compromise",
        description="What a vote without a chair is on: the compromise, or what the seats gain most by together.",
    )
    after: Days = Field(default=0.0, ge=0, description="Of what comes then: so long after the attempt before.")
    then: AnyProcedure | None = Field(default=None, description="How it is decided if nothing comes of this.")

    @property
    def stages(self) -> tuple[Procedure, ...]:
        """This and all that comes then, in order."""
        return (self, *(self.then.stages if self.then is not None else ()))


def _procedure(raw: Any) -> Any:
    if isinstance(raw, str):
        if raw not in ("unanimity", "consensus"):
            raise refusal(
                "procedure_word", raw, "unanimity, consensus, or a mapping", "a vote is {vote: {at_least: …}}"
            )
        return {"by": raw}
    if isinstance(raw, dict) and "vote" in raw and "by" not in raw:
        return {**raw, "by": "vote"}
    return raw


AnyProcedure = Annotated[Procedure, BeforeValidator(_procedure, json_schema_input_type=str | Procedure)]

Procedure.model_rebuild()


class IssuesTogether(Described):
    """A package of issues with a name, that may be agreed whole or not at all."""

    issues: tuple[Identifier, ...] = Field(default=(), description="The issues.")
    all: Truth = Field(default=False, description="They are settled together or not at all.")
    stages: tuple[tuple[Identifier, ...], ...] = Field(
        default=(),
        description="Instead of `issues`: lists of issues, each settled whole, and none before the list before it.",
    )

    @property
    def every(self) -> tuple[str, ...]:
        """All of its issues."""
        return (*self.issues, *(issue for stage in self.stages for issue in stage))

    @property
    def sets(self) -> tuple[tuple[str, ...], ...]:
        """The lists of issues that are settled whole, in order."""
        return self.stages if self.stages else ((self.issues,) if self.all else ())
