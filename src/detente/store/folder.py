"""Where runs are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["default_folder"]


def default_folder() -> Path:
    """Return where runs are kept: the folder that `DETENTE_STORE` names, or one among the user's data."""
    if given := os.environ.get("DETENTE_STORE"):
        return Path(given)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "detente" / "runs"
