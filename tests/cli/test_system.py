"""What the machine refuses is told in a sentence: it is no fault of the program, and none of the case."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a shell of POSIX")


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours in a shell; `detente` in it is this very program."""
    command = command.replace("detente", f"{sys.executable} -m detente", 1)
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("detente cases >&-", "standard output is closed"),
        ("detente cases > /dev/full", "No space left"),
        ("detente --help > /dev/full", "No space left"),
        ("detente check divided-pie --json > /dev/full", "No space left"),
    ],
)
def test_an_output_that_cannot_be_written_is_told(command, words):
    done = shell(command)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_memory_that_is_not_there_is_told(call, monkeypatch):
    def short(*arguments, **options):
        raise MemoryError

    monkeypatch.setattr("detente.case.load", short)
    done = call("check", "divided-pie", "--lang", "zh")
    assert done.exit_code == 2
    assert "内存不足" in done.stderr


def test_a_pipe_and_a_file_without_a_name_are_refused_at_once(call, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, words in ((str(tmp_path / "pipe"), "may never end"), ("", "name a file")):
        done = call("check", name)
        assert done.exit_code == 2
        assert words in done.stderr


def test_what_the_shell_hands_over_is_read():
    village = Path(__file__).parents[1] / "case" / "village.yaml"
    done = shell(f"detente check /dev/stdin < {shlex.quote(str(village))}")
    assert done.returncode == 0, done.stderr


def test_a_verb_that_was_stopped_with_a_part_done_says_so_in_its_status(call, monkeypatch):
    monkeypatch.setattr("detente.cli.frame.verbs.was_stopped", lambda ctx: True)
    assert call("cases").exit_code == 130
