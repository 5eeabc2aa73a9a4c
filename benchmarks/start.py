"""Time what a user waits for before anything is played, and weigh the installation.

    python benchmarks/start.py             the commands of this environment
    python benchmarks/start.py --install   also install the package into a new environment and weigh it

Results: `results/start.json`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import Any

from recording import ROOT, store

COMMANDS = {"help": ["--help"], "check": ["check", "alaska-2025"], "cases": ["cases"]}
TIMES = 9


def timed(arguments: list[str]) -> dict[str, float]:
    """Start a command several times; return best and middle seconds, and the processor's seconds of the best."""
    command = [sys.executable, "-m", "detente", *arguments]
    taken, worked = [], []
    for _ in range(TIMES):
        before = os.times()
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - began)
        after = os.times()
        worked.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return {
        "best_s": round(min(taken), 3),
        "median_s": round(statistics.median(taken), 3),
        "processor_s": round(min(worked), 3),
    }


def weighed() -> dict[str, Any]:
    """Install into a new environment; return seconds, megabytes, and the heaviest parts."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        places = next(Path(folder).glob("lib/python*/site-packages"))
        before = _sizes(places)
        began = time.perf_counter()
        subprocess.run([python, "-m", "pip", "install", "-q", "-c", ROOT / "requirements.lock", ROOT], check=True)
        seconds = time.perf_counter() - began
        sizes = {name: size for name, size in _sizes(places).items() if name not in before}
    heaviest = sorted({name.split("/")[0] for name in sizes}, key=lambda part: -_of(part, sizes))[:10]
    code = sum(size for name, size in sizes.items() if not name.endswith(".pyc"))
    return {
        "seconds": round(seconds, 1),
        "megabytes": round(code / 1e6, 1),
        "megabytes_with_bytecode_of_everything": round(sum(sizes.values()) / 1e6, 1),
        "heaviest_megabytes_without_bytecode": {part: round(_of(part, sizes) / 1e6, 1) for part in heaviest},
    }


def _sizes(places: Path) -> dict[str, int]:
    return {p.relative_to(places).as_posix(): p.stat().st_size for p in places.rglob("*") if p.is_file()}


def _of(part: str, sizes: dict[str, int]) -> int:
    return sum(size for name, size in sizes.items() if name.split("/")[0] == part and not name.endswith(".pyc"))


def main() -> None:
    """Measure and store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--install", action="store_true")
    arguments = parser.parse_args()
    figures: dict[str, Any] = {name: timed(command) for name, command in COMMANDS.items()}
    if arguments.install:
        figures["install"] = weighed()
    print(figures)
    print(store("start", figures))


if __name__ == "__main__":
    main()
