"""Fit the general beliefs: play, weigh, and say how well the record is met."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import ClassVar

import numpy as np

from detente import __version__
from detente.analysis.calibration.playing import FitOptions, Played, Progress, play
from detente.analysis.calibration.posterior import Learned, Range, correlations, learned, predictive, weighted_quantiles
from detente.analysis.calibration.record import Count, Record, record, wide
from detente.analysis.calibration.truces import AgeBand, HazardCheck, age_bands, case_notation, hazard_checks
from detente.analysis.calibration.weighing import Nuisances, Weighed, nuisances, predict, weigh
from detente.case.general import general_constants
from detente.case.numbers.scales import Scale
from detente.json_names import named

__all__ = ["ENOUGH", "Fit", "Target", "fit"]

ENOUGH = 100.0
"""Equal beliefs that weighted ones must be worth before anything can be told from them."""

TIED = 0.25
"""Rank correlations from here on are reported,"""

SURE = 3.0
"""if they are also so many standard errors from nothing."""


@dataclass(frozen=True, slots=True)
class Target:
    """A count and what the model makes of it.

    Attributes:
        before, after: Share that the model predicts before and after weighing: 5 %, 50 % and 95 % quantiles.
        counted: The same of the share that would be counted in so many trials, discrepancy included, after.
        place: Where the counted share stands in `counted`, 0 to 1.
        written: Share predicted, on average, by the ranges as they are written, drawn independently.
    """

    also_in_json: ClassVar = ("is_inside",)

    count: Count
    before: Range
    after: Range
    counted: Range
    place: float
    written: float

    @property
    def is_inside(self) -> bool:
        """Whether the counted share lies within the central 90 % of what would be counted."""
        return 0.05 <= self.place <= 0.95


@dataclass(frozen=True, slots=True)
class Fit:
    """General beliefs weighed by the record.

    Attributes:
        effective: How many equally weighted beliefs the weighted ones amount to.
        noise: Standard deviation that finite runs leave in a predicted share, the largest of all settings.
        constants: General constants before and after, in the order of their file.
        unnamed: The same of what crises are like, which no case takes over.
        tied: Pairs of constants → rank correlation after weighing.
    """

    also_in_json: ClassVar = ("version", "truce_notation")

    options: FitOptions
    effective: float = field(metadata=named("effective_beliefs"))
    noise: float
    targets: tuple[Target, ...]
    constants: tuple[Learned, ...]
    unnamed: tuple[Learned, ...] = field(metadata=named("population"))
    tied: dict[tuple[str, str], float] = field(metadata=named("correlations"))
    truces: tuple[AgeBand, ...]
    hazards: tuple[HazardCheck, ...] = field(metadata=named("hazard_ratios"))

    def ranges(self) -> dict[str, str]:
        """Return general constant → range after the record, as a case would write it."""
        return {constant.name: constant.notation for constant in self.constants}

    @property
    def version(self) -> str:
        """Of the program."""
        return __version__

    @property
    def truce_notation(self) -> str:
        """How a case writes the chances that truces fail."""
        return case_notation(self.truces)


def fit(options: FitOptions | None = None, progress: Progress | None = None) -> Fit:
    """Weigh the wide beliefs about negotiations in general by the record.

    Approximate Bayesian computation by importance: beliefs are drawn from the wide ranges, each is played in the
    same generic negotiations, and weighs what its predicted shares make of the counts.

    Args:
        options: How much to play.
        progress: Told how far it has come.

    Returns:
        The weighted beliefs, and how well they meet the record.
    """
    options = options or FitOptions()
    found, before = record(), wide()
    total = 5 * options.cases
    tell = (lambda done, _: progress(done, 2 * total)) if progress else None
    played = play(before.constants, {"strain": before.strain, "spread": before.spread}, options, tell)
    pairs = nuisances(before)
    weighed = weigh(played, pairs, found, options.discrepancy)
    constants, unnamed = _learned(played, pairs, weighed)
    ranges = {each.name: each.notation for each in (*constants, *unnamed)}
    again = replace(options, beliefs=max(2, options.beliefs // 3))
    tell = (lambda done, _: progress(total + done, 2 * total)) if progress else None
    rewritten = play(
        {each.name: each.notation for each in constants},
        {name: ranges[name] for name in ("strain", "spread")},
        again,
        tell,
    )
    written = _written(rewritten, pairs, weighed, found)
    belief_weights = weighed.weights.sum(axis=1)
    general = {name: values for name, values in played.numbers.items() if name.startswith("general.")}
    return Fit(
        options,
        weighed.effective,
        max(shares.noise for shares in played.settings.values()),
        tuple(_target(count, weighed, written[count.id], options) for count in found.counts),
        constants,
        unnamed,
        correlations(general, belief_weights, max(TIED, SURE / math.sqrt(weighed.effective))),
        age_bands(found),
        hazard_checks(found),
    )


def _target(count: Count, weighed: Weighed, written: float, options: FitOptions) -> Target:
    predicted = weighed.predicted[count.id]
    counted, place = predictive(count, predicted, weighed.weights, options.discrepancy, options.seed)
    before = weighted_quantiles(predicted, np.ones(predicted.shape))
    after = weighted_quantiles(predicted, weighed.weights)
    return Target(count, (before[0], before[1], before[2]), (after[0], after[1], after[2]), counted, place, written)


def _written(played: Played, pairs: Nuisances, weighed: Weighed, found: Record) -> dict[str, float]:
    """Return the mean share that the written ranges predict for every count."""
    weights = weighed.weights.sum(axis=0)
    return {
        count.id: float(np.average(predict(count, played, pairs, found).mean(axis=0), weights=weights))
        for count in found.counts
    }


def _learned(played: Played, pairs: Nuisances, weighed: Weighed) -> tuple[tuple[Learned, ...], tuple[Learned, ...]]:
    """Return what was learned of the general constants, and of what crises are like."""
    of_beliefs, of_pairs = weighed.weights.sum(axis=1), weighed.weights.sum(axis=0)
    constants = tuple(
        learned(
            name,
            played.numbers[f"general.{name}"],
            of_beliefs,
            constant.quantity.scale,
            weighed.effective,
            wide().constants[name],
        )
        for name, constant in general_constants().items()
    )
    unnamed = [
        learned(name, played.numbers[name], of_beliefs, Scale.POSITIVE, weighed.effective)
        for name in ("strain", "spread")
    ]
    for name, values, scale in (("talks", pairs.talks, Scale.SHARE), ("selection", pairs.selection, Scale.REAL)):
        unnamed.append(learned(name, values, of_pairs, scale, weighed.effective))
    return constants, tuple(unnamed)
