"""A brief as frozen views: the numbers of a page and what they belong to; faces put them into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from detente.analysis.compare.endings import Stamp
from detente.analysis.compare.paired_effects import Effect
from detente.analysis.outlook.views import Chance, Influence, ReferenceView
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.json_names import UNSAID
from detente.results import Result

__all__ = [
    "Brief",
    "Clash",
    "Confidence",
    "End",
    "Evidence",
    "Impossible",
    "LeverView",
    "Levers",
    "Openings",
    "OptionRow",
    "SourceCount",
    "Stuck",
    "Sureness",
    "Table",
    "TableParty",
    "WatchedMarker",
]

Level = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class End:
    """An end of the story, at its place between bad and good.

    Attributes:
        tone: `good`, `mixed` or `bad`.
        shade: Which of the ends of its tone it is, the foremost first, from 0.
        said_by_case: Whether the case says its tone; else it counts as mixed.
        with_model_error: How likely it is with how wrong plays have been.
    """

    id: str
    title: Bilingual
    about: Bilingual
    tone: str
    shade: int
    chance: Chance
    said_by_case: bool
    with_model_error: Chance | None = None


@dataclass(frozen=True, slots=True)
class TableParty:
    """A party of the table, with its mark for pictures."""

    id: str
    title: Bilingual
    mark: Bilingual
    at_table: bool


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option on which parties are far apart, and the share of beliefs in which each would sign it by itself.

    Attributes:
        accepts: Party → share; None where nobody asks it.
        wanted_by, refused_by: Parties asked that would sign it in half of the beliefs or more, and in fewer.
    """

    issue: str
    option: str
    issue_title: Bilingual
    option_title: Bilingual
    accepts: dict[str, float | None]
    wanted_by: tuple[str, ...]
    refused_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Openings:
    """Parties, by id, that together open the zone by giving way, with the share of beliefs with an empty zone."""

    who: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Table:
    """Who blocks at a meeting, and over what.

    Attributes:
        beliefs: How many were looked at.
        empty: Share of them in which no package suits all.
        openings: Minimal sets that open the zone, the most frequent first.
        told: Whether there are empty zones enough to say so.
        refusers: Issue → parties that would sign no change of it by itself in any belief.
    """

    meeting: str
    title: Bilingual
    beliefs: int
    parties: tuple[TableParty, ...]
    rows: tuple[OptionRow, ...]
    empty: float
    openings: tuple[Openings, ...]
    told: bool
    refusers: dict[str, tuple[Bilingual, ...]]


@dataclass(frozen=True, slots=True)
class LeverView:
    """A lever and by how much it moves every end, in the order of the brief."""

    id: str
    title: Bilingual
    about: Bilingual
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Levers:
    """The lever that helps most and the one that harms most, where they can be told from none.

    Attributes:
        count: How many there are.
        beliefs, runs: How the two were played; the choice among all is by fewer.
    """

    best: LeverView | None
    worst: LeverView | None
    count: int
    beliefs: int
    runs: int


@dataclass(frozen=True, slots=True)
class WatchedMarker:
    """A sign to watch.

    Attributes:
        early, median, late: Dates by which a tenth, half and nine tenths of those that are seen have been seen.
        date: After it, not having seen it counts.
        end: The end of which it tells: the likeliest, or another of which it tells more than twice as much.
        seen, unseen: Probability of that end once it is seen, and once its date has passed without it.
    """

    id: str
    title: Bilingual
    chance: Chance
    early: date | None
    median: date | None
    late: date | None
    date: date
    end: str
    seen: float | None
    unseen: float | None


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the probability of an end is, and what moves it.

    Attributes:
        end: Which end: the likeliest of those the case names.
        beliefs_share: Part of its variance over worlds that is due to what is not known; the rest is chance.
        influences: What explains its spread over beliefs, the largest first.
        other: What the remaining groups explain.
        unexplained: What none explains.
    """

    end: str
    beliefs_share: float
    influences: tuple[Influence, ...]
    other: float
    unexplained: float


@dataclass(frozen=True, slots=True)
class Clash:
    """A reference class that this case contradicts: its value lies outside the class's central 90 %."""

    reference: str
    title: Bilingual
    successes: int
    trials: int
    target: str
    inside: float


@dataclass(frozen=True, slots=True)
class Stuck:
    """An issue that stays as it is in all worlds, and the parties that would sign no change of it by itself."""

    issue: str
    title: Bilingual
    now: Bilingual
    refused_by: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class Impossible:
    """An end that no world has, or that every world has: what in the case makes it so.

    Attributes:
        always: Whether every world has it.
        stuck: Issues it asks for that stay as they are.
        classes: Reference classes that speak to it.
    """

    end: str
    always: bool
    stuck: tuple[Stuck, ...]
    classes: tuple[ReferenceView, ...]


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far to trust the verdict, apart from how likely it is.

    Attributes:
        level: `low`, `medium` or `high`.
        reasons: What lowers it: `few` worlds, `wide` interval, `clash` with the outside view, `guesses`; the
            weightiest first; empty where nothing does.
        width: Of the central 90 % of the likeliest end.
    """

    level: Level
    reasons: tuple[str, ...]
    width: float


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A source and how many claims are taken from it.

    Attributes:
        paragraphs: How many it has; None where nobody says.
        used, set_aside: How many of them claims rest on, and how many are left out with a reason.
    """

    id: str
    title: Bilingual
    claims: int
    paragraphs: int | None
    used: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the case rests on.

    Attributes:
        guesses: Share of the uncertain numbers that no claim supports.
        claims: How many there are.
        sources: By claims, the most first.
    """

    guesses: float
    claims: int
    sources: tuple[SourceCount, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Brief(Result):
    """What a case comes to.

    Attributes:
        case: What was played, for faces that speak of its parts.
        ends: In their order from the side that holds most.
        likeliest, wanted: Ids of the likeliest end, and of the best one; None where no end is good.
        open: Share of worlds that cannot be told by `until`.
        confidence: In the verdict, with its reason.
        clashes: Reference classes that the case contradicts, the furthest apart first.
        impossible: Named ends that no world has, or every world.
        table: None where no meeting has a table.
        levers: None where the case has none.
        markers: At most three, in the order of choice.
        outside: Reference classes that speak to something in the case, by what they speak to.
    """

    stamp: Stamp
    case: Case = field(metadata=UNSAID)
    about: Bilingual
    ends: tuple[End, ...]
    likeliest: str
    wanted: str | None
    open: float
    confidence: Confidence
    clashes: tuple[Clash, ...]
    impossible: tuple[Impossible, ...]
    table: Table | None
    levers: Levers | None
    markers: tuple[WatchedMarker, ...]
    sureness: Sureness | None
    outside: tuple[ReferenceView, ...]
    evidence: Evidence
    status: Bilingual

    def end(self, key: str) -> End:
        """Return an end by its id."""
        return next(end for end in self.ends if end.id == key)

    def __repr__(self) -> str:
        ends = ", ".join(f"{end.id} {100 * end.chance.value:.0f}%" for end in self.ends)
        return f"<Brief of {self.stamp.case} as of {self.stamp.as_of}: {ends}; confidence {self.confidence.level}>"

    def _repr_html_(self) -> str:
        from importlib import import_module

        return str(import_module("detente.report.brief.page").piece(self))
