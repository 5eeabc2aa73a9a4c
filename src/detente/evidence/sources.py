"""Read a source as the case knows it: the very bytes whose hash the case gives."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from detente.case import Case
from detente.errors import EvidenceError, nearest

__all__ = ["SourceText", "read_source"]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source.

    Attributes:
        source: Its id in the case.
        sha256: Hash of the file's bytes.
        paragraphs: Its lines, counted from 0.
    """

    source: str
    sha256: str
    paragraphs: tuple[str, ...]


def read_source(case: Case, file: str | os.PathLike[str], source: str | None = None) -> SourceText:
    """Read the file of a source.

    Args:
        case: The case.
        file: The file.
        source: Id of the source; by default the one whose hash is that of the file.

    Returns:
        Its paragraphs.

    Raises:
        EvidenceError: There is no such source, the file cannot be read, is another text than the case was
            coded from, or has another number of paragraphs than the case says.
    """
    path = Path(file)
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise EvidenceError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None
    sha256 = hashlib.sha256(content).hexdigest()
    key = _matching(case, sha256, path) if source is None else _named(case, source, sha256, path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise EvidenceError(f"{path} is no text in UTF-8", "save it again with the encoding UTF-8") from None
    paragraphs = tuple(line.rstrip("\r") for line in text.removesuffix("\n").split("\n"))
    said = case.document.sources[key].paragraphs
    if said is not None and said != len(paragraphs):
        raise EvidenceError(
            f"{path} has {len(paragraphs)} paragraphs; the case says {said}",
            f"write `paragraphs: {len(paragraphs)}` at sources.{key}",
        )
    return SourceText(key, sha256, paragraphs)


def _named(case: Case, source: str, sha256: str, path: Path) -> str:
    """Return the id of a source if the file is its text."""
    sources = case.document.sources
    if source not in sources:
        close = nearest(source, sources)
        names = ", ".join(sources) or "none"
        hint = f"did you mean {close}?" if close else ""
        raise EvidenceError(f"the case has no source {source!r}; it has {names}", hint)
    expected = sources[source].sha256
    if not expected:
        raise EvidenceError(
            f"the case gives no hash of {source}, so {path} cannot be told to be its text",
            f"write `sha256: {sha256}` at sources.{source}",
        )
    if expected != sha256:
        raise EvidenceError(
            f"{path} is another text than the case was coded from: its hash is {sha256}, "
            f"that of {source} is {expected}",
            "find the text that was coded, or code the case from this one",
        )
    return source


def _matching(case: Case, sha256: str, path: Path) -> str:
    """Return the id of the source whose hash is that of the file."""
    hashed = {key: source.sha256 for key, source in case.document.sources.items() if source.sha256}
    for key, expected in hashed.items():
        if expected == sha256:
            return key
    known = ", ".join(f"that of {key} is {expected}" for key, expected in hashed.items())
    raise EvidenceError(
        f"{path} is no text that the case was coded from: its hash is {sha256}, "
        f"{known or 'and the case gives no hash of any source'}",
        "find the text that was coded, or write its hash at the source",
    )
