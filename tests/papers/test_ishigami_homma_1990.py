"""Ishigami & Homma (1990): sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on (−π, π)³, whose indices are known in closed form."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr

from detente.analysis.drivers.sensitivity.shapley import Copula, shapley, shapley_values
from detente.analysis.drivers.sensitivity.sobol import sobol

A, B = 7.0, 0.1
FIRST = np.array([0.31390519114781146, 0.4424111447900409, 0.0])
TOTAL = np.array([0.5575888552099592, 0.4424111447900409, 0.24368366406214773])
SHAPLEY = np.array([0.4357470231788853, 0.4424111447900409, 0.12184183203107386])
VARIANCE = 13.844587940719254


def ishigami(uniforms):
    x = (2.0 * uniforms - 1.0) * np.pi
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_shapley_effects_from_closed_variances_to_all_digits():
    """Var(E[Y | X_u]) of every set: D₁ = ½(1 + bπ⁴/5)², D₂ = a²/8, D₁₃ = 8b²π⁸/225."""
    d1, d2, d13 = 0.5 * (1.0 + B * np.pi**4 / 5.0) ** 2, A**2 / 8.0, 8.0 * B**2 * np.pi**8 / 225.0
    worths = np.array([0.0, d1, d2, d1 + d2, 0.0, d1 + d13, d2, d1 + d2 + d13])
    assert worths[-1] == pytest.approx(VARIANCE, rel=1e-15)
    assert shapley_values(worths) / worths[-1] == pytest.approx(SHAPLEY, rel=1e-14)


def test_indices_and_their_intervals():
    found = sobol(ishigami, 3, samples=2**15, resamples=200, level=0.99)
    assert found.variance == pytest.approx(VARIANCE, rel=0.02)
    for truth, value, interval in (
        (FIRST, found.first, found.first_interval),
        (TOTAL, found.total, found.total_interval),
    ):
        assert value == pytest.approx(truth, abs=0.02)
        assert (interval[:, 0] < truth).all()
        assert (truth < interval[:, 1]).all()
    assert found.evaluations == 5 * 2**15


def test_shapley_effects_by_walks():
    found = shapley(ishigami, [[0], [1], [2]], Copula.independent(3, ndtr), walks=2**16)
    assert found.shares == pytest.approx(SHAPLEY, abs=0.02)
    assert (np.abs(found.shares - SHAPLEY) < 4.0 * found.standard_errors).all()
    assert found.shares.sum() == pytest.approx(1.0, abs=1e-12)


def test_intervals_cover_at_their_rate():
    """90 % intervals of the total indices over 60 samples: 180 chances, of which 90 % ± 4.5 standard errors cover."""
    covered = 0
    for seed in range(60):
        found = sobol(ishigami, 3, samples=1000, resamples=100, level=0.9, seed=seed)
        covered += int(((found.total_interval[:, 0] <= TOTAL) & (found.total_interval[:, 1] >= TOTAL)).sum())
    assert covered / 180 == pytest.approx(0.9, abs=0.1)
