"""The outlook: what all worlds together say, as frozen view-models that every face shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from detente.case.schema.base import Bilingual
from detente.json_names import UNSAID
from detente.locale.figures import percent
from detente.results import Result


@dataclass(frozen=True, slots=True)
class Chance:
    """A probability with its two kinds of uncertainty, never mixed.

    Attributes:
        value: share of all worlds.
        standard_error: Monte Carlo error of `value`, sd over beliefs / √B; falls as more beliefs are played.
        low, high: central 90 % interval of the probability over beliefs (what the analyst does not know),
            corrected for the finite number of runs.
        spread_detectable: False where the runs cannot tell the beliefs apart; then low = high = value.
        open: share of worlds in which it cannot be told by `until`.
        variance: over beliefs, corrected for runs; 0 where none is detectable.
    """

    value: float
    standard_error: float
    low: float
    high: float
    spread_detectable: bool
    open: float = 0.0
    variance: float = field(default=0.0, metadata=UNSAID)


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """A scenario and how likely it is. `muddling-through` stands last and matches no named one.

    Attributes:
        tone: whether the case calls it `good`, `bad` or `mixed`; None where it does not say.
        with_model_error: the same with how wrong plays have been: its `low` and `high` hold what no case knows, too.
            Over all scenarios they sum to what the play's probabilities sum to.
    """

    id: str
    title: Bilingual
    about: Bilingual
    chance: Chance
    tone: str | None = None
    with_model_error: Chance | None = None


@dataclass(frozen=True, slots=True)
class MarkerView:
    """A visible sign: how likely it is, and when it would be seen if it is.

    Attributes:
        early, median, late: dates by which a tenth, half and nine tenths of those that are seen have been seen.
    """

    id: str
    title: Bilingual
    of: str | None
    chance: Chance
    early: date | None
    median: date | None
    late: date | None


@dataclass(frozen=True, slots=True)
class EventView:
    """An event: how likely it is to happen at least once, and when first."""

    id: str
    title: Bilingual
    chance: Chance
    early: date | None
    median: date | None
    late: date | None


@dataclass(frozen=True, slots=True)
class IssueFate:
    """What becomes of an issue at a meeting, as shares of the worlds in which the meeting is held.

    Attributes:
        shares: `untouched`, `shelved` and every option → share; they sum to 1.
    """

    issue: str
    title: Bilingual
    shares: dict[str, float]
    option_titles: dict[str, Bilingual]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting and what is likely to come of it.

    Attributes:
        held: probability that it is held at all within the course.
        struck: share of the worlds where it is held in which the table strikes a package.
        deal: the same, and something settled stands after the answers.
        refused: the same, and at least one absent party refused.
        refusers: party → share of the worlds where it is held in which this party refused.
        early, median, late: dates by which a tenth, half and nine tenths of those that are held have been held; all
            the date it is set for, where it is.
    """

    id: str
    title: Bilingual
    held: Chance
    struck: float
    deal: float
    refused: float
    refusers: dict[str, float]
    refuser_titles: dict[str, Bilingual]
    issues: tuple[IssueFate, ...]
    median: date | None
    early: date | None = None
    late: date | None = None


@dataclass(frozen=True, slots=True)
class Influence:
    """How much of a scenario's spread over beliefs a group of uncertain numbers explains.

    Attributes:
        share: fraction of the variance over beliefs (corrected for runs) that a quadratic fit on the group's
            numbers explains, adjusted for the number of terms; 0 where nothing is detectable.
        direction: correlation of the probability with the group's strongest number, −1 to 1.
        strongest: path of that number.
        told: whether there are beliefs enough to tell; else the share is shown as 0.
    """

    group: str
    title: Bilingual
    share: float
    direction: float
    strongest: str
    general: bool
    told: bool = True


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The groups of beliefs that one scenario rests on, largest first, and what they leave unexplained."""

    scenario: str
    influences: tuple[Influence, ...]
    general_share: float
    unexplained: float


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """A reference class as a count with its Beta interval (Jeffreys prior), beside the outlook.

    Attributes:
        target: the scenario or named condition it speaks to.
        inside: what this case's own worlds say of the target; None where it names none.
    """

    id: str
    title: Bilingual
    what: Bilingual
    successes: int
    trials: int
    mean: float
    low: float
    high: float
    target: str | None
    inside: Chance | None = None


@dataclass(frozen=True, slots=True)
class TermsCourse:
    """For one issue, the share of worlds in which its terms differ from those at `as_of`, step by step."""

    issue: str
    title: Bilingual
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FactorCourse:
    """Mean and standard deviation over worlds of a factor, at the opening and after every step."""

    factor: str
    title: Bilingual
    unit: str
    means: tuple[float, ...]
    deviations: tuple[float, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Outlook(Result):
    """Everything that an outlook says, with what is needed to reproduce it.

    Attributes:
        guesses: share of the case's uncertain numbers that no claim supports.
        overlaps: share of worlds in which more than one named scenario is true (the first counts).
        dates: the date at the opening and at the end of every step, for the courses.
        status: a sentence on how far the numbers can be trusted.
    """

    case: str
    title: Bilingual
    about: Bilingual
    as_of: date
    until: date
    step: str
    version: str
    case_sha256: str
    seed: int
    beliefs: int
    runs: int
    scenarios: tuple[ScenarioView, ...]
    open: float
    overlaps: float
    markers: tuple[MarkerView, ...]
    events: tuple[EventView, ...]
    meetings: tuple[MeetingView, ...]
    rests_on: tuple[RestsOn, ...]
    reference_classes: tuple[ReferenceView, ...]
    terms: tuple[TermsCourse, ...]
    factors: tuple[FactorCourse, ...]
    dates: tuple[date, ...]
    guesses: float
    status: Bilingual

    def __repr__(self) -> str:
        ends = ", ".join(f"{view.id} {percent(view.chance.value, 'en')}" for view in self.scenarios)
        return (
            f"<Outlook of {self.case} as of {self.as_of}: {ends}; "
            f"{self.beliefs:,} beliefs × {self.runs:,} runs, seed {self.seed}>"
        )
