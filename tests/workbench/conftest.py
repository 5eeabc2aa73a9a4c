"""A workbench over a folder of cases, asked without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

starlette = pytest.importorskip("starlette", reason="needs the extra `workbench`")
pytest.importorskip("httpx2", reason="needs httpx2, of the development tools")

from starlette.testclient import TestClient  # noqa: E402

from detente.workbench.app import create_app  # noqa: E402
from detente.workbench.security import Access  # noqa: E402

RIVER = Path(__file__).parents[2] / "docs" / "files" / "02-a-trade.yaml"
HOST = "127.0.0.1:8765"


@pytest.fixture
def folder(tmp_path) -> Path:
    place = tmp_path / "cases"
    place.mkdir()
    (place / "river.yaml").write_bytes(RIVER.read_bytes())
    return place


@pytest.fixture
def access() -> Access:
    return Access.local(8765)


@pytest.fixture
def stranger(folder, access):
    """Return a client that does not know the token."""
    client = TestClient(create_app(folder, access), base_url=f"http://{HOST}", raise_server_exceptions=False)
    client.follow_redirects = False
    return client


@pytest.fixture
def client(stranger, access):
    """Return a client that has opened the link."""
    assert stranger.get(f"/?token={access.token}").status_code == 303
    stranger.headers["Origin"] = f"http://{HOST}"
    return stranger
