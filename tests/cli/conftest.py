"""Call the commands, and play made-up worlds at once where playing is not what is tested."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli import detente

SAMPLE = Path(__file__).parents[1] / "report" / "sample.yaml"


@pytest.fixture
def call():
    """Call a command; nothing it prints or raises is lost."""

    def calling(*arguments: str) -> Result:
        return CliRunner().invoke(detente, list(arguments), catch_exceptions=False)

    return calling


@pytest.fixture
def sample() -> str:
    return str(SAMPLE)


@pytest.fixture
def at_once(monkeypatch):
    """Let `simulate` return made-up worlds; return what it was called with."""
    place = SAMPLE.with_name("conftest.py")
    spec = importlib.util.spec_from_file_location("made_up_outlook", place)
    made_up = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made_up)
    calls = []

    class Worlds:
        beliefs = 1000

        def __init__(self, case):
            self.case = case

        def outlook(self):
            return made_up.sample_outlook(self.case)

    def simulate(case, **options):
        calls.append(options)
        return Worlds(case)

    def material_of(worlds, options):
        from detente.report.whole.material import bare

        return bare(worlds.outlook(), worlds.case)

    monkeypatch.setattr("detente.report.whole.material.material_of", material_of)

    monkeypatch.setattr("detente.engine.run.played.simulate", simulate)
    return calls
