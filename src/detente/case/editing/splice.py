"""Change a YAML text only where it must change: what is to be different, as replacements of spans.

Everything outside the spans stays as it is: comments, blank lines, quotes, line ends, the order of keys, mappings in
brackets or in lines of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from detente.case.editing.layout import block, flow, scalar
from detente.case.editing.nodes import Item, Node

__all__ = ["Splice", "apply_splices", "first_lines", "same", "splices_between"]


@dataclass(frozen=True, slots=True)
class Splice:
    """A replacement of a span of a text.

    Attributes:
        start: Index of the first character that is replaced.
        end: Index after the last one; equal to `start` where something is only put in.
        text: What stands there instead.
    """

    start: int
    end: int
    text: str


def apply_splices(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with spans replaced.

    Args:
        text: The text.
        splices: What to replace; spans that do not overlap, by the text as it was.
    """
    parts, at = [], 0
    for splice in sorted(splices, key=lambda each: each.start):
        parts += [text[at : splice.start], splice.text]
        at = max(at, splice.end)
    return "".join([*parts, text[at:]])


def same(one: Any, other: Any) -> bool:
    """Say whether two pieces of plain data are the same: 1, 1.0 and true are three things.

    Example:
        >>> same({"a": 1}, {"a": 1}), same({"a": 1}, {"a": True})
        (True, False)
    """
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def splices_between(text: str, root: Node, wanted: Any, *, may_break: bool = True) -> tuple[Splice, ...]:
    """Return the replacements that make a text hold other data, as small as they can be.

    Args:
        text: The text.
        root: Its node.
        wanted: What it is to hold.
        may_break: Whether what is new may take lines of its own where it is long.
    """
    writer = _Writer(text, may_break)
    return tuple(sorted(writer.changed(root, wanted, None), key=lambda splice: splice.start))


