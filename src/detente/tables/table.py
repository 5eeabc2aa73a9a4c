"""A table of who wants what: the form in which the field hands its data on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from detente.theories.arrays import Floats
from detente.theories.problem import Problem

__all__ = ["PositionTable"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PositionTable:
    """Positions, salience and power of parties on issues, and how the issues came out where that is known.

    Attributes:
        title: what it is about.
        parties, issues: their names.
        positions: level each party would choose, 0–100, shape (parties, issues); not a number where it is silent.
        salience: how much each issue matters to each party, 0–1, of the same shape; 0 where it is silent.
        power: of each party on each issue, > 0, of the same shape; not a number where it is silent.
        now: level in force, shape (issues,); not a number where the table does not say.
        outcomes: level that came out, shape (issues,); not a number likewise.
        labels: issue → level → what it means.
        proposals: what each issue belongs to, shape (issues,); empty: each to itself. Issues of one proposal are not
            independent.
        ranges: (issue, party, `position`, `salience` in hundredths, `power` or `limit`) → ends of its central 90 %,
            where the table gives them.
        titles: (heading such as `issue_title_zh`, name) → its title, where it is not the name.
        topics: issue → its topic, where the table gives one.
        options: issue → its options: id, level, title; where the table gives them.
        notes: what was taken for granted in reading it, as sentences.
    """

    title: str
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    positions: Floats
    salience: Floats
    power: Floats
    now: Floats
    outcomes: Floats
    labels: Mapping[str, Mapping[float, str]] = field(default_factory=dict)
    proposals: tuple[str, ...] = ()
    ranges: Mapping[tuple[str, str, str], tuple[float, float]] = field(default_factory=dict)
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, tuple[tuple[str, float, str], ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def proposal_of(self, issue: str) -> str:
        """Return the proposal that an issue belongs to."""
        return self.proposals[self.issues.index(issue)] if self.proposals else issue

    def problem(self, issues: tuple[str, ...] | None = None) -> Problem:
        """Return the problem of some issues, with the parties that have a position on one of them.

        Power is that on the first of these issues where a party has a position: tables with one power a party, as most
        have, lose nothing.
        """
        columns = [self.issues.index(name) for name in issues or self.issues]
        heard = ~np.isnan(self.positions[:, columns])
        rows = np.flatnonzero(heard.any(axis=1))
        both = rows[:, None], np.array(columns)[None, :]
        power = [self.power[row, columns[int(np.argmax(heard[row]))]] for row in rows]
        return Problem(
            parties=tuple(self.parties[row] for row in rows),
            issues=tuple(self.issues[column] for column in columns),
            positions=self.positions[both],
            salience=self.salience[both],
            power=np.array(power),
            now=self.now[columns],
        )
