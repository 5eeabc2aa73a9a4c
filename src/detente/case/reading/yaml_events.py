"""Read YAML into plain data, remembering where everything stands; refuse what a case has no use for.

The reader follows YAML's core schema: `no` and `on` are texts, dates are dates. It works on the parser's
events one by one, without recursion, so that hostile files cost no more than their length: no tags, no
anchors or aliases, no merge keys, no second document.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from detente.mistakes import Slip

__all__ = ["DEEPEST", "LARGEST_FILE", "UNPRINTABLE", "Place", "Tree", "events_of", "grow", "plain_value"]

LARGEST_FILE = 5_000_000
"""No case file is longer than this many bytes."""

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
DEEPEST = 40
"""No mapping or list stands within more others than this."""

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BLOCK = ("|", ">")
_NOT_WORDS = frozenset((*"+-.0123456789~nNtTfF", ""))
"""What a plain scalar begins with that may be no text."""
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""Controls, halves of pairs, and what turns the order of letters about, as shown, but not as read."""
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

Place = tuple[int, int]
"""Line and column, counted from 1."""

Span = tuple[int, int, int, int]
"""Line and column where something begins and where it ends, counted from 1; the end is not part of it."""


class Places(Mapping[str, Place]):
    """Path → line and column; worked out when asked for.

    Args:
        marked: Path → the event of the parser that stands there.
    """

    __slots__ = ("_marked",)

    def __init__(self, marked: Mapping[str, Any]) -> None:
        self._marked = marked

    def __getitem__(self, path: str) -> Place:
        return _span(self._marked[path])[:2]

    def __iter__(self) -> Iterator[str]:
        return iter(self._marked)

    def __len__(self) -> int:
        return len(self._marked)


@dataclass(slots=True)
class Tree:
    """What a YAML text holds.

    Attributes:
        data: Plain mappings, lists, texts, numbers and dates; None where the text holds none.
        values: Path → event of the parser where its value stands; of mappings and lists with a key, that of the key.
        keys: Path → event of the parser where its key stands.
        slips: What is wrong with the text as YAML.
    """

    data: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)

    @property
    def places(self) -> Places:
        """Path → line and column where its value stands, or its key for mappings and lists."""
        return Places(self.values)

    def span(self, path: str, at_key: bool = False) -> Span | None:
        """Return where a path stands, or the nearest thing around it.

        Args:
            path: A path of the text, or beneath one.
            at_key: Whether its key is meant rather than its value.
        """
        if at_key and path in self.keys:
            return _span(self.keys[path])
        while path not in self.values:
            if not path:
                return None
            path = path.rpartition(".")[0]
        return _span(self.values[path])


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    data: Any
    path: str
    is_mapping: bool
    key: Any = None
    entry: str = ""
    has_key: bool = False
    first: dict[Any, int] = field(default_factory=dict)


def grow(text: str) -> Tree:
    """Read a YAML text.

    Args:
        text: The whole text.

    Returns:
        What it holds; with slips if it is not the plain YAML of a case.
    """
    tree = Tree()
    text = text.removeprefix("\ufeff")
    if bad := UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        code = f"U+{ord(bad[0]):04X}"
        tree.slips.append(Slip("unprintable", "", {"code": code}, place=(line, column)))
        return tree
    try:
        _read(events_of(text), tree)
    except (yaml.YAMLError, ValueError):
        tree = _read_again(text)
    return tree


def events_of(text: str) -> Iterator[Any]:
    """Yield the events of a YAML text, which bears no byte order mark.

    Raises:
        YAMLError: It is no YAML.
    """
    loader = _LOADER(text)
    try:
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


def _read(events: Iterator[Any], tree: Tree) -> None:
    """Let a tree grow from events."""
    reader = _Reader(tree)
    take, scalar = reader.take, reader.scalar
    try:
        for event in events:
            if hasattr(event, "value"):
                scalar(event)
            else:
                take(event)
    except _UnreadableError:
        pass


