"""Is a restriction of a box more than chance? Quasi-p-values.

Take one restriction off a box. Had it no meaning, the rows of the box would be drawn from the larger one as they
come, and the number of hits among them would be binomial with the larger box's density. The quasi-p-value is the
probability that at least as many hits as are in the box would come about so. "Quasi", because the box was chosen to
be dense: values from the rows that chose it are too small, so ours are taken on rows that had no part in the choice.

Worlds of one belief resemble each other. n of them count as n / (1 + (R − 1) ρ), with R runs of each belief and ρ the
share of the variance between beliefs (design effect: Kish 1965, section 5.4).

Sources: Bryant, B. P. & Lempert, R. J. (2010), Technological Forecasting and Social Change 77, 34–49, DOI
10.1016/j.techfore.2009.08.002.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from detente.analysis.discovery.prim import Box

__all__ = ["binomial_tail", "design_effect", "quasi_p_values"]

Floats = NDArray[np.float64]
Codes = NDArray[np.uint16]


def binomial_tail(hits: int, rows: int, density: float) -> float:
    """Return the probability of at least so many hits among so many rows.

    Example:
        >>> round(binomial_tail(2, 3, 0.5), 12)
        0.5
    """
    if hits <= 0 or density >= 1.0:
        return 1.0
    if density <= 0.0 or hits > rows:
        return 0.0
    odds = math.log(density) - math.log1p(-density)
    first = math.lgamma(rows + 1) - math.lgamma(hits + 1) - math.lgamma(rows - hits + 1)
    first += hits * math.log(density) + (rows - hits) * math.log1p(-density)
    k = np.arange(hits, rows)
    logs = first + np.concatenate([[0.0], np.cumsum(np.log(rows - k) - np.log(k + 1.0) + odds)])
    top = float(logs.max())
    return float(min(1.0, math.exp(top) * np.exp(logs - top).sum()))


def design_effect(results: Floats) -> float:
    """Return by what worlds of the same belief must be divided to count as independent ones.

    Args:
        results: 0 or 1, shape (B, R).
    """
    beliefs, runs = results.shape
    shares = results.mean(axis=1)
    within = float((shares * (1.0 - shares)).mean() * runs / (runs - 1)) if runs > 1 else 0.0
    whole = float(results.mean() * (1.0 - results.mean()))
    between = max(0.0, 1.0 - within / whole) if whole > 0.0 and beliefs > 1 else 0.0
    return float(1.0 + (runs - 1) * between)


def quasi_p_values(box: Box, codes: Codes, results: Floats, effect: float = 1.0) -> dict[int, float]:
    """Return the quasi-p-value of each restricted input.

    Args:
        box: The box.
        codes: Rows that had no part in choosing it, u2[N, D].
        results: 0 or 1, shape (N,).
        effect: Design effect; see the module.
    """
    inside = box.holds(codes)
    rows, hits = inside.sum() / effect, results[inside].sum() / effect
    found = {}
    for d in box.restricted():
        larger = box.without(d).holds(codes)
        density = float(results[larger].mean()) if larger.any() else 1.0
        found[d] = binomial_tail(round(hits), round(rows), density) if round(rows) else 1.0
    return found
