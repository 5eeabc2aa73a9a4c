"""Write files whole or not at all, and so that they outlast a power cut.

A file is written beside its place under a name of its own, synced, and moved there; then the folder is synced, since
until then the new name may be lost (POSIX says nothing of when a directory reaches the disk). What a process that was
killed left beside the place is removed by the next one that writes there: whoever still writes holds a lock on it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["exclusive", "forget_written", "record_written", "sync_folder", "write_durably", "written"]

_written: list[Path] = []


def written() -> tuple[Path, ...]:
    """Return what was written since `forget_written`, in order; for messages that must not claim otherwise."""
    return tuple(_written)


def forget_written() -> None:
    """Begin to take down anew what is written."""
    _written.clear()


def record_written(path: Path) -> None:
    """Take down that something stands in a file now that did not before."""
    _written.append(path)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that its place holds the old content or the new, at every moment.

    A link is followed and stays; the mode of a file that is replaced stays.

    Args:
        path: Where to; its folder exists.
        content: All of it.

    Raises:
        OSError: It cannot be written. What stood there before still does, unless `path` is among `written()`: then
            the new content stands there, and a power cut could still undo it.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     write_durably(Path(folder) / "a.txt", b"all of it")
        ...     (Path(folder) / "a.txt").read_bytes()
        b'all of it'
    """
    place = path.resolve()
    _remove_leftovers(place)
    with _beside(place) as (handle, temporary):
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.chmod(temporary, _mode_of(place))
        os.fsync(handle)
        os.replace(temporary, place)
        record_written(path)
    sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk; nothing where the system has no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Wait for a turn, of all processes that ask for this file; the system gives it back when a process dies."""
    with path.open("a+b") as file:
        _lock(file.fileno(), wait=True)
        yield


@contextmanager
def _beside(place: Path) -> Iterator[tuple[int, str]]:
    """Open a file of a new name beside a place, locked; removed again unless it has been moved."""
    while True:
        temporary = str(place.with_name(f"{_prefix(place)}{secrets.token_hex(6)}.part"))
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        _lock(handle, wait=True)
        # Another process may have taken it for a leftover before it was locked.
        if os.name == "nt" or os.fstat(handle).st_nlink:
            break
        os.close(handle)
    try:
        yield handle, temporary
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        os.close(handle)  # last: it may report what could not be written


def _remove_leftovers(place: Path) -> None:
    """Remove what processes left beside a place when they were killed."""
    prefix = _prefix(place)
    with contextlib.suppress(OSError):
        for name in os.listdir(place.parent):
            if name.startswith(prefix) and name.endswith(".part"):
                _remove_unlocked(place.with_name(name))


def _remove_unlocked(leftover: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(leftover, os.O_RDWR)
        try:
            _lock(handle, wait=False)
            leftover.unlink()
        finally:
            os.close(handle)


def _prefix(place: Path) -> str:
    """Return how the names beside a place begin; of long names the beginning, as theirs may not be longer still."""
    return f".{place.name[:60]}."


def _mode_of(place: Path) -> int:
    with contextlib.suppress(OSError):
        return stat.S_IMODE(place.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _lock(handle: int, *, wait: bool) -> None:
    """Lock an open file until it is closed.

    Raises:
        OSError: Another process holds it, and none is to be waited for.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK  # type: ignore[attr-defined]
        msvcrt.locking(handle, mode, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
