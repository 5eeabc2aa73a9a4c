"""Rows in columns of a terminal: side by side where they fit, and turned where they do not, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence

from detente.cli.frame.wrapping import cells, widest_piece, wrap

__all__ = ["laid_out"]

_GAP = 2
_NARROWEST = 16
"""Columns that a text is given at least, if it has as many, before rows are turned."""


def laid_out(rows: Sequence[Sequence[str]], width: int, right: tuple[int, ...] = (), head: bool = False) -> list[str]:
    """Return rows as lines.

    Args:
        rows: The cells of each row; all rows have as many.
        width: Columns of the terminal.
        right: Columns that stand flush right; numbers, which are never broken.
        head: Whether the first row names the columns.

    Returns:
        Lines without spaces at their ends. Where the columns do not fit, every row is a block of lines: its first
        cell, then the others beneath, each behind the name of its column.

    Example:
        >>> laid_out([("", "USA", "Russia"), ("Truce", "5%", "12%")], 40, right=(1, 2), head=True)
        ['       USA  Russia', 'Truce   5%     12%']
        >>> laid_out([("", "USA", "Russia"), ("Truce", "5%", "12%")], 16, right=(1, 2), head=True)
        ['Truce', '  USA: 5%', '  Russia: 12%']
    """
    if not rows:
        return []
    widths = _widths(rows, width, right, head)
    if widths is None:
        return _turned(rows, width, head)
    lines = []
    for row in rows:
        broken = [wrap(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        for line in range(max(map(len, broken))):
            parts = [cell[line] if line < len(cell) else "" for cell in broken]
            aligned = [_aligned(part, widths[place], place in right) for place, part in enumerate(parts)]
            lines.append((" " * _GAP).join(aligned).rstrip())
    return lines


def _aligned(part: str, width: int, right: bool) -> str:
    room = " " * max(0, width - cells(part))
    return room + part if right else part + room


def _widths(rows: Sequence[Sequence[str]], width: int, right: tuple[int, ...], head: bool) -> list[int] | None:
    """Return how wide each column is, or None where they do not fit beside each other."""
    natural, least = [], []
    for place in range(len(rows[0])):
        column = [row[place] for row in rows]
        wide = [max(map(cells, cell.split("\n"))) for cell in column]
        natural.append(max(wide))
        if place in right:
            least.append(max([widest_piece(column[0]), *wide[1:]]) if head else max(wide))
        else:
            least.append(max(max(map(widest_piece, column)), min(max(wide), _NARROWEST)))
    room = width - _GAP * (len(natural) - 1)
    if sum(least) > room:
        return None
    spare = room - sum(least)
    for place in sorted(range(len(natural)), key=lambda place: natural[place] - least[place]):
        wants = natural[place] - least[place]
        open_ = sum(1 for other in range(len(natural)) if natural[other] - least[other] >= wants and wants)
        given = min(wants, spare // open_) if open_ else 0
        least[place], natural[place] = least[place] + given, least[place] + given
        spare -= given
    return least


def _turned(rows: Sequence[Sequence[str]], width: int, head: bool) -> list[str]:
    """Return each row as a block of lines: its first cell, then the others, each behind the name of its column."""
    names = rows[0] if head else [""] * len(rows[0])
    lines = []
    for row in rows[1:] if head else rows:
        deep = len(row[0]) - len(row[0].lstrip())
        if row[0].strip():
            lines += [" " * deep + line for line in wrap(row[0].strip(), width - deep)]
        parts = [
            " ".join(name.split()) + _colon(name) + cell.strip() if name.strip() else cell.strip()
            for name, cell in zip(names[1:], row[1:], strict=True)
            if cell.strip()
        ]
        lines += [" " * (deep + 2) + line for line in _side_by_side(parts, width - deep - 2)]
    return lines


def _side_by_side(parts: Sequence[str], width: int) -> list[str]:
    """Return parts on as few lines as hold them; a part is broken only where it is longer than a line."""
    lines: list[str] = []
    for part in parts:
        if lines and "\n" not in part and cells(lines[-1]) + _GAP + cells(part) <= width:
            lines[-1] += " " * _GAP + part
        else:
            lines += wrap(part, width)
    return lines


def _colon(name: str) -> str:
    return "：" if cells(name[-1]) == 2 else ": "
