"""Whatever a case, facts, answers, edits, a table or a ledger say: a message or an answer, soon, without `nan`.

`pytest -m long tests/fuzz` runs every campaign whole. `DETENTE_FUZZ=0.1` takes a tenth of it, `DETENTE_FUZZ_FROM=7`
begins elsewhere. What fails names its seed; the mutant of a seed is the same everywhere.
"""

from __future__ import annotations

import os
import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from campaigns import CAMPAIGNS
from click.testing import CliRunner

from detente.cli import detente

FRACTION = float(os.environ.get("DETENTE_FUZZ", "1"))
FIRST = int(os.environ.get("DETENTE_FUZZ_FROM", "1000000"))
PATIENCE = 20.0
"""Seconds of a processor that no call may take; by the clock six times as many, as others may want the processor."""

BLOCKS = 10


_NO_NUMBER = re.compile(r"(?<![\w-])(nan|inf|infinity)(?![\w-])", re.IGNORECASE)


class HungError(BaseException):
    """A call that took too long; no ordinary error, so that nobody answers it."""


@contextmanager
def patience() -> Iterator[None]:
    """Interrupt what takes longer than anybody waits."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def hung(*arguments: object) -> None:
        raise HungError

    clocks = ((signal.ITIMER_PROF, signal.SIGPROF, PATIENCE), (signal.ITIMER_REAL, signal.SIGALRM, 6 * PATIENCE))
    before = [signal.signal(number, hung) for _, number, _ in clocks]
    for clock, _, seconds in clocks:
        signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        for (clock, number, _), earlier in zip(clocks, before, strict=True):
            signal.setitimer(clock, 0.0)
            signal.signal(number, earlier)


def fault_of(kind: str, seed: int, folder: Path) -> str:
    """Make the mutant of a seed, call what is to be called, and return what is wrong, if anything."""
    dice = random.Random(f"{kind} {seed}")
    call = CAMPAIGNS[kind].call(folder, dice)
    try:
        with patience():
            done = CliRunner().invoke(detente, call)
    except HungError:
        return f"{kind} {seed}: {call}: longer than {PATIENCE} s"
    if done.exit_code not in (0, 2) or (done.exception and not isinstance(done.exception, SystemExit)):
        return f"{kind} {seed}: {call}: exit {done.exit_code} {done.exception!r}\n{done.stderr[-600:]}"
    if done.exit_code == 2 and not done.stderr.strip():
        return f"{kind} {seed}: {call}: no word of what is wrong"
    if kind in ("verbs", "facts") and not _says_so_itself(folder) and _NO_NUMBER.search(done.stdout):
        return f"{kind} {seed}: {call}: no number: {done.stdout[-600:]}"
    return ""


def _says_so_itself(folder: Path) -> bool:
    """Say whether a mutant holds such a word, as a title may."""
    texts = (folder / name for name in ("case.yaml", "facts.yaml"))
    return any(_NO_NUMBER.search(place.read_text("utf-8", "replace")) for place in texts if place.exists())


def check(kind: str, seeds: range, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DETENTE_STORE", str(folder / "store"))
    faults = [fault for seed in seeds if (fault := fault_of(kind, seed, folder))]
    assert not faults, "\n\n".join([f"{len(faults)} of {len(seeds)}", *faults[:12]])


@pytest.mark.parametrize("kind", CAMPAIGNS)
def test_a_part_of_every_campaign(kind, tmp_path, monkeypatch):
    check(kind, range(CAMPAIGNS[kind].small), tmp_path, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("kind", CAMPAIGNS)
def test_every_campaign_whole(kind, block, tmp_path, monkeypatch):
    size = max(1, round(CAMPAIGNS[kind].count * FRACTION / BLOCKS))
    check(kind, range(FIRST + block * size, FIRST + (block + 1) * size), tmp_path, monkeypatch)
