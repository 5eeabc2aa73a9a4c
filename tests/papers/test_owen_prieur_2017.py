"""Owen & Prieur (2017), Iooss & Prieur (2019): Shapley effects of a linear function of correlated normal inputs.

Y = β'X, X ~ N(0, Σ), and Var(E[Y | X_u]) = c_u' Σ_uu⁻¹ c_u with c_u = Σ_u· β.
"""

from __future__ import annotations

import numpy as np
import pytest

from detente.analysis.drivers.sensitivity.shapley import Copula, shapley, shapley_values

TWO = {0.0: (0.2, 0.8), 0.5: (0.3392857143, 0.6607142857), 0.9: (0.4668604651, 0.5331395349), -0.5: (0.125, 0.875)}
THREE = {
    0.3: (0.1388888889, 0.2409722222, 0.6201388889),
    0.7: (0.1136363636, 0.35625, 0.5301136364),
    -0.4: (0.2272727273, 0.1, 0.6727272727),
    0.9: (0.1041666667, 0.4182291667, 0.4776041667),
}


def exactly(covariance, beta):
    count = len(beta)
    reach = covariance @ beta
    worths = np.zeros(1 << count)
    for u in range(1, 1 << count):
        inside = [i for i in range(count) if u >> i & 1]
        worths[u] = reach[inside] @ np.linalg.solve(covariance[np.ix_(inside, inside)], reach[inside])
    return shapley_values(worths) / worths[-1]


def three(rho):
    correlation = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, rho], [0.0, rho, 1.0]])
    deviations = np.array([1.0, 1.0, 2.0])
    return correlation, deviations


@pytest.mark.parametrize("rho", TWO)
def test_two_inputs_to_the_digits_given(rho):
    covariance = np.array([[1.0, 2.0 * rho], [2.0 * rho, 4.0]])
    assert exactly(covariance, np.ones(2)) == pytest.approx(TWO[rho], abs=5e-11)


@pytest.mark.parametrize("rho", THREE)
def test_three_inputs_to_the_digits_given(rho):
    correlation, deviations = three(rho)
    covariance = correlation * np.outer(deviations, deviations)
    assert exactly(covariance, np.ones(3)) == pytest.approx(THREE[rho], abs=5e-11)


@pytest.mark.parametrize("rho", THREE)
def test_three_inputs_by_walks(rho):
    correlation, deviations = three(rho)
    found = shapley(lambda x: x @ deviations, [[0], [1], [2]], Copula(correlation), walks=40_000)
    assert (np.abs(found.shares - THREE[rho]) < 4.0 * found.standard_errors).all()
    assert found.standard_errors.max() < 0.01


def test_an_input_without_influence_has_an_effect_only_through_another():
    """An independent dummy has none; one that goes with an input that matters takes part of its effect."""
    correlation = np.eye(3)
    correlation[0, 1] = correlation[1, 0] = 0.8
    found = shapley(lambda x: x[:, 0], [[0], [1], [2]], Copula(correlation), walks=20_000)
    assert found.shares[1] == pytest.approx(0.32, abs=0.02)
    assert found.shares[2] == pytest.approx(0.0, abs=1e-12)


def test_errors_cover_the_truth_at_their_rate():
    """Over 25 seeds and three inputs, 90 % ± 3.6 standard errors of estimates lie within 1.645 errors of the truth."""
    correlation, deviations = three(0.7)
    near = 0
    for seed in range(25):
        found = shapley(lambda x: x @ deviations, [[0], [1], [2]], Copula(correlation), walks=192, seed=seed)
        near += int((np.abs(found.shares - THREE[0.7]) < 1.645 * found.standard_errors).sum())
    assert near / 75 == pytest.approx(0.9, abs=0.125)


def test_independent_blocks_keep_their_effects():
    """Two blocks that add up: each one's effects within the whole are those of the block alone, times its variance."""
    first, second = np.array([[1.0, 0.6], [0.6, 1.0]]), np.array([[4.0, -0.4], [-0.4, 1.0]])
    whole = np.block([[first, np.zeros((2, 2))], [np.zeros((2, 2)), second]])
    variances = np.array([first.sum(), second.sum()])
    expected = np.concatenate([exactly(first, np.ones(2)) * variances[0], exactly(second, np.ones(2)) * variances[1]])
    assert exactly(whole, np.ones(4)) * whole.sum() == pytest.approx(expected, rel=1e-12)
