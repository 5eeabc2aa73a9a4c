"""One seam for all who play: the same bytes whoever does, however parts are cut, and whoever dies meanwhile."""

import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

import detente
from detente.engine.run.executor import in_parts, playing_on
from detente.engine.run.executors.named import named, workers_for
from detente.engine.run.executors.processes import Processes
from detente.engine.run.executors.threads import Threads
from detente.engine.run.parts import Parts
from detente.engine.run.play import play
from detente.errors import OptionError, PlayError, StoreError


@dataclass(frozen=True)
class Squares:
    """A job that squares, and once, if told to, ends the process that does it."""

    killed: str = ""
    always: bool = False
    pause: float = 0.0

    def warm(self) -> None:
        """Nothing is compiled."""

    def ready(self) -> Callable[[int, int], list[int]]:
        def work(first: int, count: int) -> list[int]:
            time.sleep(self.pause)
            if self.killed and first <= 700 < first + count and (self.always or not Path(self.killed).exists()):
                Path(self.killed).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            return [n * n for n in range(first, first + count)]

        return work


def squares(job: Squares, workers, count: int = 2000, **how) -> dict[int, int]:
    found: dict[int, int] = {}

    def take(first: int, piece: list[int]) -> None:
        for place, square in enumerate(piece):
            assert first + place not in found, "nothing is handed over twice"
            found[first + place] = square

    done = in_parts(job, take, [range(count)], workers=workers, worlds=5, **how)
    assert done == len(found)
    return found


def test_everything_is_done_once():
    with workers_for() as workers:
        assert squares(Squares(), workers) == {n: n * n for n in range(2000)}


def test_ranges_with_gaps_are_done_and_no_more():
    found = {}
    with workers_for(threads=2) as workers:
        in_parts(
            Squares(),
            lambda first, piece: found.update(enumerate(piece, first)),
            [range(3, 5), range(0), range(90, 400)],
            workers=workers,
        )
    assert sorted(found) == [3, 4, *range(90, 400)]


def test_a_process_that_is_killed_is_made_good(tmp_path):
    workers = Processes(2)
    try:
        found = squares(Squares(killed=str(tmp_path / "killed")), workers)
    finally:
        workers.close()
    assert (tmp_path / "killed").exists()
    assert found == {n: n * n for n in range(2000)}


def test_processes_that_are_killed_again_and_again_end_in_a_message(tmp_path):
    workers = Processes(1)
    try:
        with pytest.raises(PlayError, match="broke down"):
            squares(Squares(killed=str(tmp_path / "killed"), always=True), workers)
    finally:
        workers.close()


def test_what_goes_wrong_in_a_part_is_raised():
    class Wrong(Squares):
        def ready(self):
            return lambda first, count: 1 // 0

    with workers_for(threads=1) as workers, pytest.raises(ZeroDivisionError):
        squares(Wrong(), workers)


def test_a_stop_keeps_what_is_done():
    asked = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 5

    with workers_for(threads=2) as workers:
        found = squares(Squares(pause=0.01), workers, count=10**6, stop=stop)
    assert 0 < len(found) < 10**6


def test_progress_only_rises_and_ends_with_all():
    told = []
    with workers_for(threads=2) as workers:
        squares(Squares(), workers, progress=lambda *words: told.append(words))
    assert told[0] == (0, 10_000, "compile")
    assert told[-1] == (10_000, 10_000, "play")
    done = [number for number, _, phase in told if phase == "play"]
    assert done == sorted(done)


def test_parts_grow_to_what_workers_like_and_shrink_at_the_end():
    parts, sizes = Parts([range(100_000)], 1, 1.0), []
    while parts:
        part = parts.cut(4)
        sizes.append(len(part))
        parts.learn(len(part), len(part) / 5000)  # 5,000 items a second
    assert sizes[0] == 500
    assert max(sizes) <= 5000, "no part takes longer than a second"
    assert sizes[-1] < 1000, "nobody plays on for long while others wait"
    assert sum(sizes) == 100_000


def test_a_part_that_was_lost_comes_next():
    parts = Parts([range(10)], 1000, 1.0)
    part = parts.cut(1)
    parts.give_back(part)
    assert parts.cut(1) == part


