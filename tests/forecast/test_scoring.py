"""Scores and calibration to the digits of independent computations, and the properties that make them proper."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from detente.forecast.calibration import count_distribution, murphy, reliability, wilson
from detente.forecast.scoring import brier, crps_ensemble, crps_normal, log_score, ranked_probability, skill

shares = st.floats(0.0, 1.0)
inner = st.floats(0.01, 0.99)

# Twenty forecasts whose parts are published without the forecasts; these are ones that have them.
SAID = np.repeat([0.1, 0.3, 0.6, 0.9], [2, 6, 8, 4])
SEEN = np.concatenate([np.repeat([0, 1], [n - k, k]) for n, k in ((2, 0), (6, 2), (8, 4), (4, 3))])


def test_brier_of_seven_tenths():
    assert brier(0.7, 1) == pytest.approx(0.09, abs=1e-15)


@pytest.mark.parametrize(
    ("observed", "score"), [(0, 0.23369497725510913), (1, 0.6024413576276163), (2, 1.4527918216859033)]
)
def test_crps_of_a_standard_normal(observed, score):
    assert crps_normal(observed) == pytest.approx(score, abs=1e-14)


def test_crps_of_an_ensemble_and_fair():
    members = [1, 2, 4, 7]
    assert crps_ensemble(members, 3) == pytest.approx(0.75, abs=1e-15)
    assert crps_ensemble(members, 3, fair=True) == pytest.approx(1 / 3, abs=1e-15)
    assert brier(np.mean(np.array(members) > 2.5), 1) == 0.25


@pytest.mark.parametrize(("category", "score"), [(0, 0.73), (1, 0.13), (2, 0.53)])
def test_ranked_probability_of_three(category, score):
    assert ranked_probability([0.2, 0.5, 0.3], category) == pytest.approx(score, abs=1e-14)


def test_murphy_of_twenty():
    parts = murphy(SAID, SEEN)
    assert (parts.reliability, parts.resolution, parts.uncertainty) == pytest.approx(
        (0.0098333333, 0.0433333333, 0.2475), abs=1e-10
    )
    assert parts.score == pytest.approx(0.214, abs=1e-14)
    assert parts.within == 0.0


def test_wilson_of_three_hundred():
    # The published digits round the normal quantile to 1.96.
    level = 2 * stats.norm.cdf(1.96) - 1
    assert wilson(300, 1000, level) == pytest.approx((0.272406351, 0.329124408), abs=1e-9)
    assert wilson(300, 1000) == pytest.approx(
        tuple(stats.binomtest(300, 1000).proportion_ci(method="wilson")), abs=1e-12
    )
    assert wilson(0, 7)[0] == 0.0
    assert wilson(7, 7)[1] == 1.0


@pytest.mark.parametrize(("k", "n"), [(0, 1), (3, 7), (66, 150)])
def test_wilson_is_the_inverted_score_test(k, n):
    for end in wilson(k, n, 0.9):
        if 0.0 < end < 1.0:
            assert abs(k / n - end) / math.sqrt(end * (1 - end) / n) == pytest.approx(stats.norm.ppf(0.95))


def test_log_score_of_the_impossible_is_infinite():
    assert log_score(0.0, 0) == 0.0
    assert log_score(1.0, 0) == math.inf
    assert log_score(0.25, 1) == pytest.approx(math.log(4))


@given(belief=inner, said=inner)
def test_honesty_pays(belief, said):
    for rule in (brier, log_score):
        honest, other = (belief * rule(p, 1) + (1 - belief) * rule(p, 0) for p in (belief, said))
        assert honest <= other + 1e-12


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=9), st.floats(-50, 50))
def test_crps_is_the_integral_of_brier_scores(members, observed):
    points = np.sort(np.array([*members, observed]))
    middles, widths = 0.5 * (points[1:] + points[:-1]), np.diff(points)
    shares_below = np.mean(np.array(members)[:, None] <= middles, axis=0)
    area = float(np.sum((shares_below - (observed <= middles)) ** 2 * widths))
    assert crps_ensemble(members, observed) == pytest.approx(area, abs=1e-9)


@given(st.lists(st.tuples(shares, st.integers(0, 1)), min_size=1, max_size=30))
def test_the_parts_sum_to_the_score(forecasts):
    said, seen = (np.array(column, dtype=float) for column in zip(*forecasts, strict=True))
    for edges in (None, [0, 0.3, 1]):
        parts = murphy(said, seen, edges)
        assert parts.score == pytest.approx(float(brier(said, seen).mean()), abs=1e-12)
        assert parts.reliability >= 0.0 <= parts.resolution


@given(shares, st.integers(0, 1))
def test_two_categories_are_the_brier_score(p, o):
    assert ranked_probability([p, 1 - p], 1 - o) == pytest.approx(float(brier(p, o)), abs=1e-12)


def test_counts_of_equal_trials_are_binomial():
    assert count_distribution([0.3] * 12) == pytest.approx(stats.binom.pmf(np.arange(13), 12, 0.3), abs=1e-14)


def test_bands_hold_calibrated_forecasts_nine_times_in_ten():
    random = np.random.default_rng(4)
    inside = []
    for _ in range(400):
        p = random.random(40)
        inside += [band.is_consistent for band in reliability(p, random.random(40) < p, [0, 0.25, 0.5, 0.75, 1])]
    # Counts are whole, so the bands hold a little more than nine tenths.
    assert 0.90 <= np.mean(inside) <= 0.97


def test_bands_show_overconfidence():
    bands = reliability(np.full(20, 0.95), np.repeat([0, 1], 10), [0, 0.5, 1])
    assert [(band.count, band.happened, band.is_consistent) for band in bands] == [(20, 10, False)]


def test_skill():
    assert skill(0.1, 0.2) == 0.5
    assert skill(0.3, 0.2) < 0
    assert math.isnan(skill(0.1, 0.0))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: brier(1.2, 1),
        lambda: brier(math.nan, 1),
        lambda: log_score(0.5, 0.5),
        lambda: ranked_probability([0.5, 0.2], 0),
        lambda: ranked_probability([0.5, 0.5], 2),
        lambda: crps_ensemble([1.0], 0, fair=True),
        lambda: crps_ensemble([], 0),
        lambda: crps_normal(0.0, deviation=0.0),
        lambda: murphy([], []),
        lambda: reliability([0.5], [1], [0, 0.5]),
        lambda: wilson(3, 2),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError):
        wrong()
