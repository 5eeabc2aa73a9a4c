"""Named tuples of arrays as kernels take them: as numpy indexes them, save that nothing is counted from the end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numba
import numpy as np
import pytest

from detente.kernels.packing import pack


class Inner(NamedTuple):
    marks: np.ndarray


class Arrays(NamedTuple):
    table: np.ndarray
    row: np.ndarray
    counts: np.ndarray
    inner: Inner


def arrays() -> Arrays:
    counts, marks = np.arange(3, dtype=np.int64), np.zeros(3, dtype=np.uint8)
    return Arrays(np.arange(12.0).reshape(3, 4), np.arange(4.0), counts, Inner(marks))


def by_number(packed):
    total = 0.0
    for i in range(packed.table.shape[0]):
        packed.counts[i] += 2
        packed.inner.marks[i] = 200 + packed.counts[i]
        for k in range(packed.table.shape[1]):
            packed.table[i, k] *= packed.row[k]
            total += packed.table[i, k]
    return total


def by_slice(packed):
    packed.table[0] = packed.row
    packed.table[1, :] = packed.table[0]
    packed.table[2, 1:3] = 7.0
    packed.row[:] = packed.table[2]
    packed.inner.marks[:] = 9
    return packed.table[0].sum() + packed.row[::2].sum() + packed.counts[1:].sum()


def handed_on(packed):
    return shared(packed.row, packed.table[2]) + shared(packed.table[1], packed.row)


@numba.njit
def shared(one, other):
    total = 0.0
    for k in range(one.shape[0]):
        total += one[k] * other[k]
    return total


@pytest.mark.parametrize("kernel", [by_number, by_slice, handed_on])
def test_compiled_as_in_python(kernel) -> None:
    plain, given = arrays(), arrays()
    expected = kernel(plain)
    assert numba.njit(kernel)(pack(given)) == expected
    for name in ("table", "row", "counts"):
        assert np.array_equal(getattr(plain, name), getattr(given, name)), name
    assert np.array_equal(plain.inner.marks, given.inner.marks)


def test_arrays_must_be_contiguous() -> None:
    with pytest.raises(ValueError, match=r"Arrays\.table is not C-contiguous"):
        pack(arrays()._replace(table=np.zeros((4, 6))[:, ::2]))


FENCED = """
import sys
import numpy as np
import detente
from detente.kernels import packing
from detente.testing import random_case
sys.path[:0] = sys.argv[1:]
from random_problems import RULES, random_problem
import detente.bargaining.packages, detente.engine.update.run_filter, detente.engine.run.play
from detente.engine.update.run_filter import filter_facts


class Fenced(np.ndarray):
    def _check(self, index):
        for k in index if isinstance(index, tuple) else (index,):
            if isinstance(k, (int, np.integer)) and k < 0:
                raise IndexError(f"counted from the end: {k}")
    def __getitem__(self, index):
        self._check(index)
        return super().__getitem__(index)
    def __setitem__(self, index, value):
        self._check(index)
        super().__setitem__(index, value)


def fenced(arrays):
    return arrays._make(fenced(a) if isinstance(a, tuple) else a.view(Fenced) for a in arrays)


for module in (detente.bargaining.packages, detente.engine.update.run_filter, detente.engine.run.play):
    assert module.pack is packing.pack
    module.pack = fenced
for seed in range(8):
    problem = random_problem(np.random.default_rng([27, seed]), 400)
    for rule in RULES:
        problem.strike(rule)
for case in (*(random_case(seed, packages=20, steps=6) for seed in range(930, 936)), detente.load("alaska-2025")):
    detente.simulate(case, beliefs=2, runs=2, threads=1)
filter_facts(random_case(936, packages=20, steps=6), {}, beliefs=2, runs=2, seed=1, redraws=2, threads=1)
try:
    Fenced.__getitem__(np.zeros(2).view(Fenced), -1)
except IndexError:
    print("fenced")
"""


def test_kernels_never_count_from_the_end() -> None:
    """Compiled, −1 is the place before the first: no kernel may ask for it, even where it drops what it gets."""
    oracles = Path(__file__).parents[1] / "oracles"
    run = subprocess.run(
        [sys.executable, "-c", FENCED, str(oracles)],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout == "fenced\n"
