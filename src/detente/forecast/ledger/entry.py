"""An entry of the ledger, and the one line of bytes that it can be."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

__all__ = ["GENESIS", "Data", "Entry", "canonical", "digest_of", "line_of", "read_line"]

GENESIS = "0" * 64
"""What stands before the first entry."""

Data = Mapping[str, Any]

_KEYS = frozenset({"number", "kind", "at", "previous", "hash", "content"})
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger.

    Attributes:
        number: Counted from 1.
        kind: `forecast` or `outcome`.
        at: When it was written, UTC, ISO 8601 to the second.
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
    return hashlib.sha256(canonical(body)).hexdigest()


def canonical(data: object) -> bytes:
    """Return the one way in which data are written: JSON with sorted keys, without spaces, UTF-8.

    Raises:
        ValueError: A number is not finite, or a text holds half a surrogate pair.
    """
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def line_of(entry: Entry) -> bytes:
    """Return the line of an entry, without its end."""
    return canonical({name: getattr(entry, name) for name in _KEYS})


def read_line(line: bytes) -> Entry | None:
    """Return the entry that a line is, None where it is not the line of any.

    Only the very bytes that would be written for an entry are one: no doubled or further keys, no other way to write a
    number. Whether its hash is right, and whether it follows the entry before it, is not looked at.

    Args:
        line: Without its end.
    """
    try:
        data = json.loads(line, object_pairs_hook=_without_doubles, parse_constant=_not_a_number)
        if not isinstance(data, dict) or data.keys() != _KEYS or canonical(data) != line:
            return None
    except (ValueError, RecursionError):
        return None
    entry = Entry(**data)
    return entry if _has_its_types(entry) else None


def _has_its_types(entry: Entry) -> bool:
    texts = isinstance(entry.kind, str) and all(
        isinstance(value, str) and form.fullmatch(value)
        for value, form in ((entry.at, _TIME), (entry.previous, _HASH), (entry.hash, _HASH))
    )
    return texts and type(entry.number) is int and isinstance(entry.content, dict)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _not_a_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
