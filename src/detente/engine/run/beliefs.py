"""Draw beliefs: every uncertain number of a case, by inversion of numbers keyed by its path."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.case.numbers.distribution import (
    ByPerson,
    Chance,
    Interval,
    Label,
    Notation,
    OneOf,
    choose,
    is_certain,
    of_scores,
    quantile,
)
from detente.case.numbers.people import of_people
from detente.case.schema.case import RULES, Document
from detente.case.schema.quantities import Quantity
from detente.engine.layout.slots import Slots
from detente.engine.run.polls import carried_forward
from detente.kernels.quantiles import normal_quantile
from detente.kernels.randomness import belief_uniforms, normal_scores, purpose, run_uniforms

__all__ = ["Beliefs", "copula", "pearson", "probabilities"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SCORED_AT_ONCE = 30_000
"""Numbers that are turned into normal scores at once: as many as fit near the processor, or it takes longer."""

_ERFC = np.frompyfunc(math.erfc, 1, 1)


def copula(uniforms: Floats, spearman: Floats) -> Floats:
    """Give independent uniforms rank correlations by a Gaussian copula.

    Pearson's r of the normal scores is 2 sin(π ρ/6) of Spearman's ρ (Pearson 1907; Kruskal 1958,
    Journal of the American Statistical Association 53, 814–861, section 6).

    Args:
        uniforms: Shape (B, K), strictly between 0 and 1.
        spearman: Rank correlations, shape (K, K), with a unit diagonal.

    Returns:
        Correlated uniforms, shape (B, K); the first column is as it was.

    Raises:
        numpy.linalg.LinAlgError: the correlations are not positive definite.
    """
    correlated = probabilities(normal_quantile(uniforms) @ np.linalg.cholesky(pearson(spearman)).T)
    correlated[:, 0] = uniforms[:, 0]
    return correlated


def pearson(spearman: Floats) -> Floats:
    """Return the correlations of normal scores whose rank correlations are given, shape (K, K)."""
    correlations = 2.0 * np.sin(np.pi * spearman / 6.0)
    np.fill_diagonal(correlations, 1.0)
    return np.asarray(correlations)


def probabilities(scores: Floats) -> Floats:
    """Return Φ of normal scores, strictly between 0 and 1."""
    tails = 0.5 * np.asarray(_ERFC(-scores / math.sqrt(2.0)), dtype=np.float64)
    return np.asarray(np.clip(tails, 2.0**-53, 1.0 - 2.0**-53))


@dataclass(frozen=True, slots=True)
class Beliefs:
    """The uncertain numbers of a case, ready to be drawn.

    Attributes:
        uncertain: slots drawn once per belief.
        chance: slots drawn anew in every run.
        polled: factors whose start is carried forward from polls, with the slots of start, volatility, house_sd.
    """

    document: Document
    slots: Slots
    uncertain: Ints
    chance: Ints
    polled: tuple[tuple[str, int, int, int], ...]
    _middle: list[float] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def of(cls, document: Document, slots: Slots) -> Beliefs:
        """Sort the numbers of a case by how they are drawn."""
        chance = [k for k, q in enumerate(slots.quantities) if isinstance(q.notation, Chance)]
        polled = tuple(
            (
                key,
                slots.of(f"factors.{key}.start"),
                slots.of(f"factors.{key}.volatility"),
                slots.of(f"factors.{key}.house_sd"),
            )
            for key, factor in document.factors.items()
            if factor.series and factor.start is None
        )
        starts = {start for _, start, _, _ in polled}
        uncertain = [
            k
            for k, q in enumerate(slots.quantities)
            if k in starts or not (isinstance(q.notation, Chance) or is_certain(q.notation))
        ]
        return cls(document, slots, np.array(uncertain, dtype=np.int64), np.array(chance, dtype=np.int64), polled)

    def paths(self) -> tuple[str, ...]:
        """Return the paths of the numbers drawn once per belief."""
        return tuple(self.slots.paths[k] for k in self.uncertain)

    def draw(self, seed: int, first: int, count: int) -> Floats:
        """Draw beliefs.

        Args:
            seed: Seed of the play.
            first: Number of the first belief.
            count: How many.

        Returns:
            Shape (count, Q): every number in its scale's canonical unit; numbers with `chance` at their medians.
        """
        return self.values(self.uniforms(seed, first, count))

    def uniforms(self, seed: int, first: int, count: int) -> Floats:
        """Draw what beliefs are made of: a correlated uniform for each uncertain number, shape (count, U)."""
        uniforms = np.empty((count, len(self.uncertain)))
        keys = np.array([purpose(path) for path in self.paths()], dtype=np.int64)
        belief_uniforms(seed, np.arange(first, first + count, dtype=np.int64), keys, uniforms)
        for columns, matrix in self.correlated():
            uniforms[:, columns] = copula(uniforms[:, columns], matrix)
        return uniforms

    def values(self, uniforms: Floats) -> Floats:
        """Return the numbers of beliefs made of these uniforms, shape (count, Q)."""
        numbers = np.tile(self._medians(), (len(uniforms), 1))
        place = {int(slot): column for column, slot in enumerate(self.uncertain)}
        polled = {start for _, start, _, _ in self.polled}
        intervals: list[tuple[int, Interval]] = []
        for slot, column in place.items():
            notation = self.slots.quantities[slot].notation
            if isinstance(notation, ByPerson):
                whose = uniforms[:, place[self.slots.of("people.whose")]]
                numbers[:, slot] = self._said(slot, notation, whose, uniforms[:, column])
            elif isinstance(notation, Interval) and slot not in polled:
                intervals.append((slot, notation))
            elif slot not in polled and not isinstance(notation, Chance):
                numbers[:, slot] = self._values(slot, notation, uniforms[:, column])
        width = max(1, SCORED_AT_ONCE // max(1, len(uniforms)))
        for begin in range(0, len(intervals), width):
            some = intervals[begin : begin + width]
            scores = normal_quantile(uniforms[:, [place[slot] for slot, _ in some]].T)
            for own, (slot, notation) in zip(scores, some, strict=True):
                numbers[:, slot] = of_scores(notation, own, self.slots.quantities[slot].scale)
        for key, start, volatility, house in self.polled:
            mean, variance = carried_forward(self.document.factors[key], self.document.as_of, numbers[:, volatility])
            score = normal_quantile(uniforms[:, place[start]])
            drawn = mean + np.sqrt(variance + numbers[:, house] ** 2) * score
            numbers[:, start] = np.clip(drawn, *(self.document.factors[key].within or (-np.inf, np.inf)))
        return numbers

    def _medians(self) -> Floats:
        """Return every number at its median, worked out once; shape (Q,)."""
        if not len(self._middle):
            found = []
            for k, quantity in enumerate(self.slots.quantities):
                notation = quantity.notation
                once = notation.notation if isinstance(notation, Chance) else notation
                found.append(float(self._values(k, once, np.full(1, 0.5))[0]))
            self._middle[:] = found  # all at once: other threads may be looking
        return np.array(self._middle)

    def draw_chances(self, seed: int, first: int, count: int, runs: int) -> Floats:
        """Draw the numbers that every run draws anew, shape (count, runs, X)."""
        out = np.empty((count, runs, len(self.chance)))
        if not len(self.chance):
            return out
        keys = np.array([purpose(self.slots.paths[k]) for k in self.chance], dtype=np.int64)
        uniforms, scores = np.empty((len(self.chance), count, runs)), np.empty((count, runs))
        run_uniforms(seed, first, keys, uniforms)
        for x, slot in enumerate(self.chance):
            quantity = self.slots.quantities[slot]
            assert isinstance(quantity.notation, Chance)
            once = quantity.notation.notation
            if isinstance(once, Interval):
                normal_scores(uniforms[x], scores)
                out[:, :, x] = of_scores(once, scores, quantity.scale)
            else:
                out[:, :, x] = self._values(int(slot), once, uniforms[x])
        return out

    def _values(self, slot: int, notation: Notation, uniforms: Floats) -> Floats:
        """Return values of a number; names of options become their levels, rules their numbers."""
        quantity: Quantity = self.slots.quantities[slot]
        match notation:
            case Label(name):
                return np.full(uniforms.shape, self.level_of(slot, name))
            case OneOf(options):
                return np.array([self.level_of(slot, name) for name, _ in options])[choose(notation, uniforms)]
        return quantile(notation, uniforms, quantity.scale)

    def _said(self, slot: int, notation: ByPerson, whose: Floats, own: Floats) -> Floats:
        """Return values of a number that several people speak of, one of whom is right."""
        scale = self.slots.quantities[slot].scale
        return of_people(notation, whose, own, lambda part, at: quantile(part, at, scale))

    def level_of(self, slot: int, name: str) -> float:
        """Return the number that stands for an option or a rule, where a number may be one of several."""
        path = self.slots.paths[slot]
        if path == "people.whose":
            whose = self.slots.quantities[slot].notation
            return float([each for each, _ in whose.options].index(name)) if isinstance(whose, OneOf) else 0.0
        if path.endswith("bargaining.rule"):
            return float(RULES.index(name))
        issue = path.split(".")[-2]
        return self.document.issues[issue].options[name].level

    def correlated(self) -> list[tuple[list[int], Floats]]:
        """Return each set of numbers that the case correlates: their columns and Spearman's correlations."""
        place = {path: column for column, path in enumerate(self.paths())}
        found = []
        for group in _connected([c.between for c in self.document.correlations]):
            matrix = np.eye(len(group))
            for correlation in self.document.correlations:
                if correlation.between[0] in group:
                    a, b = (group.index(path) for path in correlation.between)
                    matrix[a, b] = matrix[b, a] = correlation.rank
            found.append(([place[path] for path in group], matrix))
        return found


def _connected(pairs: list[tuple[str, str]]) -> list[list[str]]:
    """Return the sets of names that pairs connect, sorted, so that their order in the file does not matter."""
    sets: list[set[str]] = []
    for pair in pairs:
        touching = [s for s in sets if s & set(pair)]
        sets = [s for s in sets if s not in touching] + [set(pair).union(*touching)]
    return sorted(sorted(s) for s in sets)
