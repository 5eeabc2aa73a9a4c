"""Random numbers keyed by what they are for, never by the order of drawing.

A draw is a function of (seed, belief, run, purpose, occurrence) alone, so it does not depend on threads,
chunks or resumption, and adding or reordering anything leaves every other draw as it was. The generator is
Philox 4x32-10: ten rounds of multiplication, exclusive or and exchange on four 32-bit words.

    key     = (seed, belief)
    counter = (occurrence, purpose mod 2³², purpose div 2³², run)

Source: Salmon, J. K., Moraes, M. A., Dror, R. O. & Shaw, D. E. (2011), Parallel random numbers: as easy as
1, 2, 3, SC'11, section 3.3, DOI 10.1145/2063384.2063405.

The kernels use 64-bit integers with masks, so that the same source gives the same numbers compiled, where
products wrap around, and uncompiled, where they do not.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from detente.kernels.compiling import inner_kernel, kernel, woven_kernel
from detente.kernels.quantiles import MIDDLE, middle_quantile, tail_quantile

__all__ = [
    "BELIEF_RUN",
    "belief_uniforms",
    "fill_normals",
    "fill_uniforms",
    "normal",
    "normal_pair",
    "normal_quantile_kernel",
    "normal_scores",
    "philox",
    "purpose",
    "run_uniforms",
    "uniform",
    "uniform_pair",
]

BELIEF_RUN = 0xFFFFFFFF
"""The run under which beliefs are drawn; runs of worlds are numbered below it, so the two never coincide."""

_WORD = 0xFFFFFFFF
_M0, _M1 = 0xD2511F53, 0xCD9E8D57
_W0, _W1 = 0x9E3779B9, 0xBB67AE85
_ROUNDS = 10
_STEP = 2.0**-53

_middle_quantile = woven_kernel(middle_quantile)
_tail_quantile = kernel(tail_quantile)


def purpose(path: str) -> int:
    """Return the number that stands for what a draw is for.

    Args:
        path: Canonical path of the quantity, such as `factors.battlefield.shock`.

    Returns:
        The first 63 bits of the BLAKE2b hash of the path: a whole number that fits signed and unsigned
        64-bit integers alike.

    Example:
        >>> purpose("factors.battlefield.shock") == purpose("factors.battlefield.shock")
        True
    """
    return int.from_bytes(blake2b(path.encode(), digest_size=8).digest(), "big") >> 1


@woven_kernel
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> tuple[int, int, int, int]:
    """Return the Philox 4x32-10 block of a counter and a key; all words from 0 to 2³² − 1."""
    for _ in range(_ROUNDS):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0 = ((p1 >> 32) & _WORD) ^ c1 ^ k0
        c1 = p1 & _WORD
        c2 = ((p0 >> 32) & _WORD) ^ c3 ^ k1
        c3 = p0 & _WORD
        k0 = (k0 + _W0) & _WORD
        k1 = (k1 + _W1) & _WORD
    return c0, c1, c2, c3


@woven_kernel
def _open_unit(high: int, low: int) -> float:
    """Return an odd multiple of 2⁻⁵³ from 52 bits of two words: strictly between 0 and 1, symmetric."""
    bits = ((high >> 6) << 26) | (low >> 6)
    return (2 * bits + 1) * _STEP


@woven_kernel
def uniform_pair(seed: int, belief: int, run: int, purpose: int, occurrence: int) -> tuple[float, float]:
    """Return two independent uniform numbers of one block; the first is that of `uniform`.

    Args:
        seed: Seed of the play, 0 to 2³² − 1.
        belief: Number of the belief, 0 to 2³² − 1.
        run: Number of the run, 0 to 2³² − 2; `BELIEF_RUN` for beliefs.
        purpose: From `purpose`.
        occurrence: Which draw for that purpose, such as the step, 0 to 2³² − 1.

    Returns:
        Two numbers strictly between 0 and 1, odd multiples of 2⁻⁵³.
    """
    what = int(purpose)
    w0, w1, w2, w3 = philox(
        int(occurrence) & _WORD,
        what & _WORD,
        (what >> 32) & _WORD,
        int(run) & _WORD,
        int(seed) & _WORD,
        int(belief) & _WORD,
    )
    return _open_unit(w0, w1), _open_unit(w2, w3)


@woven_kernel
def uniform(seed: int, belief: int, run: int, purpose: int, occurrence: int) -> float:
    """Return a uniform number strictly between 0 and 1; arguments as in `uniform_pair`."""
    return uniform_pair(seed, belief, run, purpose, occurrence)[0]


@kernel
def normal_quantile_kernel(u: float) -> float:
    """Return the standard normal quantile, compiled from the one source in `detente.kernels.quantiles`."""
    return _middle_quantile(u) if abs(u - 0.5) <= MIDDLE else _tail_quantile(u)


@inner_kernel
def fill_uniforms(seed: int, belief: int, run: int, purpose: int, first: int, last: int, out) -> None:  # type: ignore[no-untyped-def]
    """Fill `out` with `uniform` of several occurrences at once.

    Args:
        seed: As for `uniform`.
        belief: As for `uniform`.
        run: As for `uniform`.
        purpose: As for `uniform`.
        first: The first occurrence.
        last: That after the last one.
        out: Filled from `first` to before `last`, f8[N].
    """
    for k in range(first, last):
        out[k] = uniform(seed, belief, run, purpose, k)


@inner_kernel
def fill_normals(uniforms, first: int, last: int, out) -> None:  # type: ignore[no-untyped-def]
    """Fill `out` with the standard normal quantiles of uniform numbers, f8[N], from `first` to before `last`."""
    for k in range(first, last):
        out[k] = _middle_quantile(uniforms[k])
    for k in range(first, last):
        if abs(uniforms[k] - 0.5) > MIDDLE:
            out[k] = _tail_quantile(uniforms[k])


@kernel
def normal(seed: int, belief: int, run: int, purpose: int, occurrence: int) -> float:
    """Return a standard normal number, the quantile of `uniform` with the same arguments."""
    return normal_quantile_kernel(uniform_pair(seed, belief, run, purpose, occurrence)[0])


@kernel
def normal_pair(seed: int, belief: int, run: int, purpose: int, occurrence: int) -> tuple[float, float]:
    """Return two independent standard normal numbers of one block; the first is that of `normal`."""
    first, second = uniform_pair(seed, belief, run, purpose, occurrence)
    return normal_quantile_kernel(first), normal_quantile_kernel(second)


@kernel
def belief_uniforms(
    seed: int, beliefs: NDArray[np.int64], purposes: NDArray[np.int64], out: NDArray[np.float64]
) -> None:
    """Fill `out` with the uniform numbers that beliefs are drawn from.

    Args:
        seed: Seed of the play, 0 to 2³² − 1.
        beliefs: Numbers of the beliefs, int64, shape (B,).
        purposes: Purposes of the quantities, int64, shape (Q,).
        out: Filled: float64, shape (B, Q), strictly between 0 and 1.
    """
    for b in range(beliefs.shape[0]):
        for q in range(purposes.shape[0]):
            out[b, q] = uniform(seed, beliefs[b], BELIEF_RUN, purposes[q], 0)


@kernel
def run_uniforms(seed: int, first: int, purposes: NDArray[np.int64], out: NDArray[np.float64]) -> None:
    """Fill `out` with the uniform numbers of quantities that every run draws anew.

    Args:
        seed: Seed of the play, 0 to 2³² − 1.
        first: Number of the first belief.
        purposes: Purposes of the quantities, int64, shape (X,).
        out: Filled: float64, shape (X, B, R), strictly between 0 and 1.
    """
    for x in range(out.shape[0]):
        for b in range(out.shape[1]):
            for run in range(out.shape[2]):
                out[x, b, run] = uniform(seed, first + b, run, purposes[x], 0)


@kernel
def normal_scores(uniforms: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    """Fill `out` with the standard normal quantiles of uniform numbers, f8[B, R]."""
    for b in range(out.shape[0]):
        fill_normals(uniforms[b], 0, out.shape[1], out[b])
