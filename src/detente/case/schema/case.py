"""One negotiation at one date: the whole case file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from detente.case.schema.base import Bilingual, Element, Identifier, Text, refusal
from detente.case.schema.blocs import Bloc, taken_over
from detente.case.schema.carrying import CarryingOut
from detente.case.schema.changes import Change, OpenIssue
from detente.case.schema.conditions import Condition, Statement
from detente.case.schema.course import Event, Meeting
from detente.case.schema.ends import (
    Correlation,
    DriverGroup,
    Flag,
    Lever,
    Marker,
    Question,
    ReferenceClass,
    Scenario,
    Topic,
)
from detente.case.schema.factors import Factor, PastEvent
from detente.case.schema.issues import Issue
from detente.case.schema.moves import Moves
from detente.case.schema.offers import Offer, standing
from detente.case.schema.parties import Link, Party, Position, Wanted
from detente.case.schema.procedure import IssuesTogether
from detente.case.schema.quantities import Day, Real, Share, Which
from detente.case.schema.sources import Claim, NotUsed, Source

STEP_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.4375}

RULES = ("nash", "kalai-smorodinsky", "proposer", "compromise")


class Bargaining(Element):
    """How the parties at a table arrive at a package."""

    rule: Which | None = Field(
        default=None, description="nash (default), kalai-smorodinsky, proposer, compromise; or `one_of`."
    )


def _scenarios(raw: Any) -> Any:
    if isinstance(raw, list | tuple) and all(isinstance(item, dict) and len(item) == 1 for item in raw):
        names = [next(iter(item)) for item in raw]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise refusal("scenario_twice", ", ".join(twice), "each scenario once", "give the second another id")
        return dict(next(iter(item.items())) for item in raw)
    return raw


class Document(Element):
    """A case as its file writes it."""

    detente: Literal[1] = Field(description="Version of the case language.")
    id: Identifier = Field(description="The name of the case.")
    title: Text = Field(description="A short name for people.")
    about: Text = Field(default=Bilingual(), description="What the case is about.")
    as_of: Day = Field(description="The date at which the case stands; nothing later may enter it.")
    until: Day = Field(description="The date at which the course is cut off.")
    step: Literal["day", "week", "fortnight", "month"] = Field(
        default="week", description="How long one step of the course is."
    )
    sources: dict[Identifier, Source] = Field(default={}, description="Documents that claims come from.")
    claims: dict[Identifier, Claim] = Field(default={}, description="Statements in them that numbers rest on.")
    not_used: dict[Identifier, tuple[NotUsed, ...]] = Field(default={}, description="Paragraphs nothing rests on.")
    history: dict[Identifier, PastEvent] = Field(default={}, description="Dated events before `as_of`.")
    parties: dict[Identifier, Party] = Field(min_length=1, description="Who has preferences.")
    blocs: dict[Identifier, Bloc] = Field(
        default={}, description="Groups of parties; members take over what the group wants, but for what they say."
    )
    topics: dict[Identifier, Topic] = Field(default={}, description="Issues that are prepared together.")
    issues: dict[Identifier, Issue] = Field(
        default={}, description="What is to be decided; a case that is a conflict graph alone has none."
    )
    packages: dict[Identifier, IssuesTogether] = Field(
        default={}, description="Issues with a common name: agreed whole or not at all, or named by conditions."
    )
    positions: dict[Identifier, dict[Identifier, Position]] = Field(
        default={}, description="What parties want, by issue."
    )
    insists: dict[Identifier, dict[Identifier, tuple[Wanted, ...]]] = Field(
        default={},
        description="Party → issue → what it signs a change of it only with: issues settled at another option than the "
        "one at `as_of`, or conditions on the resulting terms.",
    )
    offers: dict[Identifier, tuple[Offer, ...]] = Field(
        default={}, description="Party → what it gives only for something; what it wants stays under `positions`."
    )
    linked: tuple[Link, ...] = Field(default=(), description="Worths of several issues together.")
    carrying_out: dict[Identifier, CarryingOut] = Field(
        default={}, description="What is signed being carried out, by steps that parties owe."
    )
    trust: dict[Identifier, dict[Identifier, Share]] = Field(
        default={},
        description="Party → other party → the chance it gives the other to be one that keeps its word; "
        "default: the other's `keeps`.",
    )
    moves: Moves | None = Field(default=None, description="Who can do what: the conflict as a graph.")
    flags: dict[Identifier, Flag] = Field(default={}, description="Marks that events raise and conditions read.")
    factors: dict[Identifier, Factor] = Field(default={}, description="Uncertain variables that move in time.")
    bargaining: Bargaining = Field(default=Bargaining(), description="How packages are arrived at.")
    meetings: dict[Identifier, Meeting] = Field(default={}, description="Occasions where a package can be struck.")
    events: dict[Identifier, Event] = Field(default={}, description="What may happen.")
    conditions: dict[Identifier, Condition] = Field(default={}, description="Statements with a name.")
    scenarios: Annotated[dict[Identifier, Scenario], BeforeValidator(_scenarios)] = Field(
        default={}, description="An ordered list of one-entry mappings; the first that holds counts."
    )
    markers: dict[Identifier, Marker] = Field(default={}, description="Visible signs.")
    levers: dict[Identifier, Lever] = Field(default={}, description="Changes that someone could really make.")
    reference_classes: dict[Identifier, ReferenceClass] = Field(default={}, description="How similar cases ended.")
    questions: dict[Identifier, Question] = Field(default={}, description="What is forecast and scored.")
    correlations: tuple[Correlation, ...] = Field(default=(), description="Beliefs that go together.")
    general: dict[Identifier, Real] = Field(
        default={}, description="Priors of how negotiations work that this case replaces."
    )
    drivers: dict[Identifier, DriverGroup] = Field(default={}, description="Named groups of uncertain numbers.")

    @property
    def changes_to_come(self) -> tuple[Change, ...]:
        """What may yet change: by events, before sessions, when deadlines have passed."""
        found = [change for event in self.events.values() for change in event.changes]
        for meeting in self.meetings.values():
            found += [change for session in meeting.sessions for change in session.changes]
            found += meeting.deadline.then if meeting.deadline else ()
        return tuple(found)

    def may_settle(self, meeting: str) -> tuple[str, ...]:
        """The issues that a meeting may settle: those on its agenda, and those that a change may put there."""
        agenda = self.meetings[meeting].agenda
        if agenda is None:
            return tuple(self.issues)
        to_come = self.changes_to_come
        opened = {change.open for change in to_come if isinstance(change, OpenIssue) and change.at == meeting}
        return (*agenda, *(issue for issue in self.issues if issue in opened and issue not in agenda))

    @property
    def insisted(self) -> dict[str, dict[str, tuple[str | Statement, ...]]]:
        """What each party signs a change of an issue only with: what it insists on, and what it gives only for."""
        found: dict[str, dict[str, tuple[str | Statement, ...]]] = {
            key: dict(each) for key, each in self.insists.items()
        }
        for key, offers in self.offers.items():
            mine = found.setdefault(key, {})
            for issue, only_with in standing(offers, self.issues).items():
                mine[issue] = (*mine.get(issue, ()), only_with)
        return found

    @model_validator(mode="before")
    @classmethod
    def _of_blocs(cls, raw: Any) -> Any:
        """Let members of blocs take over what they do not say themselves."""
        return taken_over(raw) if isinstance(raw, dict) and raw.get("blocs") else raw
