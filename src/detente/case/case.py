"""A case: what its file says, the text it was read from, and where everything stands in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from weakref import WeakValueDictionary

from detente.case.schema.case import Document

__all__ = ["Case", "known"]


@dataclass(frozen=True, slots=True, repr=False, weakref_slot=True)
class Case:
    """One negotiation, read and checked.

    Attributes:
        document: What the file says.
        text: The text of the file, comments and all.
        file: Where it was read from; of an edited case, where it was first read from.
        lines: Path → line and column in `text`, counted from 1.
    """

    document: Document = field(compare=False)
    text: str
    file: str
    lines: Mapping[str, tuple[int, int]] = field(compare=False)

    def __post_init__(self) -> None:
        """Let `known` find it as long as somebody holds it."""
        _KNOWN[self.sha256, id(self)] = self

    @property
    def id(self) -> str:
        """The identifier of the case."""
        return self.document.id

    @property
    def sha256(self) -> str:
        """Hash of the text in UTF-8, which is that of the file: comments count, as they do in a document."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def where(self, path: str) -> str:
        """Return `file:line:column` of a path, or of the nearest thing around it."""
        place = nearest_place(self.lines, path)
        return f"{self.file}:{place[0]}:{place[1]}" if place else self.file

    def __repr__(self) -> str:
        document = self.document
        counts = (
            f"{len(document.parties)} parties, {len(document.issues)} issues, "
            f"{len(document.meetings)} meetings, {len(document.scenarios)} scenarios"
        )
        return f"<Case {document.id}, {document.as_of} to {document.until}: {counts}>"

    def _repr_html_(self) -> str:
        document = self.document
        rows = (
            ("as of", str(document.as_of)),
            ("until", str(document.until)),
            ("parties", ", ".join(party.name(key) for key, party in document.parties.items())),
            ("issues", ", ".join(issue.name(key) for key, issue in document.issues.items())),
            ("meetings", ", ".join(meeting.name(key) for key, meeting in document.meetings.items())),
            ("scenarios", ", ".join(scenario.name(key) for key, scenario in document.scenarios.items())),
        )
        cells = "".join(f"<tr><th>{name}</th><td>{escape(value)}</td></tr>" for name, value in rows if value)
        title = escape(document.title.in_language("en"))
        return f"<table><caption>{title}</caption>{cells}</table>"


_KNOWN: WeakValueDictionary[tuple[str, int], Case] = WeakValueDictionary()


def known(sha256: str) -> Case | None:
    """Return a case that is still held somewhere, by the hash of its text, so that an answer can show what it is about.

    Args:
        sha256: Hash of its text.
    """
    return next((case for (hash_, _), case in list(_KNOWN.items()) if hash_ == sha256), None)


def nearest_place(places: Mapping[str, tuple[int, int]], path: str) -> tuple[int, int] | None:
    """Return where a path stands, or the nearest thing around it."""
    while path not in places:
        if not path:
            return None
        path = path.rpartition(".")[0]
    return places[path]
