"""Long tables: a row for each party on each issue."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from detente.errors import nearest
from detente.tables.found import Found, is_silent

__all__ = ["heading_row", "read_long"]

_PARTIES = (
    *("参与方", "当事方", "各方", "谈判方", "行为体", "国家"),
    *("參與方", "當事方", "談判方", "行為體", "國家", "參與者", "参与者"),
)
_POWERS = ("实力", "权力", "能力", "影响力", "权重", "實力", "權力", "影響力", "權重")
_TITLES = ("issue_title", "issue_title_zh", "actor_title", "actor_title_zh")
_COLUMNS = {
    "issue": ("issue", "议题", "事项", "问题", "議題", "事項", "問題"),
    "actor": ("actor", "party", *_PARTIES),
    "position": ("position", "立场", "主张", "位置", "立場", "主張"),
    "salience": ("salience", "重要性", "重视程度", "显著性", "关注度", "重視程度", "顯著性", "關注度"),
    "power": ("power", "capability", "influence", "weight", "council_weight", *_POWERS),
    "now": ("now", "reference_point", "现状", "参照点", "現狀", "參照點"),
    "outcome": ("outcome", "结果", "实际结果", "結果", "實際結果"),
    "proposal": ("proposal", "提案", "议案"),
    **{key: (key,) for key in (*_TITLES, "topic", "options", "limit_low", "limit_high")},
    **{f"{what}_{end}": (f"{what}_{end}",) for what in ("position", "salience", "power") for end in ("low", "high")},
}
_NEEDED = ("issue", "actor", "position", "salience")

_MOST_POWER = 1e12
_MOST_ABOVE = 20
"""Rows above the headings at most."""

_OPTION = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*) *= *(\d+(?:\.\d+)?)(?: *\((.*)\))?", re.ASCII)
"""An option as `detente export` writes it: `ports = 60 (Ports only)`."""

Row = Sequence[str]


def heading_row(rows: Sequence[Row]) -> int | None:
    """Return which of the first rows holds the headings, counted from 0; None where none does."""
    for number, row in enumerate(rows[:_MOST_ABOVE]):
        if _names_columns(row):
            return number
    return None


def _names_columns(row: Row) -> bool:
    """Say whether a row has all headings that are needed."""
    words = {_plain(cell) for cell in row}
    return all(words.intersection(_COLUMNS[name]) for name in _NEEDED)


def _joined_headings(rows: Sequence[Row]) -> tuple[int, list[str]] | None:
    """Return where headings begin that stand in two rows, and the one row that they make; None where none do.

    What a cell is called may stand in either row: a group above, of which only the first cell is filled, or a unit
    below.
    """
    known = {word for words in _COLUMNS.values() for word in words}
    for number, (upper, lower) in enumerate(pairwise(rows[: _MOST_ABOVE + 1])):
        width = max(len(upper), len(lower))
        above, below = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
        row = [_heading(known, a, b) for a, b in zip(above, below, strict=True)]
        if _names_columns(row):
            return number, row
    return None


def _heading(known: set[str], above: str, below: str) -> str:
    """Return the cell of a heading in two rows that names a column; the lower one where neither does."""
    return next((cell for cell in (below, above) if _plain(cell) in known), below or above)


def _has_units(row: Row, places: dict[str, int]) -> bool:
    """Say whether a row beneath the headings only explains them: no number stands where numbers belong, nor a party."""
    cells = [row[place].strip() if place < len(row) else "" for place in places.values()]
    party = row[places["actor"]].strip() if places["actor"] < len(row) else ""
    number = row[places["position"]].strip() if places["position"] < len(row) else ""
    return any(cells) and not party and re.fullmatch(r"[-+]?[\d.,]+ ?%?", unicodedata.normalize("NFKC", number)) is None


def read_long(rows: Sequence[Row], found: Found) -> None:
    """Read a row for each party on each issue; salience from 0 to 100, or from 0 to 1 if none is above 1.

    Rows above the headings, such as titles and notes, are passed over and told.
    """
    place = heading_row(rows)
    above, joined = place or 0, None
    if place is None and (two := _joined_headings(rows)):
        above, joined = two
        found.note("two_rows", first=above + 1, second=above + 2)
    if above:
        found.note("above", count=above)
    rows = rows[above:] if joined is None else [joined, *rows[above + 2 :]]
    above += joined is not None
    places = _places(rows[0] if rows else (), found)
    if found.problems:
        return
    if len(rows) > 1 and _has_units(rows[1], places):
        found.note("units", row=above + 2)
        rows, above = [rows[0], *rows[2:]], above + 1
    others = [cell.strip() for place, cell in enumerate(rows[0]) if cell.strip() and place not in places.values()]
    if others:
        found.note("columns", names=", ".join(others))
    _mixed_percent(rows, places, above, found)
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
    for name in _TITLES:
        if cell(name)[0]:
            found.titles.setdefault((name, issue if name.startswith("issue") else actor), cell(name)[0])
    if cell("topic")[0]:
        found.topics.setdefault(issue, cell("topic")[0])
    if cell("options")[0] and issue not in found.options:
        _options(*cell("options"), issue, found)
    if not silent or not (issue and actor):
        found.put(number, (cell("issue")[2], cell("actor")[2]), issue, actor, (position, salience / most, power))
    for what, highest in (("position", 100.0), ("salience", most), ("power", _MOST_POWER), ("limit", 100.0)):
        if not silent and {f"{what}_low", f"{what}_high"} <= places.keys():
            low, high = (
                found.number(*cell(f"{what}_{end}"), f"{path}.{what}_{end}", highest, needed=False)
                for end in ("low", "high")
            )
            if low > high:
                text, row_number, column = cell(f"{what}_high")
                found.wrong(row_number, column, f"{path}.{what}_high", text, found.words("table.ends", low=f"{low:g}"))
            elif low < high or (what == "limit" and low == high):
                scale = 100.0 / most if what == "salience" else 1.0
                found.ranges[issue, actor, what] = (low * scale, high * scale)


def _options(text: str, row: int, column: int, issue: str, found: Found) -> None:
    """Keep the options of an issue, as `detente export` writes them; note what are none."""
    matches = [_OPTION.fullmatch(part.strip()) for part in text.split(";") if part.strip()]
    options = [(match[1], float(match[2]), match[3] or "") for match in matches if match]
    levels = [level for _, level, _ in options]
    if len(options) < max(2, len(matches)) or len({key for key, _, _ in options}) < len(options) or max(levels) > 100.0:
        found.wrong(row, column, f"{issue}.options", text, found.words("table.options"))
    else:
        found.options[issue] = tuple(options)


def _mixed_percent(rows: Sequence[Row], places: dict[str, int], above: int, found: Found) -> None:
    """Tell where per cent stand beside plain numbers in a column: both are taken on the same scale."""
    for name in ("position", "salience"):
        cells = [
            (number, row[places[name]]) for number, row in enumerate(rows[1:], above + 2) if len(row) > places[name]
        ]
        plain = [(number, unicodedata.normalize("NFKC", cell).strip()) for number, cell in cells if not is_silent(cell)]
        signed = [number for number, cell in plain if cell.endswith("%")]
        if signed and len(signed) < len(plain):
            found.mixed.add(name)
            found.note("mixed_percent", name=name, rows=", ".join(map(str, signed[:5])) + ("…" if signed[5:] else ""))


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
