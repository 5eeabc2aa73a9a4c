"""Time Sobol' indices with bootstrap intervals from given evaluations, beside SALib on the same evaluations.

    python benchmarks/sobol.py                           N = 2¹⁶, D = 20, 100 resamples
    python benchmarks/sobol.py --salib PATH/bin/python   beside SALib in an environment of its own

The G function of 20 inputs is evaluated beforehand and not timed. Seconds are those of the processor, over all threads,
the least of three; SALib resamples 100 times, as by default, without second-order indices.
Results: `results/sobol.json`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from recording import store

from detente.analysis.drivers.sensitivity.sobol import pick_freeze

ROWS, INPUTS, RESAMPLES, SEED, LOOPS = 2**16, 20, 100, 1, 3
A = np.array([0.0, 0.5, 3.0, 9.0] + [99.0] * 16)

PEER = """
import json, sys, time
import numpy as np
from SALib.analyze import sobol
data = np.load(sys.argv[1])
a, b, ab = data["a"], data["b"], data["ab"]
y = np.column_stack([a, ab, b]).ravel()  # SALib's order: A, AB_1 … AB_D, B of each row
problem = {"num_vars": ab.shape[1], "names": [f"x{i}" for i in range(ab.shape[1])], "bounds": [[0, 1]] * ab.shape[1]}
began = time.process_time()
found = sobol.analyze(problem, y, calc_second_order=False, num_resamples=100, conf_level=0.9)
print(json.dumps({"seconds": round(time.process_time() - began, 2), "first": found["S1"].tolist()[:4],
                  "total": found["ST"].tolist()[:4], "total_halfwidth": found["ST_conf"].tolist()[:4]}))
"""


def g(uniforms: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the G function of Saltelli & Sobol' (1995)."""
    return np.prod((np.abs(4.0 * uniforms - 2.0) + A) / (1.0 + A), axis=1)


def evaluations() -> dict[str, np.ndarray[Any, Any]]:
    """Return f(A), f(B) and all f(AB_i)."""
    rng = np.random.default_rng(SEED)
    a, b = rng.random((ROWS, INPUTS)), rng.random((ROWS, INPUTS))
    mixed = np.empty((ROWS, INPUTS))
    for i in range(INPUTS):
        part = a.copy()
        part[:, i] = b[:, i]
        mixed[:, i] = g(part)
    return {"a": g(a), "b": g(b), "ab": mixed}


def ours(data: dict[str, np.ndarray[Any, Any]]) -> dict[str, Any]:
    """Time our indices and intervals."""
    times = []
    for _ in range(LOOPS):
        began = time.process_time()
        found = pick_freeze(data["a"], data["b"], data["ab"], resamples=RESAMPLES, level=0.9)
        times.append(time.process_time() - began)
    halves = 0.5 * np.diff(found.total_interval, axis=1)[:4, 0]
    shown = {"first": found.first[:4], "total": found.total[:4], "total_halfwidth": halves}
    return {"seconds": round(min(times), 2), **{name: values.tolist() for name, values in shown.items()}}


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--salib", help="a Python interpreter that has SALib")
    options = parser.parse_args()
    data = evaluations()
    figures: dict[str, Any] = {"rows": ROWS, "inputs": INPUTS, "resamples": RESAMPLES, "ours": ours(data)}
    if options.salib:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "evaluations.npz"
            np.savez(path, **data)
            run = subprocess.run([options.salib, "-c", PEER, str(path)], capture_output=True, text=True, check=True)
        figures["salib"] = json.loads(run.stdout.strip().splitlines()[-1])
        figures["ratio"] = round(figures["salib"]["seconds"] / figures["ours"]["seconds"], 1)
    else:
        print("SALib is left out: name an interpreter that has it with --salib.")
        figures["salib"] = "left out"
    print(figures)
    print(store(Path(__file__).stem, figures))


if __name__ == "__main__":
    sys.exit(main())
