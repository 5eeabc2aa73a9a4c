"""Saltelli & Sobol' (1995): the G function, Π (|4u_i − 2| + a_i)/(1 + a_i), whose indices are known in closed form."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest
from scipy.special import ndtr

from detente.analysis.drivers.sensitivity.shapley import Copula, shapley, shapley_values
from detente.analysis.drivers.sensitivity.sobol import sobol

A = np.array([0.0, 0.5, 3.0, 9.0, 99.0, 99.0])
PARTS = 1.0 / (3.0 * (1.0 + A) ** 2)
VARIANCE = 0.5680709251532503
FIRST = np.array([0.58678118977, 0.26079163990, 0.036673824360, 0.0058678118977, 5.8678118977e-5, 5.8678118977e-5])
TOTAL = np.array(
    [0.6900858923250766, 0.35617336378068465, 0.0563335422306185, 0.00917057664219371]
    + [9.200838536383143e-5] * 2
)  # fmt: skip
SHAPLEY = np.array([0.63807394405, 0.30812676585, 0.046190293184, 0.0074595417571, 7.4727577906e-5, 7.4727577906e-5])


def g(uniforms):
    return np.prod((np.abs(4.0 * uniforms - 2.0) + A) / (1.0 + A), axis=1)


def test_shapley_effects_of_every_set_to_the_digits_given():
    """Var(E[Y | X_u]) = Π_{i ∈ u} (1 + V_i) − 1 for each of 64 sets."""
    worths = np.array([prod(1.0 + PARTS[i] for i in range(6) if u >> i & 1) - 1.0 for u in range(64)])
    assert worths[-1] == pytest.approx(VARIANCE, rel=1e-14)
    assert worths[[1, 2, 4, 8, 16, 32]] / worths[-1] == pytest.approx(FIRST, rel=1e-10)
    assert shapley_values(worths) / worths[-1] == pytest.approx(SHAPLEY, rel=1e-10)


def test_first_and_total_indices():
    """Within four standard errors, taken from the width of the 90 % intervals."""
    found = sobol(g, 6, samples=2**15, resamples=200, level=0.9)
    for truth, value, interval in (
        (FIRST, found.first, found.first_interval),
        (TOTAL, found.total, found.total_interval),
    ):
        assert value == pytest.approx(truth, abs=0.02)
        assert (np.abs(value - truth) < 4.0 * np.diff(interval, axis=1)[:, 0] / 3.29).all()


def test_shapley_effects_by_walks_also_of_groups():
    found = shapley(g, [[0], [1], [2, 3, 4, 5]], Copula.independent(6, ndtr), walks=2**16)
    truth = np.array([SHAPLEY[0], SHAPLEY[1]])
    assert (np.abs(found.shares[:2] - truth) < 4.0 * found.standard_errors[:2] + 5e-4).all()
    assert found.shares == pytest.approx([*truth, SHAPLEY[2:].sum()], abs=0.02)
