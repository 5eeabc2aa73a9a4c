"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from detente.errors import StoreError
from detente.files import write_durably, written
from detente.locale import Texts

__all__ = ["check_writable", "write"]


def check_writable(path: Path, texts: Texts) -> None:
    """Find out before long work whether a file can be written.

    Raises:
        StoreError: It is a folder, its folder does not exist, or writing is not permitted.
    """
    folder = path.parent
    if path.is_dir():
        raise StoreError(texts("error.is_folder", path=path), texts("error.is_folder.hint", path=path / "outlook.html"))
    if not folder.exists():
        raise StoreError(texts("error.no_folder", path=path, folder=folder), texts("error.no_folder.hint"))
    if not folder.is_dir():
        raise StoreError(texts("error.not_folder", path=path, folder=folder))
    if path.exists() and not os.access(path, os.W_OK):
        raise StoreError(texts("error.not_permitted", path=path), texts("error.not_permitted.hint"))
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        sentence = texts("error.unwritable", path=path, reason=error.strerror or error)
        raise StoreError(sentence, texts("error.not_permitted.hint")) from None


def write(path: Path, content: str | bytes, texts: Texts) -> None:
    """Write a text, or bytes: the whole of it, or nothing.

    Raises:
        StoreError: It cannot be written; what stood there before still does.
    """
    try:
        write_durably(path, content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content)
    except OSError as error:
        key = "error.maybe_lost" if path in written() else "error.unwritable"
        raise StoreError(texts(key, path=path, reason=error.strerror or error)) from None
