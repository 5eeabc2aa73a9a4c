"""The terminal: rows in columns, and probabilities as lines of signs; readable without colour."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from detente.analysis.outlook.views import Chance
from detente.cli.frame.speaking import raw, spoken

__all__ = ["Terminal", "columns", "console", "heading", "indented", "is_plain", "track"]


class Terminal(Console):
    """A terminal on which texts do not act, and that tells when nobody reads it any more, as every other stream."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield what is written; of its texts nothing moves the cursor."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(spoken(segment.text, self.encoding), segment.style)

    def on_broken_pipe(self) -> None:
        """Raise what the verbs know how to end quietly."""
        raise BrokenPipeError


def console() -> Console:
    """Return the terminal, or 100 columns where there is none."""
    width = None if sys.stdout.isatty() else 100
    return Terminal(file=raw(sys.stdout), highlight=False, markup=False, emoji=False, width=width)


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


def indented(screen: Console, words: str) -> None:
    """Print a line beneath a heading."""
    screen.print(Padding(Text(words), (0, 0, 0, 2), expand=False))


def columns(screen: Console, rows: Sequence[Sequence[str]], right: tuple[int, ...] = ()) -> None:
    """Print rows in columns, indented; some columns flush right and never broken."""
    if not rows:
        return
    table = Table.grid(padding=(0, 2))
    for index in range(len(rows[0])):
        table.add_column(justify="right" if index in right else "left", overflow="fold", no_wrap=index in right)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    screen.print(Padding(table, (0, 0, 0, 2), expand=False))
