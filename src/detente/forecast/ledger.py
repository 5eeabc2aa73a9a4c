"""The ledger: a folder that forecasts and outcomes are written into, and from which nothing is taken out.

    ledger.jsonl     one entry a line, each holding the hash of the one before it
    cases/<hash>     the text of every case that was sealed
    lock             held while an entry is written

An entry counts once its line has ended and is on the disk. A process that dies in between leaves at most a line
without an end, which the next one removes. Two processes that write at once take turns.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.errors import StoreError

__all__ = ["GENESIS", "Entry", "Ledger", "digest_of"]

GENESIS = "0" * 64
"""What stands before the first entry."""

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger.

    Attributes:
        number: Counted from 1.
        kind: `forecast` or `outcome`.
        at: When it was written, UTC, ISO 8601.
        previous: Hash of the entry before it.
        hash: SHA-256 over everything else in it, in canonical JSON.
        content: What it says.
    """

    number: int
    kind: str
    at: str
    previous: str
    hash: str
    content: Data


def digest_of(number: int, kind: str, at: str, previous: str, content: Data) -> str:
    """Return the hash of an entry: SHA-256 of its JSON with sorted keys and no spaces."""
    body = {"number": number, "kind": kind, "at": at, "previous": previous, "content": content}
    return hashlib.sha256(_canonical(body)).hexdigest()


@dataclass(frozen=True, slots=True)
class Ledger:
    """A folder of sealed forecasts.

    Attributes:
        folder: Where it lies; made when the first entry is written.
    """

    folder: Path

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries that count, as they are written; whether they are sound is for `faults` to say.

        Raises:
            StoreError: The folder holds no ledger, or a line is no entry.
        """
        if not self._lines.is_file():
            error = StoreError(f"there is no ledger in {self.folder}", "seal a forecast first, or name its folder")
            raise error.named("no_ledger", folder=str(self.folder))
        content = self._read()
        ended = content[: content.rfind(b"\n") + 1]
        return tuple(self._entry(number, line) for number, line in enumerate(ended.splitlines(), start=1))

    def append(self, kind: str, at: str, content: Data, case_text: str | None = None) -> tuple[Entry, bool]:
        """Write an entry, all of it or nothing; what already stands in the ledger is not written again.

        Args:
            kind: `forecast` or `outcome`.
            at: When, UTC, ISO 8601.
            content: What it says; JSON.
            case_text: Text of the case, kept beside the ledger under `case_sha256` of the content.

        Returns:
            The entry, once it is on the disk, and whether it is new.

        Raises:
            StoreError: The folder cannot be written, or what stands in it is not sound.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                self._remove_torn_line()
                before = self.entries() if self._lines.exists() else ()
                self._refuse_unsound(before)
                for entry in before:
                    if entry.kind == kind and entry.content == content:
                        return entry, False
                if case_text is not None:
                    self._keep(content["case_sha256"], case_text)
                number, previous = len(before) + 1, before[-1].hash if before else GENESIS
                entry = Entry(number, kind, at, previous, digest_of(number, kind, at, previous, content), content)
                self._write_line(entry)
                return entry, True
        except OSError as error:
            raise StoreError.unwritable(str(self.folder), error.strerror or str(error)) from None

    def case_text(self, sha256: str) -> str | None:
        """Return the kept text of a case, None if it is not there."""
        path = self.folder / "cases" / f"{sha256}.yaml"
        return path.read_bytes().decode("utf-8", "replace") if path.is_file() else None

    def faults(self) -> tuple[str, ...]:
        """Say what has been changed since it was written; empty where nothing has."""
        found = []
        previous = GENESIS
        for place, entry in enumerate(self.entries(), start=1):
            found += [f"entry {place}: {what}" for what in self._faults_of(entry, place, previous)]
            previous = entry.hash
        return tuple(found)

    @property
    def _lines(self) -> Path:
        return self.folder / "ledger.jsonl"

    def _read(self) -> bytes:
        try:
            return self._lines.read_bytes()
        except OSError as error:
            raise StoreError.unreadable(str(self._lines), error.strerror or str(error)) from None

    def _entry(self, place: int, line: bytes) -> Entry:
        try:
            data = json.loads(line)
            content = data["content"]
            if not isinstance(content, dict):
                raise TypeError
            return Entry(
                int(data["number"]),
                str(data["kind"]),
                str(data["at"]),
                str(data["previous"]),
                str(data["hash"]),
                content,
            )
        except (ValueError, KeyError, TypeError):
            raise StoreError(
                f"{self._lines}:{place}: this line is no entry of a ledger",
                "the file has been edited: restore it from a copy; nothing was written",
            ) from None

    def _faults_of(self, entry: Entry, place: int, previous: str) -> Iterator[str]:
        if entry.number != place:
            yield f"it calls itself number {entry.number}"
        if entry.previous != previous:
            yield "the entry before it is not the one it was written after"
        if digest_of(entry.number, entry.kind, entry.at, entry.previous, entry.content) != entry.hash:
            yield "its content does not have the hash that was sealed"
        sha256 = entry.content.get("case_sha256", "")
        if entry.kind == "forecast":
            text = self.case_text(sha256)
            if text is None:
                yield f"the text of its case ({str(sha256)[:12]}…) is gone"
            elif hashlib.sha256(text.encode()).hexdigest() != sha256:
                yield "the text of its case is not the one that was sealed"

    def _refuse_unsound(self, before: tuple[Entry, ...]) -> None:
        previous = GENESIS
        for place, entry in enumerate(before, start=1):
            for what in self._faults_of(entry, place, previous):
                raise StoreError(
                    f"{self._lines}:{place}: {what}",
                    "the ledger has been changed by hand: restore it from a copy; nothing was written",
                )
            previous = entry.hash

    def _remove_torn_line(self) -> None:
        """Cut off a line that a dying process left without an end; it was never acknowledged."""
        if self._lines.exists():
            content = self._read()
            end = content.rfind(b"\n") + 1
            if end < len(content):
                os.truncate(self._lines, end)

    def _write_line(self, entry: Entry) -> None:
        data = {
            "number": entry.number,
            "kind": entry.kind,
            "at": entry.at,
            "previous": entry.previous,
            "hash": entry.hash,
            "content": entry.content,
        }
        handle = os.open(self._lines, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            rest = _canonical(data) + b"\n"
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)

    def _keep(self, sha256: str, text: str) -> None:
        folder = self.folder / "cases"
        folder.mkdir(exist_ok=True)
        path = folder / f"{sha256}.yaml"
        if not path.exists():
            beside = path.with_suffix(".part")
            with beside.open("wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Wait for a turn to write; the system gives the lock back when a process dies."""
        with (self.folder / "lock").open("a+b") as file:
            _lock(file.fileno())
            yield


def _canonical(data: object) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _lock(handle: int) -> None:
    """Lock an open file until it is closed."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX)
