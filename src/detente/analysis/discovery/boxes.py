"""Conditions under which an outcome is much likelier, as frozen view-models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from detente.analysis.discovery.search import SearchOptions
from detente.case.schema.base import Bilingual
from detente.json_names import named
from detente.results import Result

__all__ = ["BoxView", "Discovery", "Input", "Restriction", "Search", "Tip"]


@dataclass(frozen=True, slots=True)
class Input:
    """Something that boxes may restrict.

    Attributes:
        kind: `number`, a belief about a number; `choice`, a belief about an option or a rule; `factor`, its level at
            the date; `event`, whether it has happened by the date; `meeting`, whether something settled came of it.
        name: path of the number, or id of the factor, event or meeting.
        options: of a choice, what its values are called, by value.
    """

    kind: str
    name: str
    options: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a box asks of one input.

    Attributes:
        above, below: it must lie above and below these; None where it need not. Of an event or a meeting, above 0.5
            means yes.
        among: of a choice, the options that it may be.
        quasi_p: probability that the box would be as dense by chance without it, on rows that had no part in the
            search.
        again: share of other halves of the beliefs in which the search restricts it on the same side; None if not
            asked.
    """

    input: Input
    above: float | None
    below: float | None
    among: tuple[str, ...]
    quasi_p: float
    again: float | None


@dataclass(frozen=True, slots=True)
class BoxView:
    """A set of conditions, judged on beliefs that had no part in finding it.

    Attributes:
        density, density_error: probability of the outcome inside, and its Monte Carlo error.
        outside: probability outside.
        coverage: share of all worlds with the outcome that lie inside.
        mass: share of all worlds that lie inside.
        found_on: the probability inside among the beliefs that it was found on, a little too good.
    """

    restrictions: tuple[Restriction, ...]
    density: float
    density_error: float
    outside: float
    coverage: float
    mass: float
    found_on: float


@dataclass(frozen=True, slots=True)
class Tip:
    """A value of one input at which the outcome's probability tips.

    Attributes:
        below, above, error: the probability on either side, and the standard error of their difference, on beliefs that
            had no part in choosing the value.
        share: share of worlds above.
    """

    input: Input
    at: float
    below: float
    above: float
    error: float = field(metadata=named("standard_error"))
    share: float

    @property
    def weight(self) -> float:
        """Return the variance of the outcome between the two sides."""
        return self.share * (1.0 - self.share) * (self.above - self.below) ** 2


@dataclass(frozen=True, slots=True)
class Search:
    """Boxes over one kind of inputs.

    Attributes:
        over: `beliefs`, what is not known today; `seen`, what can be seen by the date.
        inputs: how many there are.
        boxes: the second is found in what the first leaves; empty where nothing is confirmed.
        tips: the one that divides outcomes best first.
    """

    over: str
    inputs: int
    boxes: tuple[BoxView, ...]
    tips: tuple[Tip, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Discovery(Result):
    """When an outcome is much likelier than otherwise, with what is needed to reproduce it.

    Attributes:
        probability, standard_error: of the outcome over all worlds, and its Monte Carlo error.
        seen_by: date by which things can be seen.
        status: a sentence on how far the boxes can be trusted.
    """

    case: str
    title: Bilingual
    version: str
    case_sha256: str
    seed: int
    beliefs: int
    runs: int
    outcome: str
    outcome_title: Bilingual
    probability: float
    standard_error: float
    seen_by: date
    searches: tuple[Search, ...]
    options: SearchOptions
    method: Bilingual
    references: tuple[str, ...]
    status: Bilingual
