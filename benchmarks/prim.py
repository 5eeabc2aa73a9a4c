"""Time PRIM on a planted box with label noise, beside the EMA Workbench on the same rows.

    python benchmarks/prim.py                            10⁵ and 10⁶ rows of 20 inputs
    python benchmarks/prim.py --ema PATH/bin/python      beside the EMA Workbench in an environment of its own
    python benchmarks/prim.py --ema PATH --ema-rows 100000   the peer on fewer rows: it takes minutes and gigabytes

Every measurement is a process of its own that draws the rows, so that memory is that of one run. Seconds are those of
the processor, over all threads; ours count sorting into bins, peeling and pasting. Both are asked to peel by 5 % and to
keep 5 % of the rows; density and coverage of the last box of each are stored, for the peer peels further.
Results: `results/prim.json`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from recording import store

ROWS, INPUTS, SEED = (100_000, 1_000_000), 20, 1

DRAW = """
import json, resource, time
import numpy as np
rng = np.random.default_rng({seed})
x = rng.random(({rows}, {inputs}))
inside = (x[:, 3] > 0.6) & (x[:, 7] < 0.5)
hits = np.where(rng.random({rows}) < 0.1, ~inside, inside)
drawn = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
"""

OURS = """
from detente.analysis.discovery.bins import into_bins
from detente.analysis.discovery.pasting import paste
from detente.analysis.discovery.prim import Objective, peel
y = hits.astype(float)
small = into_bins(x[:1000])
paste(peel(small, y[:1000], least=0.05).box(3), small, y[:1000])  # compiles
began = time.process_time()
data = into_bins(x)
binned = time.process_time() - began
path = peel(data, y, objective=Objective.LENIENT1, least=0.05)
box = paste(path.box(len(path.steps)), data, y)
seconds = time.process_time() - began
found = {"binning_s": round(binned, 2), "density": float(path.density[-1]), "coverage": float(path.coverage[-1])}
"""

PEER = """
import pandas as pd
from ema_workbench.analysis import prim
import logging
logging.disable(logging.CRITICAL)
names = [f"x{i}" for i in range(x.shape[1])]
frame = pd.DataFrame(x, columns=names)
began = time.process_time()
search = prim.Prim(frame, hits.astype(bool), threshold=0.0, peel_alpha=0.05, paste_alpha=0.05, mass_min=0.05)
box = search.find_box()
seconds = time.process_time() - began
last = box.peeling_trajectory.iloc[-1]
found = {"density": float(last["density"]), "coverage": float(last["coverage"])}
"""

REPORT = """
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
print(json.dumps({"seconds": round(seconds, 2), "peak_gb": round(peak, 2), "of_it_rows_gb": round(drawn, 2), **found}))
"""


def measure(python: str, program: str, rows: int) -> dict[str, Any]:
    """Run a program on so many rows; return what it printed last."""
    draw = DRAW.format(seed=SEED, rows=rows, inputs=INPUTS)
    run = subprocess.run([python, "-c", draw + program + REPORT], capture_output=True, text=True, check=False)
    if run.returncode:
        return {"failed": run.stderr.strip().splitlines()[-1] if run.stderr else f"status {run.returncode}"}
    found: dict[str, Any] = json.loads(run.stdout.strip().splitlines()[-1])
    return found


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ema", help="a Python interpreter that has the EMA Workbench")
    parser.add_argument("--ema-rows", type=int, default=max(ROWS), help="rows for the peer at most")
    options = parser.parse_args()
    figures: dict[str, Any] = {}
    for rows in ROWS:
        figures[f"{rows} x {INPUTS}"] = found = {"ours": measure(sys.executable, OURS, rows)}
        if options.ema and rows <= options.ema_rows:
            found["ema_workbench"] = measure(options.ema, PEER, rows)
        elif not options.ema:
            print("The EMA Workbench is left out: name an interpreter that has it with --ema.")
        print(rows, found, flush=True)
    print(store(Path(__file__).stem, figures))


if __name__ == "__main__":
    main()
