"""Time the exact solver on random problems, beside NegMAS enumerating the same problems.

    python benchmarks/packages.py                              every load under the Nash rule, the first under all
    python benchmarks/packages.py --negmas PATH/bin/python     beside NegMAS in an environment of its own
    python benchmarks/packages.py --solves 200                 fewer solves a load

The solver is called as the engine calls it. A solve is timed by the processor's clock of the process, in whole
microseconds, on one core. The mean is taken over a loop without clock calls, the fastest of seven, for what else the
machine does only slows it. Deals and proofs are counted, and so are the branches that were tried.
Results: `results/packages.json`.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numba
import numpy as np
from package_instances import Instances, Load, draw
from recording import store

from detente.bargaining.rules import Rule, Status
from detente.bargaining.workspace import Extent, new_desk
from detente.engine.world.solver_call import solver_address, strike
from detente.kernels.packing import pack

LOADS = [
    Load(title="14 issues x 4, 2 + 2, everything to be settled, threshold 0.55", threshold=0.55),
    Load(title="14 issues x 4, 2 + 2, price of moving up to 0.7"),
    Load(title="14 issues x 4, 2 + 2, price of moving up to 0.35", price=0.35),
    Load(title="14 issues x 4, 2 + 3, 6 links, 14 rows", parties=5, links=6, unless=4, needs=4, price=0.35),
    Load(
        title="14 issues x 4, 2 + 3, 6 links, 14 rows, 2 of 5 topics",
        parties=5, links=6, unless=4, needs=4, topics=5, breadth=2, price=0.35,
    ),
    Load(title="20 issues x 5, 3 + 4", parties=7, table=3, issues=20, options=5),
]  # fmt: skip
LOOPS = 7
PEER_SIZES = (7, 8, 9, 10)
PEER_SECONDS = 300
SEED = 1

_clock = ctypes.CDLL(None).clock
_clock.restype, _clock.argtypes = ctypes.c_long, ()


@numba.njit(error_model="numpy")
def _loop(solver, desk, rule, breadth, gains, topics, consents, links, terms, worth, out, timed):  # type: ignore[no-untyped-def]
    """Lay every problem on the desk and strike its package; fill status, microseconds and branches."""
    for k in range(gains.shape[0]):
        desk.gains[:], desk.topics[:], desk.consents[:] = gains[k], topics[k], consents[k]
        desk.row_links[:], desk.term[:], desk.link_worth[:] = links, terms[k], worth[k]
        desk.kept[:], desk.kept_packages[:] = 0, 0  # nothing is remembered of other problems
        began = _clock() if timed else 0
        status = strike(solver, (desk, rule, 0, breadth))
        if timed:
            out[k, 1] = _clock() - began
        out[k, 0] = status
        out[k, 2] = desk.sizes[Extent.BRANCHES]


def measure(instances: Instances, rule: Rule) -> dict[str, Any]:
    """Solve every world of a load; return what it took."""
    load = instances.load
    N, P, I, A = instances.gains.shape  # noqa: E741
    R = len(instances.row_floors)
    rows, issues = np.nonzero(instances.row_coefficients.any(axis=(0, 3)))
    desk = new_desk(P, I, A, R, len(rows), load.links, 0)
    desk.sizes[[Extent.PARTIES, Extent.TABLE, Extent.ROWS]] = P, load.table, R
    desk.counts[:], desk.weights[:], desk.allowed[:] = A, 1.0, instances.allowed
    desk.kinds[:, 1:] = 2
    desk.row_whole[:] = np.all(instances.row_coefficients == np.floor(instances.row_coefficients), axis=(0, 2, 3))
    desk.floors[:], desk.base[:], desk.row_floors[:] = instances.floors, instances.base, instances.row_floors
    desk.costs[:] = np.random.default_rng(SEED).random((I, A))
    ends = np.searchsorted(rows, np.arange(R + 1))
    desk.row_first[:], desk.row_last[:], desk.term_issue[:] = ends[:-1], ends[1:], issues
    stacked = (instances.gains, instances.topics, instances.consents)
    terms = np.ascontiguousarray(instances.row_coefficients[:, rows, issues])
    out = np.zeros((N, 3), np.int64)
    problems = (*stacked, instances.row_links, terms, instances.link_worth)
    laid, solver = pack(desk), solver_address()
    _loop(solver, laid, int(rule), load.breadth, *(a[:1] if a.ndim > 1 else a for a in problems), out, True)
    _loop(solver, laid, int(rule), load.breadth, *problems, out, True)
    status, micro, branches = out.T.copy()
    means = []
    for _ in range(LOOPS):
        began = time.process_time()
        _loop(solver, laid, int(rule), load.breadth, *problems, out, False)
        means.append((time.process_time() - began) / N * 1e6)
    return {
        "packages": float(load.options) ** load.issues,
        "solves": N,
        "deals": round(float((status == Status.STRUCK).mean()), 3),
        "cut_off": int((status == Status.NODE_LIMIT).sum()),
        "mean_us": round(min(means), 1),
        "median_us": float(np.median(micro)),
        "p99_us": float(np.quantile(micro, 0.99)),
        "max_us": int(micro.max()),
        "branches_mean": round(float(branches.mean()), 1),
        "branches_max": int(branches.max()),
    }


def compiling() -> float:
    """Compile the solver in a process with an empty cache; return the seconds of processor time."""
    program = (
        "import time, numpy as np\n"
        "from detente.bargaining.packages import PackageProblem\n"
        "problem = PackageProblem(gains=np.zeros((2, 1, 2)), n_table=2)\n"
        "began = time.process_time(); problem.strike(); print(time.process_time() - began)"
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"NUMBA_CACHE_DIR": folder}
        command = [sys.executable, "-c", program]
        run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return round(float(run.stdout), 1)


def peer(python: str) -> list[dict[str, Any]]:
    """Solve the same two-party problems by NegMAS, which enumerates, and by us; return both times."""
    results = []
    for issues in PEER_SIZES:
        load = Load(title="", parties=2, issues=issues, price=0.35)
        instances = draw(load, 20, SEED)
        world = next(k for k in range(20) if measure(_only(instances, k), Rule.NASH)["deals"])
        one = _only(instances, world)
        row: dict[str, Any] = {"packages": load.options**issues, "ours_us": measure(one, Rule.NASH)["mean_us"]}
        with tempfile.TemporaryDirectory() as folder:
            problem = Path(folder) / "problem.json"
            problem.write_text(json.dumps(one.gains[0].tolist()), encoding="utf-8")
            command = [python, str(Path(__file__).with_name("packages_negmas.py")), str(problem)]
            try:
                run = subprocess.run(command, capture_output=True, text=True, timeout=PEER_SECONDS, check=True)
                row |= json.loads(run.stdout.strip().splitlines()[-1])
                row["ratio"] = round(row["negmas_s"] * 1e6 / row["ours_us"])
                row["same_product"] = bool(abs(row["product"] - _product(one)) < 1e-9)
            except subprocess.TimeoutExpired:
                row["negmas_s"] = f"more than {PEER_SECONDS}"
        print(row, flush=True)
        results.append(row)
    return results


def _only(instances: Instances, world: int) -> Instances:
    """Keep one world, many times over, so that the mean is one of many solves."""
    stacked = ("gains", "topics", "consents", "row_coefficients", "link_worth")
    fields = {name: getattr(instances, name) for name in Instances.__dataclass_fields__}
    return Instances(**fields | {name: np.repeat(fields[name][world : world + 1], 2000, axis=0) for name in stacked})


def _product(instances: Instances) -> float:
    """Return the product of both gains from the Nash package."""
    from detente.bargaining.packages import PackageProblem

    problem = PackageProblem(gains=instances.gains[0], n_table=2)
    return float(np.prod(problem.strike(Rule.NASH).gains))


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--solves", type=int, default=1000)
    parser.add_argument("--negmas", help="a Python interpreter that has NegMAS")
    options = parser.parse_args()
    figures: dict[str, Any] = {"compile_processor_s": compiling(), "loads": {}}
    for number, load in enumerate(LOADS):
        instances = draw(load, options.solves, SEED)
        for rule in Rule if number == 1 else [Rule.NASH]:
            figures["loads"].setdefault(load.title, {})[rule.name.lower()] = measure(instances, rule)
            print(load.title, rule.name, figures["loads"][load.title][rule.name.lower()], flush=True)
    if options.negmas:
        figures["negmas"] = peer(options.negmas)
    else:
        print("NegMAS is left out: name an interpreter that has it with --negmas.")
        figures["negmas"] = "left out"
    print(store("packages", figures))


if __name__ == "__main__":
    main()
