"""Find boxes on one half of the beliefs and judge them on the other.

    peel and paste on the first half; of the boxes on the way, take the one that divides hits from misses best
    drop restrictions that hardly matter there, then those that the second half does not confirm
    density and coverage are those of the second half; how often the same inputs come up again, of other halves
    take the rows of the box away and look for the next

"Divides best" is the variance of the result between inside and outside, m(1 − m)(ȳ_in − ȳ_out)² with m the share of
rows inside: it weighs density against coverage without a number to choose.

A box from the same rows that it is judged on is too good: among hundreds of inputs, some slices are dense by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.discovery.bins import Binned
from detente.analysis.discovery.pasting import paste
from detente.analysis.discovery.prim import Box, Objective, peel
from detente.analysis.discovery.significance import design_effect, quasi_p_values

__all__ = ["SEARCH", "Found", "SearchOptions", "search_boxes"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """How boxes are searched.

    Attributes:
        objective: By what slices are compared.
        alpha: Share of a box's rows that a slice may take.
        least: Share of all rows that a box must keep.
        restrictions: Inputs that a box may restrict at most.
        boxes: Boxes at most.
        significance: Quasi-p-value above which a restriction is dropped.
        slack: Share of its division that a box may lose by dropping a restriction.
        again: Other halves in which the first box is searched again.
    """

    objective: Objective = Objective.LENIENT2
    alpha: float = 0.05
    least: float = 0.03
    restrictions: int = 4
    boxes: int = 2
    significance: float = 0.01
    slack: float = 0.03
    again: int = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A box, judged on rows that had no part in finding it.

    Attributes:
        density, density_error: mean result inside, and its standard error over beliefs.
        outside: mean result outside.
        coverage: share of all hits inside.
        mass: share of all worlds inside.
        found_on: its density on the rows that it was found on.
        quasi_p: of each restricted input.
        again: share of other halves whose box restricts an input on the same side; empty where it was not asked.
    """

    box: Box
    density: float
    density_error: float
    outside: float
    coverage: float
    mass: float
    found_on: float
    quasi_p: dict[int, float]
    again: dict[int, float]


SEARCH = SearchOptions()
"""By default."""


def search_boxes(
    data: Binned, results: Floats, *, unordered: Bools, options: SearchOptions, seed: int = 1
) -> tuple[Found, ...]:
    """Return boxes in which hits are frequent.

    Args:
        data: Inputs of every world in bins, rows of a belief together: N = B·R rows.
        results: 0 or 1, shape (B, R).
        unordered: Inputs whose values have no order, shape (D,).
        options: How boxes are searched.
        seed: Of the halves.

    Returns:
        Boxes that the second half confirms; none where there is none.
    """
    beliefs, runs = results.shape
    rng = np.random.default_rng([seed, 0xB0C5])
    first, second = _halves(beliefs, runs, rng)
    flat = results.ravel()
    effect = design_effect(results)
    left = np.ones(len(flat), dtype=np.bool_)
    found: list[Found] = []
    while len(found) < options.boxes:
        here, there = first[left[first]], second[left[second]]
        box = find(_part(data, here), flat[here], unordered, options)
        box = _confirmed(box, data.codes[there], flat[there], effect, options.significance)
        if not box.restricted():
            break
        judged = _judge(box, data, results, here, there, effect)
        if judged.density - 3.0 * judged.density_error <= float(flat[second].mean()):
            break
        found.append(judged)
        left &= ~box.holds(data.codes)
    if found and options.again:
        again = _again(found[0].box, data, results, unordered, options, rng)
        found[0] = Found(**{name: getattr(found[0], name) for name in Found.__slots__} | {"again": again})
    return tuple(found)


def find(data: Binned, results: Floats, unordered: Bools, options: SearchOptions) -> Box:
    """Return the box that divides hits from misses best, with no more restrictions than allowed."""
    if not 0.0 < results.mean() < 1.0:
        return Box(np.ones((data.codes.shape[1], int(data.bins.max())), dtype=np.uint8))
    path = peel(
        data, results, objective=options.objective, alpha=options.alpha, least=options.least, unordered=unordered
    )
    mass, mean = path.rows / path.rows[0], path.totals[0] / path.rows[0]
    division = np.where(mass < 1.0, mass / np.maximum(1.0 - mass, 1e-12) * (path.density - mean) ** 2, 0.0)
    division[path.density < mean] = 0.0
    box = paste(path.box(int(np.argmax(division))), data, results, alpha=options.alpha, unordered=unordered)
    while restricted := box.restricted():
        smaller = [box.without(d) for d in restricted]
        worths = [divides(other.holds(data.codes), results) for other in smaller]
        best = int(np.argmax(worths))
        kept = divides(box.holds(data.codes), results)
        if len(restricted) <= options.restrictions and worths[best] < (1.0 - options.slack) * kept:
            break
        box = smaller[best]
    return box


def divides(inside: Bools, results: Floats) -> float:
    """Return the variance of results between inside and outside; 0 where inside is no denser."""
    mass = float(inside.mean())
    if mass in (0.0, 1.0):
        return 0.0
    gap = float(results[inside].mean() - results[~inside].mean())
    return mass * (1.0 - mass) * gap**2 if gap > 0.0 else 0.0


def _halves(beliefs: int, runs: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Return the rows of a random half of the beliefs, and of the others."""
    chosen = np.zeros(beliefs, dtype=np.bool_)
    chosen[rng.permutation(beliefs)[: beliefs // 2]] = True
    rows = np.repeat(chosen, runs)
    return np.flatnonzero(rows), np.flatnonzero(~rows)


def _part(data: Binned, rows: Ints) -> Binned:
    return Binned(data.codes[rows], data.edges, data.levels, data.bins)


def _confirmed(box: Box, codes: NDArray[np.uint16], results: Floats, effect: float, significance: float) -> Box:
    """Drop restrictions that other rows do not confirm, the least certain first."""
    while box.restricted():
        values = quasi_p_values(box, codes, results, effect)
        worst = max(values, key=lambda d: values[d])
        if values[worst] <= significance:
            break
        box = box.without(worst)
    return box


def _judge(box: Box, data: Binned, results: Floats, here: Ints, there: Ints, effect: float) -> Found:
    flat = results.ravel()
    inside = box.holds(data.codes[there])
    rows, hits = int(inside.sum()), float(flat[there][inside].sum())
    density = hits / rows if rows else 0.0
    return Found(
        box=box,
        density=density,
        density_error=float(np.sqrt(density * (1.0 - density) * effect / max(rows, 1))),
        outside=float(flat[there][~inside].mean()) if rows < len(there) else 0.0,
        coverage=hits / max(float(flat[there].sum()), 1.0),
        mass=rows / len(there),
        found_on=float(flat[here][box.holds(data.codes[here])].mean()),
        quasi_p=quasi_p_values(box, data.codes[there], flat[there], effect),
        again={},
    )


def _again(
    box: Box, data: Binned, results: Floats, unordered: Bools, options: SearchOptions, rng: np.random.Generator
) -> dict[int, float]:
    """Return how often boxes found on other halves restrict the same inputs on the same side."""
    flat = results.ravel()
    counts = dict.fromkeys(box.restricted(), 0)
    for _ in range(options.again):
        rows = _halves(results.shape[0], results.shape[1], rng)[0]
        other = find(_part(data, rows), flat[rows], unordered, options)
        for d in counts:
            lost, too = box.kept[d, : data.bins[d]] == 0, other.kept[d, : data.bins[d]] == 0
            counts[d] += bool((lost & too).any())
    return {d: count / options.again for d, count in counts.items()}
