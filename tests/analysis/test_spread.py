"""The two kinds of uncertainty: the spread over beliefs is estimated without bias and shown as its Beta's interval."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from detente.analysis.outlook.outlook import chance_of, spread, when


def test_the_spread_is_unbiased() -> None:
    """Beta-binomial shares: the mean estimate over many experiments is the variance of the Beta."""
    rng = np.random.default_rng(1)
    a, b, runs = 2.0, 5.0, 5
    found = [spread(rng.binomial(runs, rng.beta(a, b, 40)) / runs, runs) for _ in range(4000)]
    error = float(np.std(found) / np.sqrt(len(found)))
    assert np.mean(found) == pytest.approx(stats.beta(a, b).var(), abs=4 * error)
    assert np.var(rng.binomial(runs, rng.beta(a, b, 100_000)) / runs) > 1.5 * stats.beta(a, b).var()


def test_no_spread_where_there_is_none() -> None:
    rng = np.random.default_rng(2)
    found = [spread(rng.binomial(20, 0.3, 50) / 20, 20) for _ in range(2000)]
    assert np.mean(found) == pytest.approx(0.0, abs=4 * float(np.std(found)) / np.sqrt(len(found)))


def test_the_interval_is_that_of_the_beta() -> None:
    counts = np.random.default_rng(3).binomial(50, np.random.default_rng(4).beta(2, 6, 400))
    chance = chance_of(counts, 50)
    variance = spread(counts / 50, 50)
    size = chance.value * (1 - chance.value) / variance - 1
    low, high = stats.beta.ppf([0.05, 0.95], chance.value * size, (1 - chance.value) * size)
    assert (chance.low, chance.high) == pytest.approx((low, high), rel=1e-6)
    assert chance.standard_error == pytest.approx(np.std(counts / 50, ddof=1) / 20)
    assert chance.spread_detectable


@pytest.mark.parametrize("count", [0, 50])
def test_a_probability_of_nought_or_one_has_no_interval(count: int) -> None:
    chance = chance_of(np.full(10, count), 50)
    assert not chance.spread_detectable
    assert chance.low == chance.high == chance.value == count / 50
    assert chance.standard_error == 0.0


def test_dates_by_which_shares_have_come() -> None:
    from datetime import date

    dates = tuple(date(2024, 1, day) for day in range(1, 6))
    assert when(np.array([1, 0, 4, 4, 1]), dates) == (dates[0], dates[2], dates[3])
    assert when(np.zeros(5, dtype=np.int64), dates) == (None, None, None)
