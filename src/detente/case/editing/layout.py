"""How a value is written into a YAML text: plain where that is read back the same, between quotes where not."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from detente.case.reading.yaml_events import plain_value

__all__ = ["block", "flow", "scalar"]

_WIDTH = 100
_STARTS_AS_TEXT = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-[^\s,\[\]{}]")
_ENDS_PLAIN = re.compile(r":(?=$|[\s,\[\]{}])|\s#|[,\[\]{}]")
_ENDS_PLAIN_IN_BLOCK = re.compile(r":(?=$|\s)|\s#")
_ESCAPED = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff]")


def scalar(value: Any, *, in_flow: bool = True, style: str = "") -> str:
    """Return how a single value is written on one line.

    Args:
        value: A text, a number, a date, true, false or None.
        in_flow: Whether it is to stand in brackets, where commas end it.
        style: The quote that a text is to stand between, if it may.

    Example:
        >>> scalar("60 to 80"), scalar("a: b"), scalar("60"), scalar(0.5)
        ('60 to 80', "'a: b'", "'60'", '0.5')
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case date():
            return value.isoformat()
    text = str(value)
    if _ESCAPED.search(text) or style == '"':
        quoted = json.dumps(text, ensure_ascii=False)
        return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
    if style != "'" and _is_plain(text, in_flow):
        return text
    return "'" + text.replace("'", "''") + "'"


def flow(value: Any) -> str:
    """Return how a value is written on one line, mappings and lists in brackets.

    Example:
        >>> flow({"ideal": "60 to 80", "because": ["a-claim"]})
        '{ideal: 60 to 80, because: [a-claim]}'
    """
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def block(value: Any, column: int, *, may_break: bool = True, style: str = "") -> str:
    """Return how a value is written after `key:` or `-` of a block, the blank or line break before it included.

    Args:
        value: What to write.
        column: Column of the key or dash, counted from 0.
        may_break: Whether long mappings, lists and texts may take lines of their own.
        style: The quote that a text is to stand between, if it may.
    """
    if not isinstance(value, dict | list):
        if may_break and isinstance(value, str) and _is_paragraphs(value):
            return _paragraphs(value, column)
        return " " + scalar(value, in_flow=False, style=style)
    line = flow(value)
    if not may_break or not value or len(line) + column <= _WIDTH:
        return " " + line
    inner = column + 2
    if isinstance(value, dict):
        parts = (f"{scalar(key, in_flow=False)}:{block(item, inner)}" for key, item in value.items())
    else:
        parts = (f"-{block(item, inner)}" for item in value)
    return "".join(f"\n{' ' * inner}{part}" for part in parts)


def _is_plain(text: str, in_flow: bool) -> bool:
    """Say whether a text is read back the same without quotes."""
    return (
        _STARTS_AS_TEXT.match(text) is not None
        and plain_value(text) is text
        and text == text.strip()
        and not (_ENDS_PLAIN if in_flow else _ENDS_PLAIN_IN_BLOCK).search(text)
        and text not in ("<<", "=")
    )


def _is_paragraphs(text: str) -> bool:
    """Say whether a text can stand in lines of its own."""
    bare = text.removesuffix("\n")
    return (
        "\n" in bare
        and not bare.startswith((" ", "\n"))
        and not bare.endswith((" ", "\n"))
        and not _ESCAPED.search(bare.replace("\n", ""))
    )


def _paragraphs(text: str, column: int) -> str:
    lines = text.removesuffix("\n").split("\n")
    mark = "|" if text.endswith("\n") else "|-"
    return f" {mark}" + "".join(f"\n{' ' * (column + 2)}{line}" if line else "\n" for line in lines)
