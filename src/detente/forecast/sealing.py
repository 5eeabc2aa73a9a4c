"""Seal a forecast before the fact, and prove later that it was this one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from detente.analysis.outlook.views import Chance
from detente.case.case import Case
from detente.case.reading.load import read_bytes
from detente.engine.run.simulate import simulate
from detente.engine.run.worlds import Worlds
from detente.errors import StoreError
from detente.forecast.ledger import Entry, Ledger
from detente.forecast.questions import Forecast, forecast, with_questions

__all__ = ["Proof", "Proved", "code_sha256", "content_of", "now", "seal", "verify"]

Progress = Callable[[int, int, str], None]
Data = dict[str, Any]


class Proof(Enum):
    """What came of playing a sealed forecast again."""

    SAME = "same"
    DIFFERENT = "different"
    OTHER_CODE = "other-code"
    NOT_PLAYED = "not-played"


@dataclass(frozen=True, slots=True)
class Proved:
    """A ledger, checked.

    Attributes:
        faults: What has been changed by hand; empty where nothing has.
        played: Number of each forecast → what came of playing it again.
        entries: How many entries there are.
    """

    entries: int
    faults: tuple[str, ...]
    played: Mapping[int, Proof]

    @property
    def is_sound(self) -> bool:
        """Say whether nothing was changed and everything played again came out the same."""
        return not self.faults and Proof.DIFFERENT not in self.played.values()


def now() -> str:
    """Return the time in UTC to the second, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def code_sha256() -> str:
    """Return the hash of the program's own sources and data, so that a forecast names the code that made it."""
    digest = hashlib.sha256()
    for name, entry in sorted(_sources(files("detente"), "")):
        if "/library/" not in name:
            digest.update(name.encode() + b"\0" + entry.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def content_of(made: Forecast, worlds: Worlds) -> Data:
    """Return what is sealed of a forecast."""
    scenarios = {view.id: _numbers(view.chance) for view in worlds.outlook().scenarios}
    return {
        "case": made.stamp.case,
        "case_sha256": made.stamp.case_sha256,
        "as_of": made.stamp.as_of.isoformat(),
        "until": made.stamp.until.isoformat(),
        "version": made.stamp.version,
        "code_sha256": code_sha256(),
        "seed": made.stamp.seed,
        "beliefs": made.stamp.beliefs,
        "runs": made.stamp.runs,
        "scenarios": scenarios,
        "questions": {
            view.id: {**_numbers(view.chance), "by": view.by.isoformat(), "base_rate": view.base_rate}
            for view in made.questions
        },
    }


def seal(ledger: Ledger, case: Case, worlds: Worlds, at: str | None = None) -> tuple[Entry, bool]:
    """Write the forecast of a play into a ledger.

    Args:
        ledger: Where to.
        case: The case as it was read.
        worlds: A play of `with_questions(case)`.
        at: When; default: now.

    Returns:
        The entry, and whether it is new: the same forecast is sealed once only.

    Raises:
        StoreError: The ledger cannot be written, or has been changed by hand.
    """
    return ledger.append("forecast", at or now(), content_of(forecast(worlds), worlds), case.text)


def verify(ledger: Ledger, *, play: bool = True, progress: Progress | None = None) -> Proved:
    """Check that nothing in a ledger was changed, and play its forecasts again.

    Args:
        ledger: The ledger.
        play: Play again each forecast made by this very code, and compare to the last bit.
        progress: Told how far plays have come.
    """
    faults = ledger.faults()
    played = {}
    for entry in ledger.entries():
        if entry.kind != "forecast":
            continue
        if not play or faults:
            played[entry.number] = Proof.NOT_PLAYED
        elif entry.content.get("code_sha256") != code_sha256():
            played[entry.number] = Proof.OTHER_CODE
        else:
            played[entry.number] = _played_again(ledger, entry, progress)
    return Proved(len(ledger.entries()), faults, played)


def _played_again(ledger: Ledger, entry: Entry, progress: Progress | None) -> Proof:
    sealed = entry.content
    text = ledger.case_text(sealed["case_sha256"])
    if text is None:
        raise StoreError(f"the text of the case of entry {entry.number} is gone")
    case = with_questions(read_bytes(text.encode(), f"{sealed['case']}.yaml"))
    numbers = {name: sealed[name] for name in ("beliefs", "runs", "seed")}
    worlds = simulate(case, **numbers, progress=progress)
    return Proof.SAME if content_of(forecast(worlds), worlds) == sealed else Proof.DIFFERENT


def _numbers(chance: Chance) -> Data:
    return {
        "probability": chance.value,
        "standard_error": chance.standard_error,
        "low": chance.low,
        "high": chance.high,
        "open": chance.open,
    }


def _sources(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    """Return the program's sources and data with their paths."""
    found = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            found += _sources(entry, name)
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            found.append((name, entry))
    return found
