"""A package put together by hand: who would sign it, what each gets and gives, and what would bring the others over.

The same tables are laid, the same gains counted and the same conditions asked as in a deal space; nothing is
searched but the packages that differ from this one on a single issue, and those that dominate it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.analysis.deals.acceptance import Truths, accepted_options, accepts
from detente.analysis.deals.conditions import Condition, Kind, Zone
from detente.analysis.deals.leading import account_of, choice_in_names, span
from detente.analysis.deals.options import CLOSELY, DealOptions
from detente.analysis.deals.space import meeting_of
from detente.analysis.deals.views import Account, Choice, Span
from detente.bargaining.arrays import Ints
from detente.bargaining.enumerate import Appraised
from detente.bargaining.pareto.trace import dominating
from detente.case.case import Case
from detente.case.schema.case import Document
from detente.engine.layout.build import lay_out
from detente.engine.layout.plan import Clause
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.table_problem import TableLayer
from detente.errors import OptionError
from detente.play_options import DRAWN, PlayOptions

__all__ = ["Asked", "ByHand", "Hindrance", "Nearby", "Tables", "lay_tables"]

LEFT, SHELVED = 0, 1
NEAR = 6
"""Packages nearby that are told, those that most would sign."""

LOOKED = 60
"""Beliefs in which it is asked whether another package is better for all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a party is asked by a meeting: to sign at the table, or to consent.

    Attributes:
        issues: Issue → option → share of beliefs in which it would sign this and nothing else; None where
            nobody asks it.
    """

    party: str
    at_table: bool
    issues: dict[str, dict[str, float | None]]


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something that keeps a package from being signed.

    Attributes:
        what: The condition that it does not meet.
        share: Of beliefs in which it does not.
        short: By how much a party's gain falls short of what it would sign, over the beliefs in which it does, as a
            share of all it has at stake; None for conditions of other kinds.
    """

    what: Condition
    share: float
    short: Span | None


@dataclass(frozen=True, slots=True)
class Nearby:
    """A package that differs on one issue.

    Attributes:
        option: `shelved`, an option, or empty where the issue is left as it is.
        accepted: Share of beliefs in which all would sign it.
    """

    issue: str
    option: str
    accepted: float


@dataclass(frozen=True, slots=True)
class ByHand:
    """What can be said of a package.

    Attributes:
        accepted: Share of beliefs in which all involved would sign and nothing else forbids it.
        efficient: Share of those (of the first ones) in which no package is better for all at the table; None
            without any.
        better: The package that is better for all most often.
        accounts: What each party gets and gives.
        hindrances: What keeps it from being signed, the most frequent first.
        nearby: Packages that differ on one issue and that more would sign.
    """

    choice: Choice
    beliefs: int
    accepted: float
    efficient: float | None
    better: Choice | None
    accounts: tuple[Account, ...]
    hindrances: tuple[Hindrance, ...]
    nearby: tuple[Nearby, ...]


