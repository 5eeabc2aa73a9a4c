"""The solver is compiled by another process meanwhile; what happens to that process never matters."""

from __future__ import annotations

import subprocess
import sys

import pytest

from detente.engine.world import solver_call as striking


def other(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code])


def test_nobody_waits_for_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    striking.solver_address()
    monkeypatch.setattr(striking, "_start", lambda: pytest.fail("a process was started"))
    with striking.solver_in_the_making():
        pass


def test_a_process_that_fails_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    process = other("raise SystemExit(3)")
    monkeypatch.setattr(striking, "_is_wanted", lambda: True)
    monkeypatch.setattr(striking, "_start", lambda: process)
    with striking.solver_in_the_making():
        pass
    assert process.returncode == 3
    assert striking.solver_address() != 0 or striking.numba.config.DISABLE_JIT


def test_a_stop_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    process = other("import time; time.sleep(600)")
    monkeypatch.setattr(striking, "_is_wanted", lambda: True)
    monkeypatch.setattr(striking, "_start", lambda: process)
    with pytest.raises(KeyboardInterrupt), striking.solver_in_the_making():
        raise KeyboardInterrupt
    assert process.returncode not in (None, 0)


def test_a_system_without_processes_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert striking._start() is None