def first_lines(text: str, wanted: dict[Any, Any]) -> tuple[Splice, ...]:
    """Return what puts the first keys into a text that holds none, behind its comments."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = "".join(f"{scalar(key, in_flow=False)}:{block(value, 0)}\n" for key, value in wanted.items())
    between = newline if text and not text.endswith("\n") else ""
    return (Splice(len(text), len(text), between + lines.replace("\n", newline)),)


class _Writer:
    """Works out the replacements of one text."""

    def __init__(self, text: str, may_break: bool) -> None:
        self.text = text
        self.may_break = may_break
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def changed(self, node: Node, wanted: Any, at: _At | None) -> Iterator[Splice]:
        """Yield what makes a node hold something else.

        Args:
            node: The node.
            wanted: What it is to hold.
            at: Where it stands; None for the whole text.
        """
        if same(node.data, wanted):
            return
        names = wanted.keys() if isinstance(wanted, dict) else ()
        if node.kind == "mapping" and any(item.name in names for item in node.items):
            yield from self.mapping(node, wanted)
        elif node.kind == "mapping" and not node.items and node.flow and isinstance(wanted, dict):
            yield from self.put_in_brackets(node, [], [_pair(entry) for entry in wanted.items()])
        elif node.kind == "list" and isinstance(wanted, list) and node.items and wanted:
            yield from self.list(node, wanted)
        elif at is not None:
            yield from self.instead(node, wanted, at)

    def mapping(self, node: Node, wanted: dict[Any, Any]) -> Iterator[Splice]:
        """Yield what changes entries of a mapping, some of which stay."""
        first = {item.name: item for item in reversed(node.items)}
        for item in first.values():
            if item.name in wanted:
                yield from self.changed(item.node, wanted[item.name], _At(node, item))
        gone = [item.name not in wanted for item in node.items]
        yield from self.without(node, gone)
        added = [(key, value) for key, value in wanted.items() if key not in first]
        if not added:
            return
        kept = [item for item, is_gone in zip(node.items, gone, strict=True) if not is_gone]
        if node.flow:
            yield from self.put_in_brackets(node, kept, [_pair(entry) for entry in added])
        else:
            column = self.column(node.items[0].start)
            lines = [f"{scalar(key, in_flow=False)}:{self.block(value, column)}" for key, value in added]
            yield self.lines_after(kept[-1], column, lines)

    def list(self, node: Node, wanted: list[Any]) -> Iterator[Splice]:
        """Yield what changes items of a list."""
        before = [repr(item.node.data) for item in node.items]
        gone = [False] * len(node.items)
        put: list[tuple[int, list[Any]]] = []
        for tag, a, b, c, d in SequenceMatcher(None, before, [repr(item) for item in wanted], False).get_opcodes():
            if tag == "equal":
                continue
            pairs = min(b - a, d - c)
            for item, value in zip(node.items[a : a + pairs], wanted[c : c + pairs], strict=True):
                yield from self.changed(item.node, value, _At(node, item))
            for index in range(a + pairs, b):
                gone[index] = True
            if d - c > pairs:
                put.append((a + pairs, wanted[c + pairs : d]))
        yield from self.without(node, gone)
        for index, values in put:
            yield self.put(node, gone, index, values)

    def put(self, node: Node, gone: Sequence[bool], index: int, values: Sequence[Any]) -> Splice:
        """Return what puts items before the one at an index of a list, or at its end."""
        if node.flow:
            if index < len(node.items):
                start = node.items[index].start
                return Splice(start, start, "".join(f"{flow(value)}, " for value in values))
            kept = [item for item, is_gone in zip(node.items, gone, strict=True) if not is_gone]
            return next(self.put_in_brackets(node, kept, [flow(value) for value in values]))
        dash = self.dash(node, min(index, len(node.items) - 1))
        column = self.column(dash)
        items = [f"-{self.block(value, column)}" for value in values]
        if index < len(node.items):
            between = self.newline + " " * column
            return Splice(dash, dash, "".join(item + between for item in items))
        return self.lines_after(node.items[-1], column, items)

    def without(self, node: Node, gone: Sequence[bool]) -> Iterator[Splice]:
        """Yield what takes away runs of neighbouring entries; at least one entry stays."""
        for is_gone, run in groupby(range(len(gone)), key=gone.__getitem__):
            if is_gone:
                places = list(run)
                take = self.without_in_brackets if node.flow else self.without_lines
                yield from take(node, places[0], places[-1])

    def without_in_brackets(self, node: Node, first: int, last: int) -> Iterator[Splice]:
        """Yield what takes away entries between commas."""
        start, end = node.items[first].start, node.items[last].end(self.text)
        if last + 1 < len(node.items):
            comma = self.comma(end, node.items[last + 1].start)
            stop = comma + 1
            while self.text[stop] in " \t":
                stop += 1
            yield Splice(start, stop, "")
            return
        comma = self.comma(node.items[first - 1].end(self.text), start)
        if "#" in self.text[comma:start]:
            yield Splice(comma, comma + 1, "")
            yield Splice(start, end, "")
        else:
            yield Splice(comma, end, "")

    def without_lines(self, node: Node, first: int, last: int) -> Iterator[Splice]:
        """Yield what takes away entries on lines of their own."""
        start = node.items[first].start if node.kind == "mapping" else self.dash(node, first)
        end = node.items[last].end(self.text)
        before = self.line_start(start)
        if not self.text[before:start].strip():
            stop = self.line_end(end)
            if before == 0:
                yield Splice(0, min(stop + len(self.newline), len(self.text)), "")
            else:
                newline = 2 if self.text[max(before - 2, 0) : before] == "\r\n" else 1
                yield Splice(before - newline, stop, "")
            return
        if last + 1 < len(node.items):  # the first entry stands behind a dash
            following = node.items[last + 1].start if node.kind == "mapping" else self.dash(node, last + 1)
            end = following if "#" not in self.text[end:following] else end
        yield Splice(start, end, "")

    def put_in_brackets(self, node: Node, kept: Sequence[Item], parts: Sequence[str]) -> Iterator[Splice]:
        """Yield what puts entries behind those that stay between brackets."""
        if not kept:
            yield Splice(node.start + 1, node.start + 1, ", ".join(parts))
            return
        at = kept[-1].end(self.text)
        before = self.line_start(kept[-1].start)
        lead = self.text[before : kept[-1].start]
        between = ", " if lead.strip() or before <= node.start else f",{self.newline}{lead}"
        if kept[-1] is node.items[-1] and (comma := self.comma(at, node.end - 1)) >= 0:
            at, text = comma + 1, "".join(f"{between[1:]}{part}," for part in parts)
        else:
            text = "".join(f"{between}{part}" for part in parts)
        yield Splice(at, at, text)

    def lines_after(self, item: Item, column: int, lines: Sequence[str]) -> Splice:
        """Return what puts lines behind an entry of a block."""
        at = self.line_end(item.end(self.text))
        return Splice(at, at, "".join(f"{self.newline}{' ' * column}{line}" for line in lines))

    def instead(self, node: Node, wanted: Any, at: _At) -> Iterator[Splice]:
        """Yield what puts something else in the place of a node."""
        style = node.style if node.style in ("'", '"') and isinstance(wanted, str) else ""
        if at.holder.flow:
            yield self.at_node(node, flow(wanted) if not style else scalar(wanted, style=style), at)
            return
        mark = self.mark(node, at)
        text = self.block(wanted, self.column(at.item.start if at.item.key is not None else mark - 1), style)
        if "\n" in text or (node.kind in ("mapping", "list") and not node.flow):
            yield from self.after_mark(node, mark, text)
        else:
            yield self.at_node(node, text.removeprefix(" "), at)

    def at_node(self, node: Node, text: str, at: _At) -> Splice:
        """Return what puts a text in the place of a node that stands on the line of its key."""
        if not node.is_empty:
            return Splice(node.start, node.end, text)
        if at.item.key is None or ":" in self.text[at.item.key.end : node.start]:
            return Splice(node.start, node.start, f" {text}")
        return Splice(at.item.key.end, at.item.key.end, f": {text}")

    def after_mark(self, node: Node, mark: int, text: str) -> Iterator[Splice]:
        """Yield what puts a text behind the colon or dash of a node, in the node's place."""
        if "#" in self.text[mark : node.start]:
            stop = self.line_end(mark)
            yield Splice(mark, mark, text) if "\n" not in text else Splice(stop, stop, text)
            yield Splice(stop, node.end, "")
        else:
            yield Splice(mark, node.end, text)

    def block(self, value: Any, column: int, style: str = "") -> str:
        """Return how a value is written in a block, with the line ends of the text."""
        return block(value, column, may_break=self.may_break, style=style).replace("\n", self.newline)

    def mark(self, node: Node, at: _At) -> int:
        """Return the index behind the colon or dash before a node."""
        if at.item.key is None:
            return self.dash(at.holder, at.item.name) + 1
        return self.text.index(":", at.item.key.end) + 1

    def dash(self, node: Node, index: int) -> int:
        """Return the index of the dash before an item of a list."""
        stop = node.items[index].node.start
        start = node.items[index - 1].end(self.text) if index else node.start
        if start == stop:
            start = self.line_start(stop)
        return self.last("-", start, stop)

    def comma(self, start: int, stop: int) -> int:
        """Return the index of the comma between two entries; -1 where there is none."""
        return self.last(",", start, stop)

    def last(self, sign: str, start: int, stop: int) -> int:
        """Return the index of the last such sign that stands in no comment, between two entries; else -1."""
        found, is_comment = -1, False
        for index in range(start, stop):
            letter = self.text[index]
            is_comment = (is_comment or letter == "#") and letter not in "\r\n"
            if letter == sign and not is_comment:
                found = index
        return found

    def line_start(self, index: int) -> int:
        """Return the index of the first character of a line."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """Return the index of the end of a line, before its break."""
        found = [place for sign in "\r\n" if (place := self.text.find(sign, index)) >= 0]
        return min(found, default=len(self.text))

    def column(self, index: int) -> int:
        """Return the column of an index, counted from 0."""
        return index - self.line_start(index)


@dataclass(frozen=True, slots=True)
class _At:
    """Where a node stands: in which entry of which mapping or list."""

    holder: Node
    item: Item


def _pair(entry: tuple[Any, Any]) -> str:
    return f"{scalar(entry[0])}: {flow(entry[1])}"
