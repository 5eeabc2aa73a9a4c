"""Shares of variance by walks through the engine: against exact ones, at their errors, and under correlation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

import detente
from detente.analysis.drivers.drivers import drivers
from detente.analysis.drivers.sensitivity.curves import curve_along
from detente.analysis.drivers.sensitivity.shapley import shapley_values
from detente.analysis.drivers.sensitivity.streams import replayed, streams
from detente.analysis.drivers.sensitivity.walks import mixtures, orders
from detente.engine.run.chunks import Player, Table
from detente.errors import OptionError
from detente.play_options import PlayOptions
from detente.testing import case_of

DAYS = 35.0 / 30.4375


def storm(**sections: Any) -> Any:
    """A storm at a rate that two uncertain factors multiply; nothing else matters to it."""
    return case_of(
        {
            "detente": 1,
            "id": "storm",
            "title": "Storm",
            "as_of": "2024-01-01",
            "until": "2024-02-05",
            "parties": {"north": {}},
            "issues": {"border": {"topic": "war", "now": "none", "options": {"none": 0, "full": 100}}},
            "positions": {"north": {"border": {"ideal": 100, "salience": 50}}},
            "factors": {
                "heat": {"start": "-1.6 to 1.6"},
                "cold": {"start": "-0.8 to 0.8"},
                "idle": {"start": "-1 to 1"},
            },
            "events": {
                "storm": {"rate": "0.5 per month", "hazard_ratio": {"heat": 2, "cold": 0.5}},
                "rain": {"rate": "1 per month"},
            },
            "scenarios": [{"storm": {"when": {"event": "storm"}}}],
            **sections,
        }
    )


def exact(rho: float = 0.0) -> tuple[float, np.ndarray]:
    """Return the share of what is not known in the storm's variance, and of heat and cold, by quadrature.

    p = 1 − exp(−½ · days · 2^(heat − cold)); the normal scores of heat and cold have correlation ρ.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()
    a, b = np.meshgrid(nodes, nodes, indexing="ij")
    joint = np.outer(weights, weights)

    def p(heat: Any, cold: Any) -> Any:
        return 1.0 - np.exp(-0.5 * DAYS * 2.0 ** (1.6 / 1.6448536269514722 * heat - 0.8 / 1.6448536269514722 * cold))

    def spread(first_is_heat: bool) -> float:
        """Var(E[p | one score]): the other is ρ·z + √(1 − ρ²)·e."""
        other = rho * a + np.sqrt(1.0 - rho**2) * b
        means = ((p(a, other) if first_is_heat else p(other, a)) * weights[None, :]).sum(axis=1)
        return float(weights @ means**2 - (weights @ means) ** 2)

    values = p(a, rho * a + np.sqrt(1.0 - rho**2) * b)
    mean = float((joint * values).sum())
    whole = float((joint * values**2).sum() - mean**2)
    effects = shapley_values(np.array([0.0, spread(True), spread(False), whole]))
    return whole / (mean * (1.0 - mean)), effects / (mean * (1.0 - mean))


def by_id(outcome: Any) -> dict[str, Any]:
    return {view.id: view for view in outcome.drivers}


@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_shares_are_those_of_quadrature(rho):
    """Within four standard errors, for independent and for correlated factors, whose probability rank 0.6 sets."""
    rank = 6.0 / np.pi * np.arcsin(rho / 2.0)
    correlated = [{"between": ["factors.heat.start", "factors.cold.start"], "rank": float(rank)}] if rho else []
    found = drivers(
        storm(correlations=correlated), outcomes=["storm"], worlds=60_000, options=PlayOptions(seed=3)
    ).outcomes[0]
    whole, (heat, cold) = exact(rho)
    views = by_id(found)
    for share, truth in (
        (found.beliefs, whole),
        (found.chance, 1.0 - whole),
        (views["factors.heat"].beliefs, heat),
        (views["factors.cold"].beliefs, cold),
        (views["events"].chance, 1.0 - whole),
    ):
        assert abs(share.value - truth) < 4.0 * share.error
        assert share.error < 0.02
    assert found.beliefs.value + found.chance.value == pytest.approx(1.0, abs=1e-12)
    assert views["how-negotiations-work"].beliefs.value == 0.0
    assert abs(found.overlap.value) < 4.0 * found.overlap.error


def test_errors_cover_the_truth_at_their_rate():
    """Over 12 seeds and two shares, some 90 % lie within 1.645 errors; fewer than 70 % would be a fault."""
    whole, (heat, _) = exact()
    near = []
    for seed in range(12):
        found = drivers(storm(), outcomes=["storm"], worlds=8000, options=PlayOptions(seed=seed)).outcomes[0]
        views = by_id(found)
        for share, truth in ((found.beliefs, whole), (views["factors.heat"].beliefs, heat)):
            near.append(abs(share.value - truth) < 1.645 * share.error)
    assert 0.7 <= np.mean(near) <= 1.0


