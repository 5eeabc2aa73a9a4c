"""Mend a ledger as far as that can be done without making anything up.

The lines before the first fault stay; the others are moved into the quarantine, none is deleted. The text of a case
that is gone can be given back by whoever has a copy: its hash says whether it is the one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from detente.errors import StoreError
from detente.forecast.ledger.entry import read_line
from detente.forecast.ledger.faults import now
from detente.forecast.ledger.ledger import Ledger
from detente.locale import texts

__all__ = ["Repaired", "give_back", "repair"]

_OF_CASES = ("case_gone", "case_changed")


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair has done.

    Attributes:
        kept: Lines that stay.
        taken: Lines that were moved.
        quarantine: Path of the file that holds them, within the folder; empty where none was moved.
        cases: Hashes of the cases whose text is gone or another; only a copy helps.
    """

    kept: int
    taken: int
    quarantine: str
    cases: tuple[str, ...]


def repair(ledger: Ledger) -> Repaired:
    """Move everything from the first fault of the chain on into the quarantine.

    Raises:
        StoreError: There is no ledger, or it cannot be written.
    """
    found = ledger.faults()
    chain = [fault for fault in found if fault.kind not in _OF_CASES]
    cases = tuple(dict.fromkeys(fault.values["sha256"] for fault in found if fault.kind in _OF_CASES))
    if not chain:
        return Repaired(ledger.head().entries, 0, "", cases)
    kept = chain[0].line - 1
    name = f"{now().replace(':', '')}.jsonl"
    return Repaired(kept, ledger.cut(kept, name), f"quarantine/{name}", cases)


def give_back(ledger: Ledger, content: bytes) -> str:
    """Put the text of a sealed case back, and return its hash.

    Args:
        ledger: Some entry of it was sealed on that text.
        content: The bytes of the text.

    Raises:
        StoreError: No forecast was sealed on this text, or the ledger cannot be written.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 not in sealed_cases(ledger):
        key = "not_sealed"
        values = {"folder": str(ledger.folder), "sha256": sha256}
        raise StoreError(texts("en")(f"wrong.{key}", **values), texts("en")(f"wrong.{key}.hint")).named(key, **values)
    ledger.keep_case(content, sha256)
    return sha256


def sealed_cases(ledger: Ledger) -> frozenset[str]:
    """Return the hashes of all cases that forecasts were sealed on."""
    entries = (read_line(line) for line in ledger.path.read_bytes().splitlines())
    return frozenset(str(entry.content.get("case_sha256")) for entry in entries if entry and entry.kind == "forecast")
