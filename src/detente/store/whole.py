"""Write a file of the store whole or not at all."""

from __future__ import annotations

from pathlib import Path

from detente.errors import StoreError
from detente.files import write_durably, written

__all__ = ["write_whole"]


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, see it onto the disk, and move it there.

    Raises:
        StoreError: it cannot be written; what stood there before still does, unless the message says otherwise.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, content)
    except OSError as error:
        told = StoreError.unsure if path in written() else StoreError.unwritable
        raise told(str(path), error.strerror or str(error)) from None
