"""Write a file of the store whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from detente.errors import StoreError

__all__ = ["write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, see it onto the disk, and move it there.

    Raises:
        StoreError: it cannot be written; what stood there before still does.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise StoreError.unwritable(str(path), error.strerror or str(error)) from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
