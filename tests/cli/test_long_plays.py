"""A play that takes long says so, once, soon after it has begun."""

from __future__ import annotations

import io
import itertools

import pytest

from detente.cli.frame import progress
from detente.locale import texts


def told(monkeypatch, capsys, *, seconds_each, parts, total):
    clock = itertools.count(0.0, seconds_each)
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr", io.StringIO())
    monkeypatch.setattr(progress, "say", lambda words, err: print(words))
    with progress.bar(texts("en")) as tell:
        for part in range(parts):
            tell((part + 1) * total // 100, total, "play")
    return capsys.readouterr().out


def test_a_long_play_says_about_how_long(monkeypatch, capsys):
    said = told(monkeypatch, capsys, seconds_each=3.0, parts=10, total=1_000_000)
    assert said.count("worlds") == 1
    assert said.startswith("About 5 min for 1,000,000 worlds.")


@pytest.mark.parametrize(("seconds", "parts"), [(0.3, 100), (3.0, 1)])
def test_a_short_play_says_nothing(monkeypatch, capsys, seconds, parts):
    assert told(monkeypatch, capsys, seconds_each=seconds, parts=parts, total=1_000) == ""
