"""Files of an office are archives: written so that the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile

__all__ = ["settled"]

_EPOCH = (1980, 1, 1, 0, 0, 0)


def settled(content: bytes) -> bytes:
    """Return an archive with its parts in the same order, without the time at which it was written.

    Example:
        >>> one = io.BytesIO()
        >>> with zipfile.ZipFile(one, "w") as archive:
        ...     archive.writestr("a.txt", "a")
        >>> settled(one.getvalue()) == settled(settled(one.getvalue()))
        True
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(entry))
    return out.getvalue()
