"""What a package must meet, one condition at a time, so that each can be relaxed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import numpy as np

from detente.bargaining.arrays import Floats, Marks
from detente.bargaining.packages import PackageProblem
from detente.bargaining.rules import Rule
from detente.engine.layout.build import Layout
from detente.engine.layout.plan import Clause
from detente.engine.run.table_problem import OpeningTable

__all__ = ["FEASIBLE", "Condition", "Kind", "Zone", "conditions_of"]


FEASIBLE = Rule.NASH
"""Rule that is asked where only whether there is a package matters."""


class Kind(Enum):
    """Kinds of condition."""

    PRICE = "price"
    CONSENT = "consent"
    LIMIT = "limit"
    INSISTS = "insists"
    NEEDS = "needs"
    BREADTH = "breadth"


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """Something that a package must meet.

    Attributes:
        kind: `price`: a party at the table gains; `consent`: an absent party does not lose; `limit`; `insists`;
            `needs` of an issue; `breadth` of the meeting. As text, so that conditions can be sorted.
        party: Whose; empty for `needs` and `breadth`.
        issue: On what; empty for `price`, `consent` and `breadth`.
    """

    kind: str
    party: str = ""
    issue: str = ""

    @property
    def owner(self) -> str:
        """The party it belongs to, or its kind where it belongs to none."""
        return self.party or self.kind


def conditions_of(table: OpeningTable, layout: Layout) -> tuple[Condition, ...]:
    """Return every condition of a table, prices first, then by party and issue."""
    names = layout.names
    parties = [names.parties[p] for p in table.parties]
    found = [
        Condition((Kind.PRICE if k < table.seats else Kind.CONSENT).value, party) for k, party in enumerate(parties)
    ]
    found.append(Condition(Kind.BREADTH.value))
    found += [condition for clause in table.row_clause if (condition := _condition_of(clause, layout))]
    limited = ~np.isnan(table.limits)
    limited[:, ~(table.allowed[:, 2:] == 1).any(axis=1)] = False
    found += [Condition(Kind.LIMIT.value, parties[k], names.issues[i]) for k, i in np.argwhere(limited)]
    return tuple(dict.fromkeys(found))


class Zone:
    """The packages of one belief: asks the solver, and remembers what opens an empty zone.

    Attributes:
        table: The table's problem, limits apart.
        lift: More than any package can cost a party: what is added to a gain whose condition is relaxed.
    """

    def __init__(self, table: OpeningTable, layout: Layout) -> None:
        self.table, self.layout = table, layout
        self.parties = tuple(layout.names.parties[p] for p in table.parties)
        worst = np.abs(table.gains).max(axis=2).sum(axis=1) + np.abs(table.link_worth).sum(axis=1) + np.abs(table.base)
        self.lift = 1.0 + float(worst.max())
        levels = np.full(table.allowed.shape, np.nan)
        levels[:, 2:] = layout.plan.option_level
        with np.errstate(invalid="ignore"):
            gap = (table.limits[:, :, None] - levels[None]) * table.sides[:, :, None]
        self.beyond: Floats = np.where(gap > 0.0, gap, 0.0)
        """By how many levels an alternative breaks a limit, shape (K, I, A)."""
        self._of_row = [_condition_of(clause, layout) for clause in table.row_clause]
        self._known: list[frozenset[Condition]] = []
        self._closed: list[frozenset[Condition]] = []

    def opens(self, relaxed: frozenset[Condition] = frozenset()) -> bool:
        """Say whether there is a package when some conditions are relaxed.

        The solver is asked only where no package is known that breaks these alone, and no larger set that fails.
        """
        if any(broken <= relaxed for broken in self._known):
            return True
        if any(relaxed <= closed for closed in self._closed):
            return False
        package = self.problem(relaxed).strike(FEASIBLE)
        if package.struck:
            self._known.append(relaxed)
        else:
            self._closed.append(relaxed)
        return package.struck

    def problem(self, relaxed: Iterable[Condition] = (), allowed: Marks | None = None) -> PackageProblem:
        """Return the problem with some conditions relaxed.

        Args:
            relaxed: Conditions that do not count.
            allowed: Alternatives that count, before limits; the agenda's by default.
        """
        table, relaxed = self.table, frozenset(relaxed)
        base, floors = np.array(table.base), np.zeros(len(table.parties))
        limits = np.ones(table.limits.shape, dtype=bool)
        rows = np.array([condition not in relaxed for condition in self._of_row], dtype=bool)
        for condition in relaxed:
            if condition.kind == Kind.PRICE.value:
                base[self.parties.index(condition.party)] -= self.lift
            elif condition.kind == Kind.CONSENT.value:
                floors[self.parties.index(condition.party)] = -self.lift
            elif condition.kind == Kind.LIMIT.value:
                limits[self.parties.index(condition.party), self.layout.names.issues.index(condition.issue)] = False
        marks = table.allowed if allowed is None else allowed
        broken = ((self.beyond > 0.0) & limits[:, :, None]).any(axis=0)
        return PackageProblem(
            gains=table.gains,
            n_table=table.seats,
            counts=table.counts,
            kinds=table.kinds,
            allowed=np.where(broken, 0, marks),
            topics=table.topics,
            breadth=63 if Condition(Kind.BREADTH.value) in relaxed else table.breadth,
            weights=table.weights,
            floors=floors,
            consents=table.consents,
            row_coefficients=table.row_coefficients[rows],
            row_floors=table.row_floors[rows],
            row_links=table.row_links[rows],
            link_worth=table.link_worth,
            base=base,
            quorum_issue=table.quorum_issue,
            quorum_size=table.quorum_size,
            quorum_votes=table.quorum_votes,
            quorum_group=table.quorum_group,
            quorum_against=table.quorum_against,
            abstains=table.abstains,
            set_of=table.set_of,
            isolation=table.isolation,
            favour=table.favour,
            costs=table.costs,
        )


def _condition_of(clause: int, layout: Layout) -> Condition | None:
    """Return the condition that a clause belongs to, or None for one of a link, or for what is wanted."""
    plan, names = layout.plan, layout.names
    if clause < 0 or plan.clause_kind[clause] in (Clause.LINK, Clause.STAGE):
        return None
    issue = names.issues[plan.clause_owner[clause]]
    if plan.clause_kind[clause] == Clause.NEEDS:
        return Condition(Kind.NEEDS.value, "", issue)
    return Condition(Kind.INSISTS.value, names.parties[plan.clause_party[clause]], issue)
