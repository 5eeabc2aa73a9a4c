"""What the workbench asks of the text of a case: what is wrong in it, and how to change it in place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from detente.case.editing.edit import splices
from detente.case.reading.read import Checked, check, problems_of
from detente.case.reading.yaml_events import Tree, grow
from detente.errors import CaseError
from detente.locale import Language
from detente.mistakes import Slip

__all__ = ["read", "replacements", "written"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read(text: str, name: str, language: Language) -> Checked:
    """Return the case that a text holds, if it is one, and what is wrong with it; as fast as an editor wants it."""
    return check(text, levers=False, file=name, language=language)


def replacements(text: str, values: Mapping[str, Any], name: str, language: Language) -> list[dict[str, Any]]:
    """Return what to replace in a text so that values stand at paths, by the indices of a browser.

    A browser counts UTF-16 code units, of which a character beyond the first 65,536 has two.

    Raises:
        CaseError: The text is no YAML, there is no such path, or a value cannot be written.
    """
    wanted = _rooted(grow(text).data, {path: _dated(value) for path, value in values.items()})
    found = splices(text, wanted, file=name, language=language)
    return [{"start": _units(text, s.start), "end": _units(text, s.end), "text": s.text} for s in found]


def _rooted(data: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same values where what holds them is there: a first position brings the mapping it stands in."""
    found: dict[str, Any] = {}
    for path, value in values.items():
        steps, held, depth = path.split("."), data, 0
        while depth < len(steps) - 1 and isinstance(held, Mapping) and isinstance(held.get(steps[depth]), Mapping):
            held, depth = held[steps[depth]], depth + 1
        missing = isinstance(held, Mapping) and held.get(steps[depth]) is None
        if not missing or depth == len(steps) - 1 or value is None:
            found[path] = value
            continue
        inner = found.setdefault(".".join(steps[: depth + 1]), {})
        for step in steps[depth + 1 : -1]:
            inner = inner.setdefault(step, {})
        inner[steps[-1]] = value
    return found


def written(said: str, path: str, language: Language) -> Any:
    """Return a value from how a file would write it, such as a condition.

    Raises:
        CaseError: It cannot be read.
    """
    tree = grow(f"value: {said}")
    if tree.slips or not isinstance(tree.data, Mapping) or list(tree.data) != ["value"]:
        raise CaseError(problems_of([Slip("yaml", path, {"words": ""})], Tree(), "", language))
    return tree.data["value"]


def _dated(value: Any) -> Any:
    """Return a value with days in place of texts that are days, as a file writes them."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, dict):
        return {key: _dated(each) for key, each in value.items()}
    return [_dated(each) for each in value] if isinstance(value, list) else value


def _units(text: str, index: int) -> int:
    before = text[:index]
    return index if before.isascii() else len(before.encode("utf-16-le")) // 2
