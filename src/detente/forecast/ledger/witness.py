"""Receipts: what others keep, so that a ledger that is written anew is found out.

A chain of hashes proves nothing against its own keeper, who can compute it again. A receipt says how many entries there
were and the hash of the last; whoever holds one can tell later whether the ledger still begins with these very entries
(a consistency proof by recomputation; compare the signed tree heads of RFC 6962, Laurie, Langley & Kasper 2013, section
3.5). A signature says who vouches for it, a time stamp of a third party (RFC 3161, Adams et al. 2001) when it existed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from detente.errors import StoreError
from detente.forecast.ledger.entry import read_line
from detente.forecast.ledger.faults import now
from detente.forecast.ledger.ledger import Head, Ledger

__all__ = ["Receipt", "Standing", "read_receipt", "standing_of", "witness"]

_LINE = re.compile(r"detente-witness-1 entries=(\d{1,9}) head=([0-9a-f]{64}) at=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")
_PARTS = ("ssh", "minisign", "rfc3161")


class Standing(Enum):
    """How a ledger stands to a head that was kept elsewhere."""

    UNKNOWN = "unknown"
    """No head was given: the ledger can only be said to be consistent with itself."""
    HOLDS = "holds"
    """The entries up to that head are the same as then."""
    SHORTER = "shorter"
    """There are fewer entries than then: some have been taken out."""
    DIFFERS = "differs"
    """The entry of that number is another one, or no entry has that hash: the ledger has been written anew."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a ledger was at a time, to be kept by others.

    Attributes:
        entries: How many entries there were.
        head: Hash of the last.
        at: When the receipt was made, by the clock of who made it; UTC, ISO 8601.
        proofs: `ssh`, `minisign`: a signature of `line`; `rfc3161`: a time stamp of it, base64.
    """

    entries: int
    head: str
    at: str
    proofs: Mapping[str, str] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The receipt as one line to publish: what is signed and stamped."""
        return f"detente-witness-1 entries={self.entries} head={self.head} at={self.at}"

    def as_text(self) -> str:
        """Return the file of the receipt: JSON."""
        return json.dumps({"receipt": self.line, **self.proofs}, indent=2) + "\n"


def witness(ledger: Ledger) -> Receipt:
    """Return a receipt for a ledger as it stands.

    Raises:
        StoreError: There is no ledger, or something in it is wrong.
    """
    entries = ledger.entries()
    head = ledger.head()
    return Receipt(len(entries), head.hash, now())


def read_receipt(text: str, name: str) -> Receipt:
    """Read a receipt: its file, or its one line.

    Args:
        text: What the file holds.
        name: Of the file, for messages.

    Raises:
        StoreError: It is no receipt.
    """
    data: object = {"receipt": text.strip()}
    if text.lstrip().startswith("{"):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            data = None
    line = data.get("receipt") if isinstance(data, dict) else None
    found = _LINE.fullmatch(line) if isinstance(line, str) else None
    if not isinstance(data, dict) or not found:
        error = StoreError(f"{name} is no receipt of a ledger", "make one with `detente witness`")
        raise error.named("no_receipt", name=name)
    proofs = {part: str(data[part]) for part in _PARTS if part in data}
    return Receipt(int(found[1]), found[2], found[3], proofs)


def standing_of(ledger: Ledger, head: str | None, entries: int | None = None) -> Standing:
    """Say how a ledger stands to a head that was kept elsewhere.

    Args:
        ledger: It may have grown since.
        head: The hash of the last entry then; None: none is known.
        entries: How many there were; None: any number.
    """
    if head is None:
        return Standing.UNKNOWN
    if entries == 0 and head == Head(0, "0" * 64).hash:
        return Standing.HOLDS
    found = [entry.hash if (entry := read_line(line)) else "" for line in ledger.lines()]
    if entries is None:
        return Standing.HOLDS if head in found else Standing.DIFFERS
    if entries > len(found):
        return Standing.SHORTER
    return Standing.HOLDS if found[entries - 1] == head else Standing.DIFFERS
