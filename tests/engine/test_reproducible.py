"""The same worlds whatever divides them; adding what does not matter leaves all else as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import detente
from detente.case.reading.yaml_events import grow
from detente.engine.run import parts as parts_of_a_play
from detente.engine.run.tallies import PER_BELIEF, new_tally
from detente.engine.run.worlds import Worlds
from detente.engine.world.world import Tally
from detente.testing import case_of, random_case

VILLAGE = Path(__file__).parents[1] / "case" / "village.yaml"


def village() -> dict[str, Any]:
    data: dict[str, Any] = grow(VILLAGE.read_text(encoding="utf-8")).data
    return data


def played(data: dict[str, Any], **options: Any) -> Worlds:
    defaults: dict[str, Any] = {"beliefs": 30, "runs": 8, "seed": 4, "threads": 1, "keep_worlds": True}
    return detente.simulate(case_of(data), **{**defaults, **options})


def assert_same_counts(one: Tally, other: Tally) -> None:
    for name in Tally._fields:
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name


@pytest.mark.parametrize("worlds_at_first", [1, 40, 2000])
@pytest.mark.parametrize("threads", [1, 3])
def test_threads_and_parts_do_not_matter(monkeypatch: pytest.MonkeyPatch, worlds_at_first: int, threads: int) -> None:
    whole = played(village())
    monkeypatch.setattr(parts_of_a_play, "FIRST_WORLDS", worlds_at_first)
    parts = played(village(), threads=threads)
    assert_same_counts(whole.tally, parts.tally)
    assert whole.tracks is not None
    assert parts.tracks is not None
    for one, other in zip(whole.tracks, parts.tracks, strict=True):
        assert one.tobytes() == other.tobytes()


def test_more_beliefs_and_runs_leave_the_first_as_they_were() -> None:
    few, many = played(village(), beliefs=10, runs=4).tracks, played(village(), beliefs=20, runs=9).tracks
    assert few is not None
    assert many is not None
    for one, other in zip(few, many, strict=True):
        assert np.array_equal(one, other[:10, :4])


def test_another_seed_gives_other_worlds() -> None:
    one, other = played(village()).tracks, played(village(), seed=5).tracks
    assert one is not None
    assert other is not None
    assert not np.array_equal(one.level, other.level)


def with_a_factor(data: dict[str, Any]) -> None:
    data["factors"] = {"weather": {"start": "0 to 1", "volatility": "1 per sqrt-month"}, **data["factors"]}


def with_an_event(data: dict[str, Any]) -> None:
    data["events"]["an-earlier-id"] = {"rate": "1 per month", "changes": [{"raise": "noise"}]}
    data["flags"] = {"noise": {}, **data["flags"]}


def with_a_party(data: dict[str, Any]) -> None:
    data["parties"] = {"bystander": {"power": "1 to 9"}, **data["parties"]}
    data["positions"] = {"bystander": {"water": {"ideal": "0 to 100", "salience": "0 to 50"}}, **data["positions"]}


def with_a_meeting(data: dict[str, Any]) -> None:
    """It comes after all others; meetings held before make later ones easier."""
    data["meetings"]["winter-fair"] = {"on": "2024-12-01", "table": ["upper", "lower"]}


def with_a_condition(data: dict[str, Any]) -> None:
    data["markers"] = {"first": {"when": {"factor": "anger", "above": 1}}, **data["markers"]}


def with_sections_turned(data: dict[str, Any]) -> None:
    for section in ("parties", "positions", "factors", "meetings", "events", "history", "flags", "correlations"):
        found = data[section]
        data[section] = dict(reversed(found.items())) if isinstance(found, dict) else found[::-1]


@pytest.mark.parametrize(
    "change",
    [with_a_factor, with_an_event, with_a_party, with_a_meeting, with_a_condition, with_sections_turned],
)
def test_what_does_not_matter_changes_nothing(change: Any) -> None:
    """All else draws the same numbers, so scenarios, markers, events and meetings are the same to the last world."""
    before, changed = village(), village()
    change(changed)
    one, other = played(before), played(changed)
    assert one.tracks is not None
    assert other.tracks is not None
    assert np.array_equal(one.tracks.scenario, other.tracks.scenario)
    for kind in ("factors", "events", "meetings"):
        array = {"factors": "level", "events": "event_first", "meetings": "outcome"}[kind]
        for k, key in enumerate(getattr(one.layout.names, kind)):
            place = getattr(other.layout.names, kind).index(key)
            mine, theirs = (getattr(w.tracks, array)[:, :, index] for w, index in ((one, k), (other, place)))
            assert np.allclose(mine, theirs, atol=1e-6), key


def test_turning_parties_round_leaves_all_but_rounding() -> None:
    data = village()
    with_sections_turned(data)
    one, other = played(village()).outlook(), played(data).outlook()
    assert [view.chance.value for view in one.scenarios] == [view.chance.value for view in other.scenarios]


PROGRAM = """
import sys, hashlib
import detente
from detente.testing import random_case
for seed in range(int(sys.argv[1])):
    case = random_case(seed, packages=20, steps=4)
    worlds = detente.simulate(case, beliefs=2, runs=2, seed=6, threads=1, keep_worlds=True)
    arrays = (*worlds.tracks[:-1], *worlds.tally[:-2])
    print(seed, *(hashlib.sha256(array.tobytes()).hexdigest()[:12] for array in arrays))
    print(seed, worlds.tracks.level.round(5).tolist())
