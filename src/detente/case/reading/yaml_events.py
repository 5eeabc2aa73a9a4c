"""Read YAML into plain data, remembering where everything stands; refuse what a case has no use for.

The reader follows YAML's core schema: `no` and `on` are texts, dates are dates. It works on the parser's
events one by one, without recursion, so that hostile files cost no more than their length: no tags, no
anchors or aliases, no merge keys, no second document.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from detente.mistakes import Slip

__all__ = ["LARGEST_FILE", "Place", "Tree", "grow"]

LARGEST_FILE = 5_000_000
"""No case file is longer than this many bytes."""

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_DEEPEST = 40
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

Place = tuple[int, int]
"""Line and column, counted from 1."""


@dataclass(slots=True)
class Tree:
    """What a YAML text holds.

    Attributes:
        data: Plain mappings, lists, texts, numbers and dates; None where the text holds none.
        places: Path → where its value stands, or its key for mappings and lists.
        keys: Path → where its key stands.
        slips: What is wrong with the text as YAML.
    """

    data: Any = None
    places: dict[str, Place] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    data: Any
    path: str
    key: Any = None
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
    if bad := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        code = f"U+{ord(bad[0]):04X}"
        tree.slips.append(Slip("unprintable", "", {"code": code}, place=(line, column)))
        return tree
    try:
        _read(yaml.parse(text, Loader=_LOADER), tree)
    except (yaml.YAMLError, ValueError):
        tree = _read_again(text)
    return tree


def _read(events: Iterator[Any], tree: Tree) -> None:
    """Let a tree grow from events."""
    reader = _Reader(tree)
    try:
        for event in events:
            reader.take(event)
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
        """Take the next event, of either parser: they call them the same."""
        kind = type(event).__name__
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.refuse("several_documents", place)
                raise _UnreadableError
        elif kind == "AliasEvent":
            self.refuse("alias", place, name=f"*{event.anchor}")
            if self.at_key():
                raise _UnreadableError
            self.add(None, place)
        elif kind == "ScalarEvent":
            self.check_marks(event, place)
            self.scalar(event, place)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self.check_marks(event, place)
            if len(self.open) >= _DEEPEST:
                self.refuse("too_deep", place)
                raise _UnreadableError
            if self.at_key():
                self.refuse("key_not_text", place, name="{…}" if kind == "MappingStartEvent" else "[…]")
                raise _UnreadableError
            data: Any = {} if kind == "MappingStartEvent" else []
            self.open.append(_Open(data, self.add(data, place)))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.open.pop()

    def at_key(self) -> bool:
        """Say whether the next thing is the key of a mapping."""
        return bool(self.open) and isinstance(self.open[-1].data, dict) and not self.open[-1].has_key

    def refuse(self, kind: str, place: Place, name: str = "") -> None:
        """Note that something stands there which a case has no use for."""
        path = self.open[-1].path if self.open else ""
        self.tree.slips.append(Slip(kind, path, {"name": name}, place=place))

    def check_marks(self, event: Any, place: Place) -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self.refuse("anchor", place, name=f"&{event.anchor}")
        if event.tag is not None and str(event.tag) != "!":
            self.refuse("tag", place, name=str(event.tag).replace("tag:yaml.org,2002:", "!!"))

    def scalar(self, event: Any, place: Place) -> None:
        """Add a key or a value."""
        plain = not event.style
        if self.at_key():
            parent = self.open[-1]
            if plain and event.value == "<<":
                self.refuse("merge_key", place)
            self.name(self.key(event.value, plain, parent, place), parent, place)
            return
        self.add(_value(event.value) if plain else event.value, place)

    def key(self, text: str, plain: bool, parent: _Open, place: Place) -> Any:
        """Return a key: text, a date as text, or, under `quantiles`, a number."""
        value = _value(text) if plain else text
        if isinstance(value, int | float) and not isinstance(value, bool):
            if not parent.path.endswith(".quantiles"):
                self.refuse("key_not_text", place, name=text)
            return value
        if value is None or isinstance(value, bool):
            self.refuse("key_not_text", place, name=text or "nothing")
        return text

    def name(self, key: Any, parent: _Open, place: Place) -> None:
        """Open an entry of a mapping."""
        path = f"{parent.path}.{key}" if parent.path else str(key)
        if key in parent.first:
            line = str(parent.first[key])
            self.tree.slips.append(
                Slip("key_twice", path, {"name": str(key), "line": line, "second": str(place[0])}, place=place)
            )
        else:
            parent.first[key] = place[0]
            self.tree.keys[path] = self.tree.places[path] = place
        parent.key, parent.has_key = key, True

    def add(self, value: Any, place: Place) -> str:
        """Put a value into what is being read, and return its path."""
        if not self.open:
            self.tree.data = value
            self.tree.places[""] = place
            return ""
        parent = self.open[-1]
        if isinstance(parent.data, list):
            path = f"{parent.path}.{len(parent.data)}"
            parent.data.append(value)
            self.tree.places[path] = place
            return path
        key, parent.has_key = parent.key, False
        path = f"{parent.path}.{key}" if parent.path else str(key)
        if key not in parent.data:
            parent.data[key] = value
            if not isinstance(value, dict | list):
                self.tree.places[path] = place
        return path


def _value(text: str) -> Any:
    """Return what a plain scalar stands for."""
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
