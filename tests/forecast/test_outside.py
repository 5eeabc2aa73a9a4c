"""Base rates: counts carried over time, both views pooled, and worlds reweighted."""

from __future__ import annotations

import numpy as np
import pytest

from detente.analysis.outlook.outlook import chance_of
from detente.engine.run.simulate import simulate
from detente.errors import OptionError
from detente.forecast.counts import carried
from detente.forecast.outside import base_rates, chance_of_worlds
from detente.forecast.pooling import log_pool
from detente.kernels.quantiles import beta_quantile


def test_a_count_is_carried_by_a_constant_hazard():
    yearly = carried(5, 14)
    assert yearly.mean == pytest.approx(5.5 / 15)
    assert yearly.low == pytest.approx(float(beta_quantile(0.05, 5.5, 9.5)))
    twice = carried(5, 14, 2.0)
    assert twice.low == pytest.approx(1 - (1 - yearly.low) ** 2)
    # E[1 − (1 − p)²] of a Beta(a, b) is 1 − b(b + 1)/((a + b)(a + b + 1)).
    assert twice.mean == pytest.approx(1 - 9.5 * 10.5 / (15 * 16), rel=1e-5)


def test_both_views_stand_beside_each_other(asked):
    found = base_rates(asked)
    ferries, services, strikes = found.classes
    assert ferries.left == 92
    assert ferries.here == carried(2, 4, 92 / ferries.within)
    assert services.here == services.share == carried(3, 4)
    assert strikes.here is strikes.target is strikes.inside is None
    node = asked.layout.conditions["cheap-by-summer"]
    assert ferries.inside.value == pytest.approx(asked.tally.true[:, node].mean() / asked.runs)
    for target in found.targets:
        assert target.pooled == pytest.approx(log_pool([target.outside, target.inside.value]))


def test_reweighted_worlds_agree_with_the_pool(asked):
    found = base_rates(asked, weight=0.7, leave_out=("services",))
    (target,) = found.targets
    assert target.target == "cheap-by-summer"
    cheap = next(view for view in found.scenarios if view.id == "cheap")
    assert cheap.inside.value != cheap.pooled.value
    # Within worlds that agree on the target, nothing changes.
    node = asked.layout.conditions["cheap-by-summer"]
    happens, ends = asked.tracks.verdict[:, :, node] == 1, asked.tracks.scenario == 0
    inside, without = ends[happens].mean(), ends[~happens].mean()
    assert cheap.pooled.value == pytest.approx(target.pooled * inside + (1 - target.pooled) * without, abs=1e-9)


def test_no_weight_leaves_the_worlds_as_they_are(asked):
    found = base_rates(asked, weight=0.0)
    assert found.divergence == pytest.approx(0.0, abs=1e-12)
    for view in found.scenarios:
        assert view.pooled.value == pytest.approx(view.inside.value, abs=1e-9)


def test_equal_weights_give_the_plain_chance():
    happens = np.random.default_rng(3).random((40, 25)) < np.linspace(0.1, 0.6, 40)[:, None]
    weighted, plain = chance_of_worlds(np.full((40, 25), 0.001), happens), chance_of(happens.sum(axis=1), 25)
    for name in ("value", "standard_error", "low", "high"):
        assert getattr(weighted, name) == pytest.approx(getattr(plain, name), rel=1e-9)


def test_the_error_of_a_chance_of_worlds_covers_its_truth():
    """Beliefs with rates and weights of their own: the ratio lies within two errors of its limit about 95 in 100."""
    rng = np.random.default_rng(5)
    rates, weights = rng.uniform(0.1, 0.6, 5000), rng.uniform(0.2, 2.0, 5000)
    truth = (weights * rates).sum() / weights.sum()
    hits = 0
    for _ in range(300):
        chosen = rng.integers(0, 5000, 60)
        happens = rng.random((60, 20)) < rates[chosen][:, None]
        found = chance_of_worlds(np.repeat(weights[chosen][:, None], 20, axis=1), happens)
        hits += abs(found.value - truth) < 2 * found.standard_error
    assert 270 <= hits <= 297


def test_a_case_without_classes_or_a_wrong_weight_is_refused(asked, ferry):
    with pytest.raises(OptionError, match="number from 0 to 1"):
        base_rates(asked, weight=1.2)
    with pytest.raises(OptionError, match="did you mean 'ferries'"):
        base_rates(asked, leave_out=("ferrys",))


def test_questions_leave_every_world_as_it_was(ferry, asked):
    plain = simulate(ferry, beliefs=60, runs=20, seed=1, keep_worlds=True)
    np.testing.assert_array_equal(plain.tracks.scenario, asked.tracks.scenario)
    np.testing.assert_array_equal(plain.tracks.fate, asked.tracks.fate)
