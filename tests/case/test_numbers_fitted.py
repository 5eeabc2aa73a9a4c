"""Families fitted to quantiles: the values of SHELF's vignette, scipy's distributions, and what `check` says."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import detente
from detente.case.numbers.distribution import central, describe, quantile
from detente.case.numbers.families import Family, Limits
from detente.case.numbers.fitting import best, fit
from detente.case.numbers.notation import NotationError, Quantiles
from detente.case.numbers.parse import parse
from detente.case.numbers.scales import Scale
from detente.case.numbers.through import fitted_family
from detente.kernels.gamma import gamma_cdf, gamma_quantile, normal_cdf
from detente.kernels.quantiles import beta_cdf

QUARTILES = (0.25, 0.5, 0.75)
A, B, CONSENSUS = (25.0, 30.0, 35.0), (30.0, 35.0, 50.0), (25.0, 30.0, 40.0)
WHOLE = Limits(0.0, 100.0)


def _points(values):
    return tuple(zip(QUARTILES, values, strict=True))


@pytest.mark.parametrize(
    ("given", "family", "first", "second", "squares"),
    [
        (A, "normal", 30.000, 7.413, 0.0),
        (A, "gamma", 16.388, 0.5380, 1.267e-4),
        (A, "lognormal", 3.3933, 0.2500, 2.834e-4),
        (A, "beta", 11.588, 26.712, 4.194e-5),
        (B, "normal", 37.940, 16.060, 9.496e-3),
        (B, "gamma", 6.300, 0.1597, 7.195e-3),
        (B, "lognormal", 3.6139, 0.3980, 6.117e-3),
        (B, "beta", 3.765, 6.001, 8.591e-3),
        (CONSENSUS, "normal", 31.432, 11.516, 4.376e-3),
        (CONSENSUS, "gamma", 8.053, 0.2485, 2.709e-3),
        (CONSENSUS, "lognormal", 3.4310, 0.3539, 2.010e-3),
        (CONSENSUS, "beta", 5.452, 11.606, 3.431e-3),
    ],
)
def test_the_voters_of_shelf_are_fitted_as_it_fits_them(given, family, first, second, squares):
    """Inputs of the vignette "Getting Started with SHELF"; the parameters by its method, to the figures printed."""
    found = fit(Family(family), _points(given), WHOLE)
    assert found.first == pytest.approx(first, rel=2e-4)
    assert found.second == pytest.approx(second, rel=4e-4)
    assert found.squares == pytest.approx(squares, rel=1e-3, abs=1e-12)


@pytest.mark.parametrize(
    ("family", "low", "high"),
    [("normal", 12.5, 50.4), ("gamma", 16.2, 53.2), ("lognormal", 17.3, 55.3), ("beta", 15.2, 51.2)],
)
def test_the_consensus_has_these_ends(family, low, high):
    ends = central(Quantiles(_points(CONSENSUS), Family(family)), Scale.LEVEL)
    assert (ends[0], ends[2]) == pytest.approx((low, high), abs=0.05)


@pytest.mark.parametrize(("given", "family"), [(A, "normal"), (B, "lognormal"), (CONSENSUS, "lognormal")])
def test_the_family_that_fits_best_is_taken(given, family):
    assert best(_points(given), WHOLE).family == family
    asked = Quantiles(_points(given), Family.BEST)
    assert central(asked, Scale.LEVEL) == central(Quantiles(asked.points, Family(family)), Scale.LEVEL)


def test_quartiles_leave_nothing_impossible(shared):
    case = detente.load(shared / "trials" / "engine" / "shelf-quartiles.yaml")
    ideal = case.document.positions["a"]["x"].ideal
    values = quantile(ideal.notation, np.linspace(0.0005, 0.9995, 1000), Scale.LEVEL)
    assert 0.05 < (values < 20).mean() < 0.12
    assert 0.05 < (values > 50).mean() < 0.12
    assert ((values >= 0) & (values <= 100)).all()
    assert [(values < x).mean() for x in CONSENSUS] == pytest.approx(QUARTILES, abs=0.001)
    (told,) = [each for each in detente.check(case.text).problems if each.kind == "ends_cut_off"]
    assert "lognormal" in str(told)
    assert "17.5" in str(told)
    assert "56" in str(told)


@pytest.mark.parametrize("scale", [Scale.LEVEL, Scale.REAL, Scale.RATE, Scale.SHARE])
@pytest.mark.parametrize(
    "given", [(0.1, 0.2, 0.9), (0.0, 0.0, 0.4), (0.3, 0.3, 0.3), (0.2, 0.21, 0.22), (0.5, 0.9, 1.0)]
)
def test_given_quantiles_hold_and_nothing_falls(scale, given):
    notation = Quantiles(_points(given))
    assert quantile(notation, QUARTILES, scale).tolist() == pytest.approx(given)
    values = quantile(notation, np.linspace(1e-9, 1 - 1e-9, 2001), scale)
    assert np.isfinite(values).all()
    assert (np.diff(values) >= 0).all()


def test_ends_that_are_given_are_ends():
    notation = parse({"quantiles": {0: 10, 0.5: 20, 1: 60}}, Scale.LEVEL)
    assert isinstance(notation, Quantiles)
    assert fitted_family(notation, Scale.LEVEL) is None
    assert quantile(notation, [1e-12, 0.75, 1 - 1e-12], Scale.LEVEL).tolist() == pytest.approx([10, 40, 60])
    one_end = parse({"quantiles": {0: 10, 0.25: 20, 0.75: 30}}, Scale.REAL)
    values = quantile(one_end, [1e-9, 1 - 1e-9], Scale.REAL)
    assert values[0] >= 10.0
    assert values[1] > 60.0


@pytest.mark.parametrize(
    ("written", "scale", "kind"),
    [
        ({"quantiles": {0.25: 1, 0.75: 2}, "fit": "gaussian"}, Scale.LEVEL, "unknown_family"),
        ({"quantiles": {0.25: 1, 0.75: 2}, "fit": 3}, Scale.LEVEL, "unknown_family"),
        ({"quantiles": {0.25: 1, 0.55: 2}, "fit": "normal"}, Scale.LEVEL, "fit_one_sided"),
        ({"quantiles": {0.25: 2, 0.75: 2}, "fit": "normal"}, Scale.LEVEL, "fit_one_sided"),
        ({"quantiles": {0.25: 1, 0.75: 2}, "fit": "gamma"}, Scale.REAL, "fit_without_limits"),
        ({"quantiles": {0: 0, 0.25: 1, 0.75: 2}, "fit": "beta"}, Scale.REAL, "fit_without_limits"),
        ({"quantiles": {}, "fit": "beta"}, Scale.LEVEL, "empty_mapping"),
        ({"quantiles": {-0.1: 1, 0.75: 2}}, Scale.LEVEL, "quantile_outside"),
    ],
)
def test_what_cannot_be_fitted_is_said(written, scale, kind):
    with pytest.raises(NotationError) as error:
        parse(written, scale)
    assert error.value.kind == kind


def test_a_family_is_written_back():
    notation = parse({"quantiles": {0.25: 1, 0.75: 2}, "fit": "beta"}, Scale.LEVEL)
    assert describe(notation, Scale.LEVEL) == "{quantiles: {0.25: 1, 0.75: 2}, fit: beta}"
    assert describe(notation, Scale.LEVEL, "zh").endswith("，拟合 beta")


def test_a_family_that_misses_what_was_given_is_told():
    text = detente.check(CASE.replace("IDEAL", "{quantiles: {0.05: 10, 0.5: 11, 0.95: 90}, fit: normal}")).problems
    assert [each.kind for each in text] == ["fit_misses"]
    assert detente.check(CASE.replace("IDEAL", "{quantiles: {0: 0, 0.25: 25, 1: 100}}")).problems == ()


CASE = """
detente: 1
id: quartiles
title: Quartiles
as_of: 2026-01-15
until: 2026-12-31
parties: {a: {title: A}, b: {title: B}}
issues: {x: {topic: t, now: none, options: {none: 0, some: 50, all: 100}}}
positions:
  a: {x: {ideal: IDEAL, salience: 50}}
  b: {x: {ideal: 80 to 100, salience: 50}}
meetings:
  m: {on: 2026-03-10, table: [a, b]}
"""

SHAPES = [0.05, 0.5, 1.0, 3.7, 40.0, 2000.0]
U = np.array([1e-9, 0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999, 1 - 1e-9])


@pytest.mark.parametrize("shape", SHAPES)
def test_gamma_agrees_with_scipy(shape):
    expected = stats.gamma.ppf(U, shape)
    likely = expected > 1e-200
    assert gamma_quantile(U, shape)[likely] == pytest.approx(expected[likely], rel=1e-8)
    assert gamma_cdf(expected, shape) == pytest.approx(stats.gamma.cdf(expected, shape), rel=1e-10)


def test_distribution_functions_agree_with_scipy():
    x = np.array([-0.1, 0.0, 1e-6, 0.2, 0.5, 0.9, 1.0, 1.1])
    assert beta_cdf(x, 2.5, 0.7) == pytest.approx(stats.beta.cdf(x, 2.5, 0.7), rel=1e-10)
    z = np.array([-30.0, -3.0, 0.0, 1.0, 9.0])
    assert normal_cdf(z) == pytest.approx(stats.norm.cdf(z), rel=1e-13)
