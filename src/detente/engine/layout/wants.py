"""Issues, and what parties want of them, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from detente.case.numbers.distribution import Chance, Label, OneOf, Scale, quantile
from detente.case.schema.case import Document
from detente.case.schema.parties import Mover
from detente.case.schema.quantities import Quantity
from detente.engine.layout.names import Names
from detente.engine.layout.plan import Source
from detente.engine.layout.slots import Slots

__all__ = ["issue_arrays", "label_levels", "party_arrays", "rows", "source_of"]


def rows(found: Sequence[tuple[int, ...]], width: int) -> Any:
    """Return a list of rows as i8[·, width], also where it is empty."""
    return np.array(found, dtype=np.int64).reshape(len(found), width)


def source_of(names: Names, key: str) -> tuple[int, int]:
    """Return kind and index of what a name in `driven_by`, `moved_by` or `hazard_ratio` refers to."""
    if key in names.factors:
        return int(Source.FACTOR), names.factors.index(key)
    if key in names.flags:
        return int(Source.FLAG), names.flags.index(key)
    return int(Source.ISSUE), names.issues.index(key)


def issue_arrays(document: Document, names: Names) -> dict[str, Any]:
    """Return the arrays about issues: levels, options in force, consent."""
    issues, parties = len(names.issues), len(names.parties)
    widest = max(len(names.options[i]) for i in names.issues)
    level = np.zeros((issues, widest))
    consent = np.zeros((issues, parties), dtype=np.uint8)
    for k, key in enumerate(names.issues):
        issue = document.issues[key]
        level[k, : len(names.options[key])] = [issue.options[o].level for o in names.options[key]]
        if issue.counted is None:
            consent[k, [names.parties.index(p) for p in issue.asked]] = 1
    return {
        "option_level": level,
        "option_share": level / 100.0,
        "option_rise": (level[:, None, :] - level[:, :, None]) / 100.0,
        "option_count": np.array([len(names.options[i]) for i in names.issues], dtype=np.int64),
        "option_now": np.array([names.option(i, document.issues[i].now) for i in names.issues], dtype=np.int64),
        "topic": np.array([names.topics.index(document.issues[i].topic) for i in names.issues], dtype=np.int64),
        "expiry_steps": np.array([_expiry(document, names, i) for i in names.issues], dtype=np.int64),
        "consent": consent,
    }


def _expiry(document: Document, names: Names, issue: str) -> int:
    expires = document.issues[issue].expires
    return 0 if expires is None else max(1, -int(-expires // names.step_days))


def party_arrays(document: Document, names: Names, slots: Slots) -> dict[str, Any]:
    """Return the arrays about parties and audiences: positions, prices, styles, what they care about."""
    parties = [document.parties[p] for p in names.parties]
    walk_away = np.full((len(parties), len(names.issues)), -1, dtype=np.int64)
    for p, party in enumerate(parties):
        for issue, option in (party.price.walk_away or {}).items():
            walk_away[p, names.issues.index(issue)] = names.option(issue, option)

    def each(of: tuple[str, ...], what: str) -> Any:
        return np.array([slots.find(f"parties.{p}.{what}") for p in of], dtype=np.int64)

    cares = [
        (p, names.factors.index(f), slots.find(f"parties.{key}.cares.{f}"))
        for p, key in enumerate(names.parties)
        for f in document.parties[key].cares
    ]
    return {
        **_position_arrays(document, names, slots),
        **_mover_arrays(document, names, slots),
        "risk": each(names.persons, "style.risk"),
        "audience_of": np.array(
            [names.parties.index(of) if (of := document.parties[p].of) else -1 for p in names.persons],
            dtype=np.int64,
        ),
        "audience_weight": each(names.persons, "weight"),
        "toughness": each(names.parties, "style.toughness"),
        "patience": each(names.parties, "patience"),
        "power": each(names.parties, "power"),
        "horizon": each(names.parties, "horizon"),
        "price": each(names.parties, "price.value"),
        "walk_away": walk_away,
        "care": rows(cares, 3),
    }


def _position_arrays(document: Document, names: Names, slots: Slots) -> dict[str, Any]:
    shape = (len(names.persons), len(names.issues))
    found = {what: np.full(shape, -1, dtype=np.int64) for what in ("ideal", "salience", "limit")}
    side = np.ones(shape, dtype=np.int64)
    for n, person in enumerate(names.persons):
        for issue, position in document.positions.get(person, {}).items():
            i = names.issues.index(issue)
            for what, array in found.items():
                number = getattr(position, what)
                array[n, i] = -1 if number is None else slots.of(number.of or f"positions.{person}.{issue}.{what}")
            if position.limit is not None:
                ideal, limit = (middle(document, issue, q) for q in (position.ideal, position.limit))
                side[n, i] = 1 if limit < ideal or limit == ideal == 100.0 else -1
    return {**found, "limit_side": side}


def middle(document: Document, issue: str, quantity: Quantity) -> float:
    """Return the median level of a quantity on an issue's scale, names of options read as their levels."""
    levels = label_levels(document, issue)
    written = quantity.notation
    match written.notation if isinstance(written, Chance) else written:
        case Label(name):
            return levels[name]
        case OneOf(options):
            ordered = sorted((levels[name], chance) for name, chance in options)
            below = np.cumsum([chance for _, chance in ordered])
            return ordered[int(np.searchsorted(below, 0.5 - 1e-12))][0]
        case notation:
            return float(quantile(notation, 0.5, Scale.LEVEL))


def label_levels(document: Document, issue: str) -> dict[str, float]:
    """Return the level of every option of an issue by its name."""
    return {name: option.level for name, option in document.issues[issue].options.items()}


def _mover_arrays(document: Document, names: Names, slots: Slots) -> dict[str, Any]:
    found: list[tuple[int, ...]] = []
    origins: list[int] = []
    ends = [0]
    for n, person in enumerate(names.persons):
        party = document.parties[person]
        target, where, movers = (
            (0, f"parties.{person}.price.moved_by", party.price.moved_by)
            if party.of is None
            else (1, f"parties.{person}.moved_by", party.moved_by)
        )
        for key, mover in movers.items():
            path = f"{where}.{key}"
            found.append((target, n, *source_of(names, key), slots.find(f"{path}.by", path)))
            origins.append(slots.find(f"{path}.from") if isinstance(mover, Mover) else -1)
        ends.append(len(found))
    return {
        "mover": rows(found, 5),
        "mover_ends": np.array(ends, dtype=np.int64),
        "mover_from": np.array(origins, dtype=np.int64),
    }
