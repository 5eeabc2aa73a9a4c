"""What worlds hand on to those who go on in Python."""

import sys

import pytest

import detente
from detente.errors import StoreError


@pytest.fixture(scope="module")
def worlds():
    return detente.simulate(detente.load("divided-pie"), beliefs=20, runs=10, seed=1, keep_worlds=True)


def test_arrays_have_names_and_hold_what_was_counted(worlds):
    data = worlds.to_xarray()
    assert data.scenario_share.dims == ("belief", "scenario")
    assert list(data.scenario.values) == list(worlds.scenario_ids)
    assert data.scenario_share.sum("scenario").values == pytest.approx(1.0)
    assert dict(data.ending.sizes) == {"belief": 20, "run": 10}


def test_without_xarray_it_is_said_what_to_install(worlds, monkeypatch):
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(StoreError, match="pip install"):
        worlds.to_xarray()
