"""What goes out to the terminal, wherever it comes from: nothing that a text holds acts on it.

While a verb runs, standard output and the error stream are these. The only escape sequences that pass are those of
`styled`, which nobody can write into a file beforehand: they begin with a number drawn at each start.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOBase
from shutil import get_terminal_size
from typing import TextIO, cast

import click

from detente.shown import visible

__all__ = ["can_show", "raw", "say", "shows_chinese", "speaking", "spoken", "styled"]

_OURS = f"\x1b[{secrets.randbelow(10**18)};"
_STYLE = re.compile(f"({re.escape(_OURS)}[0-9;]*m)")
_CODES = {"bold": "1", "red": "31", "yellow": "33"}
_PLAINER = str.maketrans(
    {"·": "-", "—": "--", "–": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "×": "x"}
    | {"≥": ">=", "≤": "<=", "±": "+/-", "→": "->", "≈": "~", "½": "1/2", "§": "par. "}
)


class _Speaking(TextIOBase):
    """A stream of text through which nothing passes that acts on a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the stream."""
        return getattr(self.stream, "encoding", None) or "utf-8"

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        """What the stream does with what it cannot write."""
        return getattr(self.stream, "errors", None)

    def write(self, text: str) -> int:
        """Write a text, made visible."""
        pieces = _STYLE.split(text)
        colourful = len(pieces) > 1 and self._is_colourful()
        for place, piece in enumerate(pieces):
            if place % 2:
                pieces[place] = piece.replace(_OURS, "\x1b[") if colourful else ""
            elif piece:
                pieces[place] = spoken(piece, self.encoding)
        self.stream.write("".join(pieces))
        return len(text)

    def _is_colourful(self) -> bool:
        return self.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"

    def flush(self) -> None:
        """Write what is still to be written."""
        self.stream.flush()

    def isatty(self) -> bool:
        """Say whether somebody watches."""
        return self.stream.isatty()

    def fileno(self) -> int:
        """Return the number of the stream."""
        return self.stream.fileno()

    def writable(self) -> bool:
        """Say that it is written to."""
        return True


@contextmanager
def speaking() -> Iterator[None]:
    """Let everything that is written to standard output and the error stream be made visible."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, _Speaking(raw(stream))) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def raw(stream: TextIO) -> TextIO:
    """Return the stream itself, for what makes texts visible and moves the cursor for itself."""
    return stream.stream if isinstance(stream, _Speaking) else stream


def say(text: str = "", *, err: bool = False) -> None:
    """Write sentences to standard output or the error stream: where somebody watches, in lines that fit."""
    stream = sys.stderr if err else sys.stdout
    if stream is not None and stream.isatty():
        from detente.cli.frame.wrapping import wrap

        text = "\n".join(wrap(text, max(20, get_terminal_size().columns)))
    click.echo(text, err=err)


def spoken(text: str, encoding: str) -> str:
    """Return a text as it goes out in an encoding: what is not seen written out, what cannot be written made plainer.

    Example:
        >>> print(spoken("2–3 · “Théorie”", "ascii"))
        2-3 - "Theorie"
    """
    text = visible(text)
    if text.isascii() or can_show(text, encoding):
        return text
    return "".join(sign if can_show(sign, encoding) else _plainer(sign, encoding) for sign in text)


def can_show(text: str, encoding: str) -> bool:
    """Say whether an encoding has all signs of a text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:
        return True
    return True


def shows_chinese(stream: TextIO | None) -> bool:
    """Say whether a stream has the letters of Chinese."""
    return can_show("中文", getattr(stream, "encoding", None) or "utf-8")


def _plainer(sign: str, encoding: str) -> str:
    bare = sign.translate(_PLAINER)
    if bare == sign:
        bare = unicodedata.normalize("NFKD", sign)
    return "".join(letter for letter in bare if can_show(letter, encoding)) or "?"


def styled(text: str, *, bold: bool = False, colour: str = "") -> str:
    """Return a text in a style, shown where the stream is a terminal.

    Args:
        text: What is said.
        bold: Whether in bold.
        colour: `red`, `yellow` or none.
    """
    codes = ";".join(_CODES[name] for name in (colour, "bold" if bold else "") if name)
    return f"{_OURS}{codes}m{text}{_OURS}0m"
