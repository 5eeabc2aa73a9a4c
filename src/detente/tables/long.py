"""Long tables: a row for each party on each issue."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np

from detente.errors import nearest
from detente.tables.found import Found, is_silent

__all__ = ["heading_row", "read_long"]

_COLUMNS = {
    "issue": ("issue", "议题", "事项", "问题"),
    "actor": ("actor", "party", "参与方", "当事方", "各方", "谈判方", "行为体", "国家"),
    "position": ("position", "立场", "主张", "位置"),
    "salience": ("salience", "重要性", "重视程度", "显著性", "关注度"),
    "power": ("power", "capability", "influence", "weight", "council_weight", "实力", "权力", "能力", "影响力", "权重"),
    "now": ("now", "reference_point", "现状", "参照点"),
    "outcome": ("outcome", "结果", "实际结果"),
    "proposal": ("proposal", "提案", "议案"),
    **{f"{what}_{end}": (f"{what}_{end}",) for what in ("position", "salience", "power") for end in ("low", "high")},
}
_NEEDED = ("issue", "actor", "position", "salience")

_MOST_POWER = 1e12
_MOST_ABOVE = 20
"""Rows above the headings at most."""

Row = Sequence[str]


def heading_row(rows: Sequence[Row]) -> int | None:
    """Return which of the first rows holds the headings, counted from 0; None where none does."""
    needed = [word for name in _NEEDED for word in _COLUMNS[name]]
    for number, row in enumerate(rows[:_MOST_ABOVE]):
        if sum(_plain(cell) in needed for cell in row) >= len(_NEEDED):
            return number
    return None


def read_long(rows: Sequence[Row], found: Found) -> None:
    """Read a row for each party on each issue; salience from 0 to 100, or from 0 to 1 if none is above 1.

    Rows above the headings, such as titles and notes, are passed over and told.
    """
    above = heading_row(rows) or 0
    if above:
        found.note("above", count=above)
    rows = rows[above:]
    places = _places(rows[0] if rows else (), found)
    if found.problems:
        return
    others = [cell.strip() for place, cell in enumerate(rows[0]) if cell.strip() and place not in places.values()]
    if others:
        found.note("columns", names=", ".join(others))
    percent = any(_above_one(row, places["salience"]) for row in rows[1:])
    found.note("salience.percent" if percent else "salience.share")
    for number, row in enumerate(rows[1:], start=2 + above):
        if any(cell.strip() for cell in row):
            if len(row) > len(rows[0]) and any(cell.strip() for cell in row[len(rows[0]) :]):
                cells, allowed = (found.words("table.cells", count=len(each)) for each in (row, rows[0]))
                found.wrong(number, len(rows[0]) + 1, "", cells, allowed, found.words("table.quote"))
            else:
                _row(row, number, places, 100.0 if percent else 1.0, found)


def _places(heading: Row, found: Found) -> dict[str, int]:
    """Return the column of each heading that is known, counted from 0; note what is missing or there twice."""
    head = [_plain(cell) for cell in heading]
    places: dict[str, int] = {}
    for name, words in _COLUMNS.items():
        columns = [column for column, word in enumerate(head) if word in words]
        if len(columns) > 1:
            second = found.words("table.second_column", name=head[columns[1]])
            found.wrong(1, columns[1] + 1, name, second, found.words("table.one_column"))
        if columns:
            places[name] = columns[0]
        elif name in _NEEDED:
            close = nearest(name, [word for word in head if word])
            hint = found.words("table.meant", name=close) if close else ""
            there = ", ".join(word for word in head if word) or found.words("table.nothing")
            found.wrong(1, 1, name, there, found.words("table.column", name=name), hint)
    return places


def _row(row: Row, number: int, places: dict[str, int], most: float, found: Found) -> None:
    def cell(name: str) -> tuple[str, int, int]:
        """Return the text of a cell, its row and its column."""
        place = places.get(name, len(row))
        return (row[place].strip() if place < len(row) else ""), number, place + 1

    issue, actor = (found.name(cell(name)[0], number) for name in ("issue", "actor"))
    path = f"{issue}.{actor}"
    silent = is_silent(cell("position")[0])
    if silent and issue and actor:
        found.note(
            "absent", row=number, actor=actor, issue=issue, cell=cell("position")[0] or found.words("table.nothing")
        )
    position = found.number(*cell("position"), f"{path}.position", 100.0, needed=False)
    salience = found.number(*cell("salience"), f"{path}.salience", most, needed=not silent)
    if most > 1.0 and 0.0 < salience <= 1.0:
        found.note("salience.small", row=number, actor=actor, issue=issue, value=f"{salience:g}")
    power = 1.0
    if "power" in places:
        power = found.power(*cell("power"), f"{path}.power", needed=not silent)
    for name, kept in (("now", found.now), ("outcome", found.outcomes)):
        if name in places:
            _level(cell(name), name, issue, kept, found)
    if cell("proposal")[0]:
        found.proposals.setdefault(issue, cell("proposal")[0])
    if not silent or not (issue and actor):
        found.put(number, (cell("issue")[2], cell("actor")[2]), issue, actor, (position, salience / most, power))
    for what, highest in (("position", 100.0), ("salience", most), ("power", _MOST_POWER)):
        if not silent and {f"{what}_low", f"{what}_high"} <= places.keys():
            low, high = (
                found.number(*cell(f"{what}_{end}"), f"{path}.{what}_{end}", highest, needed=False)
                for end in ("low", "high")
            )
            if low > high:
                text, row_number, column = cell(f"{what}_high")
                found.wrong(row_number, column, f"{path}.{what}_high", text, found.words("table.ends", low=f"{low:g}"))
            elif low < high:
                scale = 100.0 / most if what == "salience" else 1.0
                found.ranges[issue, actor, what] = (low * scale, high * scale)


def _level(cell: tuple[str, int, int], name: str, issue: str, kept: dict[str, float], found: Found) -> None:
    """Keep the level of an issue that every row of it repeats or leaves open."""
    text, row, column = cell
    value = found.number(text, row, column, f"{issue}.{name}", 100.0, needed=False)
    if np.isnan(value):
        return
    if kept.setdefault(issue, value) != value:
        found.wrong(row, column, f"{issue}.{name}", text, found.words("table.earlier", level=f"{kept[issue]:g}"))


def _plain(heading: str) -> str:
    """Return a heading without what is only presentation."""
    return unicodedata.normalize("NFKC", heading).strip().lower().replace(" ", "_")


def _above_one(row: Row, place: int) -> bool:
    text = unicodedata.normalize("NFKC", row[place]).strip() if place < len(row) else ""
    try:
        return not is_silent(text) and (text.endswith("%") or float(text) > 1.0)
    except ValueError:
        return False
