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
from detente.case.numbers.distribution import central
from detente.case.numbers.notation import Chance, Label, OneOf
from detente.case.schema.issues import Issue
from detente.case.schema.quantities import Quantity
from detente.engine.layout.build import lay_out
from detente.engine.run.beliefs import Beliefs
from detente.tables.table import PositionTable

__all__ = ["HEAD", "NO_TEXTS", "as_case", "identifiers", "rows_of"]

HEAD = (
    *("issue", "actor", "position", "salience", "power", "now"),
    *("position_low", "position_high", "salience_low", "salience_high", "power_low", "power_high"),
    *("limit_low", "limit_high", "issue_title", "issue_title_zh", "actor_title", "actor_title_zh", "topic", "options"),
)

NO_TEXTS = frozenset({"no", "yes", "on", "off", "y", "n", "true", "false", "null", "nan", "inf"})
"""Words that YAML 1.1, or 1.2, reads as something else than a text."""

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
            key: {"title": _title(table, "actor", name), "power": _power(table, name, power[k])}
            for k, (name, key) in enumerate(parties.items())
        },
        "issues": {key: _issue(table, name, k) for k, (name, key) in enumerate(issues.items())},
        "positions": {
            parties[name]: {
                issues[issue]: _on_a_line(_wanted(table, (p, i)))
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


def _wanted(table: PositionTable, at: tuple[int, int]) -> dict[str, Any]:
    """Return what a party wants on an issue, as a case has it."""
    name, issue = table.parties[at[0]], table.issues[at[1]]
    wanted = {
        "ideal": _ends(table, (issue, name, "position")) or _short(table.positions[at]),
        "salience": _ends(table, (issue, name, "salience")) or _short(100.0 * table.salience[at]),
    }
    if limit := table.ranges.get((issue, name, "limit")):
        wanted["limit"] = _short(limit[0]) if limit[0] == limit[1] else _ends(table, (issue, name, "limit"))
    return wanted


def _title(table: PositionTable, what: str, name: str) -> Any:
    """Return a title, in both languages where the table gives both; the name where it gives none."""
    english = table.titles.get((f"{what}_title", name), "")
    chinese = table.titles.get((f"{what}_title_zh", name), "")
    if chinese:
        return _on_a_line({"en": english, "zh": chinese} if english else {"zh": chinese})
    return english or name


def rows_of(case: Case, *, beliefs: int = 1000, seed: int = 1) -> list[list[Any]]:
    """Return a case as rows of a table, a heading first: medians over beliefs, and their central 90 % intervals.

    Args:
        case: The case.
        beliefs: Draws from which medians and intervals are taken; certain numbers stand as they are.
        seed: Of the draws.
    """
    document = case.document
    layout = lay_out(document)
    drawn = Beliefs.of(document, layout.slots).draw(seed, 0, beliefs)

    def spread(path: str, quantity: Quantity) -> list[float | int]:
        """Return median, low and high: exact but for choices, which are drawn."""
        if isinstance(quantity.notation, Label | OneOf | Chance):
            low, median, high = np.quantile(drawn[:, layout.slots.of(path)], (0.05, 0.5, 0.95))
        else:
            low, median, high = central(quantity.notation, quantity.scale)
        return [_short(median), _short(low), _short(high)]

    rows: list[list[Any]] = [list(HEAD)]
    for issue, described in document.issues.items():
        now = _short(described.options[described.now].level)
        for party, wants in document.positions.items():
            if issue not in wants:
                continue
            at, want, owner = f"positions.{party}.{issue}", wants[issue], document.parties[party]
            ideal = spread(want.ideal.of or f"{at}.ideal", want.ideal)
            salience = spread(want.salience.of or f"{at}.salience", want.salience)
            power = spread(f"parties.{party}.power", owner.power)
            limit = spread(want.limit.of or f"{at}.limit", want.limit)[1:] if want.limit else ["", ""]
            titles = [described.title.en, described.title.zh, owner.title.en, owner.title.zh]
            ends = [*ideal[1:], *salience[1:], *power[1:], *limit]
            rows.append([issue, party, ideal[0], salience[0], power[0], now, *ends, *titles, *_of_issue(described)])
    return rows


def _of_issue(issue: Issue) -> list[str]:
    """Return the topic and the options of an issue, as a table has them."""
    options = []
    for key, option in issue.options.items():
        title = (option.title.en or option.title.zh).replace(";", ",")
        options.append(f"{key} = {_short(option.level)}" + (f" ({title})" if title else ""))
    return [issue.topic, "; ".join(options)]


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
    if name in table.options:
        return _with_options(table, name, column)
    labels = dict(table.labels.get(name, {}))
    said = table.positions[:, column]
    now = f"level-{_now(table, column):g}".replace(".", "-")
    known = {0.0, 100.0, *labels, _now(table, column)}
    apart = np.array([(name, party, "position") in table.ranges for party in table.parties])
    levels = known | {*said[~np.isnan(said) & ~apart].tolist()}
    if apart.any() or len(levels) > _MOST_LEVELS:
        levels = known | {10.0 * k for k in range(11)}
    options = {f"level-{level:g}".replace(".", "-"): _option(level, labels) for level in sorted(levels)}
    topic = identifiers([table.topics.get(name, "talks")])
    return {"title": _title(table, "issue", name), "topic": next(iter(topic.values())), "now": now, "options": options}


def _with_options(table: PositionTable, name: str, column: int) -> Mapping[str, Any]:
    """Return an issue with the options that the table gives; in force is the one nearest to the level of now."""
    options = {
        key: {"level": _short(level), "title": title} if title else _short(level)
        for key, level, title in table.options[name]
    }
    now = min(table.options[name], key=lambda option: abs(option[1] - _now(table, column)))[0]
    topic = next(iter(identifiers([table.topics.get(name, "talks")]).values()))
    return {"title": _title(table, "issue", name), "topic": topic, "now": now, "options": options}


def _option(level: float, labels: Mapping[float, str]) -> Any:
    return {"level": _short(level), "title": labels[level]} if level in labels else _short(level)


def _on_a_line(values: Mapping[str, Any]) -> CommentedMap:
    line = CommentedMap(values)
    line.fa.set_flow_style()
    return line


def _now(table: PositionTable, column: int) -> float:
    return 0.0 if np.isnan(table.now[column]) else float(table.now[column])


def identifiers(names: Sequence[str]) -> dict[str, str]:
    """Return an identifier of a case for every name, each its own; what has no Latin letters gets a number.

    So do words that some readers of YAML take for no text, such as `no` and `null`.

    Example:
        >>> identifiers(["North", "No"])
        {'North': 'north', 'No': 'no-n2'}
    """
    found: dict[str, str] = {}
    for place, name in enumerate(names, start=1):
        words = re.sub(r"[^a-z0-9]+", "-", name.lower())[:_LONGEST].strip("-")
        key = words if words[:1].isalpha() else f"n{place}-{words}".rstrip("-")
        found[name] = key if key not in found.values() and key not in NO_TEXTS else f"{key}-n{place}"
    return found


def _short(value: float) -> float | int:
    """Write whole numbers without a point, and others to six digits."""
    kept = round(float(value), 6)
    return int(kept) if kept == int(kept) else kept
