"""Generic cases made from what was known of a crisis, and how often they end in a deal.

Nothing here was fitted; each line is a reading, made before any score was looked at:

- seats: as many as crisis actors, two to four
- mediation: its style; without one, `talks` of crises see any
- violence: raises the strain that lowers prices of moving, from half as much (none) to twice as much (war)
- gravity: a threat graver than to influence makes parties tougher
- protracted conflict: miscommunication is worse
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from detente.analysis.calibration.population import Setting, draw_negotiation
from detente.analysis.calibration.record import wide
from detente.case.numbers.distribution import central
from detente.engine.run.simulate import simulate
from detente.forecast.crises.table import Crisis

__all__ = ["Kind", "kind_of", "played"]

_STRAIN = {1: 0.5, 2: 0.8, 3: 1.2, 4: 2.0}
_GRAVE = 4
_SEATS = (2, 4)
_RUNS = 2


@dataclass(frozen=True, slots=True, order=True)
class Kind:
    """All that a generic case takes from a crisis."""

    setting: Setting
    seats: int
    violence: int
    grave: bool
    protracted: bool


def kind_of(crisis: Crisis) -> Kind:
    """Return the kind of a crisis."""
    least, most = _SEATS
    seats = min(max(crisis.actors, least), most)
    return Kind(crisis.setting, seats, crisis.violence, crisis.gravity >= _GRAVE, crisis.conflict > 1)


def played(
    kinds: Sequence[Kind],
    *,
    cases: int,
    beliefs: int,
    seed: int,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[Kind, float]:
    """Play generic cases of each kind, and return the share that ends in a deal.

    Args:
        kinds: Which ones.
        cases: Generic negotiations of each; the same numbers for every kind, so that kinds differ in nothing else.
        beliefs: Draws of how negotiations work in general, two runs each.
        seed: Of all draws.
        threads: For the play.
        progress: Told how many kinds are done.
    """
    found = {}
    talks = central(wide().talks.notation, wide().talks.scale)[1]  # type: ignore[arg-type]
    for place, kind in enumerate(kinds):
        total = 0.0
        for number in range(cases):
            case = draw_negotiation(
                number, kind.setting, seed, {}, {"strain": "uniform(0, 0.4)", "spread": "uniform(0.02, 0.25)"},
                seats=kind.seats, change=partial(_changed, kind=kind),
            ).case  # fmt: skip
            worlds = simulate(case, beliefs=beliefs, runs=_RUNS, seed=seed, threads=threads)
            total += float(worlds.shares(worlds.layout.markers["agreement"]).mean())
        found[kind] = total / cases * (talks if kind.setting == "unmediated" else 1.0)
        if progress:
            progress(place + 1, len(kinds))
    return found


def _changed(data: dict[str, Any], kind: Kind) -> None:
    """Put what was known of a crisis into a generic case."""
    for party in data["parties"].values():
        strain = party["price"]["moved_by"]["strain"]
        strain["by"] = round(strain["by"] * _STRAIN.get(kind.violence, 1.0), 4)
        tough = party["style"]["toughness"]
        party["style"]["toughness"] = round(tough + 0.3 * (1.0 - tough), 3) if kind.grave else tough
    for meeting in data["meetings"].values():
        lost = meeting["miscommunication"]
        meeting["miscommunication"] = round(lost + 0.3 * (1.0 - lost), 3) if kind.protracted else lost
