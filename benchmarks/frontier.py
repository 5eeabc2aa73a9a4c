"""Time the Pareto frontier of a million packages, beside NegMAS on the same gains.

    python benchmarks/frontier.py                            ours alone
    python benchmarks/frontier.py --negmas PATH/bin/python   beside NegMAS in an environment of its own

Packages of 10 issues with 4 options (1,048,576) and random gains of 4 parties, who want alike or against each other
as `likeness` says; that decides how many packages are on the frontier. The time is that of the process's processor,
the fastest of five; the memory is the most that a run adds. Results: `results/frontier.json`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
from recording import store

from detente.bargaining.pareto.non_dominated import non_dominated

ISSUES, OPTIONS, PARTIES = 10, 4, 4
LIKENESS = (0.5, 0.0, -0.05)
SEED = 1
LOOPS = 5
PEER_SECONDS = 300


def gains(likeness: float) -> np.ndarray:
    """Return gains of all packages, shape (packages, parties); correlations between parties are about `likeness`."""
    rng = np.random.default_rng(SEED)
    own = rng.normal(size=(PARTIES, ISSUES, OPTIONS))
    if likeness >= 0.0:
        own = np.sqrt(1.0 - likeness) * own + np.sqrt(likeness) * rng.normal(size=(ISSUES, OPTIONS))
    else:
        own -= np.sqrt(-likeness * PARTIES) * own.mean(axis=0)
    places = np.indices((OPTIONS,) * ISSUES).reshape(ISSUES, -1)
    return np.ascontiguousarray(sum(own[:, i, places[i]] for i in range(ISSUES)).T)


def measure(points: np.ndarray) -> dict[str, Any]:
    """Return what the filter takes."""
    non_dominated(points[:1000])
    times = []
    for _ in range(LOOPS):
        began = time.process_time()
        found = non_dominated(points)
        times.append(time.process_time() - began)
    tracemalloc.start()
    non_dominated(points)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return {
        "packages": len(points),
        "on_the_frontier": len(found),
        "seconds": round(min(times), 3),
        "added_mb": round(peak / 1e6, 1),
    }


def peer(python: str, points: np.ndarray) -> dict[str, Any]:
    """Return what NegMAS takes for the same gains."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "points.npy"
        np.save(place, points)
        command = [python, str(Path(__file__).with_name("frontier_negmas.py")), str(place)]
        try:
            run = subprocess.run(command, capture_output=True, text=True, timeout=PEER_SECONDS, check=True)
        except subprocess.TimeoutExpired:
            return {"negmas_s": f"more than {PEER_SECONDS}"}
    found: dict[str, Any] = json.loads(run.stdout.strip().splitlines()[-1])
    return found


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--negmas", help="a Python interpreter that has NegMAS")
    options = parser.parse_args()
    figures = {}
    for likeness in LIKENESS:
        points = gains(likeness)
        row = measure(points)
        if options.negmas:
            row |= peer(options.negmas, points)
        figures[f"likeness {likeness:g}"] = row
        print(likeness, row, flush=True)
    print(store("frontier", figures))


if __name__ == "__main__":
    main()
