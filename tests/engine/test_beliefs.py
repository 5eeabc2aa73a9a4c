"""Drawn beliefs against a second, scalar way of drawing them."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from scipy import stats
from small_cases import small

from detente.case.schema.case import RULES
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs, copula
from detente.engine.run.polls import filtered, sampling_variance
from detente.kernels.randomness import BELIEF_RUN, purpose, uniform

Z95 = NormalDist().inv_cdf(0.95)
NORMAL = NormalDist()


def drawn(count: int = 40, seed: int = 7, **changes: Any) -> tuple[dict[str, np.ndarray], Beliefs]:
    document = small(**changes).document
    layout = lay_out(document)
    beliefs = Beliefs.of(document, layout.slots)
    return dict(zip(layout.slots.paths, beliefs.draw(seed, 3, count).T, strict=True)), beliefs


def uniforms(path: str, count: int = 40, seed: int = 7) -> list[float]:
    return [uniform(seed, 3 + b, BELIEF_RUN, purpose(path), 0) for b in range(count)]


@pytest.mark.parametrize(
    ("notation", "inverse"),
    [
        ("2 to 8", lambda u: math.exp(math.log(4) + math.log(2) * NORMAL.inv_cdf(u) / Z95)),
        ("uniform(1, 3)", lambda u: 1 + 2 * u),
        ("triangular(1, 2, 5)", lambda u: float(stats.triang.ppf(u, 0.25, 1, 4))),
        ("beta(2, 5)", lambda u: float(stats.beta.ppf(u, 2, 5))),
        ({"quantiles": {0.1: 1, 0.5: 2, 0.9: 6}}, lambda u: max(0.0, np.interp(u, [0.1, 0.5, 0.9], [1, 2, 6]))),
    ],
)
def test_positive_numbers_by_inversion(notation: Any, inverse: Any) -> None:
    path = "parties.north.power"
    values = drawn(parties={"north": {"power": notation}})[0][path]
    for value, u in zip(values, uniforms(path), strict=True):
        if not (isinstance(notation, dict) and not 0.1 < u < 0.9):
            assert value == pytest.approx(inverse(u), rel=1e-9)


def test_bounded_and_free_numbers_by_inversion() -> None:
    found, _ = drawn(
        positions={"north": {"border": {"ideal": "60 to 100"}}},
        factors={"z": {"start": "-1 to 3"}},
    )
    for value, u in zip(found["positions.north.border.ideal"], uniforms("positions.north.border.ideal"), strict=True):
        assert value == pytest.approx(min(100.0, 80 + 20 * NORMAL.inv_cdf(u) / Z95), rel=1e-9)
    for value, u in zip(found["factors.z.start"], uniforms("factors.z.start"), strict=True):
        assert value == pytest.approx(1 + 2 * NORMAL.inv_cdf(u) / Z95, rel=1e-9, abs=1e-12)


def test_choices_by_inversion() -> None:
    found, _ = drawn(
        positions={"north": {"border": {"ideal": {"one_of": {"half": 0.3, "full": 0.7}}}}},
        bargaining={"rule": {"one_of": {"proposer": 0.5, "nash": 0.5}}},
    )
    for value, u in zip(found["positions.north.border.ideal"], uniforms("positions.north.border.ideal"), strict=True):
        assert value == (50.0 if u < 0.3 else 100.0)
    for value, u in zip(found["bargaining.rule"], uniforms("bargaining.rule"), strict=True):
        assert RULES[int(value)] == ("proposer" if u < 0.5 else "nash")


def test_chance_is_drawn_in_every_run_and_stands_at_its_median_otherwise() -> None:
    changes = {"parties": {"north": {"power": {"chance": "uniform(1, 3)"}}}}
    found, beliefs = drawn(**changes)
    assert set(found["parties.north.power"]) == {2.0}
    chances = beliefs.draw_chances(7, 3, 2, 5)
    for b in range(2):
        for run in range(5):
            u = uniform(7, 3 + b, run, purpose("parties.north.power"), 0)
            assert chances[b, run, 0] == pytest.approx(1 + 2 * u)


def test_correlations_have_their_rank() -> None:
    between = [["parties.north.power", "parties.south.power"], ["parties.south.power", "parties.east.power"]]
    correlations = [{"between": pair, "rank": rank} for pair, rank in zip(between, (0.6, -0.4), strict=True)]
    parties = {"north": {"power": "2 to 8"}, "south": {"power": "uniform(1, 2)"}, "east": {"power": "1 to 9"}}
    found, _ = drawn(20_000, parties=parties, correlations=correlations)
    for (a, b), rank in zip(between, (0.6, -0.4), strict=True):
        assert stats.spearmanr(found[a], found[b])[0] == pytest.approx(rank, abs=0.02)
    assert stats.kstest(found["parties.south.power"] - 1, "uniform").pvalue > 1e-3


def test_the_copula_is_gaussian() -> None:
    """Against scalar arithmetic with an explicit 2 × 2 root."""
    u = np.array([[0.2, 0.7], [0.9, 0.1], [0.5, 0.5]])
    r = 2 * math.sin(math.pi * 0.5 / 6)
    got = copula(u, np.array([[1.0, 0.5], [0.5, 1.0]]))
    for (first, second), row in zip(u, got, strict=True):
        score = r * NORMAL.inv_cdf(first) + math.sqrt(1 - r * r) * NORMAL.inv_cdf(second)
        assert row == pytest.approx([first, NORMAL.cdf(score)], rel=1e-9)


def test_uncorrelated_numbers_are_not_touched_by_correlations() -> None:
    parties = {"north": {"power": "2 to 8"}, "south": {"power": "2 to 8"}, "east": {"power": "1 to 9"}}
    pair = ["parties.north.power", "parties.south.power"]
    without, _ = drawn(parties=parties)
    with_, _ = drawn(parties=parties, correlations=[{"between": pair, "rank": 0.9}])
    assert np.array_equal(without["parties.east.power"], with_["parties.east.power"])
    assert np.array_equal(without["parties.north.power"], with_["parties.north.power"])


def test_polls_are_carried_forward_and_drawn() -> None:
    series = {"2023-11-15": {"share": 40, "n": 500}, "2023-12-15": {"share": 46, "n": 900}, "2023-05": 70}
    factor = {"series": series, "breaks": ["2023-10-01"], "volatility": "1 to 3 per sqrt-month", "house_sd": 2}
    found, _ = drawn(factors={"mood": factor})
    month = 30.4375
    for value, volatility, u in zip(
        found["factors.mood.start"], found["factors.mood.volatility"], uniforms("factors.mood.start"), strict=True
    ):
        mean, variance = 40.0, 40 * 60 / 500
        variance += volatility**2 * 30 / month
        noise = 46 * 54 / 900
        gain = variance / (variance + noise)
        mean, variance = mean + gain * (46 - mean), variance * (1 - gain)
        variance += volatility**2 * 17 / month
        assert value == pytest.approx(mean + math.sqrt(variance + 4) * NORMAL.inv_cdf(u), rel=1e-9)


def test_nobody_among_twenty_weighs_less_than_a_later_poll_of_a_thousand() -> None:
    days, values = np.array([-30.0, 0.0]), np.array([0.0, 3.0])
    variances = np.array([sampling_variance(0, 20), sampling_variance(3, 1000)])
    mean, variance = filtered(days, values, variances, np.zeros(1), 0.0)
    assert 2.5 < mean[0] < 3.0
    assert 0.2 < variance[0] < 0.3
    assert sampling_variance(100, 5) > 100.0


def test_a_polled_share_begins_within_what_shares_can_be() -> None:
    series = {"2023-12": {"share": 0, "n": 20}}
    found, _ = drawn(factors={"mood": {"series": series, "house_sd": 3}})
    assert found["factors.mood.start"].min() == 0.0
    assert found["factors.mood.start"].max() > 3.0


def test_polls_with_a_volatility_of_chance_use_its_median() -> None:
    series = {"2023-11-15": {"share": 40, "n": 500}}
    chance = drawn(factors={"mood": {"series": series, "volatility": {"chance": "uniform(1, 3) per sqrt-month"}}})[0]
    fixed = drawn(factors={"mood": {"series": series, "volatility": "2 per sqrt-month"}})[0]
    assert np.array_equal(chance["factors.mood.start"], fixed["factors.mood.start"])


def test_the_filter_against_reference_values() -> None:
    """Five polls, random walk of 0.005 a day: a forward Kalman filter gives .4292254544738868 ± .010299305427075118.

    That filter starts from N(.5, .25²) at day 0: the same as a first observation that combines it with the poll.
    """
    polls, sizes = np.array([0.40, 0.42, 0.39, 0.45, 0.44]), np.array([1000, 800, 1200, 900, 1000])
    variances = polls * (1 - polls) / sizes
    prior, first = 0.25**2, variances[0]
    values = polls.copy()
    values[0] = (0.5 / prior + polls[0] / first) / (1 / prior + 1 / first)
    variances[0] = 1 / (1 / prior + 1 / first)
    volatility = np.array([0.005 * math.sqrt(30.4375)])
    mean, variance = filtered(np.array([0.0, 3, 3, 7, 10]), values, variances, volatility, 10.0)
    assert mean[0] == pytest.approx(0.4292254544738868, rel=1e-12)
    assert math.sqrt(variance[0]) == pytest.approx(0.010299305427075118, rel=1e-12)