def _read_again(text: str) -> Tree:
    """Read a text that the fast parser stumbles over by the one that edits cases: it says better what is wrong."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    tree = Tree()
    try:
        _read(YAML(typ="safe", pure=True).parse(text), tree)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        words = " ".join(part for part in (error.context, error.problem) if part)
        kind = "tab" if "'\\t'" in words else "yaml"
        tree.slips.append(Slip(kind, "", {"words": words}, place=place))
    except (YAMLError, ValueError, RecursionError) as error:
        tree.slips.append(Slip("yaml", "", {"words": str(error)}, place=(1, 1)))
    return tree


class _UnreadableError(Exception):
    """Nothing can be read after this."""


class _Reader:
    """Build the tree of a YAML text from its events."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.open: list[_Open] = []
        self.documents = 0

    def take(self, event: Any) -> None:
        """Take the next event that is no scalar, of either parser: they call them the same."""
        kind = type(event).__name__
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            self.collection(event, kind)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.open.pop()
        elif kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.refuse("several_documents", _start(event))
                raise _UnreadableError
        elif kind == "AliasEvent":
            self.refuse("alias", _start(event), name=f"*{event.anchor}")
            if self.at_key():
                raise _UnreadableError
            self.add(None, event)

    def at_key(self) -> bool:
        """Say whether the next thing is the key of a mapping."""
        return bool(self.open) and self.open[-1].is_mapping and not self.open[-1].has_key

    def refuse(self, kind: str, place: Place, **values: str) -> None:
        """Note that something stands there which a case has no use for."""
        path = self.open[-1].path if self.open else ""
        self.tree.slips.append(Slip(kind, path, values, place=place))

    def check_marks(self, event: Any) -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self.refuse("anchor", _start(event), name=f"&{event.anchor}")
        if event.tag is not None and str(event.tag) != "!":
            self.refuse("tag", _start(event), name=str(event.tag).replace("tag:yaml.org,2002:", "!!"))

    def collection(self, event: Any, kind: str) -> None:
        """Open a mapping or a list."""
        self.check_marks(event)
        place = _start(event)
        if len(self.open) >= DEEPEST:
            self.refuse("too_deep", place)
            raise _UnreadableError
        if self.at_key():
            self.refuse("key_not_text", place, name="{…}" if kind == "MappingStartEvent" else "[…]")
            raise _UnreadableError
        data: Any = {} if kind == "MappingStartEvent" else []
        self.open.append(_Open(data, self.add(data, event), isinstance(data, dict)))

    def scalar(self, event: Any) -> None:
        """Add a key or a value."""
        if event.anchor is not None or event.tag is not None:
            self.check_marks(event)
        text, style = event.value, event.style
        if not text.isprintable() and (bad := UNPRINTABLE.search(text)):
            self.refuse("unprintable", _start(event), code=f"U+{ord(bad[0]):04X}")
            raise _UnreadableError
        value = text if style or text[:1] not in _NOT_WORDS else plain_value(text)
        if not self.open or self.open[-1].has_key or not self.open[-1].is_mapping:
            self.add(value, event)
        elif value is text and text != "<<":
            self.name(text, event)
        else:
            self.name(self.key(value, text, event), event)

    def key(self, value: Any, text: str, event: Any) -> Any:
        """Return a key: text, a date as text, or, under `quantiles`, a number."""
        if text == "<<" and not event.style:
            self.refuse("merge_key", _start(event))
        if value is text or isinstance(value, date):
            return text
        if value is None or isinstance(value, bool):
            self.refuse("key_not_text", _start(event), name=text or "nothing")
            return text
        if not self.open[-1].path.endswith(".quantiles"):
            self.refuse("key_not_text", _start(event), name=text)
        return value

    def name(self, key: Any, event: Any) -> None:
        """Open an entry of a mapping."""
        parent = self.open[-1]
        path = f"{parent.path}.{key}" if parent.path else str(key)
        if key in parent.first:
            values = {"name": str(key), "line": str(parent.first[key]), "second": str(event.start_mark.line + 1)}
            self.tree.slips.append(Slip("key_twice", path, values, place=_start(event)))
        else:
            parent.first[key] = event.start_mark.line + 1
            self.tree.keys[path] = self.tree.values[path] = event
        parent.key, parent.entry, parent.has_key = key, path, True

    def add(self, value: Any, event: Any) -> str:
        """Put a value into what is being read, and return its path."""
        if not self.open:
            self.tree.data, self.tree.values[""] = value, event
            return ""
        parent = self.open[-1]
        data = parent.data
        if not parent.is_mapping:
            path = f"{parent.path}.{len(data)}"
            data.append(value)
            self.tree.values[path] = event
            return path
        key, path, parent.has_key = parent.key, parent.entry, False
        if key not in data:
            data[key] = value
            if not isinstance(value, dict | list):
                self.tree.values[path] = event
        return path


def _start(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _span(event: Any) -> Span:
    """Return where a scalar stands, or the opening of a mapping, a list or a text in lines of its own."""
    start, end = event.start_mark, event.end_mark
    if type(event).__name__ != "ScalarEvent" or event.style in _BLOCK:
        return start.line + 1, start.column + 1, start.line + 1, start.column + 2
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1


def plain_value(text: str) -> Any:
    """Return what a plain scalar stands for.

    Example:
        >>> plain_value("0.5"), plain_value("60 to 80"), plain_value("2025-08-15")
        (0.5, '60 to 80', datetime.date(2025, 8, 15))
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) < 300 else text
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
