"""Compiled kernels are kept by what they were compiled from, and nothing that lies in their folder can stop a start."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from detente.kernels import cache, sources
from detente.kernels.backend import missing
from detente.kernels.targets import portable_here

PROGRAM = """
import detente.kernels.randomness as randomness
from detente.kernels.cache import folder, usable_folder
from numba import types
print(randomness.uniform(1, 2, 3, 4, 5), folder(), usable_folder() is not None)
print(len(randomness.uniform.stats.cache_hits), sum(randomness.uniform.stats.cache_hits.values()))
"""

POSIX = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the user's cache folder is found otherwise")


def start(place: Path, program: str = PROGRAM, **more: str) -> subprocess.CompletedProcess[str]:
    """Start Python anew, with its caches in a folder."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    environment = inherited | {"XDG_CACHE_HOME": str(place)} | more
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> tuple[Path, str]:
    """Return a folder of caches that one start has filled, and what that start printed first."""
    place = tmp_path_factory.mktemp("caches")
    done = start(place)
    assert done.returncode == 0, done.stderr
    return place, done.stdout.split("\n")[0].split()[0]


@POSIX
def test_kernels_are_kept_in_a_folder_of_the_user_alone(filled):
    folder = filled[0] / "detente" / "kernels"
    assert list(folder.glob(f"*{cache.SUFFIX}"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@POSIX
def test_a_package_that_lies_elsewhere_compiles_nothing_again(filled, tmp_path):
    package = Path(cache.__file__).parents[1]
    shutil.copytree(package, tmp_path / "detente", ignore=shutil.ignore_patterns("__pycache__"))
    before = {path.name: path.read_bytes() for path in (filled[0] / "detente" / "kernels").iterdir()}
    done = start(filled[0], PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == filled[1]
    assert {path.name: path.read_bytes() for path in (filled[0] / "detente" / "kernels").iterdir()} == before


@POSIX
@pytest.mark.skipif(portable_here() is None, reason="no kernels are shipped for this kind of processor")
def test_kernels_that_a_wheel_carries_are_the_same_wherever_they_are_made_and_are_taken_up(filled, tmp_path):
    family = portable_here().environment() | {"PYTHONHASHSEED": "0"}
    kernels = []
    for name in ("one", "two"):
        package = tmp_path / name / "detente"
        shutil.copytree(Path(cache.__file__).parents[1], package, ignore=shutil.ignore_patterns("__pycache__"))
        done = start(tmp_path / name / "cache", PYTHONPATH=str(package.parent), **family)
        assert done.returncode == 0, done.stderr
        found = tmp_path / name / "cache" / "detente" / "kernels"
        kernels.append({path.name: path.read_bytes() for path in found.iterdir()})
    assert kernels[0] == kernels[1]

    (package / "kernels" / "shipped").mkdir()
    for name, content in kernels[0].items():
        (package / "kernels" / "shipped" / name).write_bytes(content)
    done = start(tmp_path / "new", PYTHONPATH=str(package.parent))
    assert done.stdout.split()[0] == filled[1]
    assert not list((tmp_path / "new" / "detente" / "kernels").glob("*.kernel")), "compiled although carried"


def spoiled(content: bytes, dice: random.Random) -> bytes:
    """Return the content of a file as accidents leave it."""
    place = dice.randrange(len(content))
    return dice.choice(
        [
            b"",
            content[:place],
            content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :],
            dice.randbytes(len(content)),
            content + b"more",
            content[:49] + b"\x80\x04." + content[52:],
        ]
    )


def check_spoiled(filled: tuple[Path, str], place: Path, count: int, seed: int) -> None:
    dice = random.Random(seed)
    for number in range(count):
        folder = place / str(number) / "detente" / "kernels"
        shutil.copytree(filled[0] / "detente" / "kernels", folder)
        for path in folder.iterdir():
            path.write_bytes(spoiled(path.read_bytes(), dice))
        done = start(place / str(number))
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        assert done.stdout.split()[0] == filled[1]
        shutil.rmtree(place / str(number))


@POSIX
def test_a_spoiled_cache_is_made_anew(filled, tmp_path):
    check_spoiled(filled, tmp_path, 4, 1)


@POSIX
@pytest.mark.long
def test_a_thousand_spoiled_caches_are_made_anew(filled, tmp_path):
    check_spoiled(filled, tmp_path, 1000, 2)


@POSIX
def test_a_file_of_another_name_is_not_taken_up(filled, tmp_path):
    """Each file says which kernel it is: two that were exchanged are as good as none."""
    folder = tmp_path / "detente" / "kernels"
    shutil.copytree(filled[0] / "detente" / "kernels", folder)
    files = sorted(folder.glob(f"*{cache.SUFFIX}"))
    contents = [path.read_bytes() for path in files]
    for path, content in zip(files, [*contents[1:], b"no kernel"], strict=True):
        path.write_bytes(content)
    done = start(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split()[0] == filled[1]


@POSIX
def test_where_nothing_can_be_kept_kernels_are_compiled_at_each_start(filled, tmp_path):
    (tmp_path / "file").write_text("no folder")
    done = start(tmp_path / "file")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split("\n")[0].split()[::2] == [filled[1], "False"]


@POSIX
def test_a_folder_that_others_may_write_into_is_not_trusted(tmp_path, monkeypatch):
    place = tmp_path / "kernels"
    place.mkdir(mode=0o700)
    place.chmod(0o777)
    monkeypatch.setattr(cache, "folder", lambda: place)
    assert cache.usable_folder() == place
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_numbas_own_setting_is_honoured(tmp_path):
    done = start(tmp_path, NUMBA_CACHE_DIR=str(tmp_path / "mine"))
    assert done.stdout.split()[1].startswith(str(tmp_path / "mine"))


def test_the_cache_is_shown_and_cleared(call, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "folder", lambda: tmp_path)
    (tmp_path / f"one{cache.SUFFIX}").write_bytes(b"x" * 10)
    (tmp_path / "notes.txt").write_text("not ours")
    assert "1" in call("cache").stdout
    assert call("cache", "--clear", "--lang", "zh").exit_code == 0
    assert os.listdir(tmp_path) == ["notes.txt"]


def test_a_change_in_a_theory_leaves_the_kernels_of_the_engine(monkeypatch, tmp_path):
    shutil.copytree(sources._PACKAGE, tmp_path / "detente", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(sources, "_PACKAGE", tmp_path / "detente")
    modules = ("detente.engine.world.world", "detente.theories.positions.spatial", "detente.kernels.randomness")

    def fingerprints() -> list[str]:
        for kept in (sources.fingerprint, sources._within, sources._text_of, sources._imports_of):
            kept.cache_clear()
        return [sources.fingerprint(module) for module in modules]

    try:
        before = fingerprints()
        with (tmp_path / "detente" / "theories" / "positions" / "spatial_kernels.py").open("a") as file:
            file.write("\nADDED = 1\n")
        assert [a == b for a, b in zip(before, fingerprints(), strict=True)] == [True, False, True]
        with (tmp_path / "detente" / "kernels" / "randomness.py").open("a") as file:
            file.write("\nADDED = 1\n")
        assert not any(a == b for a, b in zip(before, fingerprints(), strict=True))
    finally:
        for kept in (sources.fingerprint, sources._within, sources._text_of, sources._imports_of):
            kept.cache_clear()


@pytest.fixture
def call():
    from click.testing import CliRunner

    from detente.cli import detente

    return lambda *arguments: CliRunner().invoke(detente, list(arguments), catch_exceptions=False)


def test_nothing_that_is_used_of_numba_is_missing():
    assert missing() == ()


MOVED = """
import warnings
import detente.kernels.backend as backend
backend.PRIVATE = (*backend.PRIVATE, "numba.core.serialize:no_such_name")
warnings.simplefilter("always")
from detente.kernels.randomness import uniform
print(uniform(1, 2, 3, 4, 5))
"""

REMOVED = """
import warnings
import numba.core.serialize
del numba.core.serialize.dumps
warnings.simplefilter("always")
from detente.kernels.randomness import uniform
print(uniform(1, 2, 3, 4, 5))
"""


@pytest.mark.parametrize(
    ("program", "words"),
    [
        pytest.param(MOVED, "kernels are compiled plainly, and starts take minutes", id="a name that we alone use"),
        pytest.param(REMOVED, "kernels run as Python, very slowly", id="a name that numba itself needs"),
    ],
)
def test_a_numba_that_lacks_a_name_plays_the_same_numbers(filled, tmp_path, program, words):
    done = start(tmp_path, program)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[0] == filled[1]
    assert words in done.stderr


FROM_PYTHON = """
from detente.engine.world.factors import accumulated
try:
    accumulated(0.5, 2.0)
except TypeError as error:
    print("refused")
"""


def test_an_inner_kernel_called_from_python_is_refused(tmp_path):
    done = start(tmp_path, FROM_PYTHON)
    assert (done.returncode, done.stdout) == (0, "refused\n"), done.stderr


COPIED = """
import copy, gc, pickle
from collections import namedtuple
import numpy as np
from detente.kernels.compiling import kernel
from detente.kernels.packing import Packed
T = namedtuple("T", "x")
import __main__; __main__.T = T
@kernel
def total(t):
    s = 0.0
    for i in range(t.x.shape[0]):
        s += t.x[i]
    return s
packed = Packed(T(np.ones(200_000)))
copies = [copy.deepcopy(packed), pickle.loads(pickle.dumps(packed))]
del packed; gc.collect()
junk = [np.full(200_000, 7.0) for _ in range(4)]
print([total(each) for each in copies])
"""


def test_a_packed_tuple_that_is_copied_is_packed_anew(tmp_path):
    done = start(tmp_path, COPIED)
    assert done.stdout == "[200000.0, 200000.0]\n", done.stderr
