"""Value of information where it is known: the unit normal loss function, and a state of two values.

Raiffa, H. & Schlaifer, R. (1961), Applied Statistical Decision Theory, Harvard. Option 0 is worth 0, option 1 μ + β·X
with X ~ N(0, I): EVPI = L(μ, |β|) − max(0, μ) with L(m, s) = m Φ(m/s) + s φ(m/s); knowing X_j alone has s = |β_j|, and
seeing n observations of X_1 with sd σ has s = β_1 √(1/(1 + σ²/n)).
"""

from __future__ import annotations

from math import erf, exp, pi, sqrt

import numpy as np
import pytest

from detente.analysis.information.value_of_information import evpi, evppi, evsi
from detente.errors import OptionError

MU, BETA = -0.5, np.array([1.0, 2.0])
BELIEFS = 100_000
ERRORS = 4.0


def loss(mean: float, sd: float) -> float:
    z = mean / sd
    return mean * 0.5 * (1.0 + erf(z / sqrt(2.0))) + sd * exp(-0.5 * z * z) / sqrt(2.0 * pi)


@pytest.fixture(scope="module")
def sample():
    draws = np.random.default_rng(20).normal(size=(BELIEFS, 3))
    worth = MU + draws[:, :2] @ BETA
    return draws, np.column_stack([np.zeros(BELIEFS), worth])


def near(found, value):
    assert abs(found.value - value) < ERRORS * found.standard_error
    assert found.standard_error < 0.006


def test_closed_forms_are_those_published():
    assert loss(MU, sqrt(5.0)) == pytest.approx(0.6642711489467626, abs=1e-12)
    assert loss(MU, 1.0) == pytest.approx(0.19779655740130603, abs=1e-12)
    assert loss(MU, 2.0) == pytest.approx(0.5726893964471604, abs=1e-12)
    assert loss(MU, sqrt(0.5)) == pytest.approx(0.09982061418712287, abs=1e-12)


def test_perfect_information(sample):
    near(evpi(sample[1]), loss(MU, sqrt(5.0)))


@pytest.mark.parametrize(("place", "value"), [(0, 0.19779655740130603), (1, 0.5726893964471604)])
def test_knowing_one_input(sample, place, value):
    draws, utilities = sample
    near(evppi(utilities, draws[:, place]), value)


def test_a_sample_of_four_with_sd_two(sample):
    draws, utilities = sample
    seen = draws[:, 0] + draws[:, 2] * 2.0 / sqrt(4.0)
    near(evsi(utilities, seen), 0.09982061418712287)


def test_knowing_more_is_worth_no_less_and_never_more_than_everything(sample):
    draws, utilities = sample
    nothing = evppi(utilities, draws[:, 2])
    one, both = evppi(utilities, draws[:, 0]), evppi(utilities, draws[:, :2])
    every = evpi(utilities)
    assert nothing.value == 0.0
    assert 0.0 < one.value < both.value <= every.value
    assert both.value == pytest.approx(every.value, abs=1e-3)


def test_chance_of_runs_is_not_taken_for_knowledge():
    """Where utilities are all chance, no input is worth anything; fits judged by their own beliefs would say so."""
    random = np.random.default_rng(3)
    utilities = random.normal(size=(2000, 6))
    worths = [evppi(utilities, random.normal(size=(2000, 3))) for _ in range(20)]
    assert np.mean([worth.value for worth in worths]) < 2.0 * np.mean([worth.standard_error for worth in worths])


def test_uniform_input_with_a_cost():
    """X ~ U(0, 1) less c = 0.6: EVPI = (1 − c)²/2."""
    x = (np.arange(BELIEFS) + 0.5) / BELIEFS
    assert evpi(np.column_stack([0.0 * x, x - 0.6])).value == pytest.approx(0.08, abs=1e-6)


def test_a_state_of_two_values_and_a_noisy_signal():
    """p = 0.3, gain 10, loss 4: EVPI 2.8; a signal of sensitivity 0.8 and specificity 0.7: EVSI 1.36."""
    state = np.repeat([1, 0], [3000, 7000])
    signal = np.concatenate([np.repeat([1, 0], [2400, 600]), np.repeat([1, 0], [2100, 4900])])
    order = np.random.default_rng(1).permutation(10_000)
    utilities = np.column_stack([np.zeros(10_000), np.where(state[order] == 1, 10.0, -4.0)])
    assert evpi(utilities).value == pytest.approx(2.8, abs=1e-12)
    assert evsi(utilities, signal[order]).value == pytest.approx(1.36, abs=1e-9)


def test_errors_cover_the_truth_at_their_rate():
    """Of 200 repetitions, two errors miss the truth in about 5 %."""
    random, missed = np.random.default_rng(8), 0
    for _ in range(200):
        x = random.normal(size=(2000, 2))
        worth = evppi(np.column_stack([np.zeros(2000), MU + x @ BETA]), x[:, 1])
        missed += abs(worth.value - 0.5726893964471604) > 2.0 * worth.standard_error
    assert missed <= 20


def test_too_few_beliefs_are_told():
    few = np.random.default_rng(1).normal(size=(15, 2))
    assert np.isnan(evppi(few, np.random.default_rng(2).normal(size=(15, 5))).value)


def test_a_group_of_many_inputs_is_told_by_those_that_matter():
    """Of 150 inputs and 1,000 beliefs, two matter: least squares of all would be lost."""
    random = np.random.default_rng(9)
    x = random.normal(size=(1000, 150))
    utilities = np.column_stack([np.zeros(1000), MU + x[:, :2] @ BETA])
    assert 0.9 * evpi(utilities).value < evppi(utilities, x).value <= evpi(utilities).value


def test_shapes_that_do_not_match_are_errors():
    with pytest.raises(OptionError, match="as many beliefs"):
        evppi(np.zeros((10, 2)), np.zeros((9, 1)))
    with pytest.raises(OptionError, match="two beliefs or more"):
        evpi(np.zeros((1, 2)))
