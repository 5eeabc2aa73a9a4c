"""Which code a run was counted by: numbers may be put together only if they come from the same."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from pathlib import Path

__all__ = ["code_hash"]

_PACKAGE = Path(__file__).parents[1]
_ROOMS = ("case", "kernels", "bargaining", "engine")
"""What decides how a world goes; how it is told does not matter."""

_ELSEWHERE = ("library", "templates", "executors")
"""Folders within these that decide nothing."""


@cache
def code_hash() -> str:
    """Return the hash of every source that worlds are played by, and of the kind of processor they are played on."""
    digest = hashlib.blake2b(platform.machine().encode(), digest_size=16)
    for room in _ROOMS:
        for path in sorted((_PACKAGE / room).rglob("*")):
            within = path.relative_to(_PACKAGE)
            if path.suffix in (".py", ".yaml") and not set(within.parts) & set(_ELSEWHERE):
                digest.update(within.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
