"""Scholz, Calbert & Smith (2011), Unravelling Bueno de Mesquita's group decision model: table 1 in, table 2 out.

The published table follows from a recipe that is not printed; what the printed equations give is kept beside it.
"""

from __future__ import annotations

from math import floor
from typing import Any

import numpy as np
import pytest
from theory_challenge import Dyads

from detente.theories.positions.expected_utility import Challenge
from detente.theories.positions.means import Compromise, PlainMean, SalienceMean
from detente.theories.positions.median import WeightedMedian
from detente.theories.problem import Problem

# Table 1: capability, position in years, salience.
TABLE_1 = {
    "netherlands": (0.08, 4, 0.80),
    "belgium": (0.08, 7, 0.40),
    "luxembourg": (0.03, 4, 0.20),
    "germany": (0.16, 4, 0.80),
    "france": (0.16, 10, 0.60),
    "italy": (0.16, 10, 0.60),
    "united-kingdom": (0.16, 10, 0.90),
    "ireland": (0.05, 7, 0.10),
    "denmark": (0.05, 4, 1.00),
    "greece": (0.08, 7, 0.70),
}
# Table 2, rounds 1 to 8, printed to one decimal.
TABLE_2_MEDIANS = (8.4, 9.9, 9.9, 9.9, 9.9, 7.4, 8.8, 9.6)
TABLE_2_MEANS = (7.4, 7.5, 7.6, 7.3, 7.3, 7.4, 7.5, 7.6)
NAMES = list(TABLE_1)
CAPABILITY, YEARS, SALIENCE = (np.array([row[k] for row in TABLE_1.values()], dtype=float) for k in range(3))


def emissions() -> Problem:
    """Table 1 on the scale of levels: 4 years at 0, 10 at 100."""
    return Problem(
        parties=tuple(NAMES),
        issues=("delay",),
        positions=(YEARS[:, None] - 4) / 6 * 100,
        salience=SALIENCE[:, None],
        power=CAPABILITY,
    )


def years(levels: Any) -> Any:
    return 4 + 6 * np.asarray(levels) / 100


@pytest.mark.parametrize(
    ("theory", "expected"),
    [(Compromise(), 7.389955686853766), (SalienceMean(), 6.655737704918033), (PlainMean(), 6.7), (WeightedMedian(), 7)],
)
def test_table_1_means_and_median(theory: Any, expected: float) -> None:
    assert years(theory.solve(emissions()).levels[0]) == pytest.approx(expected, abs=1e-12)


def course(**parameters: Any) -> list[float]:
    found: list[float] = years(Challenge(**parameters).solve(emissions()).course[:, 0]).tolist()
    return found


def truncated(value: float) -> float:
    return floor(10 * value) / 10


def test_table_2_medians_of_seven_rounds() -> None:
    """Printed digits are cut off, not rounded: 9.962 stands as 9.9, 9.671 as 9.6."""
    found = [truncated(value) for value in course(rounds=8)]
    assert [found[k] for k in (0, 2, 3, 4, 5, 6, 7)] == [TABLE_2_MEDIANS[k] for k in (0, 2, 3, 4, 5, 6, 7)]


@pytest.mark.xfail(strict=True, reason="the recipe gives 9.61 in the second round, the table prints 9.9")
def test_table_2_median_of_round_2() -> None:
    assert truncated(course(rounds=2)[1]) == TABLE_2_MEDIANS[1]


def test_table_2_means_rounded_or_cut_off() -> None:
    found = course(rounds=8, outcome="mean")
    assert all(
        printed in (truncated(value), round(value, 1)) for value, printed in zip(found, TABLE_2_MEANS, strict=True)
    )


@pytest.mark.xfail(strict=True, reason="rounds 3 and 8 stand rounded, the others cut off: 7.590 as 7.6, 7.461 as 7.4")
def test_table_2_means_cut_off_like_the_medians() -> None:
    assert [truncated(value) for value in course(rounds=8, outcome="mean")] == list(TABLE_2_MEANS)


