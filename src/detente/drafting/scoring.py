"""How much of what a person marked in a text the rules find, and how much of what they find is right."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.drafting.homes import home_of
from detente.drafting.reading import Found
from detente.errors import EvidenceError

__all__ = ["Score", "read_gold", "scores"]

Row = dict[str, Any]
Gold = dict[str, list[Row]]

KINDS = (
    "names",
    "dates",
    "figures",
    "conditions",
    "variables",
    "issues",
    "positions",
    "events",
    "scenarios",
    "contradictions",
)
_NO_GUESS = ("explicit", "circumstance")


@dataclass(frozen=True, slots=True)
class Score:
    """One line of the table.

    Attributes:
        kind: What was looked for.
        gold: How many a person marked.
        found: How many the rules found.
        right: How many of those found are right.
        recalled: How many of those marked were found.
    """

    kind: str
    gold: int
    found: int
    right: int
    recalled: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what was marked that was found; 1 where nothing was marked."""
        return self.recalled / self.gold if self.gold else 1.0

    @property
    def f(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_gold(folder: Path) -> Gold:
    """Read annotations: one file of JSON lines for each kind.

    Raises:
        EvidenceError: There is none, or a line is no JSON.
    """
    gold: Gold = {}
    for kind in KINDS:
        path = folder / f"{kind}.jsonl"
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                gold.setdefault(kind, []).append(json.loads(line))
            except json.JSONDecodeError as error:
                raise EvidenceError(f"{path}:{number} is no JSON: {error.msg}").named(
                    "gold_line", path=str(path), line=str(number), reason=error.msg
                ) from None
    if not gold:
        raise EvidenceError(f"no annotations in {folder}").named("no_gold", path=str(folder))
    return gold


def scores(found: Found, gold: Gold) -> list[Score]:
    """Compare what the rules found with what a person marked.

    A name, a date, a figure and an issue are right where they begin and end at the same signs; a name must have the
    same type and a date the same days as well. Of a condition both parts must overlap by seven tenths, of a variable the words.
    A position is right where its quotation overlaps and holder and stance are the same; a person's state counts as the
    person. An event must overlap by three tenths and have the same days; a scenario must overlap; of a contradiction two
    places must.
    """
    lines = []
    for kind in KINDS:
        if kind in gold:
            lines += _TABLE[kind](found, gold[kind])
    return lines


def _counted(kind: str, rows: Sequence[Row], items: Sequence[Any], same: Callable[[Row, Any], bool]) -> Score:
    right = [item for item in items if any(same(row, item) for row in rows)]
    recalled = [row for row in rows if any(same(row, item) for item in items)]
    return Score(kind, len(rows), len(items), len(right), len(recalled))


def _exact(row: Row, item: Any) -> bool:
    return bool(row["start"] == item.start and row["end"] == item.end)


def _overlap(row: Row, item: Any) -> float:
    common = min(row["end"], item.end) - max(row["start"], item.start)
    whole = max(row["end"], item.end) - min(row["start"], item.start)
    return max(0.0, common / whole) if whole else 0.0


def _days(row: Row, item: Any) -> bool:
    return row.get("from") == (str(item.first) if item.first else None) and row.get("to") == (
        str(item.last) if item.last else None
    )


def _names(found: Found, rows: list[Row]) -> list[Score]:
    spans = _counted("names", rows, found.names, lambda row, item: _exact(row, item) and row["type"] == item.type)
    entities = _counted(
        "entities", rows, found.names, lambda row, item: _exact(row, item) and row["entity"] == item.entity
    )
    return [spans, entities]


def _dates(found: Found, rows: list[Row]) -> list[Score]:
    spans = _counted("dates", rows, found.dates, _exact)
    return [spans, _counted("days", rows, found.dates, lambda row, item: _exact(row, item) and _days(row, item))]


def _conditions(found: Found, rows: list[Row]) -> list[Score]:
    def same(row: Row, item: Any) -> bool:
        return _overlap(row["if"], item.condition) > 0.7 and _overlap(row["then"], item.consequence) > 0.7

    proper = [row for row in rows if row["kind"] in _NO_GUESS]
    explicit = [row for row in rows if row["kind"] == "explicit"]
    score = _counted("conditions", proper, found.conditions, same)
    only = _counted("explicit", explicit, found.conditions, same)
    return [score, Score("explicit", len(explicit), only.recalled, only.recalled, only.recalled)]


def _variables(found: Found, rows: list[Row]) -> list[Score]:
    lines = []
    for name, kinds in (("listed", ("listed",)), ("unknown", ("unknown", "question"))):
        items = [one for one in found.variables if one.kind in kinds]
        rhetorical = [row for row in rows if row["kind"] == "question_rhetorical"]
        items = [one for one in items if not any(_overlap(row, one) > 0.7 for row in rhetorical)]
        wanted = [row for row in rows if row["kind"] in kinds]
        lines.append(_counted(name, wanted, items, lambda row, item: _overlap(row, item) > 0.7))
    return lines


def _positions(found: Found, rows: list[Row]) -> list[Score]:
    def same(row: Row, item: Any) -> bool:
        holders = {row["holder"], *row["holder"].split("+")}
        held = {item.holder, *item.holder.split("+")}
        homes = {home_of(one) for one in holders} & {home_of(one) for one in held}
        return _overlap(row, item) > 0 and row["stance"] == item.stance and bool(holders & held or homes)

    return [_counted("positions", rows, found.positions, same)]


def _events(found: Found, rows: list[Row]) -> list[Score]:
    dated = [row for row in rows if row.get("from")]
    return [
        _counted("events", rows, found.events, lambda row, item: _overlap(row, item) > 0.3),
        _counted("dated events", dated, found.events, lambda row, item: _overlap(row, item) > 0.3 and _days(row, item)),
    ]


def _scenarios(found: Found, rows: list[Row]) -> list[Score]:
    def same(row: Row, item: Any) -> bool:
        spans = [row["heading"], *row.get("body", ())]
        return any(_overlap(one, item) > 0 or _overlap(one, item.body) > 0.2 for one in spans)

    return [_counted("scenarios", rows, found.scenarios, same)]


def _contradictions(found: Found, rows: list[Row]) -> list[Score]:
    def same(row: Row, item: Any) -> bool:
        hits = sum(any(_overlap(span, one) > 0 for one in item.spans) for span in row["spans"])
        return hits >= min(2, len(row["spans"]))

    true = [row for row in rows if row.get("holds", True)]
    false = [row for row in rows if not row.get("holds", True)]
    score = _counted("contradictions", true, found.contradictions, same)
    wrong = sum(any(same(row, item) for item in found.contradictions) for row in false)
    return [score, Score("distractors", 0, wrong, 0, 0)] if false else [score]


_TABLE: dict[str, Callable[[Found, list[Row]], list[Score]]] = {
    "names": _names,
    "dates": _dates,
    "figures": lambda found, rows: [_counted("figures", rows, found.figures, _exact)],
    "conditions": _conditions,
    "variables": _variables,
    "issues": lambda found, rows: [_counted("issues", rows, found.issues, lambda row, item: _overlap(row, item) > 0.5)],
    "positions": _positions,
    "events": _events,
    "scenarios": _scenarios,
    "contradictions": _contradictions,
}
