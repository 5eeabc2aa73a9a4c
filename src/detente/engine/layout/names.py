"""The order in which the names of a case stand in arrays."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.schema.case import STEP_DAYS, Document

__all__ = ["Names", "names_of"]


@dataclass(frozen=True, slots=True)
class Names:
    """Places of every name; meetings and events stand in the order of their ids, all else as written.

    Attributes:
        persons: parties first, then audiences.
        options: for each issue, its options in order of level.
        steps: number of steps T.
        step_days: their length Δ.
    """

    persons: tuple[str, ...]
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    options: dict[str, tuple[str, ...]]
    topics: tuple[str, ...]
    factors: tuple[str, ...]
    flags: tuple[str, ...]
    meetings: tuple[str, ...]
    events: tuple[str, ...]
    steps: int
    step_days: float

    def option(self, issue: str, option: str) -> int:
        """Return the place of an option of an issue."""
        return self.options[issue].index(option)


def names_of(document: Document) -> Names:
    """Return the order in which the names of a case stand in arrays."""
    parties = tuple(p for p, party in document.parties.items() if party.of is None)
    audiences = tuple(p for p, party in document.parties.items() if party.of is not None)
    length = STEP_DAYS[document.step]
    return Names(
        persons=parties + audiences,
        parties=parties,
        issues=tuple(document.issues),
        options={
            key: tuple(sorted(issue.options, key=lambda o: issue.options[o].level))
            for key, issue in document.issues.items()
        },
        topics=tuple(dict.fromkeys(issue.topic for issue in document.issues.values())),
        factors=tuple(document.factors),
        flags=tuple(document.flags),
        meetings=tuple(sorted(document.meetings)),
        events=tuple(sorted(document.events)),
        steps=-int(-(document.until - document.as_of).days // length),
        step_days=length,
    )
