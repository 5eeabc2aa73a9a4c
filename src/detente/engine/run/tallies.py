"""Space for the counts over worlds, and how counts of parts are put together."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.engine.layout.plan import Plan, Size
from detente.engine.world.world import FINENESS, MOST, Tally, Tracks

__all__ = ["MOST_WORLDS", "PER_BELIEF", "gather", "narrowed", "new_tally", "new_tracks"]

MOST_WORLDS = 2**63 // int(MOST * MOST * FINENESS)
"""Worlds whose counts surely fit into 64 bits: at most MOST² units of a squared level, FINENESS parts of one each."""

PER_BELIEF = frozenset({"scenario", "true", "open", "event", "held"})
"""Counts kept for each belief; all others are sums over worlds."""


def new_tally(plan: Plan, scenarios: int, beliefs: int, runs: int | None = None) -> Tally:
    """Return zeroed counts for so many beliefs.

    Args:
        plan: The case as arrays.
        scenarios: How many scenarios there are.
        beliefs: How many beliefs.
        runs: Of each belief; with it counts by belief are as narrow as these allow, without it kernels can fill them.
    """
    size = plan.sizes
    T, P, I = int(size[Size.STEPS]), int(size[Size.PARTIES]), int(size[Size.ISSUES])  # noqa: E741
    C, M, E = int(size[Size.NODES]), int(size[Size.MEETINGS]), int(size[Size.EVENTS])
    F, A = int(size[Size.FACTORS]), int(size[Size.OPTIONS]) + 2
    shapes = {
        "scenario": (beliefs, scenarios + 2),
        "overlap": (1,),
        "unproved": (1,),
        "true": (beliefs, C),
        "open": (beliefs, C),
        "true_step": (C, T + 1),
        "event": (beliefs, E),
        "event_step": (E, T),
        "held": (beliefs, M),
        "held_step": (M, T),
        "struck": (M,),
        "deal": (M,),
        "refused": (M,),
        "refuser": (M, P),
        "fate": (M, I, A),
        "changed": (T + 1, I),
        "level": (T + 1, F),
        "square": (T + 1, F),
    }
    narrow = np.dtype(np.int64) if runs is None else _width(runs)
    return Tally(
        **{name: np.zeros(shape, dtype=narrow if name in PER_BELIEF else np.int64) for name, shape in shapes.items()}
    )


def narrowed(tally: Tally, runs: int) -> Tally:
    """Return the counts of a part with those by belief as narrow as its runs allow: a tenth of the room."""
    return tally._replace(**{name: getattr(tally, name).astype(_width(runs)) for name in PER_BELIEF})


def _width(runs: int) -> np.dtype[Any]:
    """Return the narrowest whole numbers that hold a count of so many runs."""
    return np.dtype(next(kind for kind in (np.int8, np.int16, np.int32) if runs <= np.iinfo(kind).max))


def new_tracks(plan: Plan, beliefs: int, runs: int, levels: bool = True) -> Tracks:
    """Return space for what each single world did, on request without levels; for no beliefs, arrays of no worlds."""
    size = plan.sizes
    T, I = int(size[Size.STEPS]), int(size[Size.ISSUES])  # noqa: E741
    C, M, E, F = (int(size[k]) for k in (Size.NODES, Size.MEETINGS, Size.EVENTS, Size.FACTORS))
    world = (beliefs, runs)
    return Tracks(
        scenario=np.zeros(world, dtype=np.int8),
        verdict=np.zeros((*world, C), dtype=np.int8),
        true_step=np.zeros((*world, C), dtype=np.int16),
        event_first=np.zeros((*world, E), dtype=np.int16),
        outcome=np.zeros((*world, M), dtype=np.int8),
        fate=np.zeros((*world, M, I), dtype=np.int8),
        level=np.zeros((beliefs if levels else 0, runs, F, T + 1), dtype=np.float32),
    )


def gather(whole: Tally, part: Tally, first: int) -> None:
    """Add the counts of some beliefs, the first of which is number `first`, to those of all."""
    for name, array in zip(Tally._fields, whole, strict=True):
        piece = getattr(part, name)
        if name in PER_BELIEF:
            array[first : first + len(piece)] = piece  # narrower, but no count is above the number of runs
        else:
            array += piece
