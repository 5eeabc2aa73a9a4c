"""Whatever a valid case says, the engine plays it to an outlook in which the numbers are probabilities."""

from __future__ import annotations

import os
import subprocess
import sys
from math import isclose, isfinite

import pytest
from hypothesis import HealthCheck, given, settings

import detente
from detente.case.case import Case
from detente.case.reading.read import read_text
from detente.testing import cases, random_case


def assert_sound(case: Case) -> None:
    outlook = detente.simulate(case, beliefs=3, runs=3, seed=1, threads=1).outlook()
    assert isclose(sum(view.chance.value for view in outlook.scenarios) + outlook.open, 1.0, abs_tol=1e-9)
    for view in (*outlook.scenarios, *outlook.markers, *outlook.events):
        assert (
            0.0 <= view.chance.low <= view.chance.value <= view.chance.high <= 1.0 or not view.chance.spread_detectable
        )
        assert 0.0 <= view.chance.value <= 1.0
    for meeting in outlook.meetings:
        assert 0.0 <= meeting.deal <= meeting.struck <= 1.0
        for issue in meeting.issues:
            if meeting.held.value:
                assert isclose(sum(issue.shares.values()), 1.0)
    for factor in outlook.factors:
        assert all(isfinite(value) for value in (*factor.means, *factor.deviations))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_any_case_that_hypothesis_finds(case: Case) -> None:
    assert_sound(case)


@pytest.mark.parametrize("block", range(4))
def test_random_cases(block: int) -> None:
    for seed in range(500 + 25 * block, 500 + 25 * (block + 1)):
        assert_sound(random_case(seed))


def test_random_cases_are_cases() -> None:
    """What the strategy makes can be read from a file and passes every check."""
    for seed in range(20):
        case = random_case(seed)
        assert read_text(case.text, case.file).document == case.document


def test_small_ones_uncompiled() -> None:
    program = (
        "import detente; from detente.testing import random_case\n"
        "for seed in range(900, 906):\n"
        "    detente.simulate(random_case(seed, packages=20, steps=4), beliefs=2, runs=2, threads=1).outlook()"
    )
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.long
@pytest.mark.parametrize("block", range(10))
def test_thousands_of_random_cases(block: int) -> None:
    for seed in range(20_000 + 200 * block, 20_000 + 200 * (block + 1)):
        assert_sound(random_case(seed, packages=2000, steps=30))
