"""PAPRIKA: the encyclopaedia's example of three criteria with two levels each (Hansen & Ombler 2008)."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np

from detente.elicitation.trade_offs import implied, kinds, steps_between, undominated

A, B, C = np.eye(3)
"""One step up on each criterion: a2 for a1, b2 for b1, c2 for c1."""


def test_of_28_pairs_nine_are_undominated_of_six_kinds():
    assert len(list(combinations(product(range(2), repeat=3), 2))) == 28
    assert len(undominated([2, 2, 2])) == 9
    expected = [B - C, A - C, A - B, A + B - C, A + C - B, A - B - C]
    found = kinds([2, 2, 2])
    assert len(found) == 6
    for each in expected:
        assert any(np.array_equal(each, other) or np.array_equal(-each, other) for other in found)


def test_eight_criteria_of_four_levels_have_this_many_alternatives_and_pairs():
    alternatives = 4**8
    assert (alternatives, alternatives * (alternatives - 1) // 2) == (65_536, 2_147_450_880)


def test_three_answers_of_six_settle_the_ranking():
    """b before c and c before a: three more follow, a and c together against b is left."""
    answered = [B - C, C - A]
    assert implied(B - A, answered) == 1
    assert implied(A + B - C, answered) == 1
    assert implied(B + C - A, answered) == 1
    assert implied(A + C - B, answered) == 0
    settled = [*answered, A + C - B]
    assert all(implied(each, settled) for each in kinds([2, 2, 2]))


def test_the_ranking_is_that_of_the_points():
    points = np.array([2.0, 4.0, 3.0])
    alternatives = list(product(range(2), repeat=3))
    worth = {"".join(str(1 + level) for level in each): float(points @ each) for each in alternatives}
    assert worth == {"222": 9, "122": 7, "221": 6, "212": 5, "121": 4, "112": 3, "211": 2, "111": 0}
    answered = [B - C, C - A, A + C - B]
    for first, second in combinations(alternatives, 2):
        steps = steps_between(first, second, [2, 2, 2])
        assert implied(steps, answered) == np.sign(points @ steps)


def test_twelve_strict_rankings_are_possible():
    dice = np.random.default_rng(1)
    found = kinds([2, 2, 2])
    signs = {tuple(np.sign([each @ points for each in found])) for points in dice.random((4000, 3))}
    assert len(signs) == 12


def test_nothing_follows_from_nothing_but_dominance():
    assert implied(A + B, [C - A]) == 1
    assert implied(-A - B, [C - A]) == -1
    assert implied(B - C, [C - A]) == 0
