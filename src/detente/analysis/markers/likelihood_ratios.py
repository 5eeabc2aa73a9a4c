"""What a sign tells, from counts of worlds: likelihood ratios, mutual information, and which signs to choose.

Worlds of one belief are alike, so that all errors are those of clusters: between beliefs, or between blocks of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log, sqrt

import numpy as np
from numpy.typing import NDArray

from detente.json_names import Perhaps

__all__ = ["Ratio", "entropy_of", "information", "likelihood_ratio", "score_fall", "share_of", "watch_first"]

Ints = NDArray[np.int64]
Marks = NDArray[np.bool_]

BLOCKS = 20
LEAST_WORLDS = 10
"""Worlds with the sign, on either side, without which no ratio is told."""

_LEAST_GAIN = 0.01
"""A sign that takes less of the ending's entropy is not worth watching beside those chosen."""

_CENTRAL = 1.6448536269514722
"""The 95 % quantile of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A likelihood ratio with the central 90 % interval of its Monte Carlo error, on the scale of logarithms.

    Attributes:
        value: infinity where the sign is seen with the scenario alone; not told where worlds are too few.
        told: whether ten worlds or more have the sign on either side.
    """

    value: Perhaps
    low: Perhaps
    high: Perhaps
    told: bool


def likelihood_ratio(seen_in: Ints, all_in: Ints, seen_out: Ints, all_out: Ints) -> Ratio:
    """Return P(sign|scenario)/P(sign|no scenario) with a 90 % interval, from counts of worlds by belief.

    The variance of the logarithm is that of a sum of beliefs' contributions, B/(B − 1) Σ e_b², with
    e_b = (m_b − p n_b)/Σm of worlds inside less the same of those outside (delta method for ratios of sums of clusters;
    Woodruff 1971, Journal of the American Statistical Association 66, 411–414).

    Args:
        seen_in: Worlds of the scenario with the sign, shape (B,).
        all_in: All worlds of the scenario.
        seen_out: Other worlds with the sign.
        all_out: All other worlds.

    Example:
        >>> beliefs = np.ones(10, dtype=np.int64)
        >>> likelihood_ratio(8 * beliefs, 10 * beliefs, 2 * beliefs, 10 * beliefs).value
        4.0
    """
    seen = seen_in.sum(), seen_out.sum()
    every = all_in.sum(), all_out.sum()
    if min(every) == 0 or max(seen) == 0:
        return Ratio(1.0, 0.0, inf, False)
    inside, outside = seen[0] / every[0], seen[1] / every[1]
    value = float(inside / outside) if outside else inf
    if min(seen) < LEAST_WORLDS or len(seen_in) < 2:
        return Ratio(value, 0.0, inf, False)
    share = (seen_in - inside * all_in) / seen[0] - (seen_out - outside * all_out) / seen[1]
    count = len(share)
    reach = _CENTRAL * sqrt(float((share**2).sum()) * count / (count - 1))
    return Ratio(value, value * exp(-reach), value * exp(reach), True)


