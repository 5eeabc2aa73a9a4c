"""Compare two plays of a case on common random numbers: paired differences with paired errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.engine.run.worlds import Worlds
from detente.errors import OptionError

__all__ = ["Difference", "difference", "event_share", "marker_share", "scenario_share"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much a probability differs between two plays.

    Attributes:
        base, other: the probability in each.
        value: other − base.
        standard_error: of the value, sd_b(d_b)/√B over paired beliefs; much smaller than that of unpaired plays.
        helped: share of beliefs in which the probability rises.
        harmed: share of beliefs in which it falls.
    """

    base: float
    other: float
    value: float
    standard_error: float
    helped: float
    harmed: float

    @property
    def errors(self) -> float:
        """The difference in standard errors; infinite where it is certain, 0 where there is none."""
        if self.standard_error == 0.0:
            return float(np.sign(self.value)) * np.inf if self.value else 0.0
        return self.value / self.standard_error


def difference(base: Floats, other: Floats) -> Difference:
    """Return the paired difference of two shares by belief, each of shape (B,).

    Raises:
        OptionError: they are of different numbers of beliefs.

    Example:
        >>> round(difference(np.array([0.1, 0.3]), np.array([0.2, 0.5])).value, 12)
        0.15
    """
    if base.shape != other.shape:
        raise OptionError.outside("beliefs", f"{len(base)} and {len(other)}", "the same number in both plays")
    paired = other - base
    return Difference(
        base=float(base.mean()),
        other=float(other.mean()),
        value=float(paired.mean()),
        standard_error=float(paired.std(ddof=1) / np.sqrt(len(paired))),
        helped=float((paired > 0.0).mean()),
        harmed=float((paired < 0.0).mean()),
    )


def scenario_share(worlds: Worlds, scenario: str) -> Floats:
    """Return the share of runs that end in a scenario, by belief, shape (B,)."""
    return np.asarray(worlds.tally.scenario[:, worlds.scenario_ids.index(scenario)] / worlds.runs)


def marker_share(worlds: Worlds, marker: str) -> Floats:
    """Return the share of runs in which a marker, or a named condition, is true, by belief."""
    nodes = {**worlds.layout.conditions, **worlds.layout.scenarios, **worlds.layout.markers}
    return worlds.shares(nodes[marker])


def event_share(worlds: Worlds, event: str) -> Floats:
    """Return the share of runs in which an event happens, by belief."""
    return np.asarray(worlds.tally.event[:, worlds.layout.names.events.index(event)] / worlds.runs)
