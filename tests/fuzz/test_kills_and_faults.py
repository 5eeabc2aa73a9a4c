"""Whoever writes may be killed, and every call of the system may fail: the file is old or new, and so is told."""

from __future__ import annotations

import errno
import os
import random
import signal
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mutants import FILES

import detente as package
from detente.cli import detente
from detente.forecast.ledger import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork, and no SIGKILL")
PACKAGE = str(Path(package.__file__).parent)
FRACTION = float(os.environ.get("DETENTE_FUZZ", "1"))
CASE = str(FILES / "08-questions.yaml")
SIZE = ["--beliefs", "4", "--runs", "2", "--threads", "1"]
OLD = b'<!doctype html><meta name="generator" content="D\xc3\xa9tente"><p>old</p>'
WRITERS: dict[str, list[str]] = {
    "ask --apply": ["ask", CASE, "--apply", str(FILES / "answers.yaml"), "--to", "{target}", "--force"],
    "whatif --save": ["whatif", CASE, "parties.delta.price.value=0.2", "--save", "{target}", "--force", *SIZE],
    "outlook --report": ["outlook", CASE, "--report", "{target}", "--force", *SIZE],
    "ask --template": ["ask", CASE, "--template", "{target}", "--force", *SIZE],
    "new --out": ["new", "--template", "river", "--out", "{target}", "--force"],
}
CALLS = ("open", "write", "fsync", "replace", "close", "chmod")
REASONS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR)


def call(writer: str, target: Path) -> list[str]:
    return [word.format(target=target) for word in WRITERS[writer]]


def run(arguments: list[str]) -> Any:
    return CliRunner().invoke(detente, arguments)


def usable(writer: str, folder: Path) -> bytes:
    """Return what a writer writes where nothing goes wrong."""
    target = folder / "target.html"
    target.write_bytes(OLD)
    done = run(call(writer, target))
    assert done.exit_code == 0, done.output
    assert target.read_bytes() != OLD
    return target.read_bytes()


