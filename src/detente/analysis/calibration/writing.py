"""Write fitted ranges into `engine/general.yaml`, all at once or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

from detente.errors import StoreError
from detente.files import write_durably, written

__all__ = ["general_file", "rewrite", "rewritten", "write_general"]

_VALUE = re.compile(r"(?m)^(?P<name>[a-z][a-z-]*):\n  value: .*$")
_MADE_BY = re.compile(r"(?m)^# Ranges made by .*\n")


def general_file() -> Path:
    """Return where the general beliefs stand."""
    return Path(str(files("detente").joinpath("case", "general.yaml")))


def rewritten(text: str, ranges: Mapping[str, str], command: str) -> str:
    r"""Return the text with other ranges, and the command that made them.

    Args:
        text: `general.yaml` as it is.
        ranges: Constant → notation.
        command: What makes them again.

    Example:
        >>> rewritten("# About.\nprice:\n  value: 1 to 2\n", {"price": "3 to 4"}, "detente fit")
        '# About.\n# Ranges made by `detente fit`.\nprice:\n  value: 3 to 4\n'
    """

    def with_range(match: re.Match[str]) -> str:
        name = match["name"]
        return f"{name}:\n  value: {ranges[name]}" if name in ranges else match[0]

    bare = _MADE_BY.sub("", text)
    lines = bare.splitlines(keepends=True)
    head = next((k for k, line in enumerate(lines) if not line.startswith("#")), len(lines))
    lines.insert(head, f"# Ranges made by `{command}`.\n")
    return _VALUE.sub(with_range, "".join(lines))


def write_general(ranges: Mapping[str, str], command: str, path: Path | None = None) -> Path:
    """Replace the ranges of general beliefs in their file.

    Args:
        ranges: Constant → notation.
        command: What makes them again.
        path: The file; default: that of the program.

    Returns:
        The file.

    Raises:
        StoreError: It cannot be written; nothing has changed then.
    """
    return rewrite(path or general_file(), lambda text: rewritten(text, ranges, command))


def rewrite(path: Path, change: Callable[[str], str]) -> Path:
    """Replace the text of a file by what is made of it, all at once.

    Args:
        path: The file.
        change: Its text → the new one.

    Returns:
        The file.

    Raises:
        StoreError: It cannot be read or written; nothing has changed then.
    """
    try:
        write_durably(path, change(path.read_text(encoding="utf-8")).encode())
    except OSError as error:
        told = StoreError.unsure if path in written() else StoreError.unwritable
        raise told(str(path), error.strerror or str(error)) from None
    return path
