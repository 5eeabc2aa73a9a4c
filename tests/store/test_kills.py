"""A play that is kept loses at most the part in progress, however it is killed, and goes on to the same bytes."""

import os
import random
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

import detente
from detente.store.runs import Runs

PROGRAM = """
import sys
from pathlib import Path
import detente, detente.store.keeper
from detente.engine.run.keeping import keeping
from detente.store.keeper import StoreKeeper
from detente.store.runs import Runs
name, folder, beliefs, runs, on, seconds = sys.argv[1:]
if __name__ == "__main__":
    detente.store.keeper.PART = float(seconds)
    case = detente.load(name)
    print("ready", flush=True)
    with keeping(StoreKeeper(Runs(Path(folder)), keep=True)):
        worlds = detente.simulate(case, beliefs=int(beliefs), runs=int(runs), seed=3, executor=on)
    print("done", worlds.beliefs, flush=True)
"""


def killed_until_done(folder, name, beliefs, runs, on, kills, longest):
    """Play in a process of its own, kill it at random moments, and let it end in the end; return how much was lost."""
    chance = random.Random(7)
    command = [sys.executable, "-c", PROGRAM, name, str(folder), str(beliefs), str(runs), on, "0.05"]
    done = []
    for kill in range(kills + 1):
        running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        assert running.stdout.readline() == "ready\n"
        if kill < kills:
            time.sleep(chance.uniform(0.0, longest))
            os.killpg(running.pid, signal.SIGKILL)
        out, _ = running.communicate(timeout=300)
        done.append(sum(entry.done for entry in Runs(folder).entries()))
        if len(done) > 1 and done[-1] == done[-2]:
            longest *= 1.2  # the machine is slow today: nobody had begun
    assert f"done {beliefs}" in out
    assert done == sorted(done), "what was done stays done"
    return done


def assert_same_as_never_killed(folder, name, beliefs, runs):
    from detente.engine.run.keeping import keeping
    from detente.store.keeper import StoreKeeper

    case = detente.load(name)
    keeper = StoreKeeper(Runs(folder))
    with keeping(keeper):
        kept = detente.simulate(case, beliefs=beliefs, runs=runs, seed=3)
    assert keeper.used
    assert not keeper.used[0].damaged
    for one, two in zip(kept.tally, detente.simulate(case, beliefs=beliefs, runs=runs, seed=3).tally, strict=True):
        assert np.array_equal(one, two)


def test_a_handful_of_kills(tmp_path):
    done = killed_until_done(tmp_path, "divided-pie", 4000, 20, "threads", kills=3, longest=0.6)
    assert done[-1] == 4000
    assert_same_as_never_killed(tmp_path, "divided-pie", 4000, 20)


@pytest.mark.long
@pytest.mark.parametrize("on", ["threads", "processes"])
def test_a_hundred_kills(tmp_path, on):
    done = killed_until_done(tmp_path, "alaska-2025", 3000, 50, on, kills=100, longest=4.0)
    assert len(set(done)) > 10, "it got on between kills"
    assert_same_as_never_killed(tmp_path, "alaska-2025", 3000, 50)