# ── Faults ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Faulty:
    """Calls of the system that fail once: the `turn`-th that a module of ours makes of one of them."""

    def __init__(self, patch: pytest.MonkeyPatch, name: str, turn: int, reason: int, short: bool) -> None:
        self.name, self.turn, self.reason, self.short, self.met = name, turn, reason, short, 0
        self.real = getattr(os, name)
        patch.setattr(os, name, self.called)

    def called(self, *arguments: Any, **options: Any) -> Any:
        if not sys._getframe(1).f_code.co_filename.startswith(PACKAGE):
            return self.real(*arguments, **options)
        self.met += 1
        if self.met != self.turn:
            return self.real(*arguments, **options)
        if self.short:
            return self.real(arguments[0], bytes(arguments[1])[: max(1, len(arguments[1]) // 3)])
        if self.name == "close":  # the system closes it, and says what could not be written before
            self.real(*arguments)
        raise OSError(self.reason, os.strerror(self.reason))


def check_fault(writer: str, name: str, turn: int, reason: int, folder: Path, new: bytes, short: bool = False) -> bool:
    """Let one call of the system fail; return whether it was made at all."""
    target = folder / "target.html"
    target.write_bytes(OLD)
    with pytest.MonkeyPatch.context() as patch:
        faulty = Faulty(patch, name, turn, reason, short)
        done = run(call(writer, target))
    content, said = target.read_bytes(), done.stderr.replace("\n", " ")
    where = (writer, name, turn, errno.errorcode[reason], done.exit_code, done.output)
    assert content in (OLD, new), where
    assert done.exit_code in (0, 2), where
    assert "fault of the program" not in said, where
    if done.exit_code == 0:
        assert content == new, where
    if "nothing was written" in said:
        assert content == OLD, where
    if "was written, but" in said:
        assert content == new, where
    if done.exit_code == 2 and content == new:
        assert "was written" in said, where
    assert [path.name for path in folder.glob(".*.part")] == [], where
    return faulty.met >= turn


@pytest.mark.parametrize("writer", ["ask --apply", "new --out"])
@pytest.mark.parametrize("name", CALLS)
def test_a_call_of_the_system_that_fails_is_told_truly(tmp_path, writer, name):
    new = usable(writer, tmp_path)
    turn = 1
    while check_fault(writer, name, turn, errno.EIO, tmp_path, new):
        turn += 1
    if name == "write":
        assert check_fault(writer, name, 1, errno.EIO, tmp_path, new, short=True)


@pytest.mark.long
@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("name", CALLS)
def test_every_call_of_the_system_that_fails_is_told_truly(tmp_path, writer, name):
    new = usable(writer, tmp_path)
    for reason in REASONS:
        turn = 1
        while check_fault(writer, name, turn, reason, tmp_path, new):
            turn += 1


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("reason", REASONS)
def test_a_ledger_whose_writes_fail_says_what_is_true(tmp_path, name, reason):
    """Each call of the system in turn; then the ledger is whole, and takes the next entry."""
    for turn in range(1, 40):
        ledger = Ledger(tmp_path / f"{turn}")
        ledger.append("note", "2024-01-01T00:00:00Z", {"day": 1})
        said = ""
        with pytest.MonkeyPatch.context() as patch:
            faulty = Faulty(patch, name, turn, reason, False)
            try:
                ledger.append("note", "2024-01-02T00:00:00Z", {"day": 2, "case_sha256": "0" * 64}, "a text")
            except (package.DetenteError, OSError) as error:
                said = str(error)
        count = len(ledger.entries())
        assert count in (1, 2)
        if not said:
            assert count == 2
        if "nothing was written" in said:
            assert count == 1, (name, turn, said)
        ledger.append("note", "2024-01-03T00:00:00Z", {"day": 3})
        assert [fault.kind for fault in ledger.faults() if fault.kind != "case_changed"] == []
        if faulty.met < turn:
            return


# ── Kills ───────────────────────────────────────────────────────────────────────────────────────────────────────


def killed(work: Callable[[], object], after: float) -> bool:
    """Do work in a process of its own and kill it after a while; return whether it was done before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no other thread writes here
        child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


def check_kills(writer: str, kills: int, seed: int, folder: Path) -> None:
    target, dice = folder / "target.html", random.Random(seed)
    new = usable(writer, folder)
    began = time.perf_counter()
    usable(writer, folder)
    longest = 1.3 * (time.perf_counter() - began)
    ended = 0
    for _ in range(kills):
        target.write_bytes(OLD)
        done = killed(lambda: run(call(writer, target)), dice.uniform(0, longest))
        ended += done
        assert target.read_bytes() == new if done else target.read_bytes() in (OLD, new)
    usable(writer, folder)
    assert sorted(path.name for path in folder.iterdir()) == ["target.html"], "the next start leaves nothing"
    assert ended < kills


@pytest.mark.parametrize("writer", ["ask --apply"])
def test_a_few_kills(tmp_path, writer):
    check_kills(writer, 15, 1, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("writer", WRITERS)
def test_a_thousand_kills(tmp_path, writer):
    check_kills(writer, round(1000 * FRACTION), 2, tmp_path)


def check_killed_resolving(kills: int, seed: int, folder: Path) -> None:
    """Seal and resolve as the command line does, killed at any moment; what was acknowledged stays."""
    dice, ledger = random.Random(seed), folder / "ledger"
    assert run(["seal", CASE, "--ledger", str(ledger), *SIZE]).exit_code == 0
    questions = list(Ledger(ledger).entries()[0].content["questions"])
    for day in range(1, kills + 1):
        words = ["resolve", dice.choice(questions), dice.choice(["yes", "no"]), "--ledger", str(ledger)]
        if dice.random() < 0.5:
            words = ["seal", CASE, "--ledger", str(ledger), *SIZE, "--seed", str(day)]
        before = len(Ledger(ledger).entries())
        killed(lambda words=words: run(words), dice.uniform(0, 0.25))
        found = Ledger(ledger)
        assert before <= len(found.entries()) <= before + 1
        assert found.faults() == ()
    assert run(["seal", CASE, "--ledger", str(ledger), *SIZE, "--seed", "99999"]).exit_code == 0
    assert not list(ledger.rglob(".*.part"))
    assert Ledger(ledger).faults() == ()


def test_a_few_kills_of_seal_and_resolve(tmp_path):
    check_killed_resolving(6, 3, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("block", range(4))
def test_a_thousand_kills_of_seal_and_resolve(tmp_path, block):
    check_killed_resolving(round(250 * FRACTION), 4 + block, tmp_path)


def check_killed_keeping(kills: int, seed: int, folder: Path) -> None:
    dice, store = random.Random(seed), folder / "store"
    words = [
        "outlook",
        CASE,
        "--keep",
        "--store",
        str(store),
        "--beliefs",
        "40",
        "--runs",
        "4",
        "--threads",
        "1",
        "--json",
    ]
    whole = run([*words[:2], *words[5:]]).stdout
    for _ in range(kills):
        killed(lambda: run(words), dice.uniform(0, 0.4))
    assert run(words).stdout == whole
    assert run([*words[:2], "--continue", *words[3:]]).stdout == whole
    assert not list(store.rglob("*.part"))
    assert run(["runs", "--store", str(store)]).exit_code == 0


def test_a_few_kills_of_kept_runs(tmp_path):
    check_killed_keeping(5, 1, tmp_path)


@pytest.mark.long
def test_a_thousand_kills_of_kept_runs(tmp_path):
    check_killed_keeping(round(1000 * FRACTION), 2, tmp_path)
