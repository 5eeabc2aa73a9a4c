"""Make the problems of theories from a case: who wants what in each belief, and what a table may strike."""

from __future__ import annotations

import numpy as np

from detente.bargaining.packages import PackageProblem
from detente.case.case import Case
from detente.case.schema.case import Document
from detente.case.schema.votes import Vote, groups_of
from detente.engine.layout.build import Layout, lay_out
from detente.engine.run.beliefs import Beliefs
from detente.engine.run.table_problem import HoldOut, OpeningTable, TableLayer
from detente.errors import OptionError
from detente.theories.arrays import Floats
from detente.theories.conflict.reading import conflict_of
from detente.theories.problem import Problems
from detente.theories.voting.rules import AnyRule, JointRule, WeightedRule

__all__ = ["problems_of"]


def problems_of(case: Case, *, beliefs: int = 100, seed: int = 1, meeting: str | None = None) -> Problems:
    """Return what theories start from, drawn in so many beliefs: those of a play with the same seed.

    Positions and saliences are those of the parties; audiences have no say in them. The table is that of a meeting as
    it would sit at `as_of`: with prices of moving, limits, links, insistence and consents, but nobody holds out beyond
    its price, absent parties are read without error, and preparation does not narrow the agenda. A case that is a
    conflict graph alone has no issues, and so no positions and no table.

    Args:
        case: The case, from `detente.load`.
        beliefs: Number of beliefs B, at least 1.
        seed: Seed of the draws.
        meeting: Whose table strikes packages; the first of the case if not given.

    Raises:
        OptionError: there is no such meeting.

    Example:
        >>> import detente
        >>> problems = problems_of(detente.load("emission-standards-1985"), beliefs=2)
        >>> problems.positions.shape
        (2, 10, 2)
    """
    document = case.document
    if meeting is not None and meeting not in document.meetings:
        raise OptionError.unknown("meeting", meeting, tuple(document.meetings))
    if not document.issues:
        return _without_issues(case, beliefs)
    layout = lay_out(document)
    names, plan = layout.names, layout.plan
    numbers = Beliefs.of(document, layout.slots).draw(seed, 0, beliefs)
    now = np.array([plan.option_level[i, plan.option_now[i]] for i in range(len(names.issues))])
    heard = plan.ideal[: len(names.parties)] >= 0
    table = meeting or next(iter(document.meetings), None)
    packages, seats = _packages(layout, numbers, table) if table else ((), ())
    levels = np.concatenate([now[:, None], now[:, None], plan.option_level], axis=1)
    return Problems(
        parties=names.parties,
        issues=names.issues,
        positions=np.where(heard, numbers[:, plan.ideal[: len(names.parties)]], np.nan),
        salience=np.where(heard, numbers[:, plan.salience[: len(names.parties)]] / 100.0, 0.0),
        power=numbers[:, plan.power],
        now=now,
        packages=packages,
        options=tuple(("untouched", "shelved", *names.options[issue]) for issue in names.issues),
        option_levels=levels,
        seats=seats,
        conflict=None if document.moves is None else conflict_of(case),
        rules=_rules(document),
        case=document.id,
        case_sha256=case.sha256,
    )


def _without_issues(case: Case, beliefs: int) -> Problems:
    """Return what theories start from where a case is a conflict graph alone: nothing but who can make which move."""
    parties = tuple(key for key, party in case.document.parties.items() if party.of is None)
    nothing = np.zeros((beliefs, len(parties), 0))
    return Problems(
        parties=parties,
        issues=(),
        positions=nothing,
        salience=nothing,
        power=np.ones((beliefs, len(parties))),
        now=np.zeros(0),
        option_levels=np.zeros((0, 0)),
        conflict=conflict_of(case),
        case=case.document.id,
        case_sha256=case.sha256,
    )


def _rules(document: Document) -> tuple[tuple[str, AnyRule], ...]:
    """Return how consent is counted, for the issues whose consent is; who abstains from a vote is not in favour."""
    counted = ((key, issue.counted) for key, issue in document.issues.items())
    return tuple((key, _rule(groups_of(rule))) for key, rule in counted if rule is not None)


def _rule(groups: list[list[Vote]]) -> AnyRule:
    """Return groups of quotas, of each of which one must be reached, as a rule of weights."""
    joined = tuple(_either(group) for group in groups)
    return joined[0] if len(joined) == 1 else JointRule(joined="all", rules=joined)


def _either(group: list[Vote]) -> AnyRule:
    rules = tuple(_quota(vote) for vote in group)
    return rules[0] if len(rules) == 1 else JointRule(joined="any", rules=rules)


def _quota(vote: Vote) -> WeightedRule:
    """Return a quota where everybody votes: votes against count as votes withheld from the size."""
    weights = {member: count + vote.against.get(member, 0) for member, count in vote.votes.items()}
    return WeightedRule(quota=vote.size + sum(vote.against.values()), weights=weights)


def _packages(layout: Layout, numbers: Floats, meeting: str) -> tuple[tuple[PackageProblem, ...], tuple[str, ...]]:
    """Return the table's problem in every belief, and who the rows of its gains are."""
    layer = TableLayer(layout, meeting, HoldOut.NONE)
    tables = [layer.lay(row) for row in numbers]
    if tables[0].seats == 0:
        return (), ()
    seats = tuple(layout.names.parties[p] for p in tables[0].parties)
    return tuple(_package(table, layout) for table in tables), seats


def _package(table: OpeningTable, layout: Layout) -> PackageProblem:
    """Return what a table may strike, limits counted and topics not bounded."""
    levels = layout.plan.option_level
    with np.errstate(invalid="ignore"):
        beyond = (table.limits[:, :, None] - levels) * table.sides[:, :, None] > 0.0
    allowed = table.allowed.copy()
    allowed[:, 2:][beyond.any(axis=0)] = 0
    return PackageProblem(
        gains=table.gains,
        n_table=table.seats,
        counts=table.counts,
        kinds=table.kinds,
        allowed=allowed,
        topics=table.topics,
        weights=table.weights,
        consents=table.consents,
        row_coefficients=table.row_coefficients,
        row_floors=table.row_floors,
        row_links=table.row_links,
        link_worth=table.link_worth,
        base=table.base,
        quorum_issue=table.quorum_issue,
        quorum_size=table.quorum_size,
        quorum_votes=table.quorum_votes,
        quorum_group=table.quorum_group,
        quorum_against=table.quorum_against,
        abstains=table.abstains,
        set_of=table.set_of,
        isolation=table.isolation,
        favour=table.favour,
    )
