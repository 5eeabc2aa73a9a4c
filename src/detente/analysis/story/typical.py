"""Worlds that stand for others: medoids, by how much of what was struck, refused and happened differs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.engine.layout.plan import NEVER
from detente.engine.world.world import Tracks

__all__ = ["distances", "medoids"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def distances(tracks: Tracks, beliefs: Ints, runs: Ints, steps: int) -> Floats:
    """Return how unlike worlds are, from 0 to 1, shape (N, N).

    Each meeting counts once: half of it for what came of it (held or not, a deal, none, a refusal), half for the share
    of issues that it left otherwise. Each event counts once: wholly if it happens in one world alone, else by the share
    of the course that lies between its first times. The distance is the mean over meetings and events that are not the
    same in all these worlds.

    Args:
        tracks: What each world did.
        beliefs: Numbers of the worlds' beliefs, shape (N,).
        runs: Numbers of their runs, shape (N,).
        steps: How many steps the course has.
    """
    outcome, fate = tracks.outcome[beliefs, runs], tracks.fate[beliefs, runs]
    first = tracks.event_first[beliefs, runs].astype(np.float64)
    total, parts = np.zeros((len(beliefs), len(beliefs))), 0
    for m in range(outcome.shape[1]):
        if (outcome[:, m] == outcome[0, m]).all() and (fate[:, m] == fate[0, m]).all():
            continue
        total += 0.5 * (outcome[:, m, None] != outcome[None, :, m])
        changing = [i for i in range(fate.shape[2]) if (fate[:, m, i] != fate[0, m, i]).any()]
        for i in changing:
            total += 0.5 / len(changing) * (fate[:, m, i, None] != fate[None, :, m, i])
        parts += 1
    for e in range(first.shape[1]):
        if (first[:, e] == first[0, e]).all():
            continue
        happened = first[:, e] != NEVER
        apart = np.abs(first[:, e, None] - first[None, :, e]) / max(steps, 1)
        both, one = happened[:, None] & happened[None], happened[:, None] != happened[None]
        total += np.where(both, apart, one)
        parts += 1
    return total / max(parts, 1)


def medoids(apart: Floats, most: int, least: float = 0.1) -> tuple[Ints, Ints]:
    """Return worlds that stand for all, and the one that each world is nearest to.

    1. The first is the world with the least mean distance to all others.
    2. Another is added where it lowers the mean distance most, as long as every one stands for a share of at
       least `least`; after each addition, one is exchanged for another world as long as that lowers it.

    Ties go to the world that comes first.

    Args:
        apart: Distances, shape (N, N).
        most: How many at most.
        least: Share of the worlds that each must stand for.

    Returns:
        Their places, shape (k,), those that stand for most first; and for each world a place among them, shape (N,).

    Source:
        Kaufman & Rousseeuw (1990), Finding Groups in Data, chapter 2: BUILD and SWAP of PAM.

    Example:
        >>> points = np.array([0.0, 1.0, 2.0, 10.0, 11.0])
        >>> found, nearest = medoids(np.abs(points[:, None] - points), 2)
        >>> found.tolist(), nearest.tolist()
        ([1, 3], [0, 0, 0, 1, 1])
    """
    chosen = [int(np.argmin(apart.sum(axis=1)))]
    while len(chosen) < min(most, len(apart)):
        known = apart[:, chosen].min(axis=1)
        more = _exchanged(apart, [*chosen, int(np.argmin(np.minimum(known[:, None], apart).sum(axis=0)))])
        counts = np.bincount(np.argmin(apart[:, more], axis=1), minlength=len(more))
        if counts.min() < least * len(apart) or apart[:, more].min(axis=1).sum() >= known.sum():
            break
        chosen = more
    nearest = np.argmin(apart[:, chosen], axis=1)
    counts = np.bincount(nearest, minlength=len(chosen))
    order = sorted(range(len(chosen)), key=lambda k: (-counts[k], chosen[k]))
    place = np.argsort(order)
    return np.array([chosen[k] for k in order], dtype=np.int64), place[nearest]


def _exchanged(apart: Floats, chosen: list[int]) -> list[int]:
    """Exchange one of the chosen for another as long as that lowers the mean distance."""
    best = float(apart[:, chosen].min(axis=1).sum())
    improved = True
    while improved:
        improved = False
        for k in range(len(chosen)):
            others = [each for j, each in enumerate(chosen) if j != k]
            known = apart[:, others].min(axis=1) if others else np.full(len(apart), np.inf)
            sums = np.minimum(known[:, None], apart).sum(axis=0)
            if sums.min() < best - 1e-12:
                chosen, best, improved = [*others, int(np.argmin(sums))], float(sums.min()), True
    return chosen
