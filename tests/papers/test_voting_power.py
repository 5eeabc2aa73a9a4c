"""Voting power of councils, as exact fractions, and against all coalitions one by one.

Security Council: Shapley & Shubik (1954) for the five-permanent-member rule in its form since 1965. Councils of the
Communities and of the Union: weights of the treaties of Rome, accession and Nice.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import OptionError
from detente.theories.voting.counting import voting_power
from detente.theories.voting.rules import WeightedRule


def of(quota, *groups):
    weights = {f"{weight}-{k}-{place}": weight for place, (weight, count) in enumerate(groups) for k in range(count)}
    power = voting_power(WeightedRule(quota=quota, weights=weights))
    first = {weight: f"{weight}-0-{place}" for place, (weight, _) in enumerate(groups)}
    return power, first


def test_security_council():
    power, first = of(39, (7, 5), (1, 10))
    assert power.shapley_shubik[first[7]] == Fraction(421, 2145)
    assert power.shapley_shubik[first[1]] == Fraction(4, 2145)
    assert (power.swings[first[7]], power.swings[first[1]]) == (848, 84)
    assert sum(power.swings.values()) == 5080
    assert float(power.banzhaf[first[7]]) == pytest.approx(0.166929, abs=5e-7)
    assert float(power.banzhaf[first[1]]) == pytest.approx(0.016535, abs=5e-7)
    assert float(power.absolute[first[7]]) == pytest.approx(0.051758, abs=5e-7)
    assert float(power.absolute[first[1]]) == pytest.approx(0.005127, abs=5e-7)


def test_council_of_six_in_which_luxembourg_decided_nothing():
    power, first = of(12, (4, 3), (2, 2), (1, 1))
    assert [power.shapley_shubik[first[w]] for w in (4, 2, 1)] == [Fraction(7, 30), Fraction(3, 20), 0]
    assert [power.banzhaf[first[w]] for w in (4, 2, 1)] == [Fraction(10, 42), Fraction(6, 42), 0]


def test_council_of_nine():
    power, first = of(41, (10, 4), (5, 2), (3, 2), (2, 1))
    assert [power.shapley_shubik[first[w]] for w in (10, 5, 3, 2)] == [
        Fraction(5, 28),
        Fraction(17, 210),
        Fraction(2, 35),
        Fraction(1, 105),
    ]
    printed = [0.167192, 0.091483, 0.066246, 0.015773]
    assert [float(power.banzhaf[first[w]]) for w in (10, 5, 3, 2)] == pytest.approx(printed, abs=5e-7)


def test_council_of_ten_in_which_two_weights_are_worth_the_same():
    power, first = of(45, (10, 4), (5, 3), (3, 2), (2, 1))
    assert [power.shapley_shubik[first[w]] for w in (10, 5, 3, 2)] == [
        Fraction(73, 420),
        Fraction(1, 14),
        Fraction(19, 630),
        Fraction(19, 630),
    ]
    printed = [0.157729, 0.082019, 0.041009, 0.041009]
    assert [float(power.banzhaf[first[w]]) for w in (10, 5, 3, 2)] == pytest.approx(printed, abs=5e-7)


def test_council_of_fifteen():
    power, first = of(62, (10, 4), (8, 1), (5, 4), (4, 2), (3, 3), (2, 1))
    order = (10, 8, 5, 4, 3, 2)
    shapley = [0.116667, 0.095460, 0.055175, 0.045360, 0.035254, 0.020690]
    banzhaf = [0.111621, 0.092424, 0.058738, 0.047872, 0.035919, 0.022638]
    assert [float(power.shapley_shubik[first[w]]) for w in order] == pytest.approx(shapley, abs=6e-7)
    assert [float(power.banzhaf[first[w]]) for w in order] == pytest.approx(banzhaf, abs=6e-7)


def test_council_of_27_by_weights_of_nice_alone():
    groups = ((29, 4), (27, 2), (14, 1), (13, 1), (12, 5), (10, 3), (7, 5), (4, 5), (3, 1))
    power, first = of(255, *groups)
    assert sum(w * n for w, n in groups) == 345
    printed = [0.077827, 0.074198, 0.042592, 0.039740, 0.036844, 0.030925, 0.021808, 0.012502, 0.009422]
    assert [float(power.banzhaf[first[w]]) for w, _ in groups] == pytest.approx(printed, abs=6e-7)
    assert float(power.shapley_shubik[first[29]]) == pytest.approx(0.086738, abs=5e-7)
    assert float(power.shapley_shubik[first[3]]) == pytest.approx(0.008178, abs=5e-7)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=6), st.data())
def test_counting_is_as_trying_everything(weights, data):
    total = sum(weights)
    if total == 0:
        return
    quota = data.draw(st.integers(1, total))
    names = [f"m{k}" for k in range(len(weights))]
    power = voting_power(WeightedRule(quota=quota, weights=dict(zip(names, weights, strict=True))))
    for k, name in enumerate(names):
        others = [m for m in range(len(weights)) if m != k]
        swings = sum(
            quota - weights[k] <= sum(weights[m] for m in chosen) < quota
            for size in range(len(others) + 1)
            for chosen in combinations(others, size)
        )
        assert power.swings[name] == swings
    pivots = dict.fromkeys(names, 0)
    for order in permutations(range(len(weights))):
        reached = 0
        for m in order:
            reached += weights[m]
            if reached >= quota:
                pivots[names[m]] += 1
                break
    count = sum(pivots.values())
    assert power.shapley_shubik == {name: Fraction(pivots[name], count) for name in names}
    assert sum(power.shapley_shubik.values()) == sum(power.banzhaf.values()) == 1


def test_few_members_may_have_weights_of_any_size():
    """A council of six whose votes are counted in millions has the same power."""
    millions = {"a": 4_000_001, "b": 4_000_002, "c": 4_000_003, "d": 2_000_000, "e": 2_000_000, "f": 1_000_000}
    power = voting_power(WeightedRule(quota=12_000_000, weights=millions))
    assert [power.shapley_shubik[m] for m in "adf"] == [Fraction(7, 30), Fraction(3, 20), 0]


@pytest.mark.parametrize(("quota", "weights"), [(0, {"a": 1}), (2, {"a": 1}), (1, {"a": -1, "b": 3}), (1, {})])
def test_rules_that_are_none_are_refused(quota, weights):
    with pytest.raises(OptionError, match="allowed is"):
        WeightedRule(quota=quota, weights=weights)
