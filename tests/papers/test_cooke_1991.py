"""Cooke's classical model: the worked example of TU Delft's open courseware, 3.7.3."""

from __future__ import annotations

import numpy as np
import pytest

from detente.elicitation.cooke import Tie, intrinsic, performance, pooled_quantiles, weights

TRUE = np.array([24.0, 11.0, 68.0, 47.0, 31.0])
SAID = np.array(
    [
        [[2, 5, 7], [12, 13, 15], [87, 89, 92], [2, 5, 8], [48, 50, 52]],
        [[20, 23, 34], [8, 10, 11], [60, 70, 90], [20, 35, 45], [30, 35, 40]],
        [[20, 25, 28], [10, 13, 15], [65, 67, 70], [42, 44, 46], [32, 33, 35]],
    ],
    dtype=float,
)


def test_scores_are_those_published():
    found = performance(SAID, TRUE)
    assert [each.calibration for each in found] == pytest.approx([3.621e-5, 0.608, 0.327], rel=2e-3)
    assert [each.information for each in found] == pytest.approx([1.418, 0.558, 1.354], abs=5e-4)
    assert [each.calibration for each in found] == pytest.approx([3.62103e-5, 0.608358, 0.327017], rel=1e-5)
    assert [each.information for each in found] == pytest.approx([1.4177, 0.5581, 1.3544], abs=5e-5)


def test_weights_are_those_published_to_their_rounding():
    """The published ones are made of rounded scores."""
    found = weights(performance(SAID, TRUE))
    assert found == pytest.approx([0.00006565341, 0.4338007, 0.5661336], abs=2e-4)
    assert found == pytest.approx([6.560e-5, 0.433888, 0.566046], abs=1e-6)


def test_the_tie_decides():
    found = performance(SAID, TRUE, tie=Tie.ABOVE)
    assert found[1].calibration == pytest.approx(0.101172, abs=1e-6)
    assert weights(found) == pytest.approx([0.0001, 0.1131, 0.8868], abs=1e-4)


def test_without_what_came_true_in_the_range_information_is_less():
    low, high = intrinsic(SAID)
    assert (high - low).tolist() == pytest.approx([38.4, 8.4, 38.4, 52.8, 26.4])
    low, high = intrinsic(SAID, TRUE)
    assert (low[4], high[4]) == pytest.approx((27.8, 54.2))


@pytest.mark.parametrize(
    ("question", "equal", "by_performance"),
    [
        (0, (2.549, 21.773, 32.389), (19.974, 24.483, 33.114)),
        (1, (8.313, 12.228, 14.908), (8.194, 10.909, 14.860)),
        (2, (61.425, 71.077, 91.611), (60.751, 67.561, 87.941)),
        (3, (2.554, 34.282, 45.780), (21.020, 42.803, 45.974)),
        (4, (30.655, 35.338, 51.626), (30.294, 33.470, 39.820)),
    ],
)
def test_pooled_quantiles(question, equal, by_performance):
    low, high = (float(ends[question]) for ends in intrinsic(SAID, TRUE))
    said = SAID[:, question]
    assert pooled_quantiles(said, (1 / 3, 1 / 3, 1 / 3), low, high) == pytest.approx(equal, abs=2e-3)
    shares = weights(performance(SAID, TRUE))
    assert pooled_quantiles(said, shares, low, high) == pytest.approx(by_performance, abs=2e-3)


def test_nobody_with_any_score_leaves_equal_weights():
    assert weights(()) == ()
    assert weights(performance(SAID[:2] * 0.0 + [[[1, 2, 3]] * 5] * 2, TRUE * 1e9)) == pytest.approx([0.5, 0.5])