def information(codes: Ints, ending: Ints, endings: int) -> tuple[float, float]:
    """Return the mutual information of what is seen and how it ends, in bits, with its jackknife error.

    Corrected for bias by (cells − rows − columns + 1)/(2 N ln 2), cells that occur (Miller 1955, in Information Theory
    in Psychology, 95–100); the error is that of the estimate over blocks of beliefs left out in turn.

    Args:
        codes: What is seen in each world, whole numbers from 0, shape (B, R).
        ending: How it ends, shape (B, R).
        endings: How many ends there are.
    """
    states, blocks = int(codes.max()) + 1, min(BLOCKS, len(codes))
    cells = codes.astype(np.int64) * endings + ending
    block = (np.arange(len(codes)) * blocks // len(codes))[:, None]
    counts = np.bincount((block * states * endings + cells).ravel(), minlength=blocks * states * endings)
    table = counts.reshape(blocks, states, endings)
    whole = table.sum(axis=0)
    left_out = np.array([_bits(whole - part) for part in table])
    error = sqrt(float(((left_out - left_out.mean()) ** 2).sum()) * (blocks - 1) / blocks) if blocks > 1 else 0.0
    return max(0.0, _bits(whole)), error


def _bits(table: Ints) -> float:
    total = table.sum()
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    expected = np.outer(rows, columns) / max(total, 1)
    occurs = table > 0
    plain = float((table[occurs] * np.log2(table[occurs] / expected[occurs])).sum() / max(total, 1))
    freedom = occurs.sum() - (rows > 0).sum() - (columns > 0).sum() + 1
    return float(plain - freedom / (2.0 * max(total, 1) * log(2.0)))


def watch_first(seen: Marks, ending: Ints, endings: int, most: int) -> list[tuple[int, float, float, float]]:
    """Choose signs one after another, each the one that tells most beside those chosen before.

    Args:
        seen: Whether each sign is seen in time, shape (B, R, M).
        ending: How each world ends, shape (B, R).
        endings: How many ends there are.
        most: How many signs to choose at most.

    Returns:
        For each: its place, the bits it adds, their error, the bits of all so far. It ends where the best would add
        less than a hundredth of the ending's entropy, or no more than twice its error.
    """
    codes = np.zeros(ending.shape, dtype=np.int64)
    least = _LEAST_GAIN * entropy_of(np.bincount(ending.ravel(), minlength=endings))
    found: list[tuple[int, float, float, float]] = []
    so_far = 0.0
    for _ in range(min(most, seen.shape[2])):
        left = [m for m in range(seen.shape[2]) if m not in {place for place, *_ in found}]
        told = {m: information(2 * codes + seen[:, :, m], ending, endings) for m in left}
        best = max(left, key=lambda m: told[m][0])
        gain, error = told[best][0] - so_far, _gain_error(codes, 2 * codes + seen[:, :, best], ending, endings)
        if gain < max(least, 2.0 * error):
            break
        codes, so_far = _dense(2 * codes + seen[:, :, best]), told[best][0]
        found.append((best, gain, error, so_far))
    return found


def _dense(codes: Ints) -> Ints:
    """Number the codes that occur from 0."""
    return np.unique(codes, return_inverse=True)[1].reshape(codes.shape)


def _gain_error(before: Ints, after: Ints, ending: Ints, endings: int) -> float:
    """Return the jackknife error of what a sign adds."""
    blocks = min(BLOCKS, len(before))
    edges = np.arange(blocks + 1) * len(before) // blocks
    gains = []
    for k in range(blocks):
        kept = np.r_[0 : edges[k], edges[k + 1] : len(before)]
        tables = [
            np.bincount((codes[kept] * endings + ending[kept]).ravel(), minlength=(int(codes.max()) + 1) * endings)
            for codes in (before, after)
        ]
        gains.append(_bits(tables[1].reshape(-1, endings)) - _bits(tables[0].reshape(-1, endings)))
    return sqrt(float(np.var(gains)) * (blocks - 1)) if blocks > 1 else 0.0


def entropy_of(counts: Ints) -> float:
    """Return the entropy of a distribution given by counts, in bits."""
    share = counts[counts > 0] / counts.sum()
    return float(-(share * np.log2(share)).sum())


def share_of(part: Ints, whole: Ints) -> tuple[float | None, float]:
    """Return a share of worlds with its error between beliefs; None where there are too few worlds."""
    total, count = whole.sum(), len(whole)
    if total < LEAST_WORLDS:
        return None, 0.0
    value = part.sum() / total
    return float(value), sqrt(float((((part - value * whole) / total) ** 2).sum()) * count / (count - 1))


def score_fall(seen: Marks, ending: Ints, endings: int) -> float:
    """Return by how much seeing or not seeing lowers the Brier score on average: Σ_s Var(P(s|M))."""
    table = np.bincount((seen * endings + ending).ravel(), minlength=2 * endings).reshape(2, endings)
    rows, total = table.sum(axis=1), table.sum()
    prior = table.sum(axis=0) / total
    given = table / np.maximum(rows, 1)[:, None]
    return float(((rows / total)[:, None] * (given - prior) ** 2).sum())
