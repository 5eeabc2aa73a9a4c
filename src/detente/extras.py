"""What to type where a package is wanted that only an extra brings.

The packages themselves are named, as the installation's own metadata list them, and not `detente[…]`: that works from a
checkout and from a wheel alike, and asks a registry for nothing under a name that may not be ours there.
"""

from __future__ import annotations

import re
import shlex
from importlib.metadata import PackageNotFoundError, requires

__all__ = ["install_command"]


def install_command(extra: str) -> str:
    """Return the command that installs the packages of an extra.

    Args:
        extra: Name of an extra in `pyproject.toml`.

    Examples:
        >>> install_command("nothing of this name")
        "pip install '.[nothing of this name]'"
    """
    try:
        listed = requires("detente") or []
    except PackageNotFoundError:
        listed = []
    wanted = re.compile(rf"""\bextra\s*==\s*['"]{re.escape(extra)}['"]""")
    packages = [line.partition(";")[0].strip() for line in listed if wanted.search(line)]
    return shlex.join(["pip", "install", *(packages or [f".[{extra}]"])])
