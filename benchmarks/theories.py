"""Time theories: runs a second on one core, compiled, a batch of beliefs at a time.

    python benchmarks/theories.py                    challenges on the emission-standards data, the spatial model
    python benchmarks/theories.py --cop21 FILE.csv   position exchange on the Paris climate talks of 2015 too

Timed by the processor's clock of the thread, the fastest of five, for what else the machine does only slows it.
Results: `results/theories.json`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from recording import store

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path += [str(TESTS / "papers"), str(TESTS / "oracles")]


def fastest(work: Callable[[], Any], runs: int, repeats: int = 5) -> float:
    """Return runs a second."""
    work()
    seconds = []
    for _ in range(repeats):
        start = time.thread_time()
        work()
        seconds.append(time.thread_time() - start)
    return runs / min(seconds)


def challenges() -> dict[str, float]:
    from test_scholz_2011 import emissions

    from detente.theories.expected_utility import Challenge
    from detente.theories.problem import Problems

    batch = Problems.of([emissions()] * 5000)
    recipe, printed = Challenge(rounds=5), Challenge(reading="printed", rounds=5)  # type: ignore[arg-type]
    return {
        "challenge, recipe, 10 parties, 5 rounds": fastest(lambda: recipe.levels(batch), 5000),
        "challenge, printed, 10 parties, 5 rounds": fastest(lambda: printed.levels(batch), 5000),
    }


def spatial() -> dict[str, float]:
    """Time the spatial model on parties drawn at random on one issue, until their positions hardly move."""
    import numpy as np

    from detente.theories.problem import Problem, Problems
    from detente.theories.spatial_model import Spatial

    figures = {}
    for n, count in ((10, 500), (40, 20)):
        draws = np.random.default_rng(n)
        drawn = [
            Problem(
                parties=tuple(f"p{k}" for k in range(n)),
                issues=("issue",),
                positions=100.0 * draws.random((n, 1)),
                salience=draws.uniform(0.2, 1.0, (n, 1)),
                power=draws.uniform(10.0, 100.0, n),
            )
            for _ in range(count)
        ]
        batch = Problems.of(drawn)
        turns = float(np.mean([len(Spatial().states(problem)) - 1 for problem in drawn]))
        name = f"spatial, {n} parties, 1 issue, {turns:.0f} turns on average"
        figures[name] = fastest(lambda: Spatial().levels(batch), count)  # noqa: B023
    return figures


def exchanges(file: Path) -> dict[str, float]:
    from exchange_data import read

    from detente.theories.position_exchange import PositionExchange
    from detente.theories.problem import Problems

    batch = Problems.of([read(file)] * 5)
    theory = PositionExchange(rounds=10)
    return {"exchange, 15 parties, 13 issues, 10 rounds": fastest(lambda: theory.levels(batch), 5)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cop21", type=Path, default=None, help="positions of the Paris climate talks")
    arguments = parser.parse_args()
    figures = challenges() | spatial() | (exchanges(arguments.cop21) if arguments.cop21 else {})
    for name, rate in figures.items():
        print(f"{name}: {rate:,.0f} runs a second on one core")
    print(store("theories", {name: round(rate, 1) for name, rate in figures.items()}))


if __name__ == "__main__":
    main()
