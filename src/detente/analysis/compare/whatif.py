"""Any change: what it makes of the ends of the story, and what it costs whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente.analysis.compare.endings import Ends, Stamp, play_ends
from detente.analysis.compare.levers import METHOD, REFERENCES, Comparison, compare, status
from detente.case.case import Case
from detente.case.editing.dump import raw
from detente.case.editing.edit import with_changes, with_values
from detente.case.schema.base import Bilingual
from detente.errors import OptionError
from detente.locale.case_errors.words import Language
from detente.play_options import PLAYED, PlayOptions, in_turn
from detente.results import Result

__all__ = ["WhatIf", "otherwise", "whatif", "whatif_of"]


@dataclass(frozen=True, slots=True, repr=False)
class WhatIf(Result):
    """One change that is no lever of the case.

    Attributes:
        comparison: what it makes of the outlook.
        changed_sha256: hash of the changed case.
        status: a sentence on how far the numbers can be trusted.
    """

    stamp: Stamp
    comparison: Comparison
    changed_sha256: str
    status: Bilingual
    method: str = METHOD
    references: tuple[str, ...] = REFERENCES[:1]


def whatif(
    case: Case,
    values: Mapping[str, Any] | None = None,
    *,
    changes: Sequence[Mapping[str, Any]] = (),
    levers: Sequence[str] = (),
    options: PlayOptions = PLAYED,
    language: Language = "en",
) -> WhatIf:
    """Play a case as it is and with something otherwise, and compare.

    All that is given is changed together, values first; both cases are played in the same beliefs and runs.

    Args:
        case: The case.
        values: Path → value, as a file writes it.
        changes: Changes as a lever has them.
        levers: Levers of the case to be pulled as well.
        options: How to play.
        language: Language of messages.

    Raises:
        OptionError: nothing is changed, or there is no such lever.
        CaseError: a change is none, or leaves a case that is not sound.

    Example:
        >>> import detente
        >>> few = detente.PlayOptions(beliefs=20, runs=4)
        >>> found = whatif(detente.load("divided-pie"), {"parties.party-b.patience": 2}, options=few)
        >>> found.comparison.changes
        ({'set': {'parties.party-b.patience': 2}},)
    """
    changed, every = otherwise(case, values or {}, changes, levers, language)
    turn = in_turn(options, 2)
    base, other = (play_ends(each, turn(place), case)[0] for place, each in enumerate((case, changed)))
    return whatif_of(case, changed, every, base, other, options)


def whatif_of(
    case: Case, changed: Case, every: tuple[Mapping[str, Any], ...], base: Ends, other: Ends, options: PlayOptions
) -> WhatIf:
    """Compare two plays that have been made already.

    Args:
        case: The case as it is.
        changed: The case with something otherwise.
        every: All that was changed, as `otherwise` returns it.
        base: How the worlds of the case ended.
        other: How those of the changed case ended, in the same beliefs and runs.
        options: How both were played.
    """
    empty = Bilingual()
    comparison = Comparison("", empty, empty, None, every, *compare(case, base, other))
    return WhatIf(Stamp.of(case, options), comparison, changed.sha256, status(options))


def otherwise(
    case: Case,
    values: Mapping[str, Any],
    changes: Sequence[Mapping[str, Any]],
    levers: Sequence[str],
    language: Language,
) -> tuple[Case, tuple[Mapping[str, Any], ...]]:
    """Return the changed case, and all that was changed as a file would write it."""
    there = case.document.levers
    for key in levers:
        if key not in there:
            raise OptionError.unknown("lever", key, list(there))
    every = [*changes, *(raw(change) for key in levers for change in there[key].changes)]
    if not values and not every:
        raise OptionError("nothing is to be otherwise", "give values, changes or levers").named("nothing_otherwise")
    changed = with_values(case, values, language) if values else case
    changed = with_changes(changed, every, "what-if", language) if every else changed
    return changed, (*([{"set": dict(values)}] if values else []), *every)
