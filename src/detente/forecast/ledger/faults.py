"""What is wrong in a ledger, line by line, as far as the ledger alone can tell.

A chain of hashes is consistent with itself also where somebody has computed it anew. Only a head that others have kept
(:mod:`detente.forecast.ledger.witness`) tells that this has not happened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from detente.forecast.ledger.contents import is_complete
from detente.forecast.ledger.entry import GENESIS, Entry, digest_of, read_line

__all__ = ["Fault", "faults_in", "now"]

SKEW = timedelta(minutes=5)
"""By how much clocks of honest machines may differ."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a ledger.

    Attributes:
        line: Of the file, counted from 1; 0 where it is about the whole ledger.
        kind: Its short name, for programs.
        values: What the placeholders of that text stand for.
    """

    line: int
    kind: str
    values: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name in the catalogues of languages, beneath `wrong`."""
        return f"fault_{self.kind}"


def now() -> str:
    """Return the time in UTC to the second, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def faults_in(lines: Sequence[bytes], case_text: Callable[[str], bytes | None]) -> Iterator[Fault]:
    """Yield what is wrong in the lines of a ledger.

    Args:
        lines: Without their ends.
        case_text: Hash → the text that is kept under it, None where none is.
    """
    before: Entry | None = None
    latest = (datetime.now(UTC) + SKEW).strftime("%Y-%m-%dT%H:%M:%SZ")
    for place, line in enumerate(lines, start=1):
        entry = read_line(line)
        if entry is None:
            yield Fault(place, "no_entry")
            continue
        yield from _chained(entry, place, before)
        if not is_complete(entry):
            yield Fault(place, "content", {"kind": entry.kind})
        if before and entry.at < before.at:
            yield Fault(place, "earlier", {"at": entry.at, "before": before.at})
        if entry.at > latest:
            yield Fault(place, "future", {"at": entry.at})
        if entry.kind == "forecast":
            yield from _case_kept(entry, place, case_text)
        before = entry


def _chained(entry: Entry, place: int, before: Entry | None) -> Iterator[Fault]:
    if entry.number != place:
        yield Fault(place, "number", {"number": str(entry.number)})
    if entry.previous != (before.hash if before else GENESIS):
        yield Fault(place, "previous")
    if digest_of(entry.number, entry.kind, entry.at, entry.previous, entry.content) != entry.hash:
        yield Fault(place, "hash")


def _case_kept(entry: Entry, place: int, case_text: Callable[[str], bytes | None]) -> Iterator[Fault]:
    sha256 = str(entry.content.get("case_sha256", ""))
    text = case_text(sha256)
    if text is None:
        yield Fault(place, "case_gone", {"sha256": sha256[:64]})
    elif hashlib.sha256(text).hexdigest() != sha256:
        yield Fault(place, "case_changed", {"sha256": sha256[:64]})
