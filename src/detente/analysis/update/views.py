"""What facts do to an outlook, as frozen view-models that every face shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from detente.analysis.outlook.views import Chance, ScenarioView
from detente.case.schema.base import Bilingual
from detente.json_names import Perhaps, named
from detente.locale.figures import percent
from detente.results import Result

__all__ = ["FactView", "MarkerShift", "Observation"]


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact, and what it did to the outlook.

    Attributes:
        on: its day.
        kind: `event`, `meeting`, `factor`, `sign`, `terms`, `likelihood`, or `context`.
        status: how it is known: `page`, `dataset`, `memory`, `unknown`.
        used: whether it was taken in; context and what is unknown are carried along only.
        chances: scenario → probability after this fact and all before it; empty where it was not taken in.
        moved: scenario → by how much this fact changed it.
        expected: mean weight the case gave it, knowing those before: for events, meetings and signs a probability;
            for measurements, terms and likelihoods a share of the best possible fit. 1 where it was not taken in.
        beliefs: effective number of beliefs after it.
        runs: effective number of runs of a belief after it, before any resampling; mean over weighted beliefs.
    """

    id: str
    on: date
    about: Bilingual
    kind: str
    status: str = field(metadata=named("known_from"))
    sources: tuple[str, ...]
    used: bool
    chances: dict[str, Chance]
    moved: dict[str, float]
    expected: Perhaps
    beliefs: Perhaps = field(metadata=named("effective_beliefs"))
    runs: Perhaps = field(metadata=named("effective_runs"))


@dataclass(frozen=True, slots=True)
class MarkerShift:
    """A marker of the case before all facts and after them."""

    id: str
    title: Bilingual
    before: Chance
    after: Chance


@dataclass(frozen=True, slots=True, repr=False)
class Observation(Result):
    """The outlook as of the last fact, and how it came about.

    Attributes:
        as_of, until: of the case.
        today: the last day on which a fact counts.
        before: scenarios as of `as_of`, `muddling-through` last.
        after: the same with all facts.
        open: probability, with all facts, that it cannot be told which scenario holds.
        facts: all facts up to `today`, in the order of their days.
        markers: the case's markers.
        effective_beliefs: (Σw)²/Σw² of the beliefs' weights.
        hardest: the fact that cost most beliefs, empty where none was taken in.
        collapsed: whether fewer than a twentieth of the beliefs still count.
        readable: whether enough still count to read any probability from.
        warning: what is wrong, naming the fact; empty where nothing is.
        references: keys of the methods' publications.
        status: a sentence on how far the numbers can be trusted.
    """

    case: str
    title: Bilingual
    as_of: date
    until: date
    today: date
    version: str
    case_sha256: str
    facts_sha256: str
    facts_title: Bilingual
    facts_about: Bilingual
    seed: int
    beliefs: int
    runs: int
    redraws: int
    before: tuple[ScenarioView, ...]
    after: tuple[ScenarioView, ...]
    open: float
    facts: tuple[FactView, ...]
    markers: tuple[MarkerShift, ...]
    effective_beliefs: float
    hardest: str
    collapsed: bool
    readable: bool
    warning: Bilingual
    references: tuple[str, ...]
    status: Bilingual

    def __repr__(self) -> str:
        ends = ", ".join(f"{view.id} {percent(view.chance.value, 'en')}" for view in self.after)
        return (
            f"<Observation of {self.case} up to {self.today}: {ends}; {sum(fact.used for fact in self.facts)} facts, "
            f"{self.effective_beliefs:.0f} of {self.beliefs:,} beliefs>"
        )
