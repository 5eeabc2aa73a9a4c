"""The folder that is open: its cases, read and written so that no word is lost.

Nothing outside the folder is read or written, through whatever name or link. A text is written only over the version it
was made from; what was sent meanwhile by somebody else stays, and so does what is sent too late (beside it).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from detente.errors import StoreError
from detente.files import exclusive, write_durably
from detente.locale import texts

__all__ = ["CaseFile", "Folder", "MeanwhileError", "Version"]

_NAME = re.compile(r"[^\x00-\x1f/\\.][^\x00-\x1f/\\]{0,120}\.ya?ml")
_VERSION = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}")
_OWN = ".detente"
_FACTS = ".facts.yaml"
_LARGEST = 5_000_000


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as it lies in the folder.

    Attributes:
        name: Of its file.
        text: What it holds, with line feeds at the ends of lines and without a byte order mark.
        version: Hash of its bytes; what a change must be made from.
    """

    name: str
    text: str
    version: str


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier text of a case.

    Attributes:
        id: When it was put aside and the beginning of its hash.
        at: When, UTC, ISO 8601.
    """

    id: str
    at: str


class MeanwhileError(Exception):
    """The file was changed by somebody else since it was read.

    Attributes:
        theirs: What it holds now.
        kept: Name under which what was sent is kept among the versions.
    """

    def __init__(self, theirs: CaseFile, kept: str) -> None:
        super().__init__(theirs.name)
        self.theirs, self.kept = theirs, kept


class Folder:
    """A folder of cases."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()

    def names(self) -> tuple[str, ...]:
        """Return the files that may be cases, by name; what has happened stands beside a case, and is none."""
        entries = (entry for entry in self.path.iterdir() if _NAME.fullmatch(entry.name))
        found = (entry for entry in entries if not entry.name.endswith(_FACTS))
        return tuple(sorted(entry.name for entry in found if entry.is_file() and not entry.is_symlink()))

    def read(self, name: str) -> CaseFile:
        """Return a case.

        Raises:
            StoreError: There is none of this name, or it is no text.
        """
        return _read(name, self._bytes(self._place(name)))

    def write(self, name: str, text: str, base: str) -> CaseFile:
        """Write a text over the version it was made from.

        Args:
            name: Of the file.
            text: With line feeds at the ends of lines; lines that stay keep the ends that they have in the file.
            base: Version that was read; empty for a file that is not there yet.

        Raises:
            MeanwhileError: The file is another by now; what was sent is kept.
            StoreError: It cannot be written.
        """
        place = self._place(name)
        try:
            self._own().mkdir(exist_ok=True)
            with exclusive(self._own() / "lock"):
                before = self._bytes(place) if place.exists() else b""
                if (_hash(before) if place.exists() else "") != base:
                    raise MeanwhileError(_read(name, before), self._put_aside(name, text.encode()))
                content = _with_ends(text, before)
                if content != before or not base:
                    if base:
                        self._put_aside(name, before)
                    write_durably(place, content)
        except OSError as error:
            raise StoreError.unwritable(name, error.strerror or str(error)) from None
        return _read(name, content)

    def versions(self, name: str) -> tuple[Version, ...]:
        """Return the earlier texts of a case, the latest first."""
        self._place(name)
        folder = self._own() / "versions" / name
        found = sorted((entry.stem for entry in folder.glob("*.yaml")), reverse=True) if folder.is_dir() else []
        ids = [each for each in found if _VERSION.fullmatch(each)]
        return tuple(Version(each, datetime.strptime(each[:16], "%Y%m%dT%H%M%SZ").isoformat() + "Z") for each in ids)

    def version(self, name: str, id: str) -> str:
        """Return an earlier text of a case.

        Raises:
            StoreError: There is none.
        """
        self._place(name)
        if not _VERSION.fullmatch(id):
            raise _no_file(id)
        return _read(name, self._bytes(self._own() / "versions" / name / f"{id}.yaml")).text

    def free_name(self, wanted: str) -> str:
        """Return a name for a new file: the wanted one, or with a number behind it."""
        stem = re.sub(r"[^\w-]+", "-", wanted).strip("-")[:60] or "case"
        names = (f"{stem}.yaml" if n == 1 else f"{stem}-{n}.yaml" for n in range(1, 10_000))
        return next(name for name in names if not (self.path / name).exists())

    def _own(self) -> Path:
        return self.path / _OWN

    def _place(self, name: str) -> Path:
        """Return where a case of this name lies.

        Raises:
            StoreError: No case has such a name, or it leads out of the folder.
        """
        place = self.path / name
        if not _NAME.fullmatch(name) or place.is_symlink() or place.parent != self.path:
            raise _no_file(name)
        return place

    def _bytes(self, place: Path) -> bytes:
        try:
            if not place.is_file():
                raise _no_file(place.name)
            if place.stat().st_size > _LARGEST:
                raise StoreError.unreadable(place.name, "too large")
            return place.read_bytes()
        except OSError as error:
            raise StoreError.unreadable(place.name, error.strerror or str(error)) from None

    def _put_aside(self, name: str, content: bytes) -> str:
        """Keep a text among the versions; one that is there already is not kept twice."""
        folder = self._own() / "versions" / name
        folder.mkdir(parents=True, exist_ok=True)
        digest = _hash(content)[:12]
        for entry in folder.glob(f"*-{digest}.yaml"):
            return entry.stem
        id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{digest}"
        write_durably(folder / f"{id}.yaml", content)
        return id


def _read(name: str, content: bytes) -> CaseFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StoreError.unreadable(name, "not UTF-8") from None
    return CaseFile(name, text.replace("\r\n", "\n").replace("\r", "\n"), _hash(content))


def _with_ends(text: str, before: bytes) -> bytes:
    """Return the bytes of a text with the byte order mark and the ends of lines of the one before it."""
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    if b"\r" not in before:
        return mark + text.encode()
    lines = before.removeprefix(mark).decode().splitlines(keepends=True)
    plain = [line.rstrip("\r\n") for line in lines]
    new = text.split("\n")
    same = _common(plain, new)
    same_back = _common(plain[same:][::-1], new[same:][::-1] if new[-1] else new[same:-1][::-1])
    usual = "\r\n" if sum(line.endswith("\r\n") for line in lines) * 2 >= len(lines) else "\n"
    ends = [usual] * (len(new) - 1)
    ends[:same] = [_end(line, usual) for line in lines[:same]][: len(ends)]
    if same_back:
        tail = [_end(line, usual) for line in lines[len(lines) - same_back :]]
        first = len(new) - same_back - (0 if new[-1] else 1)
        for place, end in enumerate(tail, start=first):
            if place < len(ends):
                ends[place] = end
    return mark + "".join(line + end for line, end in zip(new, [*ends, ""], strict=True)).encode()


def _end(line: str, usual: str) -> str:
    return line[len(line.rstrip("\r\n")) :] or usual


def _common(one: list[str], other: list[str]) -> int:
    """Return how many items two lists begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _no_file(name: str) -> StoreError:
    words = texts("en")
    return StoreError(words("wrong.no_case_file", name=name)).named("no_case_file", name=name)
