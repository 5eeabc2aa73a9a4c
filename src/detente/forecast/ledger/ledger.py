"""The folder of a ledger.

    ledger.jsonl     one entry a line, each holding the hash of the one before it
    cases/<hash>     the text of every case that was sealed
    quarantine/      lines that a repair has taken out
    lock             held while an entry is written
    .index.sqlite    what makes appending fast; may be deleted at any time

An entry counts once its line is on the disk. A process that dies in between leaves at most the beginning of a line,
which was never acknowledged and which the next one removes; a whole line that has only lost its end is taken in. Two
processes that write at once take turns.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from detente.errors import StoreError
from detente.files import exclusive, record_written, sync_folder, write_durably
from detente.forecast.ledger.entry import GENESIS, Data, Entry, digest_of, line_of, read_line
from detente.forecast.ledger.faults import Fault, faults_in
from detente.forecast.ledger.index import Index, open_index
from detente.locale import texts

__all__ = ["Head", "Ledger"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a ledger stands: what to give to others, so that they can tell whether it is written anew.

    Attributes:
        entries: How many there are.
        hash: Of the last of them; zeros where there is none.
    """

    entries: int
    hash: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """A folder of sealed forecasts.

    Attributes:
        folder: Where it lies; made when the first entry is written.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     entry, new = Ledger(Path(folder)).append("outcome", "2026-01-01T00:00:00Z", {"question": "truce"})
        ...     entry.number, new, Ledger(Path(folder)).head().entries
        (1, True, 1)
    """

    folder: Path

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries of a sound ledger.

        Raises:
            StoreError: The folder holds no ledger, or something in it is wrong: the first fault is named.
        """
        lines = self.lines()
        for fault in faults_in(lines, self.case_bytes):
            raise self._unsound(fault)
        return tuple(entry for line in lines if (entry := read_line(line)))

    def head(self) -> Head:
        """Return where the ledger stands, as far as its lines can be read; also of an empty folder."""
        lines = self.lines() if self.path.is_file() else ()
        last = next((entry for line in reversed(lines) if (entry := read_line(line))), None)
        return Head(len(lines), last.hash if last else GENESIS)

    def faults(self) -> tuple[Fault, ...]:
        """Say what is wrong in it, as far as it can tell by itself; empty where it is consistent with itself.

        Raises:
            StoreError: The folder holds no ledger, or it cannot be read.
        """
        return tuple(faults_in(self.lines(), self.case_bytes))

    def append(self, kind: str, at: str, content: Data, case_text: str | None = None) -> tuple[Entry, bool]:
        """Write an entry, all of it or nothing; what already stands in the ledger is not written again.

        The time it takes does not depend on how many entries there are, unless the file has changed otherwise since.

        Args:
            kind: `forecast` or `outcome`.
            at: When, UTC, ISO 8601 to the second; not before the last entry.
            content: What it says; JSON.
            case_text: Text of the case, kept beside the ledger under `case_sha256` of the content.

        Returns:
            The entry, once it is on the disk, and whether it is new.

        Raises:
            StoreError: The folder cannot be written, what stands in it is not sound, or `at` is before the last entry.
        """
        with self._writing():
            return self._with_index(lambda index: self._append(index, kind, at, content, case_text))

    def check_writable(self) -> None:
        """Find out before long work whether an entry could be written.

        Raises:
            StoreError: It cannot: the folder cannot be written, or what stands in it is not sound.
        """
        with self._writing():
            self._with_index(self._last_entry)

    def case_bytes(self, sha256: str) -> bytes | None:
        """Return what is kept under the hash of a case, None if nothing is."""
        path = self.folder / "cases" / f"{sha256}.yaml"
        try:
            return path.read_bytes() if len(sha256) == 64 and sha256.isalnum() else None
        except OSError:
            return None

    def case_text(self, sha256: str) -> str | None:
        """Return the kept text of a case, None if it is not there."""
        kept = self.case_bytes(sha256)
        return None if kept is None else kept.decode("utf-8", "replace")

    def keep_case(self, content: bytes, sha256: str) -> None:
        """Put the text of a sealed case back in its place."""
        with self._writing():
            self._keep(sha256, content)

    def cut(self, keep: int, quarantine: str) -> int:
        """Take all lines but the first ones out, into a file of the quarantine; return how many.

        Args:
            keep: How many lines stay.
            quarantine: Name of the file that holds the others.
        """
        with self._writing():
            content = self._read()
            lines = content.splitlines(keepends=True)
            kept, taken = b"".join(lines[:keep]), b"".join(lines[keep:])
            if taken:
                (self.folder / "quarantine").mkdir(exist_ok=True)
                write_durably(self.folder / "quarantine" / quarantine, taken)
                write_durably(self.path, kept if not kept or kept.endswith(b"\n") else kept + b"\n")
            return len(lines) - keep

    @property
    def path(self) -> Path:
        """The file of its lines."""
        return self.folder / "ledger.jsonl"

    def lines(self) -> tuple[bytes, ...]:
        """Return its lines; the beginning of one, left by a process that died, is none."""
        if not self.path.is_file():
            error = StoreError(f"there is no ledger in {self.folder}", "seal a forecast first, or name its folder")
            raise error.named("no_ledger", folder=str(self.folder))
        *lines, rest = self._read().split(b"\n")
        return (*lines, rest) if rest and _is_whole(rest) else tuple(lines)

    def _read(self) -> bytes:
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise StoreError.unreadable(str(self.path), error.strerror or str(error)) from None

    def _last_entry(self, index: Index) -> Entry | None:
        """Return the last entry; look at all of them unless the file stands as it was left."""
        last = index.last_line()
        if index.is_current() and (last is None or self._ends_with(last + b"\n")):
            return read_line(last) if last else None
        self._mend_last_line()
        lines = self.lines() if self.path.exists() else ()
        for fault in faults_in(lines, self.case_bytes):
            raise self._unsound(fault)
        found = [(entry, line) for line in lines if (entry := read_line(line))]
        index.fill(found)
        return found[-1][0] if found else None

    def _append(self, index: Index, kind: str, at: str, content: Data, case_text: str | None) -> tuple[Entry, bool]:
        last = self._last_entry(index)
        known = index.line_with(kind, content)
        if known and (entry := read_line(known)):
            return entry, False
        if last and at < last.at:
            raise self._earlier(at, last.at)
        if case_text is not None:
            self._keep(content["case_sha256"], case_text.encode())
        number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
        entry = Entry(number, kind, at, previous, digest_of(number, kind, at, previous, content), content)
        self._write_line(line_of(entry))
        with contextlib.suppress(sqlite3.DatabaseError):
            index.add(entry, line_of(entry))
        return entry, True

    def _ends_with(self, end: bytes) -> bool:
        with self.path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - len(end)))
            return file.read() == end

    def _mend_last_line(self) -> None:
        """Give a whole line its end; cut off the mere beginning of one, which was never acknowledged."""
        content = self._read() if self.path.exists() else b""
        rest = content[content.rfind(b"\n") + 1 :]
        if rest and _is_whole(rest):
            self._write_bytes(b"\n")
        elif rest:
            os.truncate(self.path, len(content) - len(rest))

    def _write_line(self, line: bytes) -> None:
        is_first = not self.path.exists()
        try:
            self._write_bytes(line + b"\n")
            record_written(self.path)
            if is_first:
                sync_folder(self.folder)
        except OSError as error:
            reason = error.strerror or str(error)
            # Whether the bytes reached the disk cannot be known here: the next one who looks will see.
            raise StoreError(
                f"cannot tell whether the entry was written into {self.folder}: {reason}", "look with `detente verify`"
            ).named("maybe_written", path=str(self.folder), reason=reason) from None

    def _write_bytes(self, content: bytes) -> None:
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            while content:
                content = content[os.write(handle, content) :]
            os.fsync(handle)
        finally:
            os.close(handle)

    def _keep(self, sha256: str, text: bytes) -> None:
        folder = self.folder / "cases"
        if self.case_bytes(sha256) != text:
            if not folder.exists():
                folder.mkdir()
                sync_folder(self.folder)
            write_durably(folder / f"{sha256}.yaml", text)

    def _with_index(self, work: Callable[[Index], T]) -> T:
        """Do work with the index; one that turns out to be broken is thrown away, and the work done once more."""
        try:
            with open_index(self.folder, self.path) as index:
                return work(index)
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                (self.folder / ".index.sqlite").unlink()
            with open_index(self.folder, self.path) as index:
                return work(index)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Wait for a turn to write.

        Raises:
            StoreError: The folder cannot be written.
        """
        try:
            if not self.folder.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                sync_folder(self.folder.parent)
            with exclusive(self.folder / "lock"):
                yield
        except OSError as error:
            raise StoreError.unwritable(str(self.folder), error.strerror or str(error)) from None

    def _unsound(self, fault: Fault) -> StoreError:
        values = {"where": f"{self.path}:{fault.line}", **fault.values}
        words = texts("en")
        error = StoreError(words(f"wrong.{fault.key}", **values), words(f"wrong.{fault.key}.hint"))
        return error.named(fault.key, **values)

    def _earlier(self, at: str, before: str) -> StoreError:
        sentence = f"{self.path}: the last entry was written at {before}, which is after {at}"
        error = StoreError(sentence, "set the clock right; nothing was written")
        return error.named("ledger_earlier", path=str(self.path), at=at, before=before)


def _is_whole(line: bytes) -> bool:
    """Say whether a line without its end is all of an entry."""
    entry = read_line(line)
    if entry is None:
        return False
    return digest_of(entry.number, entry.kind, entry.at, entry.previous, entry.content) == entry.hash
