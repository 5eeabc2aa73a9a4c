"""Find and read cases: files, and those that are shipped."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from detente.case.case import Case
from detente.case.reading.read import read_text
from detente.case.reading.yaml_events import LARGEST_FILE, grow
from detente.case.schema.base import Bilingual
from detente.errors import CaseError, Problem, nearest
from detente.locale.case_errors.words import Language, words
from detente.mistakes import Slip

__all__ = ["Shipped", "bytes_of", "cases", "library_text", "load", "read_bytes", "refused", "text_of"]

_SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Shipped:
    """A case that comes with the program.

    Attributes:
        id: What `load` takes.
        title: A short name.
        as_of: The date at which it stands.
        about: What it is about.
    """

    id: str
    title: Bilingual
    as_of: date
    about: Bilingual


def cases() -> tuple[Shipped, ...]:
    """Return the shipped cases by id, read no further than their heads."""
    found = []
    for entry in _library():
        head = grow(entry.read_text(encoding="utf-8")).data
        found.append(
            Shipped(
                entry.name.removesuffix(_SUFFIX),
                _text(head["title"]),
                head["as_of"],
                _text(head.get("about")),
            )
        )
    return tuple(found)


def load(case: str | os.PathLike[str], language: Language = "en") -> Case:
    """Read a case.

    Args:
        case: The path of a file, or the id of a shipped case or the name of its file, where no such file is at hand.
        language: Language of the messages.

    Returns:
        The case, checked.

    Raises:
        CaseError: There is no such case, or something is wrong in it; it holds every problem found.
    """
    name = os.fspath(case)
    path = Path(name)
    if not (isinstance(case, os.PathLike) or path.exists() or path.suffix not in ("", _SUFFIX) or os.sep in name):
        for entry in _library():
            if entry.name.removesuffix(_SUFFIX) == name.removesuffix(_SUFFIX):
                return read_bytes(entry.read_bytes(), entry.name, language)
        if path.suffix:
            return read_bytes(bytes_of(path, language), name, language)
        ids = [entry.name.removesuffix(_SUFFIX) for entry in _library()]
        raise refused(name, Slip("no_file", "", {"nearest": nearest(name, ids)}), language)
    return read_bytes(bytes_of(path, language), name, language)


def library_text(id: str) -> str:
    """Return the text of a shipped case, to begin another one from.

    Raises:
        CaseError: There is no such case.
    """
    entries = {entry.name.removesuffix(_SUFFIX): entry for entry in _library()}
    if id not in entries:
        raise refused(id, Slip("no_file", "", {"nearest": nearest(id, entries)}), "en")
    return entries[id].read_bytes().decode("utf-8-sig")


def read_bytes(content: bytes, file: str, language: Language = "en") -> Case:
    """Read a case from the bytes of its file.

    Raises:
        CaseError: They are too many, no UTF-8, or no case.
    """
    return read_text(text_of(content, file, language), file, language)


def text_of(content: bytes, file: str, language: Language) -> str:
    """Return the text that the bytes of a file stand for.

    Raises:
        CaseError: They are too many, or no UTF-8.
    """
    if len(content) > LARGEST_FILE:
        values = {"size": str(len(content)), "limit": str(LARGEST_FILE)}
        raise refused(file, Slip("too_large", "", values), language)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = (before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise refused(file, Slip("not_utf8", "", place=place), language) from None


def bytes_of(path: Path, language: Language) -> bytes:
    """Return what a file holds, no more than one byte beyond the largest case.

    Raises:
        CaseError: There is no such file, or it cannot be read.
    """
    if path.is_dir():
        raise refused(str(path), Slip("directory", "", {"name": str(path)}), language)
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            values = {"size": str(size), "limit": str(LARGEST_FILE)}
            raise refused(str(path), Slip("too_large", "", values), language)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        beside = [entry.name for entry in path.parent.glob("*.y*ml")] if path.parent.is_dir() else []
        slip = Slip("no_file", "", {"nearest": nearest(path.name, beside)})
        raise refused(str(path), slip, language) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise refused(str(path), Slip("unreadable", "", {"reason": str(reason)}), language) from None


def refused(file: str, slip: Slip, language: Language) -> CaseError:
    """Return the error of a file that cannot be read as a text at all."""
    text = words(slip, language)
    line, column = slip.place or (0, 0)
    end = column + 1 if slip.place else 0
    return CaseError((Problem(file, "", text.found, text.allowed, text.hint, slip.kind, line, column, line, end),))


def _library() -> list[Traversable]:
    """Return the files of the shipped cases, by name."""
    folder = files("detente").joinpath("case", "library")
    if not folder.is_dir():
        return []
    return sorted((entry for entry in folder.iterdir() if entry.name.endswith(_SUFFIX)), key=lambda e: e.name)


def _text(raw: object) -> Bilingual:
    return Bilingual.model_validate({"en": raw} if isinstance(raw, str) else raw or {})
