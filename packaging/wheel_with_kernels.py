"""Lay compiled kernels into a wheel, which then is one for a kind of machine and a version of Python."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import sysconfig
import zipfile
from pathlib import Path

__all__ = ["with_kernels"]

WITHIN = "detente/kernels/shipped"
EARLIEST = (1980, 1, 1, 0, 0, 0)


def with_kernels(plain: Path, kernels: Path, python: str, target: Path) -> Path:
    """Write a copy of a wheel that carries kernels, and return it.

    The kernels are code for LLVM's linker and no shared library: they call nothing of the system's C library by
    version, so the platform is named as that of the oldest Linux that numba's own wheels run on.

    Args:
        plain: The wheel without kernels.
        kernels: Folder of the compiled kernels.
        python: Tag of the Python that they are for, as `cp311`.
        target: Folder to write to.
    """
    with zipfile.ZipFile(plain) as archive:
        files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    name, version, *_ = plain.stem.split("-")
    info = f"{name}-{version}.dist-info"
    tag = f"{python}-none-{platform()}"
    files |= {f"{WITHIN}/{path.name}": path.read_bytes() for path in sorted(kernels.glob("*.kernel"))}
    files[f"{info}/WHEEL"] = _retagged(files[f"{info}/WHEEL"].decode(), tag).encode()
    del files[f"{info}/RECORD"]
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    written = target / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            archive.writestr(entry, content)
    return written


def platform() -> str:
    """Return the tag of this kind of machine."""
    here = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    return here.replace("linux_", "manylinux_2_17_", 1) if here.startswith("linux_") else here


def _retagged(text: str, tag: str) -> str:
    kept = [line for line in text.splitlines() if not line.startswith(("Tag:", "Root-Is-Purelib:")) and line]
    return "\n".join((*kept, "Root-Is-Purelib: false", f"Tag: {tag}", ""))


def _record(files: dict[str, bytes], itself: str) -> bytes:
    """Return the list of files with their sums, as the wheel format has it."""
    rows = io.StringIO()
    table = csv.writer(rows, lineterminator="\n")
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        table.writerow((path, f"sha256={digest}", len(content)))
    table.writerow((itself, "", ""))
    return rows.getvalue().encode()
