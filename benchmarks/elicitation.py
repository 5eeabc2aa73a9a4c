"""How well small questions find what a made-up person knows: python benchmarks/elicitation.py [CASES]."""

from __future__ import annotations

import sys
import time

import numpy as np

from detente.testing.respondents import recovered

WAYS = {
    "weights evenly from all that sum to 1": {},
    "saliences evenly from 0 to 100": {"even": True},
    "weights, and 5 % slips": {"slips": 0.05},
}


def main(cases: int) -> None:
    """Print one line a way of making up what is known."""
    print("| known wants | shares inside | prices inside | median answers | median width | s a case |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, options in WAYS.items():
        begun = time.perf_counter()
        found = [recovered(seed, **options) for seed in range(cases)]  # type: ignore[arg-type]
        shares = np.mean([inside for each in found for inside in each.shares])
        prices = np.mean([inside for each in found for inside in each.prices])
        answers = np.median([each.answers for each in found])
        width = np.median([width for each in found for width in each.widths])
        took = (time.perf_counter() - begun) / cases
        print(f"| {name} | {shares:.1%} | {prices:.1%} | {answers:g} | {width:.3f} | {took:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
