"""Compile every kernel once, by asking every question of shipped cases in a small way.

    python packaging/every_kernel.py

Kernels are compiled for the types they are called with, so the surest list of them is what the questions call. One
that no question calls here is compiled on the machine where it is first needed.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

import click
from click.testing import CliRunner

from detente.cli.frame.verbs import VERBS
from detente.cli.frame.verbs import detente as program

CASES = ("alaska-2025", "chicken", "divided-pie", "emission-standards-1985")
FEW = {"--beliefs": "16", "--runs": "4", "--worlds": "64", "--threads": "1", "--questions": "2"}
FURTHER = {
    "whatif": ("--change", "set: {general.holding_out: 0.5}"),
    "diff": ("minsk-2015",),
    "show": ("general.holding_out",),
    "outlook": ("--with", "all"),
    "seal": ("--ledger", "ledger"),
}
"""What a question is given beside a case."""

APART = frozenset({"open", "mcp", "elicit", "observe"})
"""Verbs that wait for somebody, or need a file of their own."""

FILES = Path(__file__).parents[1] / "docs" / "files"
FURTHER_CALLS = (
    ("fit", "--beliefs", "20"),
    ("replay", "minsk-2015", "--beliefs", "16", "--runs", "4"),
    ("discover", "alaska-2025", "--scenario", "failure", "--beliefs", "400", "--runs", "2", "--threads", "1"),
    ("observe", f"{FILES / '06-what-may-happen.yaml'}", "--events", f"{FILES / 'river-facts.yaml'}", "--beliefs", "40"),
    ("conflict", "elmira-1991", "--want", "1", "--concept", "GMR"),
)


def main() -> int:
    """Ask, in a folder of no further use."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for call in (*calls(), *FURTHER_CALLS):
            done = CliRunner().invoke(program, list(call))
            if done.exit_code not in (0, 2) or (done.exit_code and call in FURTHER_CALLS):
                print(f"{' '.join(call)}: {done.output or repr(done.exception)}", file=sys.stderr)
                return 1
    return 0


def calls() -> list[tuple[str, ...]]:
    """Return the calls: each verb that takes a case, on each case."""
    context = click.Context(program)
    found = []
    for verb in VERBS:
        command = program.get_command(context, verb)
        if verb in APART or command is None or "case_name" not in {part.name for part in command.params}:
            continue
        options = {name for option in command.params for name in option.opts}
        few = [part for option, value in FEW.items() if option in options for part in (option, value)]
        found += [(verb, case, *FURTHER.get(verb, ()), *few) for case in CASES]
    return found


if __name__ == "__main__":
    sys.exit(main())
