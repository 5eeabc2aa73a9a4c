"""Typical worlds: medoids by a stated rule, and worlds told again as they were played."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import detente
from detente.analysis.story.story import story, world
from detente.analysis.story.typical import distances, medoids
from detente.engine.layout.plan import NEVER, Outcome
from detente.engine.run.replay import replay
from detente.errors import OptionError
from detente.play_options import PlayOptions

FILES = Path(__file__).parents[2] / "docs" / "files"
FEW = PlayOptions(beliefs=20, runs=6)


@pytest.fixture(scope="module")
def case() -> detente.Case:
    return detente.load(FILES / "06-what-may-happen.yaml")


@pytest.fixture(
    scope="module", params=["06-what-may-happen.yaml", "conference.yaml", "arms-for-seats.yaml", "rounds.yaml"]
)
def played(request):
    case = detente.load(FILES / request.param)
    return detente.simulate(case, beliefs=4, runs=3, seed=5, keep_worlds=True, threads=1)


def test_a_world_told_again_is_the_one_that_was_played(played) -> None:
    case, names, tracks = played.case, played.layout.names, played.tracks
    for belief, run in np.ndindex(4, 3):
        course = replay(case, seed=5, belief=belief, run=run)
        assert played.scenario_ids[tracks.scenario[belief, run]] == course.scenario
        happened = {what.about for what in course.happenings if what.kind == "event"}
        assert happened == {
            e for e, first in zip(names.events, tracks.event_first[belief, run], strict=True) if first != NEVER
        }
        for m, meeting in enumerate(names.meetings):
            told = [what for what in course.happenings if what.about == meeting and what.kind != "fell_through"]
            outcome = tracks.outcome[belief, run, m]
            if outcome == Outcome.NONE:
                assert not told or told[-1].kind == "nothing"
            elif outcome == Outcome.REFUSED:
                assert any(what.kind == "refused" and what.who for what in told)
            elif outcome == Outcome.DEAL:
                assert any(what.kind == "struck" and what.terms for what in told)


def test_happenings_are_told_in_their_order_within_the_course(played) -> None:
    document = played.case.document
    course = replay(played.case, seed=5, belief=1, run=1)
    days = [what.when for what in course.happenings]
    assert days == sorted(days)
    assert all(document.as_of <= day <= document.until for day in days)
    for first, second in combinations(course.in_force, 2):
        assert first.issue != second.issue or first.until <= second.since


def test_the_first_medoid_is_nearest_to_all_and_more_never_stand_farther() -> None:
    dice = np.random.default_rng(3)
    for _ in range(30):
        points = dice.normal(size=(int(dice.integers(2, 40)), 2))
        apart = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
        one, _ = medoids(apart, 1)
        assert one[0] == np.argmin(apart.sum(axis=1))
        costs = []
        for most in (1, 2, 3):
            found, nearest = medoids(apart, most, least=0.0)
            assert (apart[np.arange(len(points)), found[nearest]] == apart[:, found].min(axis=1)).all()
            costs.append(apart[:, found].min(axis=1).sum())
        assert costs == sorted(costs, reverse=True)


def test_two_medoids_are_the_best_two_on_small_problems() -> None:
    dice = np.random.default_rng(4)
    hit = 0
    for _ in range(40):
        points = dice.normal(size=(8, 2))
        apart = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
        found, _ = medoids(apart, 2, least=0.0)
        best = min(apart[:, list(pair)].min(axis=1).sum() for pair in combinations(range(8), 2))
        hit += apart[:, found].min(axis=1).sum() == pytest.approx(best)
    assert hit >= 36


def test_distances_are_those_of_like_and_unlike_worlds(played) -> None:
    beliefs, runs = (part.ravel() for part in np.indices((4, 3)))
    apart = distances(played.tracks, beliefs, runs, played.layout.names.steps)
    assert np.allclose(apart, apart.T)
    assert (np.diag(apart) == 0.0).all()
    assert (apart <= 1.0 + 1e-12).all()


def test_typical_worlds_stand_for_all_that_end_so(case) -> None:
    found = story(case, options=FEW)
    for end, chance in found.chances.items():
        told = [each for each in found.told if each.scenario == end]
        assert bool(told) == (chance.value > 0.0)
        assert sum(each.share for each in told) == pytest.approx(chance.value)
        for each in told:
            assert each.course.scenario == end
            assert world(case, each.key, options=FEW).course == each.course
    assert story(case, options=FEW) == found


@pytest.mark.parametrize("key", ["", "3", "a:b", "3:-1", "99999999:1"])
def test_what_is_no_key_is_refused(case, key: str) -> None:
    with pytest.raises(OptionError):
        world(case, key)


def test_an_end_that_is_not_there_or_never_comes_is_refused(case) -> None:
    with pytest.raises(OptionError) as unknown:
        story(case, scenario="nowhere", options=FEW)
    assert unknown.value.key == "unknown"
