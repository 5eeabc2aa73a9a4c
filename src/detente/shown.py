r"""Texts of others as they may be shown: nothing in them acts on a terminal, and a shell takes them for what they are.

A terminal obeys control characters (ECMA-48), and bidirectional ones let a line read otherwise than it is written
(Boucher and Anderson 2023, "Trojan Source", USENIX Security). Both are shown as JSON writes them, `\u001b`, so that
they are seen and JSON stays the same JSON.
"""

from __future__ import annotations

import os
import re
from shlex import quote

__all__ = ["argument", "one_line", "visible"]

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]|\r(?!\n)"
)
"""Controls but tab and the end of a line, separators of lines, bidirectional and invisible characters, surrogates."""


def visible(text: str) -> str:
    r"""Return a text with what is not seen, or acts, written as JSON would write it.

    Example:
        >>> print(visible("a\x1b[2Jb\u202ec"))
        a\u001b[2Jb\u202ec
    """
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub(_escape, text)


def one_line(text: object) -> str:
    r"""Return a name as it may stand within a line.

    Example:
        >>> print(one_line("a\nb"))
        a\u000ab
    """
    return visible(str(text)).replace("\r", "\\u000d").replace("\n", "\\u000a")


def argument(name: str | os.PathLike[str]) -> str:
    """Return the name of a file as an argument of a command that is shown, to be typed as it stands.

    Example:
        >>> argument("a b.yaml"), argument("-x.yaml")
        ("'a b.yaml'", './-x.yaml')
    """
    text = os.fspath(name)
    return quote(f"./{text}" if text.startswith("-") else text)


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
