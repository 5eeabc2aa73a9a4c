"""Who wants what, cell by cell, as far as it can be read from a text that may hold mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from detente.case.numbers.distribution import central
from detente.case.numbers.notation import NotationError
from detente.case.numbers.parse import parse
from detente.case.numbers.scales import Scale
from detente.case.reading.yaml_events import grow
from detente.case.schema.base import Bilingual
from detente.errors import Problem
from detente.locale import Language

__all__ = ["Cell", "Column", "Grid", "Row", "Span", "grid_of", "mapping", "mark_of", "span_on", "title_of"]


@dataclass(frozen=True, slots=True)
class Span:
    """A range on a scale from 0 to 100.

    Attributes:
        low, high: Its central 90 %.
        text: As it stands in the case.
    """

    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A party.

    Attributes:
        id, title, mark: Its names; the mark has one or two letters.
        slot: Of the colours of parties, 1 to 4; 0 for those that have none.
    """

    id: str
    title: str
    mark: str
    slot: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What a party wants on an issue.

    Attributes:
        path: In the case.
        line: Of the text; 0 where nothing is written.
        wants, limit, matters: None where nothing is written, or it cannot be read.
        wrong: Whether something in it is a mistake.
        guessed: Whether no claim stands behind it.
        because: The claims behind it.
    """

    path: str
    line: int
    wants: Span | None
    limit: Span | None
    matters: Span | None
    wrong: bool
    guessed: bool
    because: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether the party has no position."""
        return self.line == 0


@dataclass(frozen=True, slots=True)
class Row:
    """An issue.

    Attributes:
        options: Title and level of each, by level.
        now: Level in force; None where it cannot be told.
        line: Of the text.
    """

    id: str
    title: str
    topic: str
    options: tuple[tuple[str, float], ...]
    now: float | None
    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Issues × parties."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def topics(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The rows of each topic, topics in the order of their first issue."""
        names = dict.fromkeys(row.topic for row in self.rows)
        return tuple((name, tuple(row for row in self.rows if row.topic == name)) for name in names)


def grid_of(text: str, problems: Iterable[Problem], language: str = "en") -> Grid:
    """Return the grid of a case; empty where its text is no YAML.

    Args:
        text: Of the case.
        problems: What is wrong in it.
        language: Of the titles.
    """
    tree = grow(text)
    data = tree.data if isinstance(tree.data, Mapping) else {}
    parties, issues, positions = (mapping(data.get(key)) for key in ("parties", "issues", "positions"))
    wrong = tuple(problem.path for problem in problems if problem.severity == "error")
    seated = [id for id, party in parties.items() if not mapping(party).get("of")]
    columns = tuple(
        Column(str(id), title_of(parties[id], id, language), _mark(parties[id], id, language), n + 1 if n < 4 else 0)
        for n, id in enumerate(seated)
    )

    def line_of(path: str) -> int:
        span = tree.span(path, at_key=True)
        return span[0] if span else 0

    rows = []
    for id, issue in issues.items():
        about = mapping(issue)
        options = _options(about.get("options"), language)
        levels = {str(name): level for name, (_, level) in options.items()}
        cells = tuple(_cell(positions, column.id, str(id), levels, wrong, line_of) for column in columns)
        listed = tuple(sorted(options.values(), key=lambda option: option[1]))
        now = levels.get(str(about.get("now")))
        rows.append(
            Row(
                str(id),
                title_of(issue, id, language),
                str(about.get("topic", "")),
                listed,
                now,
                line_of(f"issues.{id}"),
                cells,
            )
        )
    return Grid(columns, tuple(rows))


def _cell(
    positions: Mapping[Any, Any],
    party: str,
    issue: str,
    levels: Mapping[str, float],
    wrong: tuple[str, ...],
    line_of: Callable[[str], int],
) -> Cell:
    path = f"positions.{party}.{issue}"
    held = mapping(positions.get(party)).get(issue)
    if not isinstance(held, Mapping):
        is_wrong = held is not None
        return Cell(path, line_of(path) if is_wrong else 0, None, None, None, is_wrong, False)
    return Cell(
        path,
        line_of(path),
        span_on(held.get("ideal"), levels, Scale.LEVEL),
        span_on(held.get("limit"), levels, Scale.LEVEL),
        span_on(held.get("salience"), levels, Scale.PERCENT),
        any(each == path or each.startswith(path + ".") for each in wrong),
        not held.get("because"),
        tuple(map(str, held["because"])) if isinstance(held.get("because"), list) else (),
    )


def span_on(raw: Any, levels: Mapping[str, float], scale: Scale) -> Span | None:
    """Return the range of a number as it stands in a text, None where it cannot be read."""
    if raw is None:
        return None
    if isinstance(raw, str) and raw in levels:
        return Span(levels[raw], levels[raw], raw)
    try:
        low, _, high = central(parse(raw, scale), scale)
    except (NotationError, ValueError, TypeError):
        return None
    return Span(low, high, str(raw))


def _options(raw: Any, language: str) -> dict[str, tuple[str, float]]:
    found = {}
    for name, option in mapping(raw).items():
        level = option.get("level") if isinstance(option, Mapping) else option
        if isinstance(level, int | float) and not isinstance(level, bool):
            found[str(name)] = (title_of(option, name, language), float(level))
    return found


def title_of(part: Any, id: Any, language: str, key: str = "title") -> str:
    """Return the title of a part of a case, its id where it has none."""
    found = part.get(key) if isinstance(part, Mapping) else None
    if isinstance(found, Mapping):
        found = found.get(language) or next(iter(found.values()), None)
    return str(found) if isinstance(found, str) and found else str(id).replace("-", " ")


def _mark(party: Any, id: Any, language: str) -> str:
    return _short(title_of(party, "", language, "mark"), title_of(party, id, language))


def mark_of(mark: Bilingual | None, title: Bilingual, id: str, language: Language) -> str:
    """Return the one or two letters that stand for a party."""
    named = title.in_language(language) or id.replace("-", " ")
    return _short(mark.in_language(language) if mark is not None else "", named)


def _short(given: str, title: str) -> str:
    if given:
        return given[:2]
    if not title.isascii():
        return title[:1]
    words = title.replace("-", " ").split()
    return ("".join(word[0] for word in words[:2]) if len(words) > 1 else title[:2]).upper()


def mapping(raw: Any) -> Mapping[Any, Any]:
    """Return what is a mapping, and an empty one in place of all else."""
    return raw if isinstance(raw, Mapping) else {}
