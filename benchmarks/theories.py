"""Time theories: runs a second on one core, compiled, a batch of beliefs at a time.

    python benchmarks/theories.py                    challenges on the emission-standards data, the spatial model
    python benchmarks/theories.py --cop21 FILE.csv   position exchange on the Paris climate talks of 2015 too
    python benchmarks/theories.py --cop21 FILE.csv --decide PATH/bin/python   the same by Decide, beside it

Timed by the processor's clock of the thread, the fastest of five, for what else the machine does only slows it. Decide
is asked in an environment of its own (`pip install decide-exchange-model`), once, since a run takes it half a minute.
No program for the challenge model or for the spatial one can be had from PyPI: the figures of those were measured on
another day and machine. Results: `results/theories.json`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from recording import store

TESTS = Path(__file__).resolve().parents[1] / "tests"
sys.path += [str(TESTS / "papers"), str(TESTS / "oracles")]


ROUNDS = 10
ELSEWHERE = {
    "challenge, 10 parties, 5 rounds, two programs": [517.0, 0.5],
    "spatial, KTAB, 10 parties": 14.0,
    "spatial, KTAB, 40 parties": 0.1,
}
"""Runs a second of other programs, measured on another day and machine."""


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

    from detente.theories.positions.expected_utility import Challenge
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

    from detente.theories.positions.spatial import Spatial
    from detente.theories.problem import Problem, Problems

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

    from detente.theories.positions.exchange import PositionExchange
    from detente.theories.problem import Problems

    batch = Problems.of([read(file)] * 5)
    theory = PositionExchange(rounds=ROUNDS)
    return {f"exchange, 15 parties, 13 issues, {ROUNDS} rounds": fastest(lambda: theory.levels(batch), 5)}


def decide(python: str, file: Path) -> dict[str, float]:
    """Return how many runs a second Decide makes, by its own Python."""
    command = [python, str(Path(__file__).with_name("theories_decide.py")), str(file), str(ROUNDS)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
    return {f"exchange, {found['program']}, 15 parties, 13 issues, {ROUNDS} rounds": 1.0 / found["seconds"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cop21", type=Path, default=None, help="positions of the Paris climate talks")
    parser.add_argument("--decide", default=None, help="the Python of an environment with decide-exchange-model")
    arguments = parser.parse_args()
    figures = challenges() | spatial() | (exchanges(arguments.cop21) if arguments.cop21 else {})
    peers = decide(arguments.decide, arguments.cop21) if arguments.decide and arguments.cop21 else {}
    for name, rate in (figures | peers).items():
        print(f"{name}: {rate:,.4g} runs a second on one core")
    told: dict[str, Any] = {name: round(rate, 1) for name, rate in figures.items()}
    told["peers in the same run"] = {name: round(rate, 3) for name, rate in peers.items()}
    print(store("theories", told | {"peers, measured elsewhere": ELSEWHERE}))


if __name__ == "__main__":
    main()
