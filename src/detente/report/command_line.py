"""The command that gives an analysis again."""

from __future__ import annotations

from pathlib import PurePath
from shlex import quote

from detente.analysis.compare.endings import Stamp
from detente.case import Case
from detente.shown import argument

__all__ = ["command"]


def command(verb: str, stamp: Stamp, case: Case, *options: str) -> str:
    """Return the command line that gives the same analysis of the same case again."""
    name = PurePath(case.file).name or stamp.case
    size = f"--beliefs {stamp.beliefs} --runs {stamp.runs} --seed {stamp.seed}"
    return " ".join(["detente", verb, argument(name), *map(quote, options), size])
