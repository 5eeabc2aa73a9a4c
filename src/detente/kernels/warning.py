"""What is said where kernels cannot be compiled as they should be; light, so that faces know it before they start."""

from __future__ import annotations

__all__ = ["SlowStartWarning"]

_SAID = {
    "plain": "numba {version} lacks {names}: kernels are compiled plainly, and starts take minutes",
    "interpreted": "numba {version} lacks {names} and does not compile: kernels run as Python, very slowly",
    "untuned": "LLVM does not know {names} (llvmlite {version}): kernels run more slowly",
}


class SlowStartWarning(UserWarning):
    """Kernels are compiled more slowly, or run more slowly, than they could; numbers are the same.

    Attributes:
        kind: `plain` or `interpreted`, where names of numba are missing; `untuned`, where options of LLVM are.
        names: what is missing.
        version: of numba, or of llvmlite.
    """

    def __init__(self, kind: str, names: tuple[str, ...], version: str) -> None:
        self.kind, self.names, self.version = kind, names, version
        super().__init__(_SAID[kind].format(version=version, names=", ".join(names)) + "; numbers are the same")
