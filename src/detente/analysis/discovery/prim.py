"""PRIM: peel a box down to where a result is frequent, and paste back what was peeled too far.

From the whole space on, each step takes a thin slice off one face of the box: of all slices of about a share α of
the rows in the box, that whose removal serves the objective best. An input without an order loses one of its values
instead. Afterwards each face may grow again as long as the mean of the box rises. Let n and ȳ be rows and mean of the
box, n′ and ȳ′ after the slice is gone:

    original   ȳ′
    lenient 1  (ȳ′ − ȳ) / (n − n′)
    lenient 2  n′ (ȳ′ − ȳ) / (n − n′)

The last two judge a slice by what it costs, so that an input with few values, of which a slice may be large, is not
preferred to others; the second is the gain for each row that is lost, summed over those that stay.

Rows are codes of bins. For each input the rows and results of every bin in the box are kept; a step reads off all
slices from them, and takes off only the rows that leave. So the whole path costs two passes over the data.

Sources: Friedman, J. H. & Fisher, N. I. (1999), Bump hunting in high-dimensional data, Statistics and Computing 9,
123–143, DOI 10.1023/A:1008894516817, 14.6 for the second lenient objective. Kwakkel, J. H. & Jaxa-Rozen, M. (2016),
Environmental Modelling & Software 79, 311–321, DOI 10.1016/j.envsoft.2015.11.020, on inputs of mixed kinds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from detente.analysis.discovery.bins import Binned
from detente.errors import OptionError
from detente.kernels.compiling import inner_kernel, kernel

__all__ = ["Box", "Objective", "Path", "peel"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Codes = NDArray[np.uint16]
Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]

_LOW, _HIGH, _VALUE = 0, 1, 2
"""What a step takes: the lowest bins, the highest, or one value of an input without an order."""


class Objective(IntEnum):
    """By what slices are compared; see the module's equations."""

    ORIGINAL = 0
    LENIENT1 = 1
    LENIENT2 = 2


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the space of inputs.

    Attributes:
        kept: for each input, which of its bins are inside, u1[D, K]; bins that an input does not have count as inside.
    """

    kept: Bytes

    def holds(self, codes: Codes) -> Bools:
        """Say which rows lie inside, shape (N,)."""
        inside = np.ones(len(codes), dtype=np.bool_)
        for d in self.restricted():
            inside &= self.kept[d, codes[:, d]] == 1
        return inside

    def restricted(self) -> tuple[int, ...]:
        """Return the inputs of which some bin is outside."""
        return tuple(np.flatnonzero((self.kept == 0).any(axis=1)).tolist())

    def without(self, column: int) -> Box:
        """Return the box with one input free again."""
        kept = self.kept.copy()
        kept[column] = 1
        return Box(kept)


@dataclass(frozen=True, slots=True)
class Path:
    """The boxes that peeling went through, the whole space first.

    Attributes:
        steps: i8[S, 3]: the input, 0 (its lowest bins) · 1 (its highest) · 2 (one value), and the first bin that is
            kept, the last one, or the value lost.
        rows: rows in each box, i8[S + 1].
        totals: sum of the results in each box, f8[S + 1].
    """

    bins: int
    inputs: int
    steps: Ints
    rows: Ints
    totals: Floats

    @property
    def density(self) -> Floats:
        """Mean result in each box, shape (S + 1,)."""
        return self.totals / self.rows

    @property
    def coverage(self) -> Floats:
        """Share of all results in each box, shape (S + 1,)."""
        return np.asarray(self.totals / self.totals[0])

    def box(self, step: int) -> Box:
        """Return the box after so many steps."""
        kept = np.ones((self.inputs, self.bins), dtype=np.uint8)
        for d, side, bound in self.steps[:step]:
            if side == _LOW:
                kept[d, :bound] = 0
            elif side == _HIGH:
                kept[d, bound + 1 :] = 0
            else:
                kept[d, bound] = 0
        return Box(kept)


def peel(
    data: Binned,
    results: Floats,
    *,
    objective: Objective = Objective.LENIENT2,
    alpha: float = 0.05,
    least: float = 0.02,
    unordered: Bools | None = None,
) -> Path:
    """Peel from the whole space until the box would hold too few rows.

    Args:
        data: Inputs in bins, N rows of D.
        results: What is to be frequent, 0 to 1, shape (N,).
        objective: By what slices are compared.
        alpha: Share of the box's rows that a slice may take, above 0 and below 1. A single bin may be more.
        least: Share of all rows that a box must keep.
        unordered: Inputs whose values have no order, shape (D,); default: none.

    Returns:
        The path of boxes.

    Raises:
        OptionError: alpha or least is not between 0 and 1, or the results are all 0.

    Example:
        >>> from detente.analysis.discovery.bins import into_bins
        >>> x = np.arange(1000.0)[:, None]
        >>> path = peel(into_bins(x), (x[:, 0] >= 700) * 1.0, least=0.25)
        >>> round(float(path.density[-1]), 2), round(float(path.coverage[-1]), 1)
        (1.0, 0.9)
    """
    for name, value in (("alpha", alpha), ("least", least)):
        if not 0.0 < value < 1.0:
            raise OptionError.outside(name, value, "a share above 0 and below 1")
    if not results.any():
        raise OptionError.outside("results", "nothing but 0", "some result above 0")
    rows, inputs = data.codes.shape
    most = int(data.bins.max())
    free = np.zeros(inputs, dtype=np.uint8) if unordered is None else unordered.astype(np.uint8)
    limit = int(np.ceil(np.log(least) / np.log1p(-alpha))) * 4 + int(data.bins[data.bins < 100].sum()) + 16
    steps = np.zeros((limit, 3), dtype=np.int64)
    held = np.zeros(limit + 1, dtype=np.int64)
    totals = np.zeros(limit + 1)
    counts = np.zeros((inputs, most), dtype=np.int64)
    sums = np.zeros((inputs, most))
    done = _peel(
        data.codes, np.ascontiguousarray(results, dtype=np.float64), data.bins, free, int(objective), alpha,
        max(1, int(np.ceil(least * rows))), counts, sums, np.arange(rows, dtype=np.int64), steps, held, totals,
    )  # fmt: skip
    return Path(most, inputs, steps[:done].copy(), held[: done + 1].copy(), totals[: done + 1].copy())


@kernel
def _peel(  # type: ignore[no-untyped-def]
    codes, y, bins, unordered, objective, alpha, least, counts, sums, inside, steps, held, totals
) -> int:
    """Fill steps, rows and totals of a path; return its length. `inside` lists the rows of the box, first n of it."""
    n, total = inside.shape[0], 0.0
    for row in range(n):
        total += y[row]
        for d in range(codes.shape[1]):
            counts[d, codes[row, d]] += 1
            sums[d, codes[row, d]] += y[row]
    held[0], totals[0] = n, total
    low = np.zeros(bins.shape[0], dtype=np.int64)
    high = bins - 1
    step = 0
    while step < steps.shape[0]:
        d, side, bound = _best(counts, sums, unordered, low, high, n, total, objective, alpha, least)
        if d < 0:
            break
        stay = 0
        for k in range(n):
            row = inside[k]
            code = codes[row, d]
            if code < bound if side == _LOW else code > bound if side == _HIGH else code == bound:
                total -= y[row]
                for other in range(codes.shape[1]):
                    counts[other, codes[row, other]] -= 1
                    sums[other, codes[row, other]] -= y[row]
            else:
                inside[stay] = row
                stay += 1
        n = stay
        if side == _LOW:
            low[d] = bound
        elif side == _HIGH:
            high[d] = bound
        steps[step, 0], steps[step, 1], steps[step, 2] = d, side, bound
        step += 1
        held[step], totals[step] = n, total
    return step


@inner_kernel
def _best(
    counts: Ints,
    sums: Floats,
    unordered: Bytes,
    low: Ints,
    high: Ints,
    n: int,
    total: float,
    objective: int,
    alpha: float,
    least: int,
) -> tuple[int, int, int]:
    """Return input, side and bound of the best slice; input −1 where every slice would leave too few rows."""
    best, d_best, side_best, bound_best = -np.inf, -1, 0, 0
    for d in range(counts.shape[0]):
        if unordered[d]:
            for code in range(low[d], high[d] + 1):
                value = _worth(counts[d, code], sums[d, code], n, total, objective, least)
                if value > best:
                    best, d_best, side_best, bound_best = value, d, _VALUE, code
            continue
        for side in range(2):
            gone, lost = 0, 0.0
            code = low[d] if side == _LOW else high[d]
            way = 1 if side == _LOW else -1
            while low[d] <= code <= high[d]:
                here = counts[d, code]
                if gone > 0 and here > 0 and gone + here > alpha * n:
                    break
                gone += here
                lost += sums[d, code]
                code += way
            value = _worth(gone, lost, n, total, objective, least)
            if value > best:
                best, d_best, side_best, bound_best = value, d, side, code
    return d_best, side_best, bound_best


@inner_kernel
def _worth(gone: int, lost: float, n: int, total: float, objective: int, least: int) -> float:
    """Return what the objective makes of a slice, −∞ where it is empty or leaves too few rows."""
    left = n - gone
    if gone == 0 or left < least or left == 0:
        return -np.inf
    mean = (total - lost) / left
    if objective == 0:
        return mean
    rise = (mean - total / n) / gone
    return rise if objective == 1 else rise * left
