"""A Dask cluster gives the bytes of threads: as it is, when a worker is killed in the middle, when one joins late."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import detente
from detente.engine.run.executors.dask import Dask, slurm_cluster
from detente.engine.run.executors.named import named
from detente.errors import PlayError

distributed: Any = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.filterwarnings("default"),  # Dask's own, such as that a worker was killed
    pytest.mark.xdist_group("dask"),
]

PLAY = {"beliefs": 400, "runs": 20, "seed": 3}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as cluster:
        yield cluster


def same_as_threads(worlds: detente.Worlds) -> bool:
    threads = detente.simulate(worlds.case, **PLAY)
    return all(np.array_equal(one, two) for one, two in zip(worlds.tally, threads.tally, strict=True))


def test_the_bytes_of_threads_also_when_a_worker_is_killed_and_another_joins(cluster: Any) -> None:
    case, workers, told = detente.load("alaska-2025"), Dask(cluster.scheduler_address), []

    def disturb(done: int, total: int, phase: str) -> None:
        told.append(done)
        if phase == "play" and done and not disturb.done:  # type: ignore[attr-defined]
            disturb.done = True  # type: ignore[attr-defined]
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
            cluster.scale(3)

    disturb.done = False  # type: ignore[attr-defined]
    worlds = detente.simulate(case, **PLAY, executor=workers, progress=disturb)
    assert disturb.done  # type: ignore[attr-defined]
    assert same_as_threads(worlds)
    assert told[-1] == PLAY["beliefs"] * PLAY["runs"]
    workers.close()


def test_a_stop_keeps_what_is_done(cluster: Any) -> None:
    done: set[int] = set()
    case = detente.load("divided-pie")
    some = detente.simulate(
        case,
        beliefs=1_000_000,
        runs=100,
        seed=3,
        executor=cluster.scheduler_address,
        progress=lambda worlds, *_: done.add(worlds),
        stop=lambda: len(done) > 6,
    )
    assert 2 <= some.beliefs < 1_000_000
    assert np.array_equal(
        some.tally.scenario, detente.simulate(case, beliefs=some.beliefs, runs=100, seed=3).tally.scenario
    )


def test_an_executor_of_dask_is_one_of_pythons_own_kind(cluster: Any) -> None:
    with distributed.Client(cluster, set_as_default=False) as client:
        worlds = detente.simulate(detente.load("divided-pie"), **PLAY, executor=client.get_executor(pure=False))
    assert same_as_threads(worlds)


def test_nobody_answers() -> None:
    with pytest.raises(PlayError, match=r"nobody answers at tcp://127\.0\.0\.1:9"):
        Dask("tcp://127.0.0.1:9", patience=1).executor()


def test_what_slurm_is_asked_for() -> None:
    pytest.importorskip("dask_jobqueue")
    settings = {"queue": "short", "cores": 4, "memory": "8GB", "walltime": "00:30:00"}
    cluster = slurm_cluster({**settings, "jobs": 0})
    script = cluster.job_script()
    cluster.close()
    assert "#SBATCH -p short" in script
    assert "#SBATCH -t 00:30:00" in script


def test_settings_that_slurm_does_not_know() -> None:
    pytest.importorskip("dask_jobqueue")
    with pytest.raises(PlayError, match="slurm: the settings were refused"):
        slurm_cluster({"cores": 4, "memory": "8GB", "colour": "red"})


def test_settings_for_a_cluster_on_this_machine(tmp_path: Any) -> None:
    path = tmp_path / "cluster.yaml"
    path.write_text("dask:\n  n_workers: 1\n")
    workers = named(str(path))
    try:
        assert workers.count() == 1
    finally:
        workers.close()
