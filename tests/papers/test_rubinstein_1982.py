"""Rubinstein 1982, Econometrica 50(1): shares of a pie divided by offers in turn, and their limit.

The engine has no alternating offers. It strikes the Nash package with weights of patience, which gives the same
shares when the weights are (1 − δ_B) and δ_B(1 − δ_A), and 1/r_A and 1/r_B in the limit of quick offers (Binmore,
Rubinstein & Wolinsky 1986, RAND Journal of Economics 17(2)). Shares are on a grid of hundredths, so the package is
exact but for half a step; nothing is random but the beliefs of the last test.
"""

from __future__ import annotations

import numpy as np
import pytest

import detente
from detente.case.case import Case
from detente.case.editing.edit import with_values

HALF_A_STEP = 0.005
CURVATURE = 2e-4
"""The better of two neighbours in Σ w log g is not always the nearer one: the objective is not symmetric."""


@pytest.fixture(scope="module")
def pie() -> Case:
    return detente.load("divided-pie")


def shares_of_a(case: Case, beliefs: int = 2) -> np.ndarray:
    worlds = detente.simulate(case, beliefs=beliefs, runs=2, threads=1, keep_worlds=True)
    names = list(worlds.layout.names.options["share-of-a"])
    assert worlds.tracks is not None
    return np.array([[int(names[fate - 2][2:]) / 100 for fate in run] for run in worlds.tracks.fate[:, :, 0, 0]])


def divided(case: Case, patience_a: float, patience_b: float) -> float:
    edited = with_values(case, {"parties.party-a.patience": patience_a, "parties.party-b.patience": patience_b})
    found = np.unique(shares_of_a(edited))
    assert len(found) == 1
    return float(found[0])


@pytest.mark.parametrize(
    ("delta_a", "delta_b", "share"),
    [(0.9, 0.9, 0.526316), (0.95, 0.8, 0.833333), (0.9, 0.7, 0.810811)],
)
def test_share_of_the_first_to_offer(pie, delta_a, delta_b, share):
    assert share == pytest.approx((1 - delta_b) / (1 - delta_a * delta_b), abs=1e-6)
    found = divided(pie, 1 - delta_b, delta_b * (1 - delta_a))
    assert found == pytest.approx(share, abs=HALF_A_STEP + CURVATURE)


@pytest.mark.parametrize(("rate_a", "rate_b"), [(0.1, 0.1), (0.05, 0.1), (0.3, 0.1), (0.02, 0.31)])
def test_share_in_the_limit_of_quick_offers(pie, rate_a, rate_b):
    found = divided(pie, 1 / rate_a, 1 / rate_b)
    assert found == pytest.approx(rate_b / (rate_a + rate_b), abs=HALF_A_STEP + CURVATURE)


def test_share_follows_patience_in_every_belief(pie):
    found = shares_of_a(pie, beliefs=300)
    worlds = detente.simulate(pie, beliefs=300, runs=2, threads=1)
    patience = worlds.numbers()[:, worlds.layout.slots.of("parties.party-a.patience")]
    assert np.abs(found - (patience / (1 + patience))[:, None]).max() <= HALF_A_STEP + CURVATURE
