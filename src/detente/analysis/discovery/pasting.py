"""Paste back what PRIM peeled off too far (Friedman & Fisher 1999)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analysis.discovery.bins import Binned
from detente.analysis.discovery.prim import Box

__all__ = ["paste"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]


def paste(
    box: Box,
    data: Binned,
    results: Floats,
    *,
    alpha: float = 0.05,
    unordered: Bools | None = None,
) -> Box:
    """Let the faces of a box grow again, one at a time, as long as its mean result rises.

    Args:
        box: What peeling left.
        data: Inputs in bins, N rows of D.
        results: What is to be frequent, shape (N,).
        alpha: Share of the box's rows that a face may add at a time.
        unordered: Inputs whose values have no order, shape (D,).

    Returns:
        The box, or a larger one of a higher mean.
    """
    free = np.zeros(data.codes.shape[1], dtype=np.bool_) if unordered is None else unordered
    while True:
        columns = box.restricted()
        misses = np.stack([box.kept[d, data.codes[:, d]] == 0 for d in columns], axis=1) if columns else None
        if misses is None:
            return box
        failed = misses.sum(axis=1)
        n, total = int((failed == 0).sum()), float(results[failed == 0].sum())
        best, found = total / n if n else 0.0, None
        for k, d in enumerate(columns):
            only = (failed == 1) & misses[:, k]
            codes = data.codes[only, d]
            counts = np.bincount(codes, minlength=box.kept.shape[1])
            sums = np.bincount(codes, weights=results[only], minlength=box.kept.shape[1])
            for grown in _growths(box.kept[d], counts, alpha * n, bool(free[d])):
                added = int(counts[grown].sum())
                mean = (total + float(sums[grown].sum())) / max(n + added, 1)
                if added and mean > best:
                    best, found = mean, (d, grown)
        if found is None:
            return box
        kept = box.kept.copy()
        kept[found[0], found[1]] = 1
        box = Box(kept)


def _growths(kept: Bytes, counts: Ints, most: float, unordered: bool) -> list[Ints]:
    """Return the sets of bins by which one input may grow: next below, next above; without an order, any value."""
    if unordered:
        return [np.array([code]) for code in np.flatnonzero(kept == 0)]
    inside = np.flatnonzero(kept)
    found = []
    for beyond in (np.arange(inside[0] - 1, -1, -1), np.arange(inside[-1] + 1, len(kept))):
        reach = np.cumsum(counts[beyond])
        first = int(np.argmax(reach > 0)) + 1 if reach.size and reach[-1] > 0 else 0
        size = max(first, int((reach <= most).sum())) if first else 0
        if size:
            found.append(beyond[:size])
    return found
