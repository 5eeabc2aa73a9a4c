"""A YAML text as nodes that know where in the text they stand, to the character."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from detente.case.reading.yaml_events import events_of, plain_value

__all__ = ["Item", "Node", "compose"]

_BLOCK = ("|", ">")
_KINDS = {"MappingStartEvent": "mapping", "SequenceStartEvent": "list"}


@dataclass(slots=True)
class Node:
    """A value of a YAML text.

    Attributes:
        kind: What it is; an alias is none of the others.
        start: Index of its first character.
        end: Index after its last character; blank lines and comments that follow are not part of it.
        flow: Whether it stands in brackets, or in one of their kind: `{…}`, `[…]`.
        value: Of a scalar, what it stands for.
        style: Of a scalar, the quote or the mark of a text in lines of its own; empty where it is plain.
        items: Of a mapping or list, what it holds.
    """

    kind: Literal["scalar", "mapping", "list", "alias"]
    start: int
    end: int
    flow: bool = False
    value: Any = None
    style: str = ""
    items: list[Item] = field(default_factory=list)

    @property
    def data(self) -> Any:
        """The plain data that the node stands for; of a key that stands twice, the first."""
        if self.kind == "mapping":
            data: dict[Any, Any] = {}
            for item in self.items:
                if item.name not in data:
                    data[item.name] = item.node.data
            return data
        if self.kind == "list":
            return [item.node.data for item in self.items]
        return self.value

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is written."""
        return self.kind == "scalar" and self.start == self.end


@dataclass(slots=True)
class Item:
    """An entry of a mapping, or an item of a list.

    Attributes:
        name: Its key as data; the place in a list.
        key: Its key as a node; None in a list.
        node: Its value.
    """

    name: Any
    key: Node | None
    node: Node

    @property
    def start(self) -> int:
        """Index of the first character of its key, or of its value in a list (after the dash)."""
        return self.key.start if self.key is not None else self.node.start

    def end(self, text: str) -> int:
        """Return the index after its last character."""
        if self.key is not None and self.node.is_empty and ":" not in text[self.key.end : self.node.start]:
            return self.key.end  # `{a, b}`: keys without a value
        return self.node.end


def compose(text: str) -> Node | None:
    """Return the node of a whole text, which bears no byte order mark; None where it holds nothing.

    Raises:
        YAMLError: It is no YAML.

    Example:
        >>> compose("a: {b: 1}").data
        {'a': {'b': 1}}
    """
    root: Node | None = None
    opened: list[Node] = []
    keys: list[Node | None] = []
    documents = 0
    for event in events_of(text):
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                raise yaml.YAMLError("a second document")
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            _close(opened.pop(), keys.pop(), event, text)
        elif kind in ("ScalarEvent", "AliasEvent", *_KINDS):
            node = _node(event, kind, text)
            root = root or node
            if opened:
                _put(opened[-1], keys, node)
            if kind in _KINDS:
                opened.append(node)
                keys.append(None)
    return root


def _node(event: Any, kind: str, text: str) -> Node:
    """Return the node that begins with an event."""
    start, end = event.start_mark.index, event.end_mark.index
    if kind == "AliasEvent":
        return Node("alias", start, end)
    if kind == "ScalarEvent":
        style = event.style or ""
        if style in _BLOCK and "+" not in text[start : start + 3]:
            end = start + len(text[start:end].rstrip())
        return Node("scalar", start, end, False, event.value if style else plain_value(event.value), style)
    return Node("mapping" if kind == "MappingStartEvent" else "list", start, end, bool(event.flow_style))


def _put(holder: Node, keys: list[Node | None], node: Node) -> None:
    """Put a node into a mapping or list that is being read."""
    if holder.kind == "list":
        holder.items.append(Item(len(holder.items), None, node))
        return
    key = keys[-1]
    if key is None:
        keys[-1] = node
        return
    holder.items.append(Item(_name(key), key, node))
    keys[-1] = None


def _name(key: Node) -> Any:
    """Return a key as a case holds it: dates and the words for truth and nothing as they are written."""
    if isinstance(key.value, int | float) and not isinstance(key.value, bool):
        return key.value
    return key.value if isinstance(key.value, str) else _written(key)


def _written(key: Node) -> str:
    match key.value:
        case None:
            return ""
        case True | False:
            return str(key.value).lower()
    return str(key.value)


def _close(node: Node, key: Node | None, event: Any, text: str) -> None:
    """Say where a mapping or list ends."""
    if node.flow:
        node.end = event.end_mark.index
    elif node.items:
        node.end = node.items[-1].end(text)