"""


def printed(count: int, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM, str(count)],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_compiled_and_not() -> None:
    """The kernels are plain Python: without the compiler they play the same worlds."""
    assert printed(6, NUMBA_DISABLE_JIT="1") == printed(6, NUMBA_DISABLE_JIT="0")


def test_memory_does_not_grow_with_the_runs() -> None:
    plan = played(village(), beliefs=2, runs=2).layout.plan
    few, many = new_tally(plan, 2, 5), new_tally(plan, 2, 50)
    for name in Tally._fields:
        grown = getattr(many, name).shape
        if name in PER_BELIEF:
            assert grown == (50, *getattr(few, name).shape[1:])
        else:
            assert grown == getattr(few, name).shape


def test_kept_worlds_agree_with_the_counts() -> None:
    for seed in (3, 8, 21):
        data = deepcopy(random_case(seed))
        worlds = detente.simulate(data, beliefs=20, runs=10, seed=2, threads=1, keep_worlds=True)
        tally, tracks, names = worlds.tally, worlds.tracks, worlds.layout.names
        assert tracks is not None
        for s in range(tally.scenario.shape[1]):
            assert np.array_equal((tracks.scenario == s).sum(axis=1), tally.scenario[:, s])
        assert np.array_equal((tracks.verdict == 1).sum(axis=1), tally.true)
        assert np.array_equal((tracks.verdict == 0).sum(axis=1), tally.open)
        assert np.array_equal((tracks.event_first >= 0).sum(axis=1), tally.event)
        for t in range(names.steps):
            assert np.array_equal((tracks.event_first == t).sum(axis=(0, 1)), tally.event_step[:, t])
            assert np.array_equal((tracks.true_step == t).sum(axis=(0, 1)), tally.true_step[:, t + 1])
        assert np.array_equal((tracks.outcome == 1).sum(axis=(0, 1)), tally.deal)
        assert np.array_equal(tally.fate.sum(axis=2), np.repeat(tally.held.sum(axis=0)[:, None], len(names.issues), 1))
        for a in range(1, tally.fate.shape[2]):
            assert np.array_equal((tracks.fate == a).sum(axis=(0, 1)), tally.fate[:, :, a])


def test_the_monte_carlo_error_falls_with_the_square_root() -> None:
    """Slope −1/2 of the error of a scenario's probability over the number of worlds."""
    data = village()
    for section in ("parties", "positions", "factors", "linked", "events", "general"):
        assert section in data
    sizes = [10, 40, 160]
    errors = []
    for size in sizes:
        found = [
            played(data, beliefs=size, runs=4, seed=s, keep_worlds=False).tally.scenario[:, 0].mean() / 4
            for s in range(60)
        ]
        errors.append(np.std(found, ddof=1))
    slope = np.polyfit(np.log(sizes), np.log(errors), 1)[0]
    assert slope == pytest.approx(-0.5, abs=0.15)