CASES = ("divided-pie", "alaska-2025")


@pytest.fixture(scope="module")
def processes():
    workers = Processes(2)
    yield workers
    workers.close()


@pytest.mark.parametrize("name", CASES)
def test_processes_give_the_bytes_of_threads(name, processes):
    case = detente.load(name)
    one = detente.simulate(case, beliefs=60, runs=20, seed=3, threads=1, keep_worlds=True)
    two = detente.simulate(case, beliefs=60, runs=20, seed=3, executor=processes, keep_worlds=True)
    for found, same in zip((*one.tally, *one.tracks), (*two.tally, *two.tracks), strict=True):
        assert np.array_equal(found, same)
        assert found.dtype == same.dtype


def test_any_executor_will_do():
    case = detente.load("divided-pie")
    with ThreadPoolExecutor(3) as pool:
        found = detente.simulate(case, beliefs=60, runs=20, seed=3, executor=pool)
        assert not pool._shutdown, "whoever made it ends it"
    assert np.array_equal(found.tally.scenario, detente.simulate(case, beliefs=60, runs=20, seed=3).tally.scenario)


def test_what_plays_is_taken_over_by_everything_within(processes):
    class Watched(Threads):
        asked = 0

        def executor(self):
            self.asked += 1
            return super().executor()

    watched = Watched(2)
    with playing_on(watched):
        detente.simulate(detente.load("divided-pie"), beliefs=20, runs=5)
    assert watched.asked > 0
    watched.close()


def test_counts_of_neighbouring_ranges_add_up():
    case = detente.load("divided-pie")
    whole = play(case, beliefs=range(50), runs=10, seed=2)
    low, high = (play(case, beliefs=beliefs, runs=10, seed=2) for beliefs in (range(20), range(20, 50)))
    assert np.array_equal(np.concatenate([low.tally.scenario, high.tally.scenario]), whole.tally.scenario)
    assert np.array_equal(low.tally.changed + high.tally.changed, whole.tally.changed)


def test_a_stopped_play_is_that_of_fewer_beliefs():
    case, asked = detente.load("divided-pie"), []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    some = detente.simulate(case, beliefs=1_000_000, runs=10, seed=2, threads=2, stop=stop, keep_worlds=False)
    assert 2 <= some.beliefs < 1_000_000
    same = detente.simulate(case, beliefs=some.beliefs, runs=10, seed=2)
    for found, other in zip(some.tally, same.tally, strict=True):
        assert np.array_equal(found, other)


def test_a_play_stopped_at_once_says_so():
    with pytest.raises(PlayError, match="stopped before"):
        detente.simulate(detente.load("divided-pie"), stop=lambda: True)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("proceses", "did you mean 'processes'"),
        ("threads:0", "a whole number from 1 to 4,096"),
        ("processes:many", "a whole number from 1 to 4,096"),
        ("", "allowed is threads"),
    ],
)
def test_a_place_there_is_not(place, words):
    with pytest.raises(OptionError, match=words):
        named(place)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("processes: 3\nthreads: 2\n", "one section"),
        ("- dask\n", "one section"),
        ("ray: {}\n", "one section"),
        ("processes: -1\n", "a whole number"),
        ("dask: many\n", "names with values"),
        ("", "one section"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path, text, words):
    path = tmp_path / "cluster.yaml"
    path.write_text(text)
    with pytest.raises(OptionError, match=words):
        named(str(path))


@pytest.mark.parametrize("content", [b"dask: {\n", b"\xff\xfe\x00", None])
def test_settings_that_cannot_be_read(tmp_path, content):
    path = tmp_path / "cluster.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match="cannot read"):
        named(str(path))


def test_settings_name_a_number(tmp_path):
    path = tmp_path / "here.yaml"
    path.write_text("threads: 3\n")
    assert named(str(path)).count() == 3
    assert named("processes:5").count() == 5
    assert named("threads", 2).count() == 2


def test_more_worlds_than_counts_can_hold_are_refused():
    with pytest.raises(OptionError, match="at most 2,147,483,648 worlds"):
        detente.simulate(detente.load("divided-pie"), beliefs=1_000_000, runs=1_000_000)
