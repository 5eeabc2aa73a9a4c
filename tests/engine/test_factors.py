"""How factors move: the exact solution does not depend on the step; shifts fade as they should."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from small_cases import AS_OF, small
from stepping import Stepping

import detente

MONTH = 30.4375


def levels(step: str, half_life: str | None, days: int = 84, worlds: int = 4000) -> np.ndarray:
    factor: dict[str, Any] = {
        "start": 1,
        "toward": -0.5,
        "volatility": "0.4 per sqrt-month",
        "driven_by": {"heat": "0.3 per month"},
    }
    if half_life:
        factor["half_life"] = half_life
    case = small(
        step=step,
        until=AS_OF + timedelta(days=days),
        flags={"heat": {}},
        history={"spark": {"on": AS_OF, "changes": [{"raise": "heat"}]}},
        factors={"z": factor},
    )
    kept = detente.simulate(case, beliefs=2, runs=worlds // 2, seed=5, keep_worlds=True, threads=1).tracks
    assert kept is not None
    return kept.level[:, :, 0, -1].astype(float).ravel()


@pytest.mark.parametrize("half_life", ["40 days", None])
def test_the_step_does_not_matter(half_life: str | None) -> None:
    """Mean and variance after twelve weeks are those of the stochastic differential equation, by day and by week."""
    months = 84 / MONTH
    if half_life:
        rate = math.log(2) * MONTH / 40
        mean = -0.5 + 1.5 * math.exp(-rate * months) + 0.3 * (1 - math.exp(-rate * months)) / rate
        variance = 0.16 * (1 - math.exp(-2 * rate * months)) / (2 * rate)
    else:
        mean, variance = 1 + 0.3 * months, 0.16 * months
    for step in ("day", "week"):
        found = levels(step, half_life)
        assert found.mean() == pytest.approx(mean, abs=4.5 * math.sqrt(variance / len(found)))
        assert found.var() == pytest.approx(variance, rel=4.5 * math.sqrt(2 / len(found)))


def still(**factor: Any) -> dict[str, Any]:
    return {"z": {"start": 1, **factor}}


def path(case: Any, factor: str = "z") -> list[float]:
    world = Stepping(case)
    return [world.levels[factor], *(world.levels[factor] for _ in world.steps())]


def test_half_of_a_deviation_is_gone_after_the_half_life() -> None:
    found = path(small(factors=still(toward=0, half_life="14 days")))
    assert found[:5] == pytest.approx([2 ** (-week / 2) for week in range(5)], rel=1e-12)


@pytest.mark.parametrize(
    ("shift", "left"),
    [
        ({"half_life": "10 days"}, lambda age: 0.8 * 2 ** (-age / 10)),
        ({"lasting": "45 days"}, lambda age: 0.8 * (age < 45)),
        ({}, lambda age: 0.8),
    ],
)
def test_shifts_of_the_past_fade(shift: dict[str, Any], left: Any) -> None:
    history = {"then": {"on": AS_OF - timedelta(days=30), "changes": [{"shift": {"z": 0.8}, **shift}]}}
    found = path(small(factors=still(), history=history))
    assert found == pytest.approx([1 + left(30 + 7 * week) for week in range(len(found))], rel=1e-12)


def test_a_past_shift_without_fading_reverts_with_the_factor() -> None:
    history = {"then": {"on": AS_OF - timedelta(days=30), "changes": [{"shift": {"z": 0.8}}]}}
    found = path(small(factors=still(half_life="20 days"), history=history))
    assert found == pytest.approx([1 + 0.8 * 2 ** (-(30 + 7 * week) / 20) for week in range(len(found))], rel=1e-12)


def test_a_half_life_may_be_drawn_as_zero() -> None:
    history = {"now": {"on": AS_OF, "changes": [{"shift": {"z": 0.8}}]}}
    case = small(factors=still(half_life={"quantiles": {0.5: "0 days", 0.95: "1 day"}}), history=history)
    assert np.isfinite([path(case)]).all()


def test_every_repeated_shift_ends_in_its_own_time() -> None:
    events = {"storm": {"rate": "1000 per day", "once": False, "changes": [{"shift": {"z": 1}, "lasting": "17 days"}]}}
    found = path(small(factors=still(start=0), events=events))
    assert found[:7] == pytest.approx([0, 1, 2, 3, 3, 3, 3])


def test_levels_keep_within_bounds() -> None:
    history = {"then": {"on": AS_OF, "changes": [{"shift": {"z": 5}, "half_life": "7 days"}]}}
    factors = still(bounds=[0, 2], driven_by={"heat": "-3 per month"})
    case = small(
        factors=factors, flags={"heat": {}}, history=history | {"spark": {"on": AS_OF, "changes": [{"raise": "heat"}]}}
    )
    found = path(case)
    assert found[0] == 2.0
    assert found[-1] == pytest.approx(5 * 2.0**-12)
    assert min(found) >= 0.0


def test_flags_of_the_past_follow_the_dates_not_the_file() -> None:
    later, earlier = AS_OF - timedelta(days=1), AS_OF - timedelta(days=9)
    history = {
        "raised-later": {"on": later, "changes": [{"raise": "heat"}]},
        "lowered-before": {"on": earlier, "changes": [{"lower": "heat"}]},
    }
    assert Stepping(small(flags={"heat": {}}, history=history)).state.flag.tolist() == [1]


def test_sums_of_large_levels_do_not_overflow() -> None:
    case = small(factors={"troops": {"start": "500000 to 700000", "volatility": "20000 per sqrt-month"}})
    worlds = detente.simulate(case, beliefs=200, runs=20, seed=1, keep_worlds=True, threads=1)
    course = worlds.outlook().factors[0]
    assert worlds.tracks is not None
    kept = worlds.tracks.level[:, :, 0].astype(float)
    assert np.allclose(course.means, kept.mean(axis=(0, 1)), rtol=1e-6)
    assert np.allclose(course.deviations, kept.std(axis=(0, 1)), rtol=1e-4)
