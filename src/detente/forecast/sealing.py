"""Seal a forecast before the fact, and prove later that it was this one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from detente.analysis.outlook.views import Chance, ScenarioView
from detente.case.case import Case
from detente.case.reading.load import read_bytes
from detente.engine.run.simulate import simulate
from detente.engine.run.worlds import Worlds
from detente.errors import DetenteError
from detente.forecast.ledger import Entry, Fault, Head, Ledger
from detente.forecast.ledger.entry import read_line
from detente.forecast.ledger.faults import now
from detente.forecast.ledger.witness import Standing, standing_of
from detente.forecast.questions import Forecast, QuestionForecast, forecast_of, with_questions

__all__ = ["Proof", "Proved", "code_sha256", "content_of", "seal", "verify"]

Progress = Callable[[int, int, str], None]
Data = dict[str, Any]


class Proof(Enum):
    """What came of playing a sealed forecast again."""

    SAME = "same"
    DIFFERENT = "different"
    UNPLAYABLE = "unplayable"
    OTHER_CODE = "other-code"
    NOT_PLAYED = "not-played"


@dataclass(frozen=True, slots=True)
class Proved:
    """A ledger, checked.

    Attributes:
        head: Where it stands.
        faults: What is wrong in it; empty where it is consistent with itself.
        standing: How it stands to a head that was kept elsewhere.
        played: Number of each forecast → what came of playing it again.
    """

    head: Head
    faults: tuple[Fault, ...]
    standing: Standing
    played: Mapping[int, Proof]

    @property
    def is_sound(self) -> bool:
        """Say whether nothing speaks against it: no fault, the head given, and everything played again the same."""
        contradicted = self.standing in (Standing.SHORTER, Standing.DIFFERS)
        return not (self.faults or contradicted or {Proof.DIFFERENT, Proof.UNPLAYABLE} & set(self.played.values()))


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
    scenarios = {view.id: _both(view) for view in worlds.outlook().scenarios}
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
            view.id: {**_both(view), "by": view.by.isoformat(), "closes": view.closes, "base_rate": view.base_rate}
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
    return ledger.append("forecast", at or now(), content_of(forecast_of(worlds), worlds), case.text)


def verify(
    ledger: Ledger,
    *,
    head: str | None = None,
    entries: int | None = None,
    play: bool = True,
    progress: Progress | None = None,
) -> Proved:
    """Check a ledger, against a head kept elsewhere if there is one, and play its forecasts again.

    Args:
        ledger: The ledger.
        head: Hash of the entry that was the last when somebody took it down; None: none is known, and a ledger that
            was computed anew cannot be told from the true one.
        entries: How many there were then.
        play: Play again each forecast made by this very code, and compare to the last bit.
        progress: Told how far plays have come.

    Raises:
        StoreError: There is no ledger, or it cannot be read.
    """
    faults = ledger.faults()
    standing = standing_of(ledger, head, entries)
    sealed = [entry for line in ledger.lines() if (entry := read_line(line)) and entry.kind == "forecast"]
    played = {entry.number: _proof_of(ledger, entry, play and not faults, progress) for entry in sealed}
    return Proved(ledger.head(), faults, standing, played)


def _proof_of(ledger: Ledger, entry: Entry, play: bool, progress: Progress | None) -> Proof:
    if not play:
        return Proof.NOT_PLAYED
    if entry.content.get("code_sha256") != code_sha256():
        return Proof.OTHER_CODE
    try:
        return _played_again(ledger, entry, progress)
    except DetenteError:
        return Proof.UNPLAYABLE


def _played_again(ledger: Ledger, entry: Entry, progress: Progress | None) -> Proof:
    sealed = entry.content
    text = ledger.case_bytes(sealed["case_sha256"]) or b""
    case = with_questions(read_bytes(text, f"{sealed['case']}.yaml"))
    numbers = {name: sealed[name] for name in ("beliefs", "runs", "seed")}
    worlds = simulate(case, **numbers, progress=progress)
    return Proof.SAME if content_of(forecast_of(worlds), worlds) == sealed else Proof.DIFFERENT


def _both(view: ScenarioView | QuestionForecast) -> Data:
    """Return both lines: what the play says, and the same with model error."""
    assert view.with_model_error is not None
    return {**_numbers(view.chance), "with_model_error": _numbers(view.with_model_error)}


def _numbers(chance: Chance) -> Data:
    return {
        "probability": chance.value,
        "standard_error": chance.standard_error,
        "low": chance.low,
        "high": chance.high,
        "open": chance.open,
        "variance": chance.variance,
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
