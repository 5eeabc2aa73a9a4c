"""The outside and the inside view brought together: worlds reweighted, everything else following."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analysis.compare.endings import Stamp, stamp_of
from detente.analysis.outlook.views import Chance
from detente.analysis.update.weighting import weighted_chance
from detente.case.case import Case
from detente.case.schema.base import Bilingual
from detente.engine.run.played import played
from detente.engine.run.worlds import Worlds
from detente.errors import OptionError
from detente.forecast.pooling import log_pool, tilt
from detente.forecast.reference_classes import OutsideView, outside_views, target_node
from detente.play_options import PLAYED, PlayOptions
from detente.results import Result

__all__ = [
    "BaseRates",
    "PooledScenario",
    "PooledTarget",
    "base_rate",
    "base_rates",
    "chance_of_worlds",
    "check_base_rates",
]

Floats = NDArray[np.float64]
FEWEST = 20.0
"""Equally weighted worlds that reweighted ones must be worth before anything is said by them."""


@dataclass(frozen=True, slots=True)
class PooledTarget:
    """One thing on which both views speak.

    Attributes:
        outside: Logarithmic pool of the classes that speak to it, each with the same weight.
        pooled: Logarithmic pool of both views; None where no world has it or every world has.
        classes: The classes.
    """

    target: str
    inside: Chance
    outside: float
    pooled: float | None
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PooledScenario:
    """A scenario before and after the views were brought together."""

    id: str
    title: Bilingual
    inside: Chance
    pooled: Chance


@dataclass(frozen=True, slots=True, repr=False)
class BaseRates(Result):
    """The outside view of a case beside its inside view, and both together.

    Attributes:
        weight: Of the outside view in every pool, 0 to 1.
        effective: Number of equally weighted worlds that the reweighted ones are worth.
        divergence: Relative entropy of the reweighted worlds to those played, in nats.
        scenarios: Empty where nothing was pooled.
    """

    stamp: Stamp
    weight: float
    classes: tuple[OutsideView, ...]
    targets: tuple[PooledTarget, ...]
    scenarios: tuple[PooledScenario, ...]
    effective: float
    divergence: float
    references: tuple[str, ...]
    status: Bilingual


def base_rate(
    case: Case, *, weight: float = 0.5, leave_out: tuple[str, ...] = (), options: PlayOptions = PLAYED
) -> BaseRates:
    """Play a case and return what cases like it say, beside what its worlds say and together with it.

    Args:
        case: The case.
        weight: Of the outside view, 0 (the worlds as they are) to 1.
        leave_out: Classes that are shown and not pooled.
        options: How to play.

    Raises:
        OptionError: As of `base_rates`, before anything is played.
    """
    check_base_rates(case, weight, leave_out)
    worlds = played(case, options, keep_worlds=True)
    return base_rates(worlds, weight=weight, leave_out=leave_out)


def base_rates(worlds: Worlds, *, weight: float = 0.5, leave_out: tuple[str, ...] = ()) -> BaseRates:
    """Return both views of a case and what they give together.

    For everything that reference classes speak to, the probability becomes the logarithmic pool of the outside view,
    with `weight`, and of the inside view. The worlds are then reweighted with minimum relative entropy so that they
    give just these probabilities, and all others follow from them coherently.

    Args:
        worlds: A play that kept its worlds.
        weight: Of the outside view, 0 (the worlds as they are) to 1.
        leave_out: Classes that are shown and not pooled.

    Raises:
        OptionError: The case counts no reference classes, one left out is not there, or the weight is outside 0 to 1.
    """
    check_base_rates(worlds.case, weight, leave_out)
    views = outside_views(worlds)
    targets = _targets([view for view in views if view.id not in leave_out], weight)
    scenarios, effective, divergence, failure = _pooled(worlds, targets)
    return BaseRates(
        stamp=stamp_of(worlds),
        weight=weight,
        classes=views,
        targets=targets,
        scenarios=scenarios,
        effective=effective,
        divergence=divergence,
        references=("jeffreys-1946", "genest-zidek-1986", "csiszar-1975"),
        status=failure or _status(effective, worlds),
    )


def check_base_rates(case: Case, weight: float, leave_out: tuple[str, ...] = ()) -> None:
    """Refuse before anything is played what `base_rates` would refuse.

    Raises:
        OptionError: The case counts no reference classes, one left out is not there, or the weight is outside 0 to 1.
    """
    classes = case.document.reference_classes
    if not classes:
        error = OptionError(f"{case.id} has no reference classes", "count some under `reference_classes:`")
        raise error.named("no_classes", case=case.id)
    if not 0.0 <= weight <= 1.0:
        raise OptionError.outside("weight", weight, "a number from 0 to 1")
    for name in leave_out:
        if name not in classes:
            raise OptionError.unknown("leave-out", name, tuple(classes))


def chance_of_worlds(weights: Floats, happens: NDArray[np.bool_]) -> Chance:
    """Return a probability over weighted worlds, with both kinds of uncertainty; beliefs are the clusters.

    Args:
        weights: Of each world, shape (B, R), not negative.
        happens: Whether it happens in each world, shape (B, R).
    """
    mass = weights.sum(axis=1)
    shares = np.divide((weights * happens).sum(axis=1), mass, out=np.zeros_like(mass), where=mass > 0.0)
    worth = np.divide(mass**2, (weights**2).sum(axis=1), out=np.ones_like(mass), where=mass > 0.0)
    return weighted_chance(shares, mass, worth)


def _targets(views: list[OutsideView], weight: float) -> tuple[PooledTarget, ...]:
    """Pool the classes of each target with each other, then with the inside view."""
    by_target: dict[str, list[OutsideView]] = {}
    for view in views:
        if view.target and view.here:
            by_target.setdefault(view.target, []).append(view)
    found = []
    for target, speaking in by_target.items():
        inside = speaking[0].inside
        assert inside is not None
        outside = log_pool([view.here.mean for view in speaking if view.here])
        possible = 0.0 < inside.value < 1.0
        pooled = log_pool([outside, inside.value], [weight, 1.0 - weight]) if possible else None
        found.append(PooledTarget(target, inside, outside, pooled, tuple(view.id for view in speaking)))
    return tuple(found)


def _pooled(
    worlds: Worlds, targets: tuple[PooledTarget, ...]
) -> tuple[tuple[PooledScenario, ...], float, float, Bilingual | None]:
    """Reweight the worlds; return scenarios, worth, divergence, and a sentence where it cannot be done."""
    assert worlds.tracks is not None, "base rates need a play that kept its worlds"
    wanted = {found.target: found.pooled for found in targets if found.pooled is not None}
    if not wanted:
        return (), float(worlds.beliefs * worlds.runs), 0.0, _NOTHING
    nodes = [target_node(worlds, target) for target in wanted]
    happens = worlds.tracks.verdict[:, :, nodes] == 1
    try:
        tilted = tilt(happens.reshape(-1, len(nodes)), list(wanted.values()))
    except ValueError:
        return (), 0.0, 0.0, _APART
    if tilted.effective < FEWEST:
        return (), tilted.effective, tilted.divergence, _THIN
    weights = tilted.weights.reshape(worlds.beliefs, worlds.runs)
    return _scenarios(worlds, weights), tilted.effective, tilted.divergence, None


def _scenarios(worlds: Worlds, weights: Floats) -> tuple[PooledScenario, ...]:
    assert worlds.tracks is not None
    views = {view.id: view for view in worlds.outlook().scenarios}
    return tuple(
        PooledScenario(
            key, views[key].title, views[key].chance, chance_of_worlds(weights, worlds.tracks.scenario == place)
        )
        for place, key in enumerate(worlds.scenario_ids[:-1])
    )


_NOTHING = Bilingual(
    en="No class speaks to anything that some worlds have and others have not, so nothing was pooled.",
    zh="没有任何参照类所指的情形在部分推演中出现、在其余推演中不出现，因此未作合并。",
)
_APART = Bilingual(
    en="No weights of these worlds give the pooled probabilities: the classes contradict each other under this case.",
    zh="无论怎样调整权重，这些推演都得不出合并后的概率：在本案例中各参照类彼此矛盾。",
)
_THIN = Bilingual(
    en="The two views lie so far apart that hardly any world is left: play more, or give the outside less weight.",
    zh="内外两种看法相距太远，几乎没有推演可用；请增加推演次数，或降低外部看法的权重。",
)


def _status(effective: float, worlds: Worlds) -> Bilingual:
    total = worlds.beliefs * worlds.runs
    return Bilingual(
        en=f"The reweighted worlds are worth {effective:,.0f} of the {total:,} that were played.",
        zh=f"重新加权后的推演相当于 {total:,} 次中的 {effective:,.0f} 次。",
    )
