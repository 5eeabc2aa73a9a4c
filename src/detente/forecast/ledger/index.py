"""What makes an append take the same time in a long ledger as in a short one.

A small database beside the ledger remembers how the file stood after the last append (size, times, inode) and which
contents are in it. It may be deleted at any time: it is made anew from the ledger, whenever the file does not stand as
it was left. Nothing is proved by it.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.forecast.ledger.entry import Data, Entry, canonical

__all__ = ["Index", "open_index"]

_TABLES = """
    create table if not exists left_as (stands text not null);
    create table if not exists entry (digest text primary key, number integer not null, line text not null);
"""


class Index:
    """The contents of a ledger by their digests."""

    def __init__(self, database: sqlite3.Connection, lines: Path) -> None:
        self._database, self._lines = database, lines

    def is_current(self) -> bool:
        """Say whether the file of the ledger stands as it did after the last append."""
        row = self._database.execute("select stands from left_as").fetchone()
        return row is not None and row[0] == self._stands()

    def fill(self, entries: Iterable[tuple[Entry, bytes]]) -> None:
        """Forget everything and take in these entries and their lines."""
        self._database.execute("delete from entry")
        self._database.executemany("insert or ignore into entry values (?, ?, ?)", map(_row, entries))
        self.leave()

    def add(self, entry: Entry, line: bytes) -> None:
        """Take in an entry that has been written."""
        self._database.execute("insert or ignore into entry values (?, ?, ?)", _row((entry, line)))
        self.leave()

    def leave(self) -> None:
        """Remember how the file stands."""
        self._database.execute("delete from left_as")
        self._database.execute("insert into left_as values (?)", (self._stands(),))
        self._database.commit()

    def line_with(self, kind: str, content: Data) -> bytes | None:
        """Return the line of the entry that says this already, None if none does."""
        row = self._database.execute("select line from entry where digest = ?", (_digest(kind, content),)).fetchone()
        return row[0].encode() if row else None

    def last_line(self) -> bytes | None:
        """Return the line of the last entry, None if there is none."""
        row = self._database.execute("select line from entry order by number desc limit 1").fetchone()
        return row[0].encode() if row else None

    def _stands(self) -> str:
        if not self._lines.exists():
            return "none"
        found = self._lines.stat()
        return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


@contextmanager
def open_index(folder: Path, lines: Path) -> Iterator[Index]:
    """Open the index of a ledger, made anew where it cannot be read; while the ledger is locked."""
    path = folder / ".index.sqlite"
    try:
        database = _opened(path)
    except sqlite3.DatabaseError:
        with contextlib.suppress(OSError):
            path.unlink()
        database = _opened_or_in_memory(path)
    with contextlib.closing(database):
        yield Index(database, lines)


def _opened_or_in_memory(path: Path) -> sqlite3.Connection:
    try:
        return _opened(path)
    except sqlite3.DatabaseError:
        return _opened(":memory:")


def _opened(path: Path | str) -> sqlite3.Connection:
    database = sqlite3.connect(path)
    # It is made anew when in doubt, so it needs no journal, and leaves none behind when the process is killed.
    database.execute("pragma journal_mode = memory")
    database.execute("pragma synchronous = off")
    database.executescript(_TABLES)
    database.execute("select count(*) from (select 1 from entry limit 1)").fetchone()
    return database


def _digest(kind: str, content: Data) -> str:
    return hashlib.sha256(canonical([kind, content])).hexdigest()


def _row(found: tuple[Entry, bytes]) -> tuple[str, int, str]:
    entry, line = found
    return _digest(entry.kind, entry.content), entry.number, line.decode()
