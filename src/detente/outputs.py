"""What may be written where: an output never destroys what somebody may still need.

Checked before any work, for all outputs of a command at once, by every face. A file is refused as an output if it is an
input of the same command, another of its outputs or part of a ledger (the same file, whatever its name), or no regular
file; a file that Détente has not written itself is replaced only where that is asked for.
"""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from detente.errors import StoreError
from detente.locale import texts

__all__ = ["MARK", "check_outputs", "is_ours"]

MARK = "Détente"
"""What stands in every file that is written as an output: in HTML as its generator, in documents as their creator."""

_LEDGER = frozenset({"ledger.jsonl", "lock", ".index.sqlite"})
_LEDGER_FOLDERS = frozenset({"cases", "quarantine"})
_HEAD = 65_536


def check_outputs(outputs: Mapping[str, Path], inputs: Iterable[Path], *, force: bool = False) -> None:
    """Refuse what would destroy something, or cannot be written, before any work.

    Args:
        outputs: Option → the file it names.
        inputs: Files that the same command reads; names that stand for no file are passed over.
        force: Whether files that are not ours may be replaced.

    Raises:
        StoreError: The first output that may not be written, and why.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     case = Path(folder) / "case.yaml"
        ...     _ = case.write_text("detente: 1")
        ...     try:
        ...         check_outputs({"--report": case}, [case])
        ...     except StoreError as error:
        ...         print(error.key)
        output_is_input
    """
    read = {found for path in inputs if (found := _identity(path))}
    taken: dict[object, str] = {}
    for option, path in outputs.items():
        key = _identity(path) or _place(path)
        if key in read:
            raise _refused("output_is_input", option, path)
        if key in taken:
            raise _refused("output_twice", option, path, other=taken[key])
        taken[key] = option
        _check_place(option, path)
        if path.exists():
            _check_replaced(option, path, force)


def is_ours(path: Path) -> bool:
    """Say whether a file bears the mark of what Détente writes as an output.

    Args:
        path: A regular file that can be read.
    """
    mark = MARK.encode()
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if name.startswith("docProps/")]
                return any(mark in archive.open(name).read(_HEAD) for name in names)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False
    if head.startswith(b"%PDF"):
        return mark in head or MARK.encode("utf-16-be") in head or _in_rest(path, mark)
    return b'<meta name="generator" content="' + mark in head or head.startswith(b"<!-- " + mark)


def _in_rest(path: Path, mark: bytes) -> bool:
    content = path.read_bytes()
    return mark in content or MARK.encode("utf-16-be") in content


def _check_place(option: str, path: Path) -> None:
    """Refuse a place where no file can be."""
    try:
        if path.is_dir():
            raise _refused("output_is_folder", option, path)
        folder = path.parent
        if not folder.exists():
            raise _refused("output_no_folder", option, path, folder=str(folder))
        if not folder.is_dir():
            raise _refused("output_not_folder", option, path, folder=str(folder))
        os.stat(path)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _refused("output_unwritable", option, path, reason=error.strerror or str(error)) from None
    if _is_of_a_ledger(path):
        raise _refused("output_is_ledger", option, path)
    try:
        with tempfile.TemporaryFile(dir=path.resolve().parent):
            pass
    except OSError as error:
        raise _refused("output_unwritable", option, path, reason=error.strerror or str(error)) from None


def _check_replaced(option: str, path: Path, force: bool) -> None:
    """Refuse to replace what is no file, is protected, or is not ours unless that is asked for."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise _refused("output_is_special", option, path)
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise _refused("output_protected", option, path)
    if not force and path.stat().st_size and not is_ours(path):
        raise _refused("output_not_ours", option, path)


def _is_of_a_ledger(path: Path) -> bool:
    place = path.resolve()
    if place.name in _LEDGER and (place.parent / "ledger.jsonl").exists():
        return True
    return place.parent.name in _LEDGER_FOLDERS and (place.parent.parent / "ledger.jsonl").exists()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from every other, None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _place(path: Path) -> str:
    return os.path.realpath(path)


def _refused(key: str, option: str, path: Path, **values: str) -> StoreError:
    values = {"option": option, "path": str(path), **values}
    words = texts("en")
    hint = words(f"wrong.{key}.hint", **values) if words.has(f"wrong.{key}.hint") else ""
    return StoreError(words(f"wrong.{key}", **values), hint).named(key, **values)
