"""Time the play of `alaska-2025` over 52 weeks: worlds, seconds, memory, and the first start of all.

    python benchmarks/play.py            10⁴ to 10⁶ worlds, and a first start with an empty cache
    python benchmarks/play.py --quick    up to 10⁵ worlds

Each size is a process of its own on two cores, so that memory is that of the size; kernels come from the cache,
which the process before has filled. Seconds are those on the clock; `processor` seconds are summed over cores and do
not suffer from what else the machine does. Results: `results/play.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from typing import Any

from recording import store

SIZES = {"10_000": (100, 100), "100_000": (1000, 100), "200_000": (2000, 100), "1_000_000": (10_000, 100)}
QUICK = ("10_000", "100_000")
CORES = 2


def play(beliefs: int, runs: int) -> None:
    """Play once in this process and print what it took as JSON."""
    began = time.perf_counter()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:CORES]))
    import detente

    case = detente.load("alaska-2025")
    loaded = time.perf_counter()
    marks: list[tuple[float, float]] = []

    def mark(done: int, total: int, phase: str) -> None:
        marks.append((time.perf_counter(), time.process_time()))

    worlds = detente.simulate(case, beliefs=beliefs, runs=runs, seed=1, progress=mark)
    played, worked = time.perf_counter(), time.process_time()
    outlook = worlds.outlook()
    ended = time.perf_counter()
    unit = 1 if sys.platform == "darwin" else 1024
    print(
        json.dumps(
            {
                "worlds": beliefs * runs,
                "load_s": round(loaded - began, 3),
                "compile_s": round(marks[1][0] - marks[0][0], 3),
                "compile_processor_s": round(marks[1][1] - marks[0][1], 3),
                "play_s": round(played - marks[1][0], 3),
                "play_processor_s": round(worked - marks[1][1], 3),
                "outlook_s": round(ended - played, 3),
                "total_s": round(ended - began, 3),
                "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 1),
                "load_1_minute": round(os.getloadavg()[0], 2),
                "first_probability": outlook.scenarios[0].chance.value,
            }
        )
    )


def measured(beliefs: int, runs: int, cache: str) -> dict[str, Any]:
    """Play in a process of its own, with kernels kept in `cache`."""
    command = [sys.executable, __file__, "--one", str(beliefs), str(runs)]
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    print(figures, flush=True)
    return figures


def main() -> None:
    """Measure all sizes and store them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--one", nargs=2, type=int, metavar=("BELIEFS", "RUNS"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        play(*arguments.one)
        return
    with tempfile.TemporaryDirectory() as cache:
        figures: dict[str, Any] = {"first_start": measured(100, 100, cache)}
        for name in QUICK if arguments.quick else SIZES:
            figures[name] = measured(*SIZES[name], cache)
    base = figures["100_000"]
    for name, larger in figures.items():
        if name != "first_start":
            larger["processor_microseconds_per_world"] = round(1e6 * larger["play_processor_s"] / larger["worlds"], 2)
            larger["memory_ratio_to_100_000"] = round(larger["peak_memory_mb"] / base["peak_memory_mb"], 3)
    print(store("play", figures))


if __name__ == "__main__":
    main()