def test_medians_and_means_to_four_digits() -> None:
    """The recipe's own numbers; rounds 9 to 12 show that it does not settle."""
    medians = (8.4159, 9.6109, 9.9620, 9.9620, 9.9620, 7.4720, 8.8246, 9.6711, 9.6711, 7.0, 7.0, 7.0)
    means = (7.4613, 7.5525, 7.5901, 7.3581, 7.3492, 7.4149, 7.5105, 7.5724)
    assert course(rounds=12) == pytest.approx(medians, abs=5e-5)
    assert course(rounds=8, outcome="mean") == pytest.approx(means, abs=5e-5)


def test_round_1_risk_exponents() -> None:
    r = Dyads(Challenge(), YEARS.tolist(), CAPABILITY.tolist(), SALIENCE.tolist(), 6.0).risk_exponents()
    printed = (1.406, 0.754, 0.509, 1.406, 1.047, 1.047, 1.965, 0.500, 2.000, 1.112)
    assert r == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize(
    ("who", "whom", "a", "b"),
    [
        ("belgium", "france", -0.114831, 0.243297),
        ("luxembourg", "belgium", 0.245509, 0.542246),
        ("ireland", "luxembourg", 0.538238, 0.682478),
    ],
)
def test_round_1_utilities_of_a_dyad(who: str, whom: str, a: float, b: float) -> None:
    dyads = Dyads(Challenge(), YEARS.tolist(), CAPABILITY.tolist(), SALIENCE.tolist(), 6.0)
    r = dyads.risk_exponents()
    found = dyads.dyad(NAMES.index(who), NAMES.index(whom), r, dyads.all_votes(r))
    assert found == pytest.approx((a, b), abs=5e-7)


def test_round_1_moves() -> None:
    moved = dict(zip(NAMES, years(Challenge(rounds=1).solve(emissions()).positions[:, 0]).tolist(), strict=True))
    expected = dict(zip(NAMES, YEARS.tolist(), strict=True)) | {"belgium": 8.415932, "luxembourg": 7, "ireland": 4}
    assert moved == pytest.approx(expected, abs=5e-7)


def test_round_2_belgium_moves_again_toward_france() -> None:
    moved = years(Challenge(rounds=2).solve(emissions()).positions[NAMES.index("belgium"), 0])
    assert moved == pytest.approx(9.610859, abs=5e-7)


@pytest.mark.parametrize(
    ("options", "medians"),
    [
        ({"tie": "listed"}, [7, 7, 10, 10, 10, 10, 10, 10]),
        ({"offer": "least"}, [7] * 8),
        ({"offer": "powerful"}, [10] * 8),
        ({"offer": "powerful", "conflict": "nobody-moves"}, [9.530, 9.530, 9.530, 10, 10, 10, 10, 10]),
    ],
    ids=["category order", "least move", "most powerful", "conflicts move nobody"],
)
def test_printed_equations_give_other_medians(options: dict[str, str], medians: list[float]) -> None:
    assert course(reading="printed", **options) == pytest.approx(medians, abs=5e-4)


def test_printed_equations_do_not_say_who_goes_first_among_equals() -> None:
    """With the lowest of equal offers instead of the first listed one the median never leaves 7."""
    assert course(reading="printed") == pytest.approx([7] * 8)


NOBODY_MOVES = {"reading": "printed", "offer": "powerful", "conflict": "nobody-moves", "outcome": "mean"}


def test_printed_means_when_conflicts_move_nobody_rounds_1_and_2() -> None:
    assert course(rounds=2, **NOBODY_MOVES) == pytest.approx([7.606, 7.717], abs=5e-4)


@pytest.mark.xfail(strict=True, reason="8.301 and 9.676 with every tie rule; a computation elsewhere: 8.304, 9.635")
def test_printed_means_when_conflicts_move_nobody_rounds_3_and_4() -> None:
    assert course(rounds=4, **NOBODY_MOVES)[2:] == pytest.approx([8.304, 9.635], abs=5e-4)
