"""What a play keeps must fit into memory; that is told before it begins."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

import detente
from detente.cli import detente as command
from detente.engine.run import memory
from detente.errors import OptionError

CASE = "divided-pie"


@pytest.fixture
def little(monkeypatch):
    monkeypatch.setattr(memory, "available", lambda: 20_000)


@pytest.mark.parametrize("more", [{}, {"keep_worlds": True}])
def test_what_does_not_fit_is_refused_before_a_play(little, more):
    beliefs = 2 if more else 100_000
    with pytest.raises(OptionError, match=r"needs about .* GB of memory; 0\.0 GB are free"):
        detente.simulate(detente.load(CASE), beliefs=beliefs, runs=50_000 if more else 2, **more)


def test_what_fits_is_played(little):
    assert detente.simulate(detente.load(CASE), beliefs=2, runs=2).beliefs == 2


@pytest.mark.parametrize(("language", "words"), [("en", "needs about"), ("zh", "内存")])
def test_the_command_line_says_so(little, language, words):
    done = CliRunner().invoke(command, ["outlook", CASE, "--beliefs", "200000", "--runs", "2", "--lang", language])
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.output


def test_memory_is_told_where_the_system_tells_it():
    there = memory.available()
    assert there is None or 0 <= there < 2**50
