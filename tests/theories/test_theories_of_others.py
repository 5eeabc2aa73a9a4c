"""A theory that somebody else installs stands beside ours; one that cannot be used harms nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import detente
from detente.analysis.theories.index import theory_index
from detente.errors import OptionError
from detente.testing.theory_contract import contract
from detente.theories.plugins import PluginWarning, plugins
from detente.theories.registry import keys

MIDRANGE = Path(__file__).parents[2] / "docs" / "files" / "midrange"
FEW = detente.PlayOptions(beliefs=3)

sys.path.insert(0, str(MIDRANGE))
from midrange import Midrange  # noqa: E402

sys.path.remove(str(MIDRANGE))

test_contract = contract(Midrange())


@pytest.fixture
def install(tmp_path, monkeypatch) -> Iterator[object]:
    """Install a package whose entry points are given, and forget it afterwards."""

    def installing(entry: str, module: str = "") -> None:
        info = tmp_path / "midrange-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: midrange\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[detente.theories]\n{entry}\n")
        (tmp_path / "stranger.py").write_text(module)
        plugins.cache_clear()

    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend(str(MIDRANGE))
    yield installing
    sys.modules.pop("stranger", None)
    plugins.cache_clear()


def test_it_is_found_by_its_key(install):
    install("midrange = midrange:Midrange")
    assert keys()[-1] == "midrange"
    assert detente.theories.midrange is sys.modules["midrange"].Midrange
    case = detente.load("emission-standards-1985")
    seen = detente.theories(case, chosen=["midrange", "compromise"], options=FEW)
    assert [line.key for line in seen.theories] == ["compromise", "midrange"]
    assert {mark.theory for mark in seen.issues[0].marks} == {"compromise", "midrange"}
    assert seen.theories[1].title.zh == "折中"
    assert "Doe, J. (2026)" in str(detente.cite(seen)[-1])
    assert theory_index()[-1].home == "midrange.Midrange"


def test_an_object_brings_its_parameters(install):
    module = MIDRANGE.joinpath("midrange.py").read_text(encoding="utf-8")
    module = module.replace("    info: ClassVar", "    rounds: int = 1\n\n    info: ClassVar", 1)
    install("mine = stranger:mine", module + "\n\nmine = Midrange(rounds=7)\n")
    case = detente.load("emission-standards-1985")
    assert dict(detente.theories(case, chosen=["midrange"], options=FEW).theories[0].parameters) == {"rounds": "7"}
    seen = detente.theories(case, chosen=["midrange"], settings=["midrange.rounds=2"], options=FEW)
    assert seen.theories[0].parameters == {"rounds": "2"}


@pytest.mark.parametrize(
    ("entry", "module", "told"),
    [
        ("gone = nowhere_at_all:Theory", "", "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("odd = stranger:thing", "thing = 3\n", "it lacks info, objection, solve"),
        ("ends = stranger:thing", "raise SystemExit(3)\n", "SystemExit: 3"),
        ("loud = stranger:thing", "raise RuntimeError('no licence')\n", "RuntimeError: no licence"),
        ("taken = stranger:Compromise", "from detente.theories import compromise as Compromise\n", "texts"),
        ("two = midrange:Midrange\nagain = midrange:Midrange", "", "the key 'midrange' is taken"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(install, entry, module, told):
    install(entry, module)
    with pytest.warns(PluginWarning, match="is left out") as warned:
        found = keys()
    assert told in str(warned[0].message)
    assert "midrange" in str(warned[0].message)
    assert found[:3] == ("weighted-median", "compromise", "salience-mean")
    assert len(found) == len(set(found))


def test_a_theory_that_nobody_installed_is_refused():
    with pytest.raises(OptionError, match="there is no 'midrange'"):
        detente.theories(detente.load("emission-standards-1985"), chosen=["midrange"], options=FEW)
