"""Runs on disk: what is done is written as it is done, read again instead of played again, and gone on with.

A run is a folder: `manifest.json`, `case.yaml`, and segments of counts (`detente.store.segments`). What a segment holds
depends on the case, the code, the seed and the runs of each belief alone, so segments written at different times, by
different workers, after any number of kills, make the same whole.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from detente.case.case import Case
from detente.engine.run.play import Counts, Merged, Playing
from detente.errors import OptionError, StoreError
from detente.store.folder import default_folder
from detente.store.manifest import Manifest, key_of, now, read_manifest, write_manifest
from detente.store.segments import DamagedError, Segment, read_segment, segments_in, write_segment
from detente.store.whole import write_whole

__all__ = ["Entry", "LockedError", "Run", "Runs"]

_SMALL = 20_000
"""Beliefs up to which segments are put together, so that a run is not thousands of files."""

_MANY = 16
"""Small segments in a row before they are put together."""


class LockedError(StoreError):
    """Another process adds to this run."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One kept run, as a list shows it.

    Attributes:
        id: name of its folder.
        manifest: None where it cannot be read; the run is then found again by playing its case.
        done: how many beliefs are done.
        size: bytes on disk.
    """

    id: str
    folder: Path
    manifest: Manifest | None
    done: int
    size: int


class Runs:
    """A folder of kept runs.

    Args:
        folder: Default: see `default_folder`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = default_folder() if folder is None else folder

    def run(self, case: Case, playing: Playing) -> Run:
        """Return the run of a case, there or not."""
        key = key_of(case, seed=playing.seed, runs=playing.runs)
        return Run(self.folder / f"{case.id[:60]}-{key}", case, playing)

    def entries(self) -> tuple[Entry, ...]:
        """Return all runs, by name."""
        try:
            folders = sorted(path for path in self.folder.iterdir() if (path / "case.yaml").is_file())
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as error:
            raise StoreError.unreadable(str(self.folder), error.strerror or str(error)) from None
        return tuple(_entry(path) for path in folders)

    def entry(self, name: str) -> Entry:
        """Return a run by its id, or by the beginning of one if there is no other.

        Raises:
            OptionError: there is no such run.
        """
        found = self.entries()
        near = [entry for entry in found if entry.id == name] or [entry for entry in found if entry.id.startswith(name)]
        if len(near) != 1 or not name:
            raise OptionError.unknown("run", name, [entry.id for entry in near or found])
        return near[0]

    def remove(self, entry: Entry) -> None:
        """Remove a run and all that it holds."""
        try:
            (entry.folder / "case.yaml").unlink(missing_ok=True)
            shutil.rmtree(entry.folder)
        except OSError as error:
            raise StoreError.unwritable(str(entry.folder), error.strerror or str(error)) from None


def _entry(folder: Path) -> Entry:
    done = sum(len(segment.beliefs) for segment in segments_in(folder))
    size = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            size += path.stat().st_size
    return Entry(folder.name, folder, read_manifest(folder), done, size)


