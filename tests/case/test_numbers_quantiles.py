"""The inverse distribution functions agree with scipy."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from detente.kernels.quantiles import (
    Z_95,
    beta_interval,
    beta_quantile,
    normal_quantile,
    normal_quantile_scalar,
    triangular_quantile,
)

U = np.concatenate(
    [10.0 ** np.arange(-300, -3, 7.0), np.linspace(0.001, 0.999, 1999), 1 - 2.0 ** -np.arange(10.0, 54.0)]
)


def test_normal_agrees_with_scipy() -> None:
    assert normal_quantile(U) == pytest.approx(special.ndtri(U), rel=3e-15, abs=1e-15)
    assert normal_quantile(0.95) == pytest.approx(Z_95, rel=1e-15)


def test_scalar_and_array_agree() -> None:
    """They differ by rounding of the logarithm only."""
    assert normal_quantile(U) == pytest.approx([normal_quantile_scalar(u) for u in U.tolist()], rel=1e-15, abs=0)


def test_normal_is_odd() -> None:
    u = np.linspace(0.5, 1 - 2.0**-30, 257)
    u = 1.0 - (1.0 - u)
    assert np.array_equal(normal_quantile(u), -normal_quantile(1.0 - u))


@pytest.mark.parametrize("a", [0.01, 0.3, 1.0, 2.0, 17.5, 400.0, 1e6])
@pytest.mark.parametrize("b", [0.01, 0.5, 1.0, 5.0, 90.0, 1e4])
def test_beta_agrees_with_scipy(a: float, b: float) -> None:
    u = np.array([1e-12, 1e-6, 0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999, 1 - 1e-9])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # scipy gives up on beta(2, 1/2) after a good answer
        expected = stats.beta.ppf(u, a, b)
    assert beta_quantile(u, a, b) == pytest.approx(expected, abs=1e-10, rel=1e-9)


@settings(max_examples=60)
@given(st.floats(0.05, 500), st.floats(0.05, 500), st.floats(1e-6, 1 - 1e-6))
def test_beta_quantile_inverts_the_distribution(a: float, b: float, u: float) -> None:
    x = float(beta_quantile(u, a, b))
    around = special.betainc(a, b, [max(0.0, x - 1e-11), min(1.0, x + 1e-11)])
    assert around[0] - 1e-10 <= u <= around[1] + 1e-10


def test_beta_ends() -> None:
    assert beta_quantile([0.0, 1.0], 2.0, 3.0).tolist() == [0.0, 1.0]


@given(st.floats(0.01, 0.99), st.floats(0.001, 0.99), st.floats(0.1, 0.99))
def test_beta_interval_has_the_moments(mean: float, part: float, coverage: float) -> None:
    variance = part * mean * (1 - mean)
    size = mean * (1 - mean) / variance - 1
    expected = stats.beta.interval(coverage, mean * size, (1 - mean) * size)
    assert beta_interval(mean, variance, coverage) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(
    ("mean", "variance", "expected"),
    [
        (0.12, 0.0, (0.12, 0.12)),
        (0.12, -0.01, (0.12, 0.12)),
        (0.0, 0.1, (0.0, 0.0)),
        (1.0, 0.1, (1.0, 1.0)),
        (0.5, 0.25, (0.0, 1.0)),
        (0.01, 0.5, (0.0, 0.0)),
        (0.99, 0.5, (1.0, 1.0)),
    ],
)
def test_degenerate_beta_intervals(mean: float, variance: float, expected: tuple[float, float]) -> None:
    assert beta_interval(mean, variance) == expected


def test_narrow_beta_is_continuous_with_the_normal() -> None:
    mean = 0.3
    below, above = (beta_interval(mean, mean * 0.7 / (size + 1)) for size in (0.999e7, 1.001e7))
    assert above == pytest.approx(below, abs=3e-7)


@given(st.floats(0.001, 0.999), st.floats(0, 1))
def test_triangular_agrees_with_scipy(u: float, mode: float) -> None:
    expected = stats.triang.ppf(u, mode, loc=-2, scale=5)
    assert triangular_quantile(u, -2.0, -2.0 + 5 * mode, 3.0) == pytest.approx(expected, abs=1e-9)


def test_triangular_without_width() -> None:
    assert triangular_quantile([0.1, 0.9], 2.0, 2.0, 2.0).tolist() == [2.0, 2.0]
