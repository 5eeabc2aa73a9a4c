"""Keep compiled kernels between starts, by what they were compiled from and for, not by where that lies.

A compiled kernel is one file. Its name holds a hash of all that its content follows from: the source
(:mod:`detente.kernels.sources`), the types of its arguments, the compiler and the processor
(:mod:`detente.kernels.targets`). So every environment of a machine finds what any other has compiled, and a wheel can
carry kernels compiled elsewhere: they lie in the package, in `shipped`, and are looked up first. What is compiled here
is kept in the user's cache folder.

Nothing that lies in a cache can stop a start. A file begins with the hash of the rest; one that is empty, cut short,
changed, of something else, or that the compiler cannot take up again is as good as none, and is written anew. Where
nothing can be written, kernels are compiled at each start. The folder is private to its user: what is read from it
is run.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import time
from typing import Any

from detente.kernels.backend import numba
from detente.kernels.sources import fingerprint
from detente.kernels.targets import compiler, portable_here

__all__ = ["SHIPPED", "SUFFIX", "KernelCache", "Stored", "clear", "folder", "is_kept", "stored", "usable_folder"]

SHIPPED = Path(__file__).parent / "shipped"
"""Where a wheel lays the kernels that it carries."""

SUFFIX = ".kernel"
_HEAD = b"detente kernel 1\n"
_SUM = hashlib.sha256().digest_size
_KEPT_BYTES = 200_000_000
_UNFINISHED_SECONDS = 3600


class KernelCache:
    """What numba asks for compiled code of one kernel, and hands it to.

    Args:
        function: The kernel's source.
        options: What it is compiled with.
    """

    def __init__(self, function: Any, options: dict[str, Any]) -> None:
        source = fingerprint(function.__module__)
        code = function.__code__
        name = f"{function.__module__.removeprefix('detente.')}.{function.__qualname__}"
        self._name = re.sub(r"[^\w.]+", "_", name)
        self._enabled = bool(source) and function.__closure__ is None
        self._origin = (*compiler(), source, self._name, str(code.co_firstlineno), repr(sorted(options.items())))

    @property
    def cache_path(self) -> str:
        """Where compiled code is written."""
        return str(folder())

    def enable(self) -> None:
        """Keep what is compiled from now on."""
        self._enabled = True

    def disable(self) -> None:
        """Neither read nor write."""
        self._enabled = False

    def flush(self) -> None:
        """Forget every file of this kernel."""
        for path in folder().glob(f"{self._name}-*{SUFFIX}"):
            _remove(path)

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return the compiled kernel for types of arguments, or None."""
        if not self._enabled:
            return None
        target_context.refresh()
        for path in self._places(sig, target_context.codegen().magic_tuple()):
            payload = _read(path)
            if payload is None:
                continue
            try:
                result = numba.core.compiler.CompileResult._rebuild(target_context, *pickle.loads(payload))
            except Exception:  # whatever it is that cannot be taken up, it can be compiled
                _remove(path)
                continue
            with contextlib.suppress(OSError):
                os.utime(path)
            return result
        return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep a compiled kernel; where that cannot be done, it is compiled again next time."""
        if not self._enabled or data.library.has_dynamic_globals or any(not part.can_cache for part in data.lifted):
            return
        place = usable_folder()
        if place is None:
            return
        # The only text among the parts is the source with its types, for people, and it names folders of this machine.
        parts = ("" if isinstance(part, str) else part for part in data._reduce())
        payload = numba.core.serialize.dumps(tuple(parts))
        with contextlib.suppress(OSError):
            _write(place / self._file(sig, data.codegen.magic_tuple()), payload)
            _forget_old(place)

    def _places(self, signature: Any, native: tuple[str, ...]) -> Iterator[Path]:
        """Return where the kernel may lie: in the package for a family of processors, in the user's folder for this."""
        family = portable_here()
        shipped_for = native if family is None else (native[0], family.name, family.feature_string())
        yield SHIPPED / self._file(signature, shipped_for)
        place = usable_folder(writing=False)
        if place is not None:
            yield place / self._file(signature, native)

    def _file(self, signature: Any, target: tuple[str, ...]) -> str:
        known = "\n".join((*self._origin, *target, str(signature)))
        return f"{self._name}-{hashlib.sha256(known.encode()).hexdigest()[:32]}{SUFFIX}"

    def is_kept(self, signature: Any, codegen: Any) -> bool:
        """Say whether a sound file is there for types of arguments."""
        return any(_read(path) is not None for path in self._places(signature, codegen.magic_tuple()))


