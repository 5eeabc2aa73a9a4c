"""How wide the columns of a table are: figures narrow, sentences by how long they are."""

from __future__ import annotations

from math import sqrt

from detente.report.documents.parts import Grid
from detente.report.drawing.canvas import text_width

__all__ = ["FIGURE", "columns", "holds_figures"]

FIGURE = 16
"""As many signs as a figure has at most."""

_FEW = 6


def holds_figures(grid: Grid, place: int) -> bool:
    """Say whether a column holds figures, which stand at the right.

    Args:
        grid: The table.
        place: Of the column, that of the labels being 0 and that of pictures, if there is one, 1.
    """
    first = 1 + grid.drawn
    return place >= first and all(len(line.cells[place - first]) <= FIGURE for line in grid.lines)


def columns(grid: Grid, whole: float, figure: float, picture: float) -> list[float]:
    """Return the widths of columns that together are as wide as the page.

    Args:
        grid: The table.
        whole: Width of the page.
        figure: Width of a column of figures, where there is room for it.
        picture: Width of a column of pictures.
    """
    cells = range(len(grid.lines[0].cells))
    first = 1 + grid.drawn
    short = [holds_figures(grid, first + n) for n in cells]
    left = whole - (picture if grid.drawn else 0.0)
    own = min(figure, 0.65 * left / max(1, sum(short)))
    left -= own * sum(short)
    words = [max(text_width(line.label, 1) for line in grid.lines)]
    words += [max(text_width(line.cells[n], 1) for line in grid.lines) for n in cells if not short[n]]
    weights = [sqrt(max(_FEW, word)) for word in words]
    shares = [left * weight / sum(weights) for weight in weights]
    rest = iter(shares[1:])
    return [shares[0], *([picture] if grid.drawn else []), *(own if narrow else next(rest) for narrow in short)]
