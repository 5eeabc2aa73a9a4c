"""From a table of positions to a case, and from a case to a table."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from textwrap import wrap
from typing import Any

import numpy as np
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from detente.case.case import Case
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs
from detente.tables.table import PositionTable

__all__ = ["HEAD", "as_case", "identifiers", "rows_of"]

HEAD = (
    *("issue", "actor", "position", "salience", "power", "now"),
    *("position_low", "position_high", "salience_low", "salience_high", "power_low", "power_high"),
)

_MOST_LEVELS = 12
_LONGEST = 45


def as_case(table: PositionTable, identifier: str, as_of: date) -> str:
    """Return a table as the text of a case that can be checked, played and put to the theories.

    One meeting of all parties, 30 days after `as_of`, stands for the negotiation. Levels that parties name, and those
    the table explains, are the options; tenths of the scale where they are more than a dozen. What the table does not
    say stands in comments at the top: where nothing is said of what is in force, 0 is taken, and of powers that differ
    by issue the mean.

    Args:
        table: The table.
        identifier: Id of the case.
        as_of: Date at which the case stands.
    """
    parties = identifiers(table.parties)
    issues = identifiers(table.issues)
    power = np.nanmean(table.power, axis=1)
    data: dict[str, Any] = {
        "detente": 1,
        "id": identifier,
        "title": table.title or identifier,
        "as_of": as_of,
        "until": as_of + timedelta(days=365),
        "parties": {
            key: {"title": name, "power": _power(table, name, power[k])}
            for k, (name, key) in enumerate(parties.items())
        },
        "issues": {key: _issue(table, name, k) for k, (name, key) in enumerate(issues.items())},
        "positions": {
            parties[name]: {
                issues[issue]: _on_a_line(
                    {
                        "ideal": _ends(table, (issue, name, "position")) or _short(table.positions[p, i]),
                        "salience": _ends(table, (issue, name, "salience")) or _short(100.0 * table.salience[p, i]),
                    }
                )
                for i, issue in enumerate(table.issues)
                if not np.isnan(table.positions[p, i])
            }
            for p, name in enumerate(table.parties)
        },
        "meetings": {"talks": {"on": as_of + timedelta(days=30), "table": list(parties.values())}},
    }
    written = io.StringIO()
    yaml = YAML()
    yaml.width = 110
    yaml.dump(data, written)
    return _notes(table, issues) + written.getvalue()


def rows_of(case: Case, *, beliefs: int = 1000, seed: int = 1) -> list[list[Any]]:
    """Return a case as rows of a table, a heading first: medians over beliefs, and their central 90 % intervals.

    Args:
        case: The case.
        beliefs: Draws from which medians and intervals are taken; certain numbers stand as they are.
        seed: Of the draws.
    """
    document = case.document
    layout = lay_out(document)
    numbers = Beliefs.of(document, layout.slots).draw(seed, 0, beliefs)

    def spread(path: str) -> tuple[float, float, float]:
        low, median, high = np.quantile(numbers[:, layout.slots.of(path)], (0.05, 0.5, 0.95))
        return _short(median), _short(low), _short(high)

    rows: list[list[Any]] = [list(HEAD)]
    for issue, described in document.issues.items():
        now = _short(described.options[described.now].level)
        for party, wants in document.positions.items():
            if issue in wants:
                at, want = f"positions.{party}.{issue}", wants[issue]
                paths = (want.ideal.of or f"{at}.ideal", want.salience.of or f"{at}.salience", f"parties.{party}.power")
                ideal, salience, power = map(spread, paths)
                ends = [*ideal[1:], *salience[1:], *power[1:]]
                rows.append([issue, party, ideal[0], salience[0], power[0], now, *ends])
    return rows


def _notes(table: PositionTable, issues: Mapping[str, str]) -> str:
    silent = [issues[name] for k, name in enumerate(table.issues) if np.isnan(table.now[k])]
    notes = [f"The table does not say what is in force on {', '.join(silent)}: 0 is taken."] if silent else []
    if (np.nanmax(table.power, axis=1) > np.nanmin(table.power, axis=1)).any():
        notes.append("Power differs by issue in the table; here it is the mean over a party's issues.")
    lines = (line for note in notes for line in wrap(note, 108))
    return "".join(f"# {line}\n" for line in lines)


def _ends(table: PositionTable, of: tuple[str, str, str]) -> str:
    """Return an interval as a case writes it; nothing where the table gives none."""
    ends = table.ranges.get(of)
    return f"{_short(ends[0])} to {_short(ends[1])}" if ends else ""


def _power(table: PositionTable, party: str, mean: float) -> Any:
    """Return a party's power: its interval, where that is the same on all issues, or the mean."""
    found = {_ends(table, (issue, party, "power")) for issue, name, _ in table.ranges if name == party}
    return next(iter(found)) if len(found) == 1 and "" not in found else _short(mean)


def _issue(table: PositionTable, name: str, column: int) -> Mapping[str, Any]:
    labels = dict(table.labels.get(name, {}))
    said = table.positions[:, column]
    now = f"level-{_now(table, column):g}".replace(".", "-")
    known = {0.0, 100.0, *labels, _now(table, column)}
    apart = np.array([(name, party, "position") in table.ranges for party in table.parties])
    levels = known | {*said[~np.isnan(said) & ~apart].tolist()}
    if apart.any() or len(levels) > _MOST_LEVELS:
        levels = known | {10.0 * k for k in range(11)}
    options = {f"level-{level:g}".replace(".", "-"): _option(level, labels) for level in sorted(levels)}
    return {"title": name, "topic": "talks", "now": now, "options": options}


def _option(level: float, labels: Mapping[float, str]) -> Any:
    return {"level": _short(level), "title": labels[level]} if level in labels else _short(level)


def _on_a_line(values: Mapping[str, Any]) -> CommentedMap:
    line = CommentedMap(values)
    line.fa.set_flow_style()
    return line


def _now(table: PositionTable, column: int) -> float:
    return 0.0 if np.isnan(table.now[column]) else float(table.now[column])


def identifiers(names: Sequence[str]) -> dict[str, str]:
    """Return an identifier of a case for every name, each its own; what has no Latin letters gets a number."""
    found: dict[str, str] = {}
    for place, name in enumerate(names, start=1):
        words = re.sub(r"[^a-z0-9]+", "-", name.lower())[:_LONGEST].strip("-")
        key = words if words[:1].isalpha() else f"n{place}-{words}".rstrip("-")
        found[name] = key if key not in found.values() else f"{key}-n{place}"
    return found


def _short(value: float) -> float | int:
    """Write whole numbers without a point, and others to six digits."""
    kept = round(float(value), 6)
    return int(kept) if kept == int(kept) else kept
