"""A small case with questions and reference classes, played once."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.case import Case, load
from detente.engine.run.simulate import simulate
from detente.engine.run.worlds import Worlds
from detente.forecast.questions import with_questions

FERRY = Path(__file__).with_name("ferry.yaml")


@pytest.fixture(scope="session")
def ferry() -> Case:
    return load(FERRY)


@pytest.fixture(scope="session")
def asked(ferry: Case) -> Worlds:
    return simulate(with_questions(ferry), beliefs=60, runs=20, seed=1, keep_worlds=True)
