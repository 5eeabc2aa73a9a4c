"""Know compiled code by what it was compiled from: the text of a module and of all that it imports.

A kernel's machine code holds that of the kernels it calls and the constants it reads, which may stand in other modules.
They can only have come by an import; so a module is known by a hash of its own text and of every module of this
package that it imports at its top level, and these import in turn. A change in a theory leaves the engine's kernels
as they are. Where the package lies and when it was written do not matter.
"""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache
from pathlib import Path

__all__ = ["fingerprint"]

_PACKAGE = Path(__file__).parents[1]
_IMPORT = re.compile(
    rb"^(?:from[ ]+(detente[\w.]*)[ ]+import[ ]+(\([^)]*\)|[^\n]*)|import[ ]+(detente[\w.]*))", re.MULTILINE
)
_APART = frozenset({"detente.kernels.cache", "detente.kernels.sources", "detente.kernels.targets"})
"""Modules that keep compiled code and have no part in it."""


@cache
def fingerprint(module: str) -> str:
    """Return the hash of all that a module's kernels may be compiled from; empty where its text is not known.

    Args:
        module: Name of an imported module. One that is not of this package is known by its own text and the modules of
            this package that it imports.
    """
    path = _path_of(module)
    if path is None:
        return ""
    seen: dict[str, Path] = {module: path}
    waiting = [path]
    while waiting:
        for name, found in _imports_of(waiting.pop()):
            if name not in seen:
                seen[name] = found
                waiting.append(found)
    digest = hashlib.sha256()
    for name in sorted(seen):
        digest.update(name.encode() + b"\0" + hashlib.sha256(_text_of(seen[name])).digest())
    return digest.hexdigest()


def _path_of(module: str) -> Path | None:
    """Return the file of a module: by its name within this package, or as Python has loaded it."""
    if module.partition(".")[0] == _PACKAGE.name:
        return _within(module)
    given = getattr(sys.modules.get(module), "__file__", None)
    return Path(given) if given and Path(given).is_file() else None


@cache
def _within(module: str) -> Path | None:
    place = _PACKAGE.parent.joinpath(*module.split("."))
    for path in (place.with_name(place.name + ".py"), place / "__init__.py"):
        if path.is_file():
            return path
    return None


@cache
def _text_of(path: Path) -> bytes:
    return path.read_bytes().replace(b"\r\n", b"\n")


@cache
def _imports_of(path: Path) -> tuple[tuple[str, Path], ...]:
    """Return the modules of this package that a file imports at its top level, with their files."""
    found: dict[str, Path] = {}
    for source, names, whole in _IMPORT.findall(_text_of(path)):
        module = (source or whole).decode()
        members = re.findall(r"\w+", re.sub(r"#[^\n]*|\bas\s+\w+", "", names.decode()))
        for name in (module, *(f"{module}.{member}" for member in members)):
            if name not in _APART and (place := _within(name)) is not None:
                found[name] = place
    return tuple(found.items())
