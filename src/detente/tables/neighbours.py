"""Tables of other programs: the marked lines of exchange models, and KTAB's CSV."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.errors import nearest
from detente.tables.found import Found

__all__ = ["is_exchange", "is_ktab", "read_exchange", "read_ktab"]

Rows = Sequence[Sequence[str]]


def is_exchange(rows: Rows) -> bool:
    """Say whether there is a line of data marked as in exchange models."""
    return any(row and row[0] == "#D" for row in rows)


def is_ktab(rows: Rows) -> bool:
    """Say whether the first line has a title, a description and two counts."""
    return len(rows) > 1 and len(rows[0]) >= 4 and all(cell.strip().isdecimal() for cell in rows[0][2:4])


def read_exchange(rows: Rows, found: Found) -> str:
    """Read the lines `#A`, `#P`, `#M` and `#D` of exchange models; return the title."""
    title = ""
    found.note("exchange")
    known = {mark: {row[1].strip() for row in rows if len(row) > 1 and row[0] == mark} for mark in ("#A", "#P")}
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row] + [""] * (6 - len(row))
        if cells[0] == "#O":
            title = cells[1]
        elif cells[0] == "#M":
            level = found.number(cells[2], number, 3, f"{cells[1]}.level", 100.0)
            if not np.isnan(level):
                found.labels.setdefault(cells[1], {})[level] = cells[3]
        elif cells[0] == "#D":
            _exchange_row(cells, number, known, found)
    return title


def _exchange_row(cells: Sequence[str], number: int, known: dict[str, set[str]], found: Found) -> None:
    actor, issue = cells[1], cells[2]
    for column, mark, name in ((2, "#A", actor), (3, "#P", issue)):
        if name and known[mark] and name not in known[mark]:
            close = nearest(name, known[mark])
            hint = found.words("table.meant", name=close) if close else ""
            found.wrong(number, column, name, name, found.words("table.marked", mark=mark), hint)
    path = f"{issue}.{actor}"
    position = found.number(cells[3], number, 4, f"{path}.position", 100.0)
    salience = found.number(cells[4], number, 5, f"{path}.salience", 1.0)
    power = found.power(cells[5], number, 6, f"{path}.power")
    found.put(number, (3, 2), issue, actor, (position, salience, power))


def read_ktab(rows: Rows, found: Found) -> str:
    """Read KTAB's table, a row an actor, a column of positions and one of saliences an issue; return the title."""
    found.note("ktab")
    n, dims = int(rows[0][2]), int(rows[0][3])
    head = [cell.strip() for cell in rows[1]]
    actors = [(number, row) for number, row in enumerate(rows[2:], start=3) if any(cell.strip() for cell in row)]
    if len(actors) != n:
        found.wrong(1, 3, "actors", str(n), found.words("table.rows", count=len(actors)))
    if len(head) < 3 + 2 * dims:
        there, wanted = (found.words("table.cells", count=count) for count in (len(head), 3 + 2 * dims))
        found.wrong(2, 1, "headings", there, wanted)
        return ""
    issues = [head[3 + 2 * k].removesuffix("Position").strip() or f"dimension {k + 1}" for k in range(dims)]
    for number, row in actors:
        cells = [cell.strip() for cell in row] + [""] * (3 + 2 * dims - len(row))
        actor = cells[0]
        power = found.power(cells[2], number, 3, f"{actor}.power")
        for k, issue in enumerate(issues):
            at = 3 + 2 * k
            position = found.number(cells[at], number, at + 1, f"{issue}.{actor}.position", 100.0)
            salience = found.number(cells[at + 1], number, at + 2, f"{issue}.{actor}.salience", 100.0)
            found.put(number, (at + 1, 1), issue, actor, (position, salience / 100.0, power))
    return rows[0][0].strip()
