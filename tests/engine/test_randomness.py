"""Random numbers: known answers, the same compiled and not, and no trace of one key in another."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.kernels.compiling import kernel, plain
from detente.kernels.quantiles import normal_quantile_scalar
from detente.kernels.randomness import (
    BELIEF_RUN,
    belief_uniforms,
    normal,
    normal_pair,
    normal_quantile_kernel,
    philox,
    purpose,
    uniform,
    uniform_pair,
)

# Random123, tests/kat_vectors, lines "philox4x32 10".
KNOWN = [
    ((0, 0, 0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 6, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]

word = st.integers(0, 0xFFFFFFFF)
key = st.tuples(word, word, word, st.integers(0, 2**63 - 1), word)


@pytest.mark.parametrize(("counter_and_key", "block"), KNOWN)
def test_known_answers(counter_and_key: tuple[int, ...], block: tuple[int, ...]) -> None:
    assert philox(*counter_and_key) == block
    assert plain(philox)(*counter_and_key) == block


@given(key)
def test_compiled_and_source_agree(arguments: tuple[int, int, int, int, int]) -> None:
    seed, belief, run, what, occurrence = arguments
    counter = (occurrence, what & 0xFFFFFFFF, what >> 32, run, seed, belief)
    words = plain(philox)(*counter)
    assert philox(*counter) == words
    expected = tuple((2 * ((high >> 6 << 26) | low >> 6) + 1) / 2**53 for high, low in (words[:2], words[2:]))
    assert uniform_pair(*arguments) == expected
    assert uniform(*arguments) == expected[0]
    assert normal(*arguments) == normal_pair(*arguments)[0] == normal_quantile_kernel(expected[0])
    assert normal(*arguments) == pytest.approx(normal_quantile_scalar(expected[0]), rel=1e-15)


def test_the_whole_module_runs_uncompiled() -> None:
    program = (
        "import numpy as np; from detente.kernels.randomness import *; out = np.zeros((2, 2));"
        "belief_uniforms(7, np.array([0, 9]), np.array([purpose('a'), purpose('b')]), out);"
        "print(out.tobytes().hex(), normal_pair(1, 2, 3, np.int64(purpose('a')), 4))"
    )
    printed = []
    for off in ("0", "1"):
        environment = os.environ | {"NUMBA_DISABLE_JIT": off}
        command = [sys.executable, "-W", "error::RuntimeWarning", "-c", program]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        printed.append(done.stdout)
    assert printed[0] == printed[1]


@pytest.mark.parametrize("bits", [(0, 0), (0xFFFFFFFF, 0xFFFFFFFF)])
def test_the_ends_are_never_reached(bits: tuple[int, int]) -> None:
    from detente.kernels.randomness import _open_unit

    value = _open_unit(*bits)
    assert 0.0 < value < 1.0
    assert min(value, 1.0 - value) == 2.0**-53
    assert np.isfinite(normal_quantile_scalar(value))


def test_purposes_are_fixed_and_differ() -> None:
    assert purpose("factors.battlefield.shock") == 8144157800662443978
    numbers = {purpose(f"factors.f{i}.shock") for i in range(10_000)}
    assert len(numbers) == 10_000
    assert all(0 <= number < 2**63 for number in numbers)


def test_draws_are_fixed() -> None:
    """The numbers of one version are those of the next; a change belongs under "Numbers changed"."""
    assert uniform(1, 2, 3, purpose("factors.battlefield.shock"), 4) == 0.7520171292002525
    assert normal(1, 2, 3, purpose("factors.battlefield.shock"), 4) == pytest.approx(0.6808510539205375, rel=1e-15)


def test_beliefs_are_drawn_alone_as_in_bulk() -> None:
    beliefs, purposes = np.array([5, 0, 3]), np.array([purpose(path) for path in "abcd"])
    out = np.empty((3, 4))
    belief_uniforms(11, beliefs, purposes, out)
    for b, belief in enumerate(beliefs.tolist()):
        for q, what in enumerate(purposes.tolist()):
            assert out[b, q] == uniform(11, belief, BELIEF_RUN, what, 0)
    reordered = np.empty((3, 4))
    belief_uniforms(11, beliefs[::-1].copy(), purposes[::-1].copy(), reordered)
    assert np.array_equal(reordered, out[::-1, ::-1])


@kernel
def _along(axis: int, out: np.ndarray) -> None:
    for i in range(out.shape[0]):
        seed, belief, run, what, occurrence = 1, 2, 3, 123456789012345, 4
        if axis == 0:
            seed = i
        elif axis == 1:
            belief = i
        elif axis == 2:
            run = i
        elif axis == 3:
            what = i
        elif axis == 4:
            what = i << 32
        else:
            occurrence = i
        out[i, 0], out[i, 1] = uniform_pair(seed, belief, run, what, occurrence)


@pytest.mark.parametrize("axis", range(6), ids=["seed", "belief", "run", "purpose", "purpose-high", "occurrence"])
def test_neighbouring_keys_are_independent(axis: int) -> None:
    """Fixed keys, so these either hold or do not; bounds are 4.5 standard errors."""
    n = 200_000
    out = np.empty((n, 2))
    _along(axis, out)
    first, second = out.T
    assert len(np.unique(out)) == 2 * n
    centred = out - 0.5
    assert np.all(np.abs(centred.mean(axis=0)) < 4.5 / np.sqrt(12 * n))
    assert np.all(np.abs((centred**2).mean(axis=0) - 1 / 12) < 4.5 / np.sqrt(180 * n))
    correlations = [np.corrcoef(first[:-lag], first[lag:])[0, 1] for lag in (1, 2, 3, 4, 16, 256)]
    correlations.append(np.corrcoef(first, second)[0, 1])
    assert np.max(np.abs(correlations)) < 4.5 / np.sqrt(n)
    counts = np.histogram2d(first[:-1], first[1:], bins=16, range=[[0, 1], [0, 1]])[0]
    expected = (n - 1) / 256
    chi_squared = ((counts - expected) ** 2 / expected).sum()
    assert abs(chi_squared - 255) < 5 * np.sqrt(2 * 255)


def test_normals_have_the_moments_of_the_normal() -> None:
    n = 200_000
    out = np.empty((n, 2))
    _along(2, out)
    z = np.array([normal_quantile_kernel(u) for u in out[:, 0]])
    for power, moment, variance in [(1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96)]:
        assert np.mean(z**power) == pytest.approx(moment, abs=4.5 * np.sqrt(variance / n))
