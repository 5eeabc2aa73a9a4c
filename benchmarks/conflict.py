"""Measure conflict graphs: R, GMR, SMR and SEQ for every state and decision maker, by size.

    python benchmarks/conflict.py

Nothing is infeasible; each decision maker ranks the states by eight random statements of one or two options, so that
ties are common. Where options are one-way every second one is: taken, it cannot be left again. Each size is solved in a
process of its own, after a small conflict has had the kernels compiled; times are of one core, the fastest of several,
and memory is the most the process held.

No program for conflict graphs can be had from PyPI, so that none is timed in the same run. Figures of gmcr-py 0.4.1
(source to be seen, no open licence) were measured on another day and machine with the same kind of preferences: 10
options and 3 decision makers 2.35 s and 80 MB, 12 and 3 42.1 s and 803 MB; its matrices for 16 and 4 would take 275 GB.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

import numpy as np
from recording import store

from detente.theories.conflict import Concept, Conflict, Controls, coalitions, ranked, simultaneous, stability

SIZES = ((10, 3), (12, 3), (16, 4), (18, 6), (20, 5))
ONE_WAY = ((12, 3), (16, 4), (20, 5))
MOST_FOR_ALL = 1 << 12
"""States up to which simultaneous answers and coalitions are measured as well."""

ELSEWHERE = {"10/3": {"seconds": 2.35, "megabytes": 80}, "12/3": {"seconds": 42.1, "megabytes": 803}}


def random_conflict(options: int, makers: int, one_way: bool = False, seed: int = 1) -> Conflict:
    """Return a conflict in which every choice is feasible; every second option can be taken back, or every one."""
    dice = np.random.default_rng(seed)
    choices = np.arange(1 << options)
    owned = np.array_split(np.arange(options), makers)
    masks = np.array([int((1 << own).sum()) for own in owned])
    values = np.zeros((makers, len(choices)), dtype=np.int64)
    for row in values:
        for _ in range(8):
            first, second = dice.integers(options, size=2)
            wanted, either = dice.integers(2, size=2)
            holds = (choices >> first & 1) == wanted
            if dice.random() < 0.5:
                holds = holds | ((choices >> second & 1) == either)
            row *= 2
            row += holds
    names = tuple(f"maker-{maker}" for maker in range(makers))
    forward = sum(1 << option for option in range(0, options, 2)) if one_way else 0
    return Conflict(names, ranked(values), Controls(choices, masks, forward))


def timed(times: int, work) -> float:
    """Return the fewest processor seconds that a piece of work took."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def measure(options: int, makers: int, one_way: bool) -> dict[str, object]:
    """Measure one size, the kernels compiled."""
    small = random_conflict(4, 2, one_way)
    stability(small), simultaneous(small), coalitions(small)
    conflict = random_conflict(options, makers, one_way)
    times = 20 if options <= 12 else 2
    figures: dict[str, object] = {
        "states": conflict.size,
        "seconds": round(timed(times, lambda: stability(conflict)), 5),
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        "equilibria": {concept.value: len(stability(conflict).equilibria(concept)) for concept in list(Concept)[:4]},
    }
    if conflict.size <= MOST_FOR_ALL:
        conflict.moves  # noqa: B018  # laid out beforehand
        figures["seconds_simultaneous"] = round(timed(3, lambda: simultaneous(conflict)), 5)
        if coalitions(conflict) is not None:
            figures["seconds_coalitions"] = round(timed(1, lambda: coalitions(conflict)), 5)
    return figures


def main() -> None:
    """Measure all sizes and store the figures."""
    if len(sys.argv) == 4:
        print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "one-way")))
        return
    figures: dict[str, object] = {"gmcr-py 0.4.1, measured elsewhere": ELSEWHERE}
    for options, makers, way in [*((*size, "free") for size in SIZES), *((*size, "one-way") for size in ONE_WAY)]:
        name = f"{options}/{makers}" + (", half of them one-way" if way == "one-way" else "")
        asked = [sys.executable, __file__, str(options), str(makers), way]
        figures[name] = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
        print(f"{name}: {figures[name]}", flush=True)
    print(store("conflict", figures))


if __name__ == "__main__":
    main()
