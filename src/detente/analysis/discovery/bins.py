"""Inputs in bins of equal counts, two bytes a value: what boxes are searched in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.errors import OptionError

__all__ = ["MOST_BINS", "Binned", "into_bins"]

Floats = NDArray[np.float64]
Codes = NDArray[np.uint16]

MOST_BINS = 1000
"""Bins of an input that takes more values than that. Peeling a twentieth of a box that is down to a twentieth of
the range still moves by two bins and a half."""

_SAMPLE = 100_000
"""Rows from which the edges of the bins are taken, where there are more."""


@dataclass(frozen=True, slots=True)
class Binned:
    """Rows of inputs as codes of bins.

    Attributes:
        codes: u2[N, D], 0 for the lowest bin.
        edges: for each input, what separates its bins: code c holds values above edges[c − 1] and up to edges[c];
            of one that takes few values, the middles between them.
        levels: for each input, its values in order where it takes few, else None.
        bins: number of bins of each input, i8[D].
    """

    codes: Codes
    edges: tuple[Floats, ...]
    levels: tuple[Floats | None, ...]
    bins: NDArray[np.int64]


def into_bins(columns: NDArray[np.floating], most: int = MOST_BINS) -> Binned:
    """Sort every input into bins: one a value where it takes few values, else bins of about equal counts.

    Args:
        columns: Shape (N, D); finite.
        most: Bins of an input, 2 to 65,535.

    Raises:
        OptionError: there are no rows, or a value is not finite.

    Example:
        >>> into_bins(np.array([[3.0], [1.0], [3.0]])).codes.ravel()
        array([1, 0, 1], dtype=uint16)
    """
    rows, inputs = columns.shape
    if not rows:
        raise OptionError.outside("inputs", f"{rows} rows", "at least one")
    codes = np.empty((rows, inputs), dtype=np.uint16)
    edges: list[Floats] = []
    levels: list[Floats | None] = []
    stride = max(1, rows // _SAMPLE)
    for d in range(inputs):
        column = np.ascontiguousarray(columns[:, d], dtype=np.float64)
        if not np.isfinite(column).all():
            raise OptionError.outside("inputs", f"a value of input {d} that is not finite", "finite numbers")
        values = _few(column, most)
        levels.append(values)
        if values is None:
            sample = np.sort(column[::stride])
            places = (np.arange(1, most) * len(sample)) // most
            edges.append(np.unique(sample[places]))
        else:
            edges.append(0.5 * (values[1:] + values[:-1]))
        codes[:, d] = np.searchsorted(edges[-1], column, side="left")
    return Binned(codes, tuple(edges), tuple(levels), np.array([len(e) + 1 for e in edges], dtype=np.int64))


def _few(column: Floats, most: int) -> Floats | None:
    """Return the values of an input that takes at most so many, or None."""
    if len(np.unique(column[: 4 * most])) > most:
        return None
    values = np.unique(column)
    return values if len(values) <= most else None
