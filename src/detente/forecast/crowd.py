"""What a crowd said: dated probabilities of markets and forecasting platforms, from a table.

A CSV file with a heading: `date` (ISO 8601), `question` or `event`, `prob` or `probability`, and if wanted `source`.
A row belongs to a question whose id it names; a mapping may give other names, and `!name` for the contrary.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.errors import OptionError, StoreError

__all__ = ["CrowdForecast", "matches", "read_crowd"]


@dataclass(frozen=True, slots=True)
class CrowdForecast:
    """A probability that a crowd gave on a day."""

    on: date
    source: str
    probability: float


def matches(given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return which names of a table mean which question, from texts such as `question=name` or `question=!name`.

    Raises:
        OptionError: A text is of another form.

    Example:
        >>> matches(["truce=ceasefire in 2025", "truce=!no ceasefire before 2026"])
        {'truce': ('ceasefire in 2025', '!no ceasefire before 2026')}
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        question, equals, name = text.partition("=")
        if not equals or not question.strip() or not name.strip("! "):
            raise OptionError(f"match: found {text!r}; allowed is QUESTION=NAME", "the contrary is QUESTION=!NAME")
        found[question.strip()] = (*found.get(question.strip(), ()), name.strip())
    return found


def read_crowd(path: Path, names: Mapping[str, Sequence[str]]) -> dict[str, tuple[CrowdForecast, ...]]:
    """Read what a crowd said of some questions.

    Args:
        path: The table.
        names: Question → names under which the table speaks of it; its own id always is one.

    Returns:
        Question → what was said, by date; questions nobody spoke of are left out.

    Raises:
        StoreError: The table cannot be read, or a row of it is wrong; the sentence names the row.
        OptionError: A name is in no row.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StoreError.unreadable(str(path), getattr(error, "strerror", None) or str(error)) from None
    spoken: dict[str, list[CrowdForecast]] = {}
    for place, row in enumerate(rows, start=2):
        name = _cell(row, ("question", "event"), path, place)
        if any(name in (text.lstrip("!"), key) for key, texts in names.items() for text in (key, *texts)):
            spoken.setdefault(name, []).append(_said(row, path, place))
    for texts in names.values():
        for text in texts:
            if text.lstrip("!") not in spoken:
                raise OptionError.unknown("match", text.lstrip("!"), tuple(_names(rows)))
    found = {key: _of(key, texts, spoken) for key, texts in names.items()}
    return {key: said for key, said in found.items() if said}


def _of(key: str, texts: Sequence[str], spoken: Mapping[str, list[CrowdForecast]]) -> tuple[CrowdForecast, ...]:
    said = list(spoken.get(key, ()))
    for text in texts:
        found = spoken.get(text.lstrip("!"), [])
        said += [_contrary(one) for one in found] if text[0] == "!" else found
    return tuple(sorted(said, key=lambda one: one.on))


def _contrary(one: CrowdForecast) -> CrowdForecast:
    return CrowdForecast(one.on, one.source, 1.0 - one.probability)


def _said(row: Mapping[str, str], path: Path, place: int) -> CrowdForecast:
    when = _cell(row, ("date",), path, place)
    try:
        on = date.fromisoformat(when[:10] if len(when) >= 10 else f"{when[:7]}-15")
    except ValueError:
        raise _wrong(path, place, "date", when, "a date such as 2025-08-15") from None
    text = _cell(row, ("prob", "probability"), path, place)
    try:
        probability = float(text)
    except ValueError:
        probability = -1.0
    if not 0.0 <= probability <= 1.0:
        raise _wrong(path, place, "prob", text, "a number from 0 to 1")
    return CrowdForecast(on, row.get("source") or "", probability)


def _cell(row: Mapping[str, str], columns: Sequence[str], path: Path, place: int) -> str:
    for column in columns:
        if row.get(column):
            return row[column].strip()
    raise _wrong(path, place, " or ".join(columns), "nothing", "a column of this name with something in it")


def _names(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return sorted({(row.get("question") or row.get("event") or "").strip() for row in rows} - {""})[:12]


def _wrong(path: Path, place: int, column: str, found: str, allowed: str) -> StoreError:
    return StoreError(f"{path}:{place}: {column}: found {found!r}; allowed is {allowed}", "nothing was scored")
