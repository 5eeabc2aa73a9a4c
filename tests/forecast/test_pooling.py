"""Pools to their printed digits, and reweighting that changes as little as possible."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.forecast.pooling import linear_pool, log_pool, neyman_roughgarden, tilt

P = (0.6, 0.7, 0.9)


def test_pools_of_three():
    assert linear_pool(P) == pytest.approx(0.7333333, abs=5e-8)
    assert linear_pool(P, [0.5, 0.3, 0.2]) == pytest.approx(0.69, abs=1e-12)
    assert log_pool(P) == pytest.approx(0.7595101586800531, abs=1e-15)
    assert log_pool(P, [0.5, 0.3, 0.2]) == pytest.approx(0.7102023127515837, abs=1e-15)


@pytest.mark.parametrize(
    ("factor", "pool"), [(1.5, 0.8487709481914455), (2.0, 0.9088763513502527), (2.5, 0.94659614555122276)]
)
def test_satopaa_2014_extremised_pool(factor, pool):
    """σ(factor × mean log odds), recomputed with 40 digits."""
    assert log_pool(P, extremise=factor) == pytest.approx(pool, abs=1e-14)


def test_neyman_roughgarden_factor_rises_to_the_root_of_three():
    assert neyman_roughgarden(3) == pytest.approx(1.4153393661, abs=5e-11)
    assert neyman_roughgarden(10**6) == pytest.approx(np.sqrt(3.0), abs=1e-5)


def test_certainty_decides_and_contradiction_is_refused():
    assert log_pool([0.0, 0.7]) == 0.0
    assert log_pool([1.0, 0.7]) == 1.0
    assert log_pool([1.0, 0.0], [1.0, 0.0]) == 1.0
    with pytest.raises(ValueError, match="one probability is 0 and another 1"):
        log_pool([1.0, 0.0])


def test_one_event_is_reweighted_within_and_without():
    happens = np.array([[True]] * 3 + [[False]] * 7)
    found = tilt(happens, [0.6])
    np.testing.assert_allclose(found.weights, [0.2] * 3 + [0.4 / 7] * 7, rtol=1e-9)
    assert found.divergence == pytest.approx(0.6 * np.log(0.6 / 0.3) + 0.4 * np.log(0.4 / 0.7))
    assert found.effective == pytest.approx(1 / (3 * 0.04 + 7 * (0.4 / 7) ** 2))


def test_what_no_world_has_cannot_be_reached():
    with pytest.raises(ValueError, match="no weights"):
        tilt(np.zeros((10, 1), dtype=bool), [0.5])
    both = np.array([[True, True], [False, False]])
    with pytest.raises(ValueError, match="no weights"):
        tilt(both, [0.2, 0.7])


@given(st.integers(0, 2**32 - 1))
def test_no_other_weights_that_reach_the_targets_change_less(seed):
    dice = np.random.default_rng(seed)
    happens = np.concatenate([np.indices((2, 2, 2)).reshape(3, 8).T, dice.random((40, 3)) < dice.random(3)]) > 0
    reachable = np.exp(happens @ dice.uniform(-2.0, 2.0, 3) + dice.normal(0.0, 0.5, 48))
    other = reachable / reachable.sum()
    targets = happens.T @ other
    found = tilt(happens, list(targets))
    np.testing.assert_allclose(found.reached, targets, atol=1e-9)
    assert found.weights.sum() == pytest.approx(1.0)
    assert found.divergence <= np.sum(other * np.log(other * 48)) + 1e-9
