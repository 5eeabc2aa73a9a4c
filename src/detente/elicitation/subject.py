"""What one party could be asked about: its issues, and what each option is worth to it, all else being as it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.case.case import Case
from detente.case.checks.levels import spread
from detente.case.numbers.distribution import central
from detente.case.schema.case import Document
from detente.case.schema.quantities import Quantity
from detente.errors import OptionError

__all__ = ["Package", "Subject", "subjects"]

Floats = NDArray[np.float64]
Package = tuple[tuple[str, str], ...]
"""Issue and option of all that is settled; everything else stays as it is."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A party whose wants are asked about.

    Attributes:
        party: Its id.
        issues: Ids of the issues that it has a position on.
        options: Of each issue the options that can be agreed, the one the party likes best first.
        change: Of each option v(option) − v(now), with v = 1 − (|level − ideal|/100)^α.
    """

    party: str
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    change: tuple[tuple[float, ...], ...]

    def features(self, package: Package) -> tuple[Floats, Floats]:
        """Return what a package changes on each issue, and 1 where it settles one, f8[I] each.

        Raises:
            KeyError: It names an issue or an option that there is not.
        """
        change, settled = np.zeros(len(self.issues)), np.zeros(len(self.issues))
        for issue, option in package:
            if issue not in self.issues or option not in self.options[self.issues.index(issue)]:
                raise KeyError(f"{issue}: {option}")
            i = self.issues.index(issue)
            change[i], settled[i] = self.change[i][self.options[i].index(option)], 1.0
        return change, settled

    def without(self, refused: tuple[tuple[str, str], ...]) -> Subject:
        """Return the subject with nothing that it could never accept, nor anything further from what it wants."""
        options, change = list(self.options), list(self.change)
        for issue, option in refused:
            i = self.issues.index(issue)
            if option in options[i]:
                kept = options[i].index(option)
                options[i], change[i] = options[i][:kept], change[i][:kept]
        return Subject(self.party, self.issues, tuple(options), tuple(change))


def subjects(case: Case, parties: tuple[str, ...] = ()) -> tuple[Subject, ...]:
    """Return the parties of a case that can be asked about: those that want something on two issues or more.

    Args:
        case: The case.
        parties: Only these, in this order; all that act if empty.

    Raises:
        OptionError: A party is not in the case, or nobody can be asked about.
    """
    document = case.document
    for party in parties:
        if party not in document.parties:
            raise OptionError.unknown("party", party, tuple(document.parties))
    asked = parties or tuple(key for key, party in document.parties.items() if party.of is None)
    return tuple(found for party in asked if len((found := _subject(document, party)).issues) > 1)


def _subject(document: Document, party: str) -> Subject:
    alpha = central(document.parties[party].style.risk.notation, document.parties[party].style.risk.scale)[1]  # type: ignore[arg-type]
    issues, options, changes = [], [], []
    for issue, position in document.positions.get(party, {}).items():
        levels = {key: float(option.level) for key, option in document.issues[issue].options.items()}
        ideal, now = _middle(position.ideal, document, issue), document.issues[issue].now
        worth = {key: 1.0 - (abs(level - ideal) / 100.0) ** alpha for key, level in levels.items()}
        found = sorted((key for key in levels if key != now), key=lambda key: (-worth[key], key))
        if position.limit is not None:
            limit = _middle(position.limit, document, issue)
            found = [key for key in found if _within(levels[key], ideal, limit)]
        if found:
            issues.append(issue)
            options.append(tuple(found))
            changes.append(tuple(worth[key] - worth[now] for key in found))
    return Subject(party, tuple(issues), tuple(options), tuple(changes))


def _within(level: float, ideal: float, limit: float) -> bool:
    return level >= limit if limit < ideal else level <= limit if limit > ideal else True


def _middle(quantity: Quantity, document: Document, issue: str) -> float:
    found = spread(quantity, document.issues[issue])
    return found[1] if found is not None else 50.0
