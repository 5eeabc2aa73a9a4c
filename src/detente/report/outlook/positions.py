"""Who wants what: every position on its issue's scale, with the limit beyond which a party does not settle."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case import Document
from detente.case.schema.base import Bilingual
from detente.case.schema.issues import Issue
from detente.case.schema.votes import Counted, Quorum, WeightedQuorum
from detente.report.outlook.levels import Range, central_range, titled

__all__ = ["IssueWants", "OptionView", "TopicWants", "Want", "wants"]

_EVERYWHERE: Range = (0.0, 50.0, 100.0)


@dataclass(frozen=True, slots=True)
class OptionView:
    """A named point on an issue's scale, level 0–100."""

    id: str
    title: Bilingual
    level: float


@dataclass(frozen=True, slots=True)
class Want:
    """A party's position on an issue.

    Attributes:
        ideal: Range over beliefs of the level it wants, 0–100.
        limit: Range of the furthest level it accepts; None without a limit.
        limit_is_ceiling: Whether it accepts levels up to the limit (else: from the limit on).
        salience: Median of how much the issue matters to it, 0–100.
        claims: What the position rests on; empty for a guess.
        of: The party whose audience this is; None for a party of its own.
    """

    party: str
    title: Bilingual
    ideal: Range
    limit: Range | None
    limit_is_ceiling: bool
    salience: float
    claims: tuple[str, ...]
    of: str | None


@dataclass(frozen=True, slots=True)
class IssueWants:
    """An issue with its options and everybody's position on it.

    Attributes:
        now: Level in force at `as_of`, 0–100.
        consent: Titles of the parties whose yes a change needs.
        quota: How many of them must agree, or what their weights must reach; None where all must.
        weights: Their weights, in the same order; empty where each counts as one.
        rule: How votes are counted; None where all must agree.
    """

    issue: str
    title: Bilingual
    now: float
    options: tuple[OptionView, ...]
    wants: tuple[Want, ...]
    consent: tuple[Bilingual, ...]
    quota: float | None
    rule: Counted | None
    weights: tuple[float, ...]
    deferrable: bool


@dataclass(frozen=True, slots=True)
class TopicWants:
    """Issues that are prepared together."""

    topic: str
    title: Bilingual
    issues: tuple[IssueWants, ...]


def wants(document: Document) -> tuple[TopicWants, ...]:
    """Return all positions by topic and issue, in the order of the case."""
    topics = dict.fromkeys([*document.topics, *(issue.topic for issue in document.issues.values())])
    found = []
    for topic in topics:
        issues = tuple(_issue(document, key, issue) for key, issue in document.issues.items() if issue.topic == topic)
        title = document.topics[topic].title if topic in document.topics else Bilingual()
        if issues:
            found.append(TopicWants(topic, titled(title, topic), issues))
    return tuple(found)


def _issue(document: Document, key: str, issue: Issue) -> IssueWants:
    options = tuple(
        OptionView(name, titled(option.title, name), option.level) for name, option in issue.options.items()
    )
    rows = tuple(
        _want(document, party, key, issue) for party in document.parties if key in document.positions.get(party, {})
    )
    names = tuple(titled(document.parties[party].title, party) for party in issue.asked)
    now = issue.options[issue.now].level
    rule = issue.counted
    return IssueWants(
        issue=key,
        title=titled(issue.title, key),
        now=now,
        options=options,
        wants=rows,
        consent=names,
        quota=rule.at_least if isinstance(rule, Quorum | WeightedQuorum) and not rule.veto else None,
        rule=rule,
        weights=tuple(rule.of.values()) if isinstance(rule, WeightedQuorum) else (),
        deferrable=issue.deferrable,
    )


def _want(document: Document, party: str, key: str, issue: Issue) -> Want:
    position = document.positions[party][key]
    ideal = central_range(position.ideal, issue) or _EVERYWHERE
    limit = None if position.limit is None else central_range(position.limit, issue)
    salience = (central_range(position.salience) or _EVERYWHERE)[1]
    return Want(
        party,
        titled(document.parties[party].title, party),
        ideal,
        limit,
        limit is not None and limit[1] > ideal[1],
        salience,
        position.because or position.ideal.because,
        document.parties[party].of,
    )
