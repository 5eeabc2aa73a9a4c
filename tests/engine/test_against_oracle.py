"""The engine plays as its slow twin does: village, random cases, and Alaska."""

from __future__ import annotations

from pathlib import Path

import pytest
import world
from comparing import assert_same_worlds
from world_solver import solved, solved_alone
from world_tables import Table

import detente
from detente.testing import random_case

VILLAGE = Path(__file__).parents[1] / "case" / "village.yaml"


def test_the_village() -> None:
    assert_same_worlds(detente.load(VILLAGE), beliefs=8, runs=3)


@pytest.mark.parametrize("block", range(10))
def test_random_cases(block: int) -> None:
    for seed in range(20 * block, 20 * (block + 1)):
        assert_same_worlds(random_case(seed, packages=60, steps=10), stepped=seed % 4 == 0)


def test_who_is_offered_what_it_would_walk_away_for_says_yes() -> None:
    """In one of its worlds this case's absent party gains exactly nothing, give or take rounding."""
    assert_same_worlds(random_case(10_491, packages=300, steps=16), beliefs=2, runs=2)


@pytest.mark.long
@pytest.mark.parametrize("block", range(20))
def test_thousands_of_random_cases(block: int) -> None:
    for seed in range(10_000 + 100 * block, 10_000 + 100 * (block + 1)):
        assert_same_worlds(random_case(seed, packages=300, steps=16), beliefs=3, runs=2)


def test_alaska() -> None:
    """Its packages are too many to look at all, so the exact solver chooses for both; everything else is twice told."""
    case = detente.load("alaska-2025")
    assert_same_worlds(case, beliefs=2, runs=1 + 1, play=play_solved, stepped=False)


@pytest.mark.long
def test_many_worlds_of_alaska() -> None:
    assert_same_worlds(detente.load("alaska-2025"), beliefs=20, runs=3, play=play_solved, stepped=False)


def play_solved(*arguments: object) -> world.History:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(world.World, "strike", lambda self, table: solved(table))
        patch.setattr(Table, "best_alone", solved_alone)
        return world.play(*arguments)  # type: ignore[arg-type]
