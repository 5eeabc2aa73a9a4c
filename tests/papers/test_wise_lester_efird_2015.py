"""The spatial model against stored runs of KTAB, its default options, states printed to one digit."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from theory_spatial import run

from detente.theories.positions.spatial import Adjust, Contest, Interpolation, Span, Spatial, ThirdParties
from detente.theories.problem import Problem

DUMMY = {  # KTAB's positions of five of the seven actors on the three dimensions, states 0 to 10
    0: (
        "75.8 79.5 80.6 80.6 78.5 78.5 78.5 78.5 78.6 78.6 78.6",
        "6.4 44.7 34.2 35.0 30.5 30.5 31.2 31.2 31.5 31.8 31.8",
        "70.5 72.0 75.9 76.1 74.0 74.0 74.0 74.0 74.0 74.1 74.1",
    ),
    1: (
        "82.7 78.9 76.0 78.3 79.0 79.0 79.1 78.5 79.9 78.6 78.6",
        "73.5 56.3 27.5 30.5 30.6 30.6 30.9 31.2 34.4 31.8 31.8",
        "64.0 72.5 72.0 73.8 74.2 74.2 74.3 74.0 75.2 74.1 74.1",
    ),
    2: ("82.5 " * 11, "90.9 " * 11, "0.1 " * 11),
    6: (
        "71.0 75.6 76.0 77.4 77.4 80.5 78.5 78.5 78.7 78.7 78.6",
        "33.5 24.8 27.5 28.7 28.7 34.6 31.2 31.2 31.3 31.3 31.6",
        "90.4 72.0 72.0 73.0 73.0 75.9 74.0 74.0 74.1 74.1 74.1",
    ),
}


def read(path):
    rows = list(csv.reader(path.read_text().splitlines()))
    n, dims = int(rows[0][2]), int(rows[0][3])
    table = np.array([[float(cell) for cell in row[2 : 3 + 2 * dims]] for row in rows[2 : 2 + n]])
    return table[:, 0], table[:, 2::2] / 100, table[:, 1::2] / 100


def problem_of(cap, sal, pos):
    n, dims = pos.shape
    return Problem(
        parties=tuple(f"actor-{k:02d}" for k in range(n)),
        issues=tuple(f"issue-{k}" for k in range(dims)),
        positions=100 * pos,
        salience=sal,
        power=cap,
    )


@pytest.fixture(scope="module")
def dummy(shared):
    return read(shared / "data" / "ktab-dummyData_3Dim.csv")


def test_three_dimensions_ten_turns_to_all_printed_digits(dummy):
    states = Spatial().states(problem_of(*dummy))
    assert len(states) == 11
    for actor, rows in DUMMY.items():
        for issue, row in enumerate(rows):
            printed = np.array(row.split(), dtype=float)
            # Half a unit of the last printed digit, and a hair: some positions lie on the very half.
            np.testing.assert_allclose(states[:, actor, issue], printed, atol=0.05 + 1e-9)


def test_thirteen_actors_take_27_turns(shared):
    cap, sal, pos = read(shared / "data" / "ktab-SOE-Pol-Comp.csv")
    assert len(Spatial().states(problem_of(cap, sal, pos))) - 1 == 27


def test_emission_standards_from_4_7_10_to_0_50_100():
    """Thirteen turns, the bulk at 33.0 to 33.2 (about 6 years), Germany at 0 and the United Kingdom at 96.4."""
    # In hundredths of all power: the model's small constants make its unit matter a little.
    cap = 100 * np.array([0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08])
    years = np.array([4, 7, 4, 4, 10, 10, 10, 7, 4, 7])
    sal = np.array([0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1.0, 0.7])
    pos = np.array([{4: 0.0, 7: 0.5, 10: 1.0}[year] for year in years])
    states = Spatial().states(problem_of(cap, sal[:, None], pos[:, None]))
    assert len(states) - 1 == 13
    final = states[-1, :, 0]
    assert final[3] == 0.0
    assert final[6] == pytest.approx(96.4, abs=0.05)
    assert ((final >= 32.95) & (final <= 33.25)).sum() >= 5


@pytest.mark.parametrize(
    ("theory", "options"),
    [
        (Spatial(), {}),
        (Spatial(adjust=Adjust.FULL, span=Span.MIN), {"adjust": "full", "span": "min"}),
        (Spatial(adjust=Adjust.NO, span=Span.MAX), {"adjust": "no", "span": "max"}),
        (Spatial(contest=Contest.QUARTIC), {"power": 4}),
        (Spatial(contest=Contest.BINARY), {"power": 0}),
        (Spatial(third_parties=ThirdParties.NONE), {"third": False}),
        (Spatial(interpolation=Interpolation.S1P1), {"squared": False}),
    ],
    ids=str,
)
def test_the_compiled_model_and_its_slow_twin_agree(theory, options):
    dice = np.random.default_rng(11)
    for _ in range(3):
        n, dims = int(dice.integers(2, 7)), int(dice.integers(1, 4))
        cap, pos = dice.uniform(10, 150, n), np.round(dice.random((n, dims)), 4)
        sal = dice.dirichlet(np.ones(dims + 1), n)[:, :dims]
        expected = 100 * run(cap, sal, pos, limit=12, **options)
        found = type(theory)(**{**{f: getattr(theory, f) for f in theory.__slots__}, "turns": 12}).states(
            problem_of(cap, sal, pos)
        )
        np.testing.assert_allclose(found, expected, atol=1e-6)


@pytest.mark.parametrize("width", [0.003, 1.0])
def test_rounding_to_four_digits_leaves_nobody_outside_the_range_of_positions(width):
    """KTAB rounds bargains to 0.01 of a scale of 100: what lies between two positions closer than that stays there."""
    dice = np.random.default_rng(5)
    for _ in range(40):
        positions = dice.uniform(0, 98) + dice.uniform(0, width, size=(4, 2))
        problem = Problem(
            parties=("a", "b", "c", "d"),
            issues=("i", "j"),
            positions=positions,
            salience=dice.uniform(0.01, 1.0, (4, 2)),
            power=dice.uniform(1, 100, 4),
        )
        states = Spatial().states(problem)
        assert (states >= positions.min(axis=0) - 1e-9).all()
        assert (states <= positions.max(axis=0) + 1e-9).all()
