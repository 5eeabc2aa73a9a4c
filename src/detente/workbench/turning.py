"""What can be turned in a what-if: every number of a case with the ends of its slider; and how a change is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.compare.whatif import otherwise
from detente.case import Case
from detente.case.editing.dump import raw
from detente.case.numbers.distribution import central
from detente.case.numbers.notation import Chance
from detente.case.numbers.scales import Scale
from detente.case.reading.walk import numbers
from detente.errors import OptionError
from detente.locale import Texts
from detente.report.outlook.evidence import path_in_words
from detente.workbench.adding import id_of

__all__ = ["Turnable", "as_lever", "as_version", "turnable"]

_SECTIONS = ("parties", "positions", "factors", "meetings", "events", "carrying_out", "linked")
_ENDS = {Scale.SHARE: (0.0, 1.0, 0.01), Scale.LEVEL: (0.0, 100.0, 1.0), Scale.PERCENT: (0.0, 100.0, 1.0)}
_DAYS_OF_A_MONTH, _FAR = 30.0, 3.0


@dataclass(frozen=True, slots=True)
class Turnable:
    """A number and its slider.

    Attributes:
        path: In the case.
        title: The path in words.
        low, high, step: Of the slider.
        middle: Where it stands in the case.
        first, last: Its central 90 % in the case.
        unit: What is written behind the number of the slider.
    """

    path: str
    title: str
    low: float
    high: float
    step: float
    middle: float
    first: float
    last: float
    unit: str


def turnable(case: Case, words: Texts) -> tuple[Turnable, ...]:
    """Return the numbers that can be turned, in the order of the case."""
    found = []
    for path, number in numbers(case.document):
        if path.split(".")[0] not in _SECTIONS or isinstance(number.notation, Chance) or number.of:
            continue
        try:
            first, middle, last = central(number.notation, number.scale)
        except (ValueError, TypeError):
            continue
        ends = _ends(number.scale, middle, first, last)
        if ends is not None:
            unit = "days" if number.scale is Scale.DURATION else ""
            found.append(Turnable(path, path_in_words(case.document, path, words), *ends, middle, first, last, unit))
    return tuple(found)


def _ends(scale: Scale, middle: float, first: float, last: float) -> tuple[float, float, float] | None:
    """Return the ends and the step of a slider; None where a number alone does not say the value."""
    if scale in _ENDS:
        return _ENDS[scale]
    if scale is Scale.DURATION:
        return 0.0, float(max(3 * _DAYS_OF_A_MONTH, round(_FAR * last))), 1.0
    if scale in (Scale.REAL, Scale.POSITIVE):
        reach = max(abs(first), abs(last), last - first, 0.1)
        low = middle - _FAR * reach if scale is Scale.REAL else min(first, middle) / _FAR
        return _rounded(low), _rounded(middle + _FAR * reach), _rounded(reach / 50)
    return None


def _rounded(value: float) -> float:
    return float(f"{value:.2g}")


def as_version(case: Case, levers: Sequence[str], values: Mapping[str, Any], words: Texts) -> str:
    """Return the text of a case with a change made in place.

    Raises:
        OptionError: Nothing is changed, or there is no such lever.
        CaseError: The change leaves a case that is not sound.
    """
    return otherwise(case, values, (), levers, words.language)[0].text


def as_lever(case: Case, levers: Sequence[str], values: Mapping[str, Any], title: str, words: Texts) -> dict[str, Any]:
    """Return what to write where to keep a change as a lever of the case.

    Raises:
        OptionError: Nothing is changed, there is no such lever, or it has no title.
    """
    there = case.document.levers
    if not title.strip():
        raise OptionError.outside("title", title, "1 to 200 characters")
    for key in levers:
        if key not in there:
            raise OptionError.unknown("lever", key, list(there))
    changes = [
        *([{"set": dict(values)}] if values else []),
        *(raw(each) for key in levers for each in there[key].changes),
    ]
    if not changes:
        raise OptionError("nothing is changed", "choose a lever, or set a value").named("nothing_changed")
    return {
        f"levers.{id_of(title, 'levers', list(there))}": {"title": {words.language: title.strip()}, "changes": changes}
    }
