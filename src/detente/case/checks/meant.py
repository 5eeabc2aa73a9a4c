"""What a sound case says and probably does not mean: another unit, a level counted from nowhere, ends cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from detente.case.checks.levels import spread
from detente.case.numbers.distribution import central, describe, quantile
from detente.case.numbers.notation import Fixed, Interval, Quantiles
from detente.case.numbers.paths import quantities
from detente.case.numbers.scales import Scale
from detente.case.numbers.through import fitted_family
from detente.case.reading.walk import walk
from detente.case.schema.base import Element
from detente.case.schema.case import Document
from detente.case.schema.conditions import Named
from detente.case.schema.course import Ratio
from detente.mistakes import Slip

__all__ = ["MEANT"]

Floats = NDArray[np.float64]

_SURELY_A_SHARE = 1.0
_AMONG = 10.0
_NOTICEABLE = log(2.0)
_CUT = 0.1
_FAR = 0.1
_MANY = 20.0


def _prices(document: Document) -> Iterator[Slip]:
    """Report prices above the whole range of an issue: nothing could be worth them."""
    for key, party in document.parties.items():
        price = party.price.value
        found = spread(price) if price is not None else None
        if found is not None and found[1] > 1.0:
            values = {"found": f"{found[1]:g}", "percent": f"{found[1]:g}", "share": f"{found[1] / 100:g}"}
            yield Slip("price_above_all", f"parties.{key}.price.value", values)


def _scales(document: Document) -> Iterator[Slip]:
    """Report issues on a scale from 0 to 1."""
    for key, issue in document.issues.items():
        levels = [option.level for option in issue.options.values()]
        if levels and 0.0 < max(levels) <= _SURELY_A_SHARE:
            yield Slip("scale_of_one", f"issues.{key}.options", {"high": f"{max(levels):g}"}, at_key=True)


def _saliences(document: Document) -> Iterator[Slip]:
    """Report a salience that looks like a share among others that look like per cent."""
    for party, positions in document.positions.items():
        middles = {issue: found[1] for issue, each in positions.items() if (found := spread(each.salience))}
        if max(middles.values(), default=0.0) < _AMONG:
            continue
        for issue, middle in middles.items():
            if 0.0 < middle < _SURELY_A_SHARE:
                values = {"found": f"{middle:g}", "meant": f"{100 * middle:g}"}
                yield Slip("salience_of_one", f"positions.{party}.{issue}.salience", values)


def _ratios(document: Document) -> Iterator[Slip]:
    """Report hazard ratios of factors that are far from 0 as the course begins: the rate is another from the start."""
    for key, event in document.events.items():
        for name, ratio in event.hazard_ratio.items():
            factor, found = document.factors.get(name), None if isinstance(ratio, Ratio) else spread(ratio)
            if factor is None or found is None or found[1] <= 0.0:
                continue
            if factor.start is not None:
                start = (spread(factor.start) or (0.0, 0.0, 0.0))[1]
            elif factor.series:
                start = float(list(factor.series.values())[-1].share)
            else:
                continue
            if abs(start * log(found[1])) > _NOTICEABLE:
                values = {
                    "name": name,
                    "level": f"{start:g}",
                    "ratio": f"{found[1]:g}",
                    "times": f"{found[1] ** start:.2g}",
                }
                yield Slip("ratio_from_nought", f"events.{key}.hazard_ratio.{name}", values)


def _cut_ends(document: Document) -> Iterator[Slip]:
    """Report quantiles that leave much of the belief to the family that is fitted, or that it misses."""
    for path, number in quantities(document).items():
        notation = number.notation
        if not isinstance(notation, Quantiles):
            continue
        first, last, family = notation.points[0][0], notation.points[-1][0], fitted_family(notation, number.scale)
        if family is None:
            continue
        name = {"family": family.family.value}
        if notation.fit is not None:
            yield from _missed(notation, number.scale, path, name)
        elif first > _CUT or last < 1.0 - _CUT:
            low, _, high = (_rounded(value, number.scale) for value in central(notation, number.scale))
            yield Slip("ends_cut_off", path, name | {"low": low, "high": high})


def _missed(notation: Quantiles, scale: Scale, path: str, name: dict[str, str]) -> Iterator[Slip]:
    """Report a fitted family whose quantiles are far from those that were given, on the scale of what they span."""
    at, given = np.array([point for point in notation.points if 0.0 < point[0] < 1.0]).T
    found = quantile(notation, at, scale)
    if np.max(np.abs(found - given)) > _FAR * (given[-1] - given[0]):
        values = {"found": _listed(at, found, scale), "given": _listed(at, given, scale)}
        yield Slip("fit_misses", path, name | values)


def _listed(at: Floats, values: Floats, scale: Scale) -> str:
    """Write quantiles, rounded."""
    return ", ".join(f"{p:g}: {_rounded(value, scale)}" for p, value in zip(at, values, strict=True))


def _rounded(value: float, scale: Scale) -> str:
    """Write a value to three figures, with its unit."""
    return describe(Fixed(float(f"{value:.3g}")), scale)


def _from_nought(document: Document) -> Iterator[Slip]:
    """Report intervals from 0 of what is read as log-normal above 0: their middle is many times as far up."""
    for path, number in quantities(document).items():
        notation = number.notation
        if isinstance(notation, Interval) and notation.low == 0.0 and number.scale.logarithmic:
            values = {
                "found": describe(notation, number.scale),
                "middle": describe(Fixed(notation.high / 2), number.scale),
            }
            yield Slip("interval_from_nought", path, values)


def _near_an_end(document: Document) -> Iterator[Slip]:
    """Report shares whose interval spans orders of magnitude: as a normal, many are cut off at 0, or at 1."""
    for path, number in quantities(document).items():
        notation = number.notation
        if not isinstance(notation, Interval) or number.scale is not Scale.SHARE:
            continue
        low, high = notation.low, notation.high
        at_nought, at_one = low > 0.0 and high > _MANY * low, high < 1.0 and 1.0 - low > _MANY * (1.0 - high)
        if at_nought or at_one:
            likely = sqrt(low * high) if at_nought else 1.0 - sqrt((1.0 - low) * (1.0 - high))
            values = {
                "found": describe(notation, number.scale),
                "middle": describe(Fixed((low + high) / 2), number.scale),
                "end": "0" if at_nought else "1",
                "low": f"{low:g}",
                "likely": f"{likely:.2g}",
                "high": f"{high:g}",
            }
            yield Slip("share_near_end", path, values)


def _days(document: Document) -> Iterator[Slip]:
    """Report days in the rule of a question that its condition does not name."""
    for key, question in document.questions.items():
        known = {document.until, *_days_of(question.when)}
        if any(isinstance(part, Named) for _, part in walk(question.when)):
            known.update(day for condition in document.conditions.values() for day in _days_of(condition))
        text = question.rules.text
        for day in sorted({*_days_in(text.en), *_days_in(text.zh)} - known):
            values = {"found": day.isoformat(), "days": ", ".join(each.isoformat() for each in sorted(known))}
            yield Slip("other_day", f"questions.{key}.rules.text", values)


def _days_of(condition: Element) -> Iterator[date]:
    """Yield the days that a condition names."""
    for _, part in walk(condition):
        yield from (value for value in part.__dict__.values() if isinstance(value, date))


def _days_in(text: str) -> Iterator[date]:
    """Yield the days that a text names, in English, in Chinese or by numbers."""
    for found in _DAY.finditer(text):
        parts = {name.rstrip("_"): value for name, value in found.groupdict().items() if value}
        month = parts["month"]
        number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
        with suppress(ValueError):
            yield date(int(parts["year"]), number, int(parts["day"]))


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    r"(?P<year>\d{4})\s*(?:-|年)\s*(?P<month>\d{1,2})\s*(?:-|月)\s*(?P<day>\d{1,2})"
    rf"|(?P<day_>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month_>{_NAME}),?\s+(?P<year_>\d{{4}})"
    rf"|(?P<month__>{_NAME})\s+(?P<day__>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year__>\d{{4}})",
    re.IGNORECASE,
)

MEANT = (_prices, _scales, _saliences, _ratios, _from_nought, _near_an_end, _cut_ends, _days)
"""Every check of this kind, in the order of the language."""
