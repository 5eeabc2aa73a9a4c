"""Play many generic negotiations under the same beliefs, and count what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.analysis.calibration.population import SETTINGS, Setting, draw_negotiation
from detente.engine.run.simulate import simulate
from detente.engine.run.worlds import Worlds
from detente.json_names import UNSAID

__all__ = ["FitOptions", "Played", "Shares", "play"]

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
"""Called with negotiations played and negotiations in all."""

PREPARED_DAYS = 30.0
"""What a meeting must have been prepared for to count as negotiated before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FitOptions:
    """How much to play, and how far to trust the model.

    Attributes:
        beliefs: Draws from the wide beliefs, B.
        cases: Generic negotiations in each setting, N.
        runs: Runs of each belief in each negotiation.
        discrepancy: Standard deviation by which the model's share may miss the truth even with the best beliefs.
    """

    beliefs: int = 3000
    cases: int = 200
    runs: int = 2
    seed: int = 1
    discrepancy: float = 0.05
    threads: int | None = field(default=None, metadata=UNSAID)


@dataclass(frozen=True, slots=True)
class Shares:
    """What came of the negotiations in one setting, by belief.

    Attributes:
        agreement: Share that ended in a deal, shape (B,).
        core: Share whose deal settled the weightiest issue, shape (B,).
        prepared_core: The same, and the meeting had been prepared for a month or more, shape (B,).
        noise: Standard deviation that finite runs leave in `agreement`, a mean over beliefs.
    """

    agreement: Floats
    core: Floats
    prepared_core: Floats
    noise: float


@dataclass(frozen=True, slots=True)
class Played:
    """All settings under the same beliefs.

    Attributes:
        numbers: `general.<id>`, `strain` and `spread` → what was drawn, shape (B,).
    """

    settings: Mapping[Setting, Shares]
    numbers: Mapping[str, Floats]


def play(
    constants: Mapping[str, Any],
    population: Mapping[str, Any],
    options: FitOptions,
    progress: Progress | None = None,
    settings: tuple[Setting, ...] = SETTINGS,
) -> Played:
    """Play the generic negotiations.

    Belief number b has the same general constants in all of them, because draws are keyed by their paths.

    Args:
        constants: General constant → notation.
        population: `strain` and `spread` → notation.
        options: How much to play.
        progress: Told how far it has come.
        settings: Occasions to play.

    Returns:
        Shares by setting and belief.
    """
    found: dict[Setting, Shares] = {}
    worlds: Worlds | None = None
    for place, setting in enumerate(settings):
        agreement, core, prepared_core, variance = (np.zeros(options.beliefs) for _ in range(4))
        for number in range(options.cases):
            negotiation = draw_negotiation(number, setting, options.seed, dict(constants), dict(population))
            worlds = simulate(
                negotiation.case,
                beliefs=options.beliefs,
                runs=options.runs,
                seed=options.seed,
                threads=options.threads,
            )
            deals, cores = (worlds.shares(worlds.layout.markers[name]) for name in ("agreement", "core"))
            agreement += deals
            core += cores
            prepared_core += cores * (negotiation.preparation >= PREPARED_DAYS)
            variance += deals * (1.0 - deals) / (options.runs - 1)
            if progress:
                progress(place * options.cases + number + 1, len(settings) * options.cases)
        n = options.cases
        noise = float(np.mean(np.sqrt(variance)) / n)
        found[setting] = Shares(agreement / n, core / n, prepared_core / n, noise)
    assert worlds is not None
    return Played(found, _numbers(worlds))


def _numbers(worlds: Worlds) -> dict[str, Floats]:
    """Return the beliefs that all negotiations share."""
    drawn = worlds.numbers()
    shared = {path: path for path in worlds.layout.slots.paths if path.startswith("general.")}
    shared |= {f"factors.{name}.start": name for name in ("strain", "spread")}
    return {name: drawn[:, worlds.layout.slots.of(path)] for path, name in shared.items()}
