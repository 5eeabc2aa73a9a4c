"""Bargains of two: rules against brute force, distributions that sum to one, and what people did."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest

from detente.bargaining.rules import GAIN_FLOOR
from detente.errors import StoreError
from detente.forecast.bargains.backtest import backtest_bargains
from detente.forecast.bargains.distributions import efficient, fitted
from detente.forecast.bargains.striking import RULES, perception_noise, struck
from detente.forecast.bargains.table import Bargains, is_bargains, read_bargains

GOODS = ("salt", "rope")
UNITS = np.array([2, 3])
PACKAGES = np.array(list(itertools.product(range(3), range(4))))


def made(count: int, seed: int, precision: float = 6.0) -> Bargains:
    """Return bargains whose outcomes were drawn from a logit of the Nash product."""
    dice = np.random.default_rng(seed)
    values = dice.integers(1, 6, (count, 2, 2)).astype(float)
    whole = Bargains(
        title="made", goods=GOODS, units=UNITS, packages=PACKAGES, values=values, walk_away=0.0,
        taken=np.zeros(count, dtype=np.int64),
    )  # fmt: skip
    shares = np.maximum(whole.gains(), 0.5) / whole.totals()[..., None]
    worth = precision * np.log(shares).sum(axis=1) + dice.gumbel(size=(count, len(PACKAGES)))
    taken = worth.argmax(axis=1)
    taken[::17] = -1
    return Bargains(
        title="made", goods=GOODS, units=UNITS, packages=PACKAGES, values=values, walk_away=0.0, taken=taken
    )


@pytest.fixture(scope="module")
def bargains() -> Bargains:
    return made(400, 1)


def test_rules_strike_what_brute_force_finds(bargains):
    gains = bargains.gains()[:60]
    for k, (first, second) in enumerate(gains):
        both = [p for p in range(len(PACKAGES)) if first[p] > GAIN_FLOOR and second[p] > GAIN_FLOOR]
        goals = {
            "nash": lambda p, a=first, b=second: a[p] * b[p],
            "utilitarian": lambda p, a=first, b=second: a[p] + b[p],
            "egalitarian": lambda p, a=first, b=second: (min(a[p], b[p]), max(a[p], b[p])),
            "kalai-smorodinsky": lambda p, a=first, b=second, of=both: tuple(
                sorted((a[p] / max(a[q] for q in of), b[p] / max(b[q] for q in of)))
            ),
        }
        for rule, goal in goals.items():
            shares = struck(rule, gains[k : k + 1])[0]
            top = max(goal(p) for p in both)
            best = {p for p in both if np.allclose(goal(p), top)}
            assert {int(p) for p in np.flatnonzero(shares)} == best, rule
            assert shares.sum() == pytest.approx(1.0)


def test_without_an_error_of_perception_the_best_is_struck(bargains):
    gains, totals = bargains.gains()[:10], bargains.totals()[:10]
    noise = perception_noise(PACKAGES, UNITS, totals, 0.0, 5, np.random.default_rng(1))
    for rule in RULES:
        assert np.allclose(struck(rule, gains, noise), struck(rule, gains))


def test_efficient_packages_are_those_that_nothing_beats(bargains):
    gains = bargains.gains()[:20]
    found = efficient(gains)
    for k, (first, second) in enumerate(gains):
        for p in range(len(PACKAGES)):
            beaten = any(
                first[q] >= first[p] and second[q] >= second[p] and (first[q], second[q]) != (first[p], second[p])
                for q in range(len(PACKAGES))
            )
            assert found[k, p] == (not beaten)


def test_distributions_sum_to_one_and_never_say_never(bargains):
    known = bargains.taken >= 0
    for one in fitted(bargains, known, draws=50, seed=1):
        assert np.allclose(np.exp(one.logs).sum(axis=1), 1.0, atol=1e-8), one.key
        assert np.isfinite(one.logs[np.flatnonzero(known), bargains.taken[known]]).all(), one.key


def test_a_logit_finds_the_constant_that_made_the_outcomes():
    many = made(3000, 2)
    found = {one.key: one for one in fitted(many, many.taken >= 0, draws=10, seed=1)}
    assert dict(found["logit-nash"].constants)["Nash product"] == pytest.approx(6.0, abs=0.5)


def test_what_is_kept_aside_is_not_fitted_on(bargains):
    other = bargains.taken.copy()
    agreed = np.flatnonzero(other >= 0)
    aside = agreed[-round(0.2 * len(agreed)) :]
    other[aside] = (other[aside] + 5) % len(PACKAGES)
    changed = Bargains(
        title="made", goods=GOODS, units=UNITS, packages=PACKAGES, values=bargains.values, walk_away=0.0, taken=other
    )
    first, second = (backtest_bargains(one, draws=20) for one in (bargains, changed))
    assert [one.constants for one in first.scores] == [one.constants for one in second.scores]
    assert [one.fit for one in first.scores] == [one.fit for one in second.scores]
    assert [one.score for one in first.scores] != [one.score for one in second.scores]


def test_a_table_is_read_back_and_its_mistakes_are_told(tmp_path, bargains):
    file = tmp_path / "made.csv"
    with file.open("w", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["id", "a_salt", "a_rope", "b_salt", "b_rope", "ended", "a_gets_salt", "a_gets_rope"])
        for k, place in enumerate(bargains.taken):
            got = PACKAGES[place] if place >= 0 else ("", "")
            rows.writerow([k, *bargains.values[k].ravel(), "agreed" if place >= 0 else "walk", *got])
    assert is_bargains(file)
    found = read_bargains(file, walk_away=0.0)
    assert np.array_equal(found.taken, bargains.taken)
    assert np.array_equal(found.values, bargains.values)
    file.write_text(file.read_text().replace("agreed,", "agreed,x", 3))
    with pytest.raises(StoreError, match="line 3, a_gets_salt"):
        read_bargains(file)
    assert not is_bargains(Path(__file__))


def test_people_come_near_the_best(shared):
    found = backtest_bargains(read_bargains(shared / "data" / "human-camp-negotiations.csv"), draws=400)
    assert found.facts.agreed == 906
    assert found.facts.efficient == pytest.approx(0.671, abs=0.001)
    assert found.facts.struck_nash == pytest.approx(0.208, abs=0.001)
    scores = {one.key: one for one in found.scores}
    rules = max(scores[key].score for key in ("nash", "kalai-smorodinsky", "egalitarian", "utilitarian", "proposer"))
    assert scores["play"].score > max(-3.15, rules)
    assert scores["play"].difference > 2.0 * scores["play"].difference_error
    assert scores["logit-nash-even"].score > -3.05
