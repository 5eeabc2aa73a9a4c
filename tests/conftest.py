"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import detente

ROOT = Path(__file__).parents[1]

# The first example of a property may have to compile a kernel, so none is timed; where changes are judged, examples
# are the same every time.
settings.register_profile("here", deadline=None)
settings.register_profile("judged", deadline=None, derandomize=True)
settings.load_profile("judged" if os.environ.get("CI") else "here")

# pytest's workers are told a width, and people have a language: what is printed is the same wherever tests run.
for name in ("COLUMNS", "DETENTE_LANG"):
    os.environ.pop(name, None)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the engine once, before several workers would each do so."""
    if getattr(session.config.option, "numprocesses", None) and not hasattr(session.config, "workerinput"):
        detente.simulate(detente.load("divided-pie"), beliefs=2, runs=2)


@pytest.fixture(autouse=True, scope="session")
def _own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep runs in a folder of the tests, and use none of whoever runs them."""
    before = os.environ.get("DETENTE_STORE")
    os.environ["DETENTE_STORE"] = str(tmp_path_factory.mktemp("store") / "runs")
    yield
    os.environ.pop("DETENTE_STORE")
    if before is not None:
        os.environ["DETENTE_STORE"] = before


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of texts that are not ours to publish; skip the test where there is none.

    It is the one that `DETENTE_SHARED` names, or `shared` beside the checkout.
    """
    given = os.environ.get("DETENTE_SHARED")
    folder = Path(given) if given else ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder of shared texts: set DETENTE_SHARED to it")
    return folder
