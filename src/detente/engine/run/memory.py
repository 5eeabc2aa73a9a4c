"""Whether what a play keeps fits into memory, told before it begins."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from detente.errors import OptionError

__all__ = ["available", "check_memory"]

_GROUP = Path("/sys/fs/cgroup")


def available() -> int | None:
    """Return the bytes that this process may still take, where the system tells: the least that anybody allows."""
    told = [given for given in (_of_machine(), _of_group(), _of_limit()) if given is not None]
    return max(0, min(told)) if told else None


def check_memory(arrays: Iterable[NDArray[Any]]) -> None:
    """Refuse what would not fit: asked of arrays of zeros, which take no memory before they are filled.

    Args:
        arrays: Everything that the play keeps.

    Raises:
        OptionError: They need more than there is.
    """
    needed, there = sum(array.nbytes for array in arrays), available()
    if there is not None and needed > there:
        raise OptionError.too_much_memory(needed, there)


def _of_machine() -> int | None:
    """Return what the machine has free, by `MemAvailable` of the kernel (proc(5))."""
    if sys.platform != "linux":
        return None
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _of_group() -> int | None:
    """Return what the control group has left (cgroups(7), version 2), as containers and batch systems set it."""
    try:
        most, used = (_GROUP.joinpath(name).read_text(encoding="ascii") for name in ("memory.max", "memory.current"))
    except OSError:
        return None
    return int(most) - int(used) if most.strip().isdigit() else None


def _of_limit() -> int | None:
    """Return what `ulimit -v` leaves, by the address space in use (proc(5))."""
    try:
        import resource

        most = resource.getrlimit(resource.RLIMIT_AS)[0]
        if most == resource.RLIM_INFINITY:
            return None
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return most - pages * resource.getpagesize()
    except (ImportError, OSError, ValueError):
        return None
