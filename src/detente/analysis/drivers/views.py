"""What drives each outcome: shares of its variance from what is not known and from chance, as frozen view-models."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from detente.analysis.drivers.sensitivity.curves import Curve
from detente.case.schema.base import Bilingual
from detente.json_names import named
from detente.results import Result

__all__ = ["DriverView", "Drivers", "Leading", "LeftOut", "OutcomeDrivers", "Share"]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a variance with its Monte Carlo error; noise may carry a small one below zero."""

    value: float
    error: float = field(metadata=named("standard_error"))


@dataclass(frozen=True, slots=True)
class Leading:
    """The number of a group along which an outcome changes most, and how.

    Attributes:
        path: of the number.
        correlation: of the number's normal score with the outcome, −1 to 1.
        options: what the places of `curve.at` mean where the number is a choice, else empty.
    """

    path: str
    correlation: float
    curve: Curve
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DriverView:
    """What an outcome owes to one group: its beliefs, and the chance that goes with them.

    Attributes:
        id: `drivers.<id>` where the case names the group.
        beliefs: Shapley effect of the group's numbers, as a share of the outcome's variance; None where the group has
            no uncertain number.
        chance: total effect of its stream of chance, as a share of the outcome's variance; None where it has none.
        leading: its strongest number; None where no number shows any effect.
        general: whether it is about negotiations in general.
        rule: whether it is the bargaining rule alone.
    """

    id: str
    title: Bilingual
    beliefs: Share | None
    chance: Share | None
    leading: Leading | None
    general: bool
    rule: bool


@dataclass(frozen=True, slots=True)
class OutcomeDrivers:
    """Where the variance of one outcome comes from.

    Attributes:
        kind: `scenario` or `marker`.
        probability: that it comes true, with its Monte Carlo error.
        drivers: largest share of beliefs first, then by chance.
        beliefs: what all groups explain together: the sum of their Shapley effects.
        chance: what is left when all beliefs are known; with `beliefs` it is the whole.
        overlap: by how much the streams' total effects add up to more than `chance`: what they do together is in each.
        model_error: share of the spread of the probability, model error included, that is model error; the rest is
            what the case's beliefs leave open.
    """

    id: str
    title: Bilingual
    kind: str
    probability: Share
    drivers: tuple[DriverView, ...]
    beliefs: Share
    chance: Share
    overlap: Share
    model_error: float = 1.0


class LeftOut(NamedTuple):
    """An outcome that came true too seldom, or failed too seldom, to say what drives it; with its probability."""

    id: str
    title: Bilingual
    probability: float


@dataclass(frozen=True, slots=True, repr=False)
class Drivers(Result):
    """What drives the outcomes of a case, with what is needed to reproduce it.

    Attributes:
        walks: random walks between two beliefs.
        beliefs, runs: independent beliefs at the ends of the walks, and runs of each there.
        worlds: worlds played in all.
        outcomes: in the order of the case.
        left_out: outcomes that came true too seldom or failed too seldom to say what drives them, with their
            probabilities.
        references: keys of the methods' sources.
        status: a sentence on how far the shares can be trusted.
    """

    case: str
    title: Bilingual
    version: str
    case_sha256: str
    seed: int
    walks: int
    beliefs: int
    runs: int
    worlds: int
    outcomes: tuple[OutcomeDrivers, ...]
    left_out: tuple[LeftOut, ...]
    method: Bilingual
    references: tuple[str, ...]
    status: Bilingual