def is_kept(compiled: Any, arguments: tuple[Any, ...]) -> bool:
    """Say whether a kernel needs no compiling for types of arguments."""
    kept = getattr(compiled, "_cache", None)
    return isinstance(kept, KernelCache) and kept.is_kept(arguments, compiled.targetctx.codegen())


def folder() -> Path:
    """Return the folder for kernels compiled here; it need not exist.

    `NUMBA_CACHE_DIR` is honoured.
    """
    given = numba.config.CACHE_DIR
    return Path(given) / "detente-kernels" if given else _user_cache() / "detente" / "kernels"


def usable_folder(*, writing: bool = True) -> Path | None:
    """Return the folder for kernels compiled here if it can be trusted, and written to where that is wanted."""
    return _usable(folder(), writing)


@dataclass(frozen=True, slots=True)
class Stored:
    """Compiled kernels in a folder.

    Attributes:
        folder: where they lie.
        count: how many files.
        bytes: how large they are together.
    """

    folder: Path
    count: int
    bytes: int


def stored(place: Path) -> Stored:
    """Count the kernels in a folder."""
    sizes = [path.stat().st_size for path in _files(place)]
    return Stored(place, len(sizes), sum(sizes))


def clear() -> Stored:
    """Remove every kernel that was compiled here, and return what was removed.

    Raises:
        OSError: One cannot be removed.
    """
    removed = stored(folder())
    for path in _files(folder()):
        path.unlink(missing_ok=True)
    return removed


@cache
def _usable(place: Path, writing: bool) -> Path | None:
    """Return a folder if nobody else can lay anything in it, and if it can be written to; make it if need be."""
    try:
        if writing:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not place.is_dir():
            return None
        if hasattr(os, "getuid"):
            status = place.stat()
            if status.st_uid not in (os.getuid(), 0):
                return None
            if status.st_uid == os.getuid() and status.st_mode & 0o077:
                place.chmod(0o700)
            elif status.st_mode & 0o022:
                return None
        if writing:
            with tempfile.TemporaryFile(dir=place):
                pass
    except OSError:
        return None
    return place


def _read(path: Path) -> bytes | None:
    """Return what a file holds, if it is the one that was written under this name."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    start = len(_HEAD) + _SUM
    given, payload = content[len(_HEAD) : start], content[start:]
    return payload if content.startswith(_HEAD) and given == _sum(path, payload) else None


def _write(path: Path, payload: bytes) -> None:
    """Write a file whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_HEAD + _sum(path, payload) + payload)
        Path(temporary).replace(path)
    except BaseException:
        _remove(Path(temporary))
        raise


def _sum(path: Path, payload: bytes) -> bytes:
    return hashlib.sha256(path.name.encode() + b"\0" + payload).digest()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


def _files(place: Path) -> list[Path]:
    """Return the kernels in a folder, and what a writing that was cut off has left of them."""
    try:
        return [path for path in place.iterdir() if path.suffix in (SUFFIX, ".part") and path.is_file()]
    except OSError:
        return []


def _forget_old(place: Path) -> None:
    """Remove what was used longest ago, beyond a size that holds dozens of versions, and what was never finished."""
    found = []
    for path in _files(place):
        with contextlib.suppress(OSError):
            status = path.stat()
            if path.suffix != SUFFIX and status.st_mtime < time() - _UNFINISHED_SECONDS:
                path.unlink()
            found.append((status.st_mtime, status.st_size, path))
    found.sort(reverse=True)
    total = 0
    for _, size, path in found:
        total += size
        if total > _KEPT_BYTES:
            _remove(path)


def _user_cache() -> Path:
    """Return where this system keeps a user's caches."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
