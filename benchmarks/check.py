"""How long a check takes: the fast tier that an editor runs after each key, and the whole one with every lever.

Run `python benchmarks/check.py [CASE]`; it prints CPU milliseconds, the least and the median of many.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

import detente

_TIMES = 25


def cpu(what: Callable[[], object]) -> tuple[float, float]:
    """Return the least and the median CPU milliseconds of many calls, after one that warms up."""
    what()
    spent = []
    for _ in range(_TIMES):
        before = time.process_time()
        what()
        spent.append(1e3 * (time.process_time() - before))
    return min(spent), median(spent)


def main(case: str = "alaska-2025") -> None:
    """Print the times of a case."""
    text = detente.load(case).text
    path = next(iter(detente.load(case).document.positions.items()))
    spot = f"positions.{path[0]}.{next(iter(path[1]))}.salience"
    for name, what in {
        "check without levers": lambda: detente.check(text, levers=False),
        "check": lambda: detente.check(text),
        "edit": lambda: detente.edit(text, spot, 55),
    }.items():
        least, middle = cpu(what)
        print(f"{name:22} {least:7.1f} ms least {middle:7.1f} ms median")


if __name__ == "__main__":
    main(*sys.argv[1:])