def test_directions_curves_and_what_is_told_of_numbers():
    found = drivers(storm(), outcomes=["storm"], worlds=30_000)
    heat = by_id(found.outcomes[0])["factors.heat"].leading
    assert heat.path == "factors.heat.start"
    assert heat.correlation > 0.3
    assert heat.curve.probabilities[0] < 0.4 < heat.curve.probabilities[-1]
    assert heat.curve.turn is None
    assert heat.curve.below < heat.curve.above
    assert by_id(found.outcomes[0])["factors.cold"].leading.correlation < 0.0
    assert found.worlds <= 30_000
    assert found.case_sha256 == storm().sha256
    assert "Enough worlds" in found.status.en


def test_the_same_numbers_on_any_number_of_processors():
    first, second = (drivers(storm(), worlds=4000, options=PlayOptions(threads=threads)) for threads in (1, 3))
    assert first == second


def test_mixtures_are_beliefs_and_keep_what_is_known():
    """Every station has uniform numbers with the case's correlation, and those of its known groups are those of x."""
    correlated = [{"between": ["factors.heat.start", "factors.cold.start"], "rank": 0.7}]
    drawn = Table.of(storm(correlations=correlated)).drawn
    paths = drawn.paths()
    heat, cold = (paths.index(f"factors.{name}.start") for name in ("heat", "cold"))
    others = tuple(k for k in range(len(paths)) if k not in (heat, cold))
    columns = [(heat,), (cold,), others]
    pair = drawn.uniforms(1, 0, 8000).reshape(4000, 2, -1)
    order = orders(3, 0, 4000, 1)
    stations = mixtures(drawn, columns, order, pair[:, 0], pair[:, 1])
    assert np.array_equal(stations[0], pair[:, 1])
    assert np.array_equal(stations[-1], pair[:, 0])
    for k, station in enumerate(stations):
        rank = stats.spearmanr(station[:, heat], station[:, cold]).statistic
        assert rank == pytest.approx(0.7, abs=0.04)
        assert stats.kstest(station[:, cold], "uniform").pvalue > 1e-4
        known = (np.argsort(order, axis=1)[:, 0] < k)[:, None]
        assert np.allclose(station[:, [heat]][known], pair[:, 0][:, [heat]][known], atol=1e-9)


def test_every_group_stands_at_every_place():
    found = orders(4, 0, 8, seed=5)
    assert (np.sort(found, axis=1) == np.arange(4)).all()
    for place in range(4):
        assert np.bincount(found[:, place]).tolist() == [2, 2, 2, 2]
    assert np.array_equal(orders(4, 3, 5, seed=5), found[3:])


def test_a_stream_changes_its_own_draws_alone():
    table = Table.of(storm())
    base = Player(table, 1).play(table.drawn.draw(1, 0, 50), 0, 4)
    by_name = {stream.id: stream for stream in streams(table)}
    again = replayed(table, by_name["events"], 1).play(table.drawn.draw(1, 0, 50), 0, 4)
    assert (again.event_first != base.event_first).any()
    assert np.array_equal(again.level, base.level)
    same = replayed(table, by_name["factors.heat"], 1).play(table.drawn.draw(1, 0, 50), 0, 4)
    assert np.array_equal(same.event_first, base.event_first)  # a factor without volatility has no shocks


def test_worlds_are_those_of_a_play():
    table = Table.of(storm())
    worlds = detente.simulate(storm(), beliefs=20, runs=6, seed=4, keep_worlds=True)
    tracks = Player(table, 4).play(table.drawn.draw(4, 5, 10), 5, 6)
    assert np.array_equal(tracks.event_first, worlds.tracks.event_first[5:15])


def test_a_turn_and_a_tip():
    rng = np.random.default_rng(1)
    x = rng.normal(size=6000)
    hill = curve_along(x, (rng.random(6000) < np.exp(-(x**2))) * 1.0)
    assert hill.turn == pytest.approx(0.0, abs=0.4)
    step = curve_along(x, (rng.random(6000) < np.where(x > 1.0, 0.7, 0.2)) * 1.0)
    assert step.turn is None
    assert step.tip == pytest.approx(1.0, abs=0.15)
    assert (step.below, step.above) == pytest.approx((0.2, 0.7), abs=0.06)
    flat = curve_along(x, (rng.random(6000) < 0.3) * 1.0)
    assert (flat.turn, flat.tip) == (None, None)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"outcomes": ["strom"]}, "did you mean 'storm'"),
        ({"outcomes": ["muddling-through", "storm"], "worlds": 100}, "are too few to say what drives anything"),
        ({"worlds": 1200}, "too few"),
    ],
)
def test_what_cannot_be_answered_is_said(options, words):
    with pytest.raises(OptionError, match=words):
        drivers(storm(), **{"worlds": 2000, **options})


@pytest.mark.parametrize(("rate", "how"), [("0 per month", "never"), ("400 per month", "always")])
def test_an_outcome_that_never_or_always_comes(rate, how):
    with pytest.raises(OptionError, match=f"'storm' {how} came true"):
        drivers(storm(events={"storm": {"rate": rate}}), outcomes=["storm"], worlds=3000)


def test_a_stop_keeps_what_is_done():
    asked = iter([False] * 4 + [True] * 10_000)
    found = drivers(
        storm(), outcomes=["storm"], worlds=200_000, options=PlayOptions(threads=1, stop=lambda: next(asked))
    )
    assert 100 < found.walks < 15_000
    assert found.outcomes[0].beliefs.error > 0.0
