"""The terminal: rows in columns, and probabilities as lines of signs; readable without colour."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from detente.analysis.outlook.views import Chance
from detente.cli.frame.layout import laid_out
from detente.cli.frame.speaking import raw, spoken
from detente.cli.frame.wrapping import wrap
from detente.shown import visible

__all__ = ["Terminal", "columns", "console", "heading", "indented", "is_plain", "track"]


class Terminal(Console):
    """A terminal on which texts do not act, and that tells when nobody reads it any more, as every other stream."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield what is written, in lines as `wrap` breaks them; of its texts nothing moves the cursor."""
        if isinstance(renderable, Text) and not renderable.no_wrap and not (options and options.no_wrap):
            width = (options or self.options).max_width
            lines = wrap(visible(renderable.plain), width)
            renderable = Text("\n".join(lines), style=renderable.style, end=renderable.end, no_wrap=True)
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(spoken(segment.text, self.encoding), segment.style)

    def on_broken_pipe(self) -> None:
        """Raise what the verbs know how to end quietly."""
        raise BrokenPipeError


def console() -> Console:
    """Return the terminal, as wide as it is, or as `COLUMNS` says, or 100 columns where neither is known."""
    known = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    return Terminal(
        file=raw(sys.stdout), highlight=False, markup=False, emoji=False, soft_wrap=False, width=None if known else 100
    )


def is_plain(screen: Console) -> bool:
    """Say whether the terminal has letters and little else."""
    try:
        "·━●".encode(screen.encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def track(chance: Chance, width: int, plain: bool) -> str:
    """Return a probability as a line of signs: its interval over beliefs and its value.

    Example:
        >>> track(Chance(0.5, 0.01, 0.25, 0.75, True), 12, plain=True)
        '...===o==...'
    """
    none, band, value = (".", "=", "o") if plain else ("·", "━", "●")
    cells = [none] * width
    last = width - 1
    if chance.spread_detectable:
        for cell in range(round(chance.low * last), round(chance.high * last) + 1):
            cells[cell] = band
    cells[round(chance.value * last)] = value
    return "".join(cells)


def heading(screen: Console, words: str) -> None:
    """Print a heading with a line of room above it."""
    screen.print()
    screen.print(Text(words, style="bold"))


def indented(screen: Console, words: str, by: int = 2, *, style: str = "") -> None:
    """Print a text beneath a heading.

    Args:
        screen: Where to print.
        words: The text.
        by: Columns it is set in.
        style: Of rich, if any.
    """
    lines = wrap(visible(words), screen.width - by)
    _print(screen, [" " * by + line for line in lines], style)


def columns(
    screen: Console,
    rows: Sequence[Sequence[str]],
    right: tuple[int, ...] = (),
    *,
    head: bool = False,
    by: int = 2,
) -> None:
    """Print rows in columns, or turned where they do not fit; see `laid_out`.

    Args:
        screen: Where to print.
        rows: The cells of each row.
        right: Columns flush right, never broken.
        head: Whether the first row names the columns.
        by: Columns they are set in.
    """
    shown = [[visible(cell) for cell in row] for row in rows]
    _print(screen, [" " * by + line for line in laid_out(shown, screen.width - by, right, head)])


def _print(screen: Console, lines: Sequence[str], style: str = "") -> None:
    for line in lines:
        screen.print(Text(line, style=style, no_wrap=True), overflow="ignore", crop=False)