class Run:
    """One run of a case, there or not.

    Attributes:
        folder: where it is or would be.
        damaged: names of segments that could not be used and were removed.
    """

    def __init__(self, folder: Path, case: Case, playing: Playing) -> None:
        self.folder, self.case, self.playing = folder, case, playing
        self.damaged: list[str] = []
        self._manifest: Manifest | None = None

    @property
    def exists(self) -> bool:
        """Say whether it is there."""
        return (self.folder / "case.yaml").is_file()

    @contextlib.contextmanager
    def opened(self, beliefs: int) -> Iterator[None]:
        """Let it be added to, by nobody else meanwhile.

        Args:
            beliefs: How many are wanted.

        Raises:
            StoreError: it cannot be written, or another process adds to it.
        """
        if not self.exists:
            write_whole(self.folder / "case.yaml", self.case.text.encode())
        with _locked(self.folder / "lock", self.folder.name):
            for left in self.folder.rglob(".*.part"):
                left.unlink(missing_ok=True)
            known = read_manifest(self.folder) or self._new()
            self._manifest = replace(known, beliefs=beliefs)
            self._write()
            yield
            self._tidy(segments_in(self.folder), whole=True)
            self._write()
            self._manifest = None

    @property
    def is_open(self) -> bool:
        """Say whether it can be added to now."""
        return self._manifest is not None

    def _new(self) -> Manifest:
        altered = not _says_the_text(self.case)
        return Manifest.of(self.case, seed=self.playing.seed, runs=self.playing.runs, altered=altered)

    def take_into(self, merged: Merged) -> list[range]:
        """Hand over what is done; return what is missing.

        Segments that reach beyond what is asked for cannot be divided, and do not count.
        """
        beliefs, missing, reached = merged.beliefs, [], merged.beliefs.start
        for segment in segments_in(self.folder):
            if segment.beliefs.start < beliefs.start or segment.beliefs.stop > beliefs.stop:
                continue
            try:
                counts = read_segment(segment, self.playing)
            except DamagedError:
                self.damaged.append(segment.path.name)
                segment.remove()
                continue
            if segment.beliefs.start > reached:
                missing.append(range(reached, segment.beliefs.start))
            merged.take(counts.beliefs.start, counts.tally)
            reached = segment.beliefs.stop
        return [*missing, range(reached, beliefs.stop)] if reached < beliefs.stop else missing

    def add(self, counts: Counts) -> None:
        """Keep the counts of some beliefs, unless a longer segment holds them already."""
        if any(_overlap(segment.beliefs, counts.beliefs) for segment in segments_in(self.folder)):
            return
        write_segment(self.folder, counts, self.playing)
        found = segments_in(self.folder)
        if sum(len(segment.beliefs) < _SMALL for segment in found) >= _MANY:
            self._tidy(found, whole=False)
        self._write()

    def mark(self, beliefs: int) -> None:
        """Remember that the run is whole with so many beliefs: segments never reach across that."""
        if self._manifest is not None:
            marks = tuple(sorted({*self._manifest.marks, beliefs}))
            self._manifest = replace(self._manifest, marks=marks)

    def _tidy(self, found: Sequence[Segment], *, whole: bool) -> None:
        """Put small segments that follow each other together."""
        marks = set(self._manifest.marks) if self._manifest is not None else set()
        for row in _rows(found, marks):
            if len(row) >= (2 if whole else _MANY):
                self._put_together(row)

    def _put_together(self, row: Sequence[Segment]) -> None:
        beliefs = range(row[0].beliefs.start, row[-1].beliefs.stop)
        merged = Merged(self.playing, beliefs)
        for segment in row:
            try:
                merged.take(segment.beliefs.start, read_segment(segment, self.playing).tally)
            except DamagedError:
                self.damaged.append(segment.path.name)
                segment.remove()
                return
        write_segment(self.folder, merged.counts(), self.playing)
        for segment in row:
            segment.remove()

    def _write(self) -> None:
        if self._manifest is not None:
            done = tuple((some.start, some.stop - 1) for some in _joined(segments_in(self.folder)))
            write_manifest(self.folder, replace(self._manifest, done=done, changed=now()))


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _rows(found: Sequence[Segment], marks: set[int]) -> list[list[Segment]]:
    """Return segments that follow each other, together no larger than a small one may be, cut at marks."""
    rows: list[list[Segment]] = [[]]
    for segment in found:
        row = rows[-1]
        size = len(segment.beliefs) + sum(len(one.beliefs) for one in row)
        follows = bool(row) and row[-1].beliefs.stop == segment.beliefs.start
        if row and (not follows or size > _SMALL or segment.beliefs.start in marks):
            rows.append([])
        rows[-1].append(segment)
    return rows


def _joined(found: Sequence[Segment]) -> list[range]:
    joined: list[range] = []
    for segment in found:
        if joined and joined[-1].stop == segment.beliefs.start:
            joined[-1] = range(joined[-1].start, segment.beliefs.stop)
        else:
            joined.append(segment.beliefs)
    return joined


def _says_the_text(case: Case) -> bool:
    """Say whether a case is what its text says, and nothing more."""
    from detente.case.reading.read import read_text

    return read_text(case.text, case.file).document == case.document


@contextlib.contextmanager
def _locked(path: Path, name: str) -> Iterator[None]:
    """Hold a lock that the system lets go of, however this process ends."""
    try:
        import fcntl
    except ImportError:  # elsewhere two who play the same run would do the same work twice, and nothing worse
        yield
        return
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LockedError(
                f"another process is playing the run {name}",
                "wait for it, or stop it with Ctrl-C: it keeps what is done",
            ).named("locked", name=name) from None
        yield
