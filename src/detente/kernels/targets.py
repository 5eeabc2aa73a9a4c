"""What processors kernels are compiled for: the one at hand, or the family that wheels carry kernels for.

Nothing here changes a number: floating-point operations are neither reordered nor fused for any processor.
"""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

import llvmlite.binding

from detente.kernels.backend import numba

__all__ = ["PORTABLE", "Portable", "compiler", "portable_here"]


@dataclass(frozen=True, slots=True)
class Portable:
    """A family of processors.

    Attributes:
        name: as LLVM calls it.
        features: what each processor of the family has, as LLVM calls it.
    """

    name: str
    features: tuple[str, ...]

    def environment(self) -> dict[str, str]:
        """Return what makes numba compile for the family: its documented environment variables."""
        return {"NUMBA_CPU_NAME": self.name, "NUMBA_CPU_FEATURES": self.feature_string()}

    def feature_string(self) -> str:
        """Return the features as LLVM reads them."""
        return ",".join(f"+{feature}" for feature in self.features)


_V3 = "avx avx2 bmi bmi2 cx16 f16c fma lzcnt movbe popcnt sahf sse3 sse4.1 sse4.2 ssse3 xsave".split()  # noqa: SIM905
PORTABLE: dict[str, Portable] = {
    # x86-64 psABI, microarchitecture level 3: Intel since Haswell (2013), AMD since Zen (2017).
    "x86_64": Portable("x86-64-v3", tuple(_V3)),
    # Armv8-A with Advanced SIMD: every 64-bit Arm processor that a desktop or server has.
    "aarch64": Portable("generic", ("fp-armv8", "neon")),
}
"""By machine, the family that wheels carry kernels for."""


@cache
def portable_here() -> Portable | None:
    """Return the family of this machine whose kernels run here; None where there is none.

    Where somebody has told numba what to compile for, that is kept to.
    """
    if numba.config.CPU_NAME is not None or numba.config.CPU_FEATURES is not None:
        return None
    machine = platform.machine().lower()
    family = PORTABLE.get({"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine))
    if family is None:
        return None
    binding: Any = llvmlite.binding
    has = dict(binding.get_host_cpu_features())
    return family if all(has.get(feature) for feature in family.features) else None


@cache
def compiler() -> tuple[str, ...]:
    """Return what compiles, down to the settings that change what comes out."""
    config: Any = numba.config
    settings = ("OPT", "BOUNDSCHECK", "DEBUGINFO_DEFAULT", "LOOP_VECTORIZE", "SLP_VECTORIZE", "USING_SVML")
    return (
        f"python {sys.implementation.cache_tag}{getattr(sys, 'abiflags', '')}",
        f"numba {numba.__version__}",
        f"llvmlite {llvmlite.__version__}",
        *(f"{name} {getattr(config, name, None)}" for name in settings),
    )
