"""Effects of changes from made-up worlds whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from detente.analysis.compare.endings import Aim, Ends
from detente.analysis.compare.paired_effects import effect_on_gain, effect_on_scenario, regrets, shrunken
from detente.case.schema.base import Bilingual

TITLE = Bilingual(en="End")
AIM = Aim("end", False)


def made_up(shares, seed: int, runs: int = 40, shift=0.0) -> Ends:
    """Worlds that end so where a uniform of belief and run is below the belief's share: the same in every play."""
    uniforms = np.random.default_rng(seed).random((len(shares), runs))
    ending = np.where(uniforms < shares[:, None], 0, 1).astype(np.int8)
    half = np.stack([(ending[:, : runs // 2] == 0).mean(axis=1), (ending[:, runs // 2 :] == 0).mean(axis=1)])
    return Ends(("end", "muddling-through", "open"), ending, ("party",), (half + shift)[:, :, None])


def beliefs(seed: int, mean: float = 0.02, sd: float = 0.05, count: int = 600):
    random = np.random.default_rng(seed)
    base = random.uniform(0.3, 0.5, count)
    return base, base + random.normal(mean, sd, count)


def test_a_paired_difference_covers_the_truth_at_its_rate():
    missed = 0
    for seed in range(200):
        base, other = beliefs(seed, count=100)
        found = effect_on_scenario(made_up(base, seed), made_up(other, seed), "end", TITLE)
        missed += abs(found.value - 0.02) > 2.0 * found.standard_error
    assert missed <= 20


def test_pairs_tell_more_than_strangers():
    base, other = beliefs(1)
    paired = effect_on_scenario(made_up(base, 1), made_up(other, 1), "end", TITLE)
    strangers = effect_on_scenario(made_up(base, 1), made_up(other, 2), "end", TITLE)
    assert paired.standard_error < 0.6 * strangers.standard_error


def test_shares_of_beliefs_are_free_of_the_chance_of_runs():
    """δ ~ N(0.02, 0.05²) is above zero in Φ(0.4) = 65.5 % of those it moves, and its central 90 % are 0.164 wide."""
    found = []
    for seed in range(20):
        base, other = beliefs(seed)
        found.append(effect_on_scenario(made_up(base, seed, 100), made_up(other, seed, 100), "end", TITLE))
    told = np.mean([view.raised / (view.raised + view.lowered) for view in found])
    assert told == pytest.approx(0.655, abs=0.02)
    width = np.mean([view.high - view.low for view in found])
    assert width == pytest.approx(2 * 1.645 * 0.05, rel=0.2)


def test_the_range_of_a_difference_agrees_with_whom_it_helps():
    """A change that lowers the probability in a seventh of the beliefs and leaves the others alone raises nothing."""
    base = np.full(700, 0.6)
    other = base - np.where(np.arange(700) % 7, 0.0, 0.3)
    found = effect_on_scenario(made_up(base, 7), made_up(other, 7), "end", TITLE)
    assert found.lowered == pytest.approx(1 / 7, abs=0.01)
    assert found.low == pytest.approx(-0.3, abs=0.1)
    assert found.high <= 0.0
    helped = effect_on_scenario(made_up(other, 7), made_up(base, 7), "end", TITLE)
    assert (helped.low, helped.high) == pytest.approx((-found.high, -found.low), abs=1e-9)


def test_what_never_moves_is_neither_raised_nor_lowered():
    base, _ = beliefs(3)
    found = effect_on_scenario(made_up(base, 3), made_up(base, 3), "end", TITLE)
    assert (found.value, found.standard_error, found.raised, found.lowered) == (0.0, 0.0, 0.0, 0.0)
    assert not found.is_told


def test_gains_are_compared_alike():
    base, other = beliefs(4)
    found = effect_on_gain(made_up(base, 4), made_up(other, 4), "party", TITLE)
    assert found.value == pytest.approx(0.02, abs=3 * found.standard_error)
    assert found.raised > found.lowered


def test_a_mean_that_is_known_to_be_above_zero_shrinks_all_to_it():
    means, deviations = shrunken(np.array([0.1, 0.1, 0.1, 0.1]), np.full(4, 0.01))
    assert means == pytest.approx(np.full(4, 0.1))
    assert deviations == pytest.approx(np.full(4, 0.05))


def test_regret_is_what_the_other_option_would_have_gained():
    """One option is 0.1 better in half of the beliefs and 0.1 worse in the others: each forgoes 0.05."""
    base = np.full(2000, 0.4)
    other = base + np.where(np.arange(2000) % 2, 0.1, -0.1)
    found = regrets(AIM, (made_up(base, 5, 4000), made_up(other, 5, 4000)))
    for view in found:
        assert view.value == pytest.approx(0.05, abs=4 * view.standard_error + 1e-3)
        assert view.best == pytest.approx(0.5, abs=0.02)


def test_luck_is_not_taken_for_merit():
    """Options that differ by chance alone leave no regret on average, where the best of noisy means would."""
    found = []
    for seed in range(30):
        options = tuple(made_up(np.full(200, 0.4), 100 * seed + k, 20) for k in range(6))
        found.append(regrets(AIM, options)[0])
    mean = np.mean([view.value for view in found])
    assert abs(mean) < 3.0 * np.mean([view.standard_error for view in found]) / np.sqrt(len(found))


def test_an_aim_can_be_to_avoid_or_for_a_party():
    low, high = made_up(np.full(50, 0.2), 6), made_up(np.full(50, 0.6), 6, shift=1.0)
    avoid, gain = Aim("end", False, -1), Aim("party", True)
    assert regrets(avoid, (low, high))[0].value == 0.0
    assert regrets(avoid, (low, high))[1].value > 0.3
    assert regrets(gain, (low, high))[1].value == 0.0
