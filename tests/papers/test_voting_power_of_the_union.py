"""Voting power in the Council of the European Union: several quotas joined by *and* and *or*, weights of any size."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from council_of_the_union import (
    LISBON_2011,
    LISBON_2025,
    NICE,
    NICE_HALF_BALLOTS_2011,
    NICE_TWO_THIRDS_BALLOTS_2011,
    PEOPLE_2011,
    REINFORCED_BALLOTS_2011,
    SHARES_2025,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.theories.voting.counting import _by_halves, _by_sums, can_be_counted, voting_power
from detente.theories.voting.rules import AnyRule, JointRule, WeightedRule


def heads(members, quota: int) -> WeightedRule:
    return WeightedRule(quota=quota, weights=dict.fromkeys(members, 1))


def all_of(*rules: AnyRule) -> JointRule:
    return JointRule(joined="all", rules=rules)


def any_of(*rules: AnyRule) -> JointRule:
    return JointRule(joined="any", rules=rules)


def share(weights, hundredths: int) -> WeightedRule:
    return WeightedRule(quota=-(-sum(weights.values()) * hundredths // 100), weights=weights)


def lisbon(weights) -> JointRule:
    return any_of(all_of(heads(weights, 15), share(weights, 65)), heads(weights, 24))


@pytest.mark.parametrize(
    ("weights", "printed", "winning"), [(PEOPLE_2011, LISBON_2011, 17_193_978), (SHARES_2025, LISBON_2025, 17_729_938)]
)
def test_the_rule_of_lisbon_with_its_clause_of_four(weights, printed, winning) -> None:
    power = voting_power(lisbon(weights))
    assert power.winning == winning
    for member, (swings, absolute, banzhaf, shapley) in printed.items():
        assert power.swings[member] == swings
        assert float(power.absolute[member]) == pytest.approx(absolute, abs=6e-7)
        assert float(power.banzhaf[member]) == pytest.approx(banzhaf, abs=6e-7)
        assert float(power.shapley_shubik[member]) == pytest.approx(shapley, abs=6e-7)


def test_the_clause_of_four_adds_few_coalitions_and_moves_the_power() -> None:
    without = voting_power(all_of(heads(SHARES_2025, 15), share(SHARES_2025, 65)))
    assert without.winning == 17_729_918
    assert float(without.shapley_shubik["DE"]) == pytest.approx(0.177583, abs=6e-7)
    assert float(without.shapley_shubik["MT"]) == pytest.approx(0.008338, abs=6e-7)


def test_reinforced_majority() -> None:
    power = voting_power(all_of(heads(PEOPLE_2011, 20), share(PEOPLE_2011, 65)))
    for country, ballots in REINFORCED_BALLOTS_2011.items():
        assert 2 * power.swings[country] == ballots
    power = voting_power(all_of(heads(SHARES_2025, 20), share(SHARES_2025, 65)))
    assert (power.winning, power.swings["DE"], power.swings["MT"]) == (1_045_769, 756_035, 499_319)
    assert float(power.banzhaf["DE"]) == pytest.approx(0.052007, abs=6e-7)
    assert float(power.shapley_shubik["MT"]) == pytest.approx(0.028291, abs=6e-7)


def test_majorities_of_nice() -> None:
    """Published without the 62 % of people; with it Germany decides a little more often than France."""
    votes = WeightedRule(quota=256, weights=NICE)
    half, most = (voting_power(all_of(heads(NICE, quota), votes)) for quota in (14, 18))
    for country, ballots in NICE_HALF_BALLOTS_2011.items():
        assert 2 * half.swings[country] == ballots
    for country, ballots in NICE_TWO_THIRDS_BALLOTS_2011.items():
        assert 2 * most.swings[country] == ballots
    with_people = voting_power(all_of(heads(NICE, 14), votes, share(PEOPLE_2011, 62)))
    assert (2 * with_people.swings["DE"], 2 * with_people.swings["AT"]) == (4_137_542, 1_652_950)
    assert float(with_people.shapley_shubik["DE"]) == pytest.approx(0.087009, abs=6e-7)
    assert float(with_people.shapley_shubik["FR"]) == pytest.approx(0.086864, abs=6e-7)


def test_people_and_heads_alone() -> None:
    people = voting_power(WeightedRule(quota=6501, weights=SHARES_2025))
    assert (people.swings["DE"], people.swings["MT"]) == (20_577_401, 130_709)
    assert float(people.shapley_shubik["DE"]) == pytest.approx(0.205852, abs=6e-7)
    assert set(voting_power(heads(SHARES_2025, 15)).swings.values()) == {9_657_700}


def test_the_security_council_by_seats_and_vetoes() -> None:
    """Nine of fifteen, and no veto of five: the same game as weights 7 and 1 with a quota of 39."""
    permanent = [f"p{k}" for k in range(5)]
    members = [*permanent, *(f"m{k}" for k in range(10))]
    vetoes = [WeightedRule(quota=1, weights={member: 1}) for member in permanent]
    power = voting_power(all_of(heads(members, 9), *vetoes))
    assert (power.swings["p0"], power.swings["m0"]) == (848, 84)
    assert str(power.shapley_shubik["p0"]) == "421/2145"


def test_thirty_members_with_weights_of_any_size_are_counted() -> None:
    weights = {f"m{k}": 10**9 + 7919 * k**3 for k in range(30)}
    rule = share(weights, 60)
    assert can_be_counted(rule)
    power = voting_power(rule)
    assert sum(power.shapley_shubik.values()) == 1
    assert power.swings["m29"] >= power.swings["m0"]


@st.composite
def rules(draw: st.DrawFn, names: tuple[str, ...], depth: int = 2) -> AnyRule:
    if depth == 0 or draw(st.booleans()):
        weights = dict(
            zip(names, draw(st.lists(st.integers(0, 5), min_size=len(names), max_size=len(names))), strict=True)
        )
        total = sum(weights.values())
        if total == 0:
            weights, total = dict.fromkeys(names, 1), len(names)
        return WeightedRule(quota=draw(st.integers(1, total)), weights=weights)
    parts = draw(st.lists(rules(names, depth - 1), min_size=1, max_size=3))
    return JointRule(joined=draw(st.sampled_from(["all", "any"])), rules=tuple(parts))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_counting_is_as_trying_everything(data) -> None:
    names = tuple(f"m{k}" for k in range(data.draw(st.integers(1, 5))))
    rule = data.draw(rules(names))
    power = voting_power(rule)
    for name in names:
        others = [m for m in names if m != name]
        chosen = [set(c) for size in range(len(names)) for c in combinations(others, size)]
        assert power.swings[name] == sum(rule.is_met(c | {name}) and not rule.is_met(c) for c in chosen)
    pivots = dict.fromkeys(names, 0)
    orders = list(permutations(names))
    for order in orders:
        met = [rule.is_met(set(order[:k])) for k in range(len(order) + 1)]
        pivots[order[met.index(True) - 1]] += 1
    assert {name: share * len(orders) for name, share in power.shapley_shubik.items()} == pivots


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_halves_and_sums_count_alike(data) -> None:
    names = tuple(f"m{k}" for k in range(data.draw(st.integers(2, 9))))
    rule = data.draw(rules(names))
    assert _by_halves(rule, names) == _by_sums(rule, names)
