"""Bryant & Lempert (2010): quasi-p-values are binomial tails of the box against the box without one restriction."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from detente.analysis.discovery.prim import Box
from detente.analysis.discovery.significance import binomial_tail, design_effect, quasi_p_values


@pytest.mark.parametrize(("hits", "rows", "density"), [(0, 5, 0.1), (3, 5, 0.4), (40, 200, 0.1), (5000, 9000, 0.55)])
def test_binomial_tails(hits, rows, density):
    assert binomial_tail(hits, rows, density) == pytest.approx(stats.binom.sf(hits - 1, rows, density), rel=1e-9)


def test_a_tail_without_doubt():
    assert binomial_tail(3, 3, 1.0) == 1.0
    assert binomial_tail(1, 3, 0.0) == 0.0
    assert 0.0 < binomial_tail(900, 1000, 0.5) < 1e-100


def test_a_restriction_without_meaning_has_a_large_value_and_a_real_one_a_small():
    rng = np.random.default_rng(1)
    codes = rng.integers(0, 10, (4000, 2)).astype(np.uint16)
    hits = (rng.random(4000) < np.where(codes[:, 0] >= 5, 0.6, 0.2)).astype(float)
    kept = np.ones((2, 10), dtype=np.uint8)
    kept[0, :5] = 0
    kept[1, :3] = 0
    values = quasi_p_values(Box(kept), codes, hits)
    inside, larger = (codes[:, 0] >= 5) & (codes[:, 1] >= 3), codes[:, 1] >= 3
    expected = stats.binom.sf(hits[inside].sum() - 1, inside.sum(), hits[larger].mean())
    assert values[0] == pytest.approx(expected, rel=1e-6)
    assert values[0] < 1e-30
    assert values[1] > 0.01


def test_worlds_of_a_belief_count_by_how_alike_they_are():
    rng = np.random.default_rng(2)
    chances = rng.random(20_000)
    alike = (rng.random((20_000, 4)) < chances[:, None]).astype(float)
    assert design_effect(alike) == pytest.approx(1.0 + 3.0 * (1.0 / 12.0) / 0.25, abs=0.05)
    assert design_effect((rng.random((20_000, 4)) < 0.3).astype(float)) == pytest.approx(1.0, abs=0.05)