def lay_tables(
    case: Case, *, meeting: str | None = None, closely: DealOptions = CLOSELY, options: PlayOptions = DRAWN
) -> Tables:
    """Lay the table of a meeting as it stands at `as_of`, in every belief.

    Args:
        case: The case.
        meeting: Whose table; by default the first that has a date.
        closely: How far those at the table hold out.
        options: How many beliefs.

    Raises:
        OptionError: There is no such meeting.

    Example:
        >>> import detente
        >>> tables = lay_tables(detente.load("divided-pie"), options=PlayOptions(beliefs=20))
        >>> tables.package({"share-of-a": "s-60"}).accepted
        1.0
    """
    layout = lay_out(case.document)
    meeting = meeting_of(case.document, meeting)
    layer = TableLayer(layout, meeting, closely.hold_out)
    drawn = Beliefs.of(case.document, layout.slots).draw(options.seed, 0, options.beliefs)
    return Tables(meeting, tuple(Zone(layer.lay(numbers), layout) for numbers in drawn), case.document)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """The table of a meeting in every belief, laid once and asked often.

    Attributes:
        meeting: Its id.
        zones: One for each belief.
        document: Of the case.
    """

    meeting: str
    zones: Sequence[Zone]
    document: Document

    def agenda(self) -> dict[str, tuple[str, ...]]:
        """Return what can be chosen: issue → options, and `shelved` where it can be put aside."""
        allowed = np.any([zone.table.allowed == 1 for zone in self.zones], axis=0)
        names, found = self.zones[0].layout.names, {}
        for i, issue in enumerate(names.issues):
            options = [option for o, option in enumerate(names.options[issue]) if allowed[i, o + 2]]
            if options or allowed[i, SHELVED]:
                found[issue] = (*options, *(("shelved",) if allowed[i, SHELVED] else ()))
        return found

    def asked(self) -> tuple[Asked, ...]:
        """Return how each party takes each option by itself."""
        shares = np.mean([accepted_options(zone) for zone in self.zones], axis=0)
        table, names = self.zones[0].table, self.zones[0].layout.names
        return tuple(
            Asked(
                party,
                k < table.seats,
                {
                    issue: {
                        option: float(shares[k, names.issues.index(issue), names.options[issue].index(option) + 2])
                        if k < table.seats or table.asked[k, names.issues.index(issue)]
                        else None
                        for option in options
                        if option != "shelved"
                    }
                    for issue, options in self.agenda().items()
                },
            )
            for k, party in enumerate(self.zones[0].parties)
        )

    def package(self, choice: Choice) -> ByHand:
        """Return what can be said of a package.

        Args:
            choice: Issue → option, or `shelved`; what is not named stays as it is.

        Raises:
            OptionError: The meeting cannot settle it so.
        """
        chosen = self._chosen(choice)
        near = self._near(chosen)
        packages = np.array([chosen, *(row for _, _, row in near)], dtype=np.int64)
        signs, seen = zip(*(accepts(zone, packages) for zone in self.zones), strict=True)
        stands = np.array([each.admissible for each in seen])
        settles = bool(choice)
        accepted = float(stands[:, 0].mean()) if settles else 0.0
        efficient, better = self._efficiency(stands[:, 0], seen) if settles else (None, None)
        gains = np.array([each.gains[0] for each in seen])
        signed = np.array([each[0] for each in signs])
        shares = stands.mean(axis=0)
        nearby = [Nearby(issue, option, float(shares[n + 1])) for n, (issue, option, _) in enumerate(near)]
        nearby = [each for each in nearby if each.accepted > accepted + 0.005]
        return ByHand(
            choice=choice_in_names(chosen, self.zones[0].layout.names),
            beliefs=len(self.zones),
            accepted=accepted,
            efficient=efficient,
            better=better,
            accounts=tuple(
                account_of(k, chosen, self.zones, signed[:, k], gains[:, k]) for k in range(len(self.zones[0].parties))
            )
            if settles
            else (),
            hindrances=self._hindrances(chosen, seen) if settles else (),
            nearby=tuple(sorted(nearby, key=lambda each: -each.accepted)[:NEAR]),
        )

    def _chosen(self, choice: Choice) -> Ints:
        """Return a package as alternatives, shape (issues,)."""
        agenda, names = self.agenda(), self.zones[0].layout.names
        chosen = np.zeros(len(names.issues), dtype=np.int64)
        for issue, option in choice.items():
            if issue not in agenda:
                raise OptionError.unknown("issue", str(issue), list(agenda))
            if option not in agenda[issue]:
                raise OptionError.unknown(issue, str(option), agenda[issue])
            place = SHELVED if option == "shelved" else names.options[issue].index(option) + 2
            chosen[names.issues.index(issue)] = place
        return chosen

    def _near(self, chosen: Ints) -> list[tuple[str, str, Ints]]:
        """Return packages that differ on one issue."""
        names, found = self.zones[0].layout.names, []
        for issue, options in self.agenda().items():
            i = names.issues.index(issue)
            for option in ("", *options):
                place = {"": LEFT, "shelved": SHELVED}.get(option, -1)
                place = names.options[issue].index(option) + 2 if place < 0 else place
                if place != chosen[i]:
                    row = chosen.copy()
                    row[i] = place
                    found.append((issue, option, row))
        return found

    def _efficiency(self, stands: Truths, seen: Sequence[Appraised]) -> tuple[float | None, Choice | None]:
        """Say how often nothing is better for all at the table, and what is most often."""
        standing = [int(b) for b in np.flatnonzero(stands)[:LOOKED]]
        above = [dominating(self.zones[b].problem(), seen[b].gains[0]) for b in standing]
        if not standing:
            return None, None
        better = Counter(tuple(each.choice.tolist()) for each in above if each is not None)
        first = better.most_common(1)
        names = self.zones[0].layout.names
        return sum(each is None for each in above) / len(above), (
            choice_in_names(np.array(first[0][0]), names) if first else None
        )

    def _hindrances(self, chosen: Ints, seen: Sequence[Appraised]) -> tuple[Hindrance, ...]:
        """Return which conditions a package does not meet, and how often."""
        broken: Counter[Condition] = Counter()
        short: dict[Condition, list[float]] = {}
        issues = np.arange(len(chosen))
        for zone, found in zip(self.zones, seen, strict=True):
            table, names = zone.table, zone.layout.names
            for k in np.flatnonzero(~found.gaining[0]):
                price = Condition((Kind.PRICE if k < table.seats else Kind.CONSENT).value, zone.parties[k])
                broken[price] += 1
                short.setdefault(price, []).append(max(0.0, -float(found.gains[0, k])))
            beyond = zone.beyond[:, issues, chosen] > 0.0
            broken.update(Condition(Kind.LIMIT.value, zone.parties[k], names.issues[i]) for k, i in np.argwhere(beyond))
            plan = zone.layout.plan
            unmet = set()
            for row in np.flatnonzero(~found.rows[0]):
                clause = table.row_clause[row]
                issue = names.issues[plan.clause_owner[clause]]
                if plan.clause_kind[clause] == Clause.INSISTS:
                    unmet.add(Condition(Kind.INSISTS.value, names.parties[plan.clause_party[clause]], issue))
                elif plan.clause_kind[clause] == Clause.NEEDS:
                    unmet.add(Condition(Kind.NEEDS.value, "", issue))
            broken.update(unmet)
            if found.topics[0] > table.breadth:
                broken[Condition(Kind.BREADTH.value)] += 1
        return tuple(
            Hindrance(what, times / len(self.zones), span(short[what]) if what in short else None)
            for what, times in broken.most_common(12)
        )
