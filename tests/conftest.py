"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


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
