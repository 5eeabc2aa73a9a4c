"""Factors, history and events as arrays."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from detente.case.numbers.distribution import Chance, central
from detente.case.numbers.durations import parse_duration
from detente.case.schema.case import Document
from detente.case.schema.changes import LowerFlag, RaiseFlag, Shift
from detente.case.schema.course import Ages, Event
from detente.case.schema.quantities import Quantity
from detente.engine.layout.changes import Fades, change_arrays
from detente.engine.layout.conditions import Conditions
from detente.engine.layout.names import Names
from detente.engine.layout.plan import Effect, Source
from detente.engine.layout.slots import Slots
from detente.engine.layout.wants import rows, source_of
from detente.engine.world.factors import MONTH

__all__ = ["event_arrays", "factor_arrays", "past_arrays"]


def factor_arrays(document: Document, names: Names, slots: Slots) -> dict[str, Any]:
    """Return the arrays about factors and what drives them."""
    drivers = [
        (f, *source_of(names, driver), slots.of(f"factors.{key}.driven_by.{driver}"))
        for f, key in enumerate(names.factors)
        for driver in document.factors[key].driven_by
    ]
    bounds = [document.factors[f].within or (-math.inf, math.inf) for f in names.factors]

    def each(what: str) -> Any:
        return np.array([slots.find(f"factors.{f}.{what}") for f in names.factors], dtype=np.int64)

    start = each("start")
    toward = each("toward")
    return {
        "factor_start": start,
        "factor_toward": np.where(toward < 0, start, toward),
        "factor_half_life": each("half_life"),
        "factor_volatility": each("volatility"),
        "factor_bounds": np.array(bounds, dtype=np.float64).reshape(len(bounds), 2),
        "factor_unit": (unit := _units(document, names)),
        "factor_scale": 1.0 / unit,
        "driver": rows(drivers, 4),
    }


def _units(document: Document, names: Names) -> Any:
    """Return for every factor a power of two about as large as the levels it may reach within the course."""
    months = names.steps * names.step_days / MONTH
    own = {key: _reach(document, key, months) for key in names.factors}
    reach = dict(own)
    for key, factor in document.factors.items():
        driven = sum(_largest(by) * own.get(driver, 1.0) for driver, by in factor.driven_by.items())
        reach[key] += driven * months
    return 2.0 ** np.ceil(np.log2([max(reach[key], 1e-9) for key in names.factors]))


def _reach(document: Document, key: str, months: float) -> float:
    """Return about how far from 0 a factor may get by itself and by shifts."""
    factor = document.factors[key]
    start = 100.0 if factor.series else max((_largest(q) for q in (factor.start, factor.toward) if q), default=0.0)
    past = (change for event in document.history.values() for change in event.changes)
    shifts = [
        _largest(change.shift[key])
        for change in (*past, *document.changes_to_come)
        if isinstance(change, Shift) and key in change.shift
    ]
    return start + 2.0 * _largest(factor.volatility) * math.sqrt(months) + sum(shifts)


def _largest(quantity: Quantity) -> float:
    """Return the larger size of a number's 5 % and 95 % quantiles."""
    notation = quantity.notation.notation if isinstance(quantity.notation, Chance) else quantity.notation
    low, _, high = central(notation, quantity.scale)
    return max(abs(low), abs(high))


def past_arrays(document: Document, names: Names, slots: Slots, fades: Fades) -> dict[str, Any]:
    """Return what history has left: shifts with their ages, and raised flags."""
    found: list[tuple[int, ...]] = []
    ages: list[float] = []
    up = np.zeros(len(names.flags), dtype=np.uint8)
    for key, event in sorted(document.history.items(), key=lambda item: item[1].on):
        for c, change in enumerate(event.changes):
            if isinstance(change, RaiseFlag):
                up[names.flags.index(change.raise_)] = 1
            elif isinstance(change, LowerFlag):
                up[names.flags.index(change.lower)] = 0
            elif isinstance(change, Shift):
                for what in change.shift:
                    effect, index = fades.target(what)
                    target = index if effect is Effect.SHIFT_FACTOR else len(names.factors) + index
                    slot = slots.of(f"history.{key}.changes.{c}.shift.{what}")
                    found.append((target, slot, fades.place(what, change), 0))
                    ages.append(float((document.as_of - event.on).days))
    return {"past": rows(found, 4), "past_age": np.array(ages, dtype=np.float64), "flag_up": up}


def event_arrays(
    document: Document, names: Names, slots: Slots, conditions: Conditions, fades: Fades
) -> dict[str, Any]:
    """Return the arrays about events, their rates and the changes they make."""
    events = [document.events[e] for e in names.events]
    bands = [_bands(event, key, slots) for event, key in zip(events, names.events, strict=True)]
    ratios = [
        (e, *source_of(names, what), *_ratio_slots(slots, f"events.{key}.hazard_ratio.{what}"))
        for e, key in enumerate(names.events)
        for what in document.events[key].hazard_ratio
    ]
    steps = [-1 if e.on is None else int((e.on - document.as_of).days // names.step_days) for e in events]
    return {
        "event_while": np.array([conditions.watch(e.while_) for e in events], dtype=np.int64),
        "event_step": np.array(steps, dtype=np.int64),
        "event_chance": np.array([slots.find(f"events.{key}.chance") for key in names.events], dtype=np.int64),
        "event_once": np.array([e.once for e in events], dtype=np.uint8),
        "event_bands": np.cumsum([0, *(len(b) for b in bands)]).astype(np.int64),
        "band_end": np.array([end for band in bands for end, _ in band], dtype=np.float64),
        "band_rate": np.array([slot for band in bands for _, slot in band], dtype=np.int64),
        "event_ratios": np.cumsum([0, *(len(event.hazard_ratio) for event in events)]).astype(np.int64),
        "ratio": rows(ratios, 5),
        "ratio_span": np.array([_span(document, names, *which) for _, *which, _, _ in ratios], float).reshape(-1, 2),
        **change_arrays(document, names, slots, fades),
    }


def _ratio_slots(slots: Slots, path: str) -> tuple[int, int]:
    """Return the slots of a hazard ratio and of the level it counts from, −1 for 0."""
    return slots.find(path, f"{path}.ratio"), slots.find(f"{path}.from")


def _span(document: Document, names: Names, source: int, index: int) -> tuple[float, float]:
    """Return the lowest and the highest that what multiplies a hazard can stand at."""
    if source == Source.FACTOR:
        return document.factors[names.factors[index]].within or (-math.inf, math.inf)
    if source == Source.FLAG:
        return 0.0, 1.0
    levels = [option.level / 100.0 for option in document.issues[names.issues[index]].options.values()]
    return min(levels), max(levels)


def _bands(event: Event, key: str, slots: Slots) -> list[tuple[float, int]]:
    """Return upper ends of ages in days with the slots of their rates."""
    if event.rate is None:
        return []
    if not isinstance(event.rate, Ages):
        return [(math.inf, slots.of(f"events.{key}.rate"))]
    return [
        (math.inf if age == "later" else parse_duration(age), slots.of(f"events.{key}.rate.ages.{age}"))
        for age in event.rate.ages
    ]
