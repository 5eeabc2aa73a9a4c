"""Two versions of a case: what changed in the text, and what that makes of the outlook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.analysis.compare.endings import Stamp, play_ends, scenario_titles
from detente.analysis.compare.levers import compare, status
from detente.analysis.compare.paired_effects import Effect
from detente.case.case import Case
from detente.case.reading.yaml_events import grow
from detente.case.schema.base import Bilingual
from detente.engine.layout.names import names_of
from detente.play_options import PLAYED, PlayOptions, in_turn
from detente.results import Result

__all__ = ["Diff", "TextChange", "diff", "differences"]

METHOD = "paired differences on common random numbers: what has the same path in both cases draws the same numbers"


@dataclass(frozen=True, slots=True)
class TextChange:
    """One difference between two case files.

    Attributes:
        path: Keys of the file joined by dots; entries of lists by their `id`, key or number.
        before, after: What stands there, on one line; None where nothing does.
        where_before, where_after: `file:line:column`.
        claims_before, claims_after: The claims it rests on in each.
    """

    path: str
    before: str | None
    after: str | None
    where_before: str
    where_after: str
    claims_before: tuple[str, ...]
    claims_after: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Diff(Result):
    """What two cases differ in.

    Attributes:
        first, second: What was played.
        text: In the order of the first file; what only the second has comes after its neighbours.
        comments_only: Whether the files differ in comments and layout alone.
        same_structure: Whether both have the same parties, issues, options, meetings, events, scenarios and steps.
        scenarios, parties, packages, agreements, settled: Effects on what both have, from the first to the second, as
            in `Comparison`.
        only_first, only_second: Scenarios that one of them has.
    """

    first: Stamp
    second: Stamp
    text: tuple[TextChange, ...]
    comments_only: bool
    same_structure: bool
    scenarios: tuple[Effect, ...]
    parties: tuple[Effect, ...]
    packages: tuple[Effect, ...]
    agreements: tuple[Effect, ...]
    settled: tuple[Effect, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    status: Bilingual
    method: str = METHOD
    references: tuple[str, ...] = ()


def diff(
    first: Case,
    second: Case,
    *,
    options: PlayOptions = PLAYED,
) -> Diff:
    """Compare two cases: their texts, and their outlooks.

    Args:
        first: A case.
        second: Another.
        options: How to play both.

    Example:
        >>> import detente
        >>> case = detente.load("divided-pie")
        >>> other = detente.with_values(case, {"parties.party-a.patience": 2})
        >>> [change.path for change in diff(case, other, options=detente.PlayOptions(beliefs=4, runs=2)).text]
        ['parties.party-a.patience']
    """
    text = differences(first, second)
    turn = in_turn(options, 2)
    base, other = (play_ends(each, turn(place), first)[0] for place, each in enumerate((first, second)))
    titles = scenario_titles(first), scenario_titles(second)
    return Diff(
        Stamp.of(first, options),
        Stamp.of(second, options),
        text,
        not text and first.text != second.text,
        _structure(first) == _structure(second),
        *compare(first, base, other),
        tuple(key for key in titles[0] if key not in titles[1]),
        tuple(key for key in titles[1] if key not in titles[0]),
        status(options),
    )


def differences(first: Case, second: Case) -> tuple[TextChange, ...]:
    """Return what differs in the texts of two cases, comments and layout aside.

    Args:
        first: A case.
        second: Another.

    Returns:
        One entry a value; a part that one file lacks altogether is one entry.
    """
    a, b = grow(first.text).data, grow(second.text).data
    return tuple(
        TextChange(
            path,
            None if before is _NOTHING else _line(before),
            None if after is _NOTHING else _line(after),
            "" if before is _NOTHING else first.where(_place(a, path)),
            "" if after is _NOTHING else second.where(_place(b, path)),
            _claims(a, path),
            _claims(b, path),
        )
        for path, before, after in _walk(a, b, "")
    )


_NOTHING = object()


def _walk(a: Any, b: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield path, value before and value after of everything that differs."""
    if a == b and type(a) is type(b):
        return
    before, after = _entries(a), _entries(b)
    if before is None or after is None:
        yield path, a, b
        return
    for key in [*before, *(key for key in after if key not in before)]:
        below = f"{path}.{key}" if path else key
        one, two = before.get(key, _NOTHING), after.get(key, _NOTHING)
        if one is _NOTHING or two is _NOTHING:
            yield below, one, two
        else:
            yield from _walk(one, two, below)


def _entries(part: Any) -> dict[str, Any] | None:
    """Return what stands beneath a part by name, or None where it is one value: a number, a text, a list of names."""
    if isinstance(part, Mapping):
        return {str(key): value for key, value in part.items()}
    if not isinstance(part, list) or not all(isinstance(item, Mapping) for item in part):
        return None
    names = [_item_name(item, place) for place, item in enumerate(part)]
    names = names if len(set(names)) == len(names) else [str(place) for place in range(len(part))]
    return {name: _item(entry) for name, entry in zip(names, part, strict=True)}


def _item_name(item: Mapping[str, Any], place: int) -> str:
    """Return the name of an entry of a list: its `id`, the pair it correlates, its only key, or its place."""
    if "id" in item:
        return str(item["id"])
    if isinstance(item.get("between"), list):
        return "~".join(map(str, item["between"]))
    return str(next(iter(item))) if _is_named(item) else str(place)


def _is_named(item: Mapping[str, Any]) -> bool:
    """Say whether an entry of a list is a name and what it names, as scenarios are."""
    values = list(item.values())
    return len(values) == 1 and isinstance(values[0], Mapping) and "when" in values[0]


def _item(item: Mapping[str, Any]) -> Any:
    """Return an entry of a list without the key that is its name."""
    return next(iter(item.values())) if _is_named(item) else item


def _steps(data: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield the place of a path in the file step by step, with what stands there."""
    place, rest = "", path
    while rest:
        entries = _entries(data) or {}
        longest_first = sorted(entries, key=len, reverse=True)  # a key may have dots of its own
        key = next((key for key in longest_first if rest == key or rest.startswith(key + ".")), None)
        if key is None:
            return
        step = str(list(entries).index(key)) if isinstance(data, list) else key
        place, rest, data = f"{place}.{step}" if place else step, rest[len(key) + 1 :], entries[key]
        yield place, data


def _place(data: Any, path: str) -> str:
    """Return the path by which a case knows the line of a difference."""
    return next((place for place, _ in reversed(list(_steps(data, path)))), "")


def _claims(data: Any, path: str) -> tuple[str, ...]:
    """Return the claims that the nearest thing around a path rests on."""
    found: tuple[str, ...] = ()
    for _, part in _steps(data, path):
        if isinstance(part, Mapping) and isinstance(part.get("because"), list):
            found = tuple(str(claim) for claim in part["because"])
    return found


def _line(value: Any) -> str:
    """Write a value on one line, as a file could hold it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_line(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return "null" if value is None else str(value)


def _structure(case: Case) -> Any:
    document = case.document
    return names_of(document), tuple(document.scenarios), tuple(document.markers), document.as_of
