"""Compiled kernels are kept in a folder of our own, wherever one can be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from detente.kernels import compiling

PROGRAM = """
import numba
from detente.kernels.compiling import cache_folder
import detente.kernels.randomness as randomness
randomness.uniform(1, 2, 3, 4, 5)
print(randomness.uniform.stats.cache_path); print(cache_folder("kernels")); print(bool(numba.config.CACHE_DIR))
"""


def _run(**environment: str) -> list[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the user's cache folder is found otherwise")
def test_kernels_are_kept_in_the_users_cache_folder(tmp_path: Path) -> None:
    used, folder, left_set = _run(XDG_CACHE_HOME=str(tmp_path))[:3]
    assert Path(folder).parent == tmp_path / "detente" / "kernels"
    assert used.startswith(folder)
    assert list(Path(used).glob("*.nbc"))
    assert left_set == "False"


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the user's cache folder is found otherwise")
def test_a_cache_folder_that_cannot_be_made_is_replaced_silently(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    used, folder, _ = _run(XDG_CACHE_HOME=str(tmp_path / "file"))[:3]
    assert "detente-kernels-" in folder
    assert used.startswith(folder)
    assert not Path(folder).exists()


def test_numbas_own_setting_is_honoured(tmp_path: Path) -> None:
    used, _, left_set = _run(NUMBA_CACHE_DIR=str(tmp_path / "mine"), XDG_CACHE_HOME=str(tmp_path))[:3]
    assert used.startswith(str(tmp_path / "mine"))
    assert left_set == "True"


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the user's cache folder is found otherwise")
def test_folders_of_old_versions_are_forgotten(tmp_path: Path) -> None:
    kept = tmp_path / "detente" / "kernels"
    for age in range(12):
        (kept / f"old{age}").mkdir(parents=True)
        os.utime(kept / f"old{age}", (1e9 - age, 1e9 - age))
    folder = Path(_run(XDG_CACHE_HOME=str(tmp_path))[1])
    left = {path.name for path in kept.iterdir()}
    assert {folder.name, "old0"} <= left
    assert "old11" not in left
    assert len(left) == 9


def test_a_change_in_a_theory_leaves_the_kernels_of_the_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(compiling._PACKAGE, tmp_path / "detente", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiling, "_PACKAGE", tmp_path / "detente")
    before = {layer: compiling._fingerprint(layer) for layer in compiling._BENEATH}
    for layer in ("theories", "engine"):
        (tmp_path / "detente" / layer).mkdir(exist_ok=True)
        (tmp_path / "detente" / layer / "added.py").write_text("a = 1\n")
        changed = {name for name, old in before.items() if compiling._fingerprint(name) != old}
        assert ("engine" in changed) == (layer == "engine")
        assert {"theories", "analysis", "forecast"} <= changed
        assert "bargaining" not in changed
