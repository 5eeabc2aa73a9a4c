"""The command that writes a report again."""

from __future__ import annotations

from pathlib import PurePath

from detente.locale import Texts
from detente.report.whole.material import Material
from detente.shown import argument

__all__ = ["command_line"]


def command_line(found: Material, words: Texts) -> str:
    """Return the command that gives the same page again."""
    outlook = found.outlook
    name = PurePath(found.case.file).name or outlook.case
    size = f"--beliefs {outlook.beliefs} --runs {outlook.runs} --seed {outlook.seed}"
    line = f"detente outlook {argument(name)} {size} --report report.html"
    if found.names:
        line += f" --with {','.join(found.names)}"
    return line + (" --lang zh" if words.language == "zh" else "")
