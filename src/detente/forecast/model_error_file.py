"""Write what was learned of model error into the program, all of it at once or nothing."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from detente.analysis.calibration.writing import rewrite
from detente.analysis.outlook.model_error import NAMES
from detente.forecast.model_error_fit import ErrorBeliefs, ModelErrorFit

__all__ = ["model_error_file", "rewritten", "write_model_error"]

_VALUE = re.compile(r"(?m)^(?P<name>[a-z]+):\n  value: .*$")
_MADE_BY = re.compile(r"(?m)^# Made by .*\n")
_TAIL = re.compile(r"(?ms)^negotiations: .*\Z")


def model_error_file() -> Path:
    """Return where the beliefs about model error stand."""
    return Path(str(files("detente").joinpath("case", "model-error.yaml")))


def rewritten(text: str, found: ModelErrorFit, command: str) -> str:
    """Return the text with what was learned, from all negotiations and without each of them.

    Args:
        text: `model-error.yaml` as it is.
        found: The fit.
        command: What makes it again.
    """

    def with_value(match: re.Match[str]) -> str:
        return f"{match['name']}:\n  value: {getattr(found.beliefs, match['name'])}"

    lines = _TAIL.sub("", _VALUE.sub(with_value, _MADE_BY.sub("", text))).splitlines(keepends=True)
    head = next((k for k, line in enumerate(lines) if not line.startswith("#")), len(lines))
    lines.insert(head, f"# Made by `{command}`.\n")
    lines += [f"negotiations: {found.negotiations}\n", f"questions: {found.questions}\n", "without:\n"]
    for view in found.left_out:
        counts = found.negotiations - 1, found.questions - view.questions
        lines.append(f"  {view.negotiation}: {_line(view.beliefs, *counts)}\n")
    return "".join(lines)


def write_model_error(found: ModelErrorFit, command: str, path: Path | None = None) -> Path:
    """Replace the beliefs about model error in their file.

    Args:
        found: The fit.
        command: What makes it again.
        path: The file; default: that of the program.

    Returns:
        The file.

    Raises:
        StoreError: It cannot be written; nothing has changed then.
    """
    return rewrite(path or model_error_file(), lambda text: rewritten(text, found, command))


def _line(beliefs: ErrorBeliefs, negotiations: int, questions: int) -> str:
    numbers = ", ".join(f"{name}: {getattr(beliefs, name)}" for name in NAMES)
    return f"{{{numbers}, negotiations: {negotiations}, questions: {questions}}}"
