"""A case so small that every number an analysis can say of it is known in closed form."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import detente

sys.path.append(str(Path(__file__).parents[1] / "oracles"))


@pytest.fixture(scope="session")
def two_ends():
    return detente.load(Path(__file__).with_name("two-ends.yaml"))
