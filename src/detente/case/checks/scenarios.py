"""Scenarios: none that can never hold, none that an earlier one hides."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator

from detente.case.checks.levels import spread
from detente.case.checks.names import Names
from detente.case.checks.statements import parts
from detente.case.reading.walk import walk
from detente.case.schema.case import Document
from detente.case.schema.changes import RaiseFlag, SetQuantity, SetTerms, WaiveConsent
from detente.case.schema.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    EventHas,
    FactorIs,
    FlagIs,
    IssueIs,
    Named,
    Statement,
)
from detente.case.schema.issues import Issue
from detente.mistakes import Slip

__all__ = ["RESERVED", "check_never", "check_scenarios"]

RESERVED = ("open", "muddling-through")
"""Names of what is no scenario: what cannot be told yet, and what matches none."""

_COMPARES: dict[str, Callable[[float, float], bool]] = {
    "above": operator.gt,
    "below": operator.lt,
    "at_least": operator.ge,
    "at_most": operator.le,
}


def check_scenarios(document: Document, names: Names) -> Iterator[Slip]:
    """Report scenarios with a reserved name, and those that say the same as an earlier one."""
    earlier: list[tuple[str, Statement]] = []
    for key, scenario in document.scenarios.items():
        if key in RESERVED:
            yield Slip("reserved_name", f"scenarios.{key}", {"name": key}, at_key=True)
        for first, when in earlier:
            if when == scenario.when:
                yield Slip("same_scenario", f"scenarios.{key}", {"name": key, "first": first}, at_key=True)
                break
        earlier.append((key, scenario.when))


def check_never(document: Document, names: Names) -> Iterator[Slip]:
    """Report scenarios, markers, questions and triggers that can certainly never hold."""
    changes = names.changes_in("history", "events", "meetings", "levers")
    raised = frozenset(change.raise_ for _, change in changes if isinstance(change, RaiseFlag))
    places: list[tuple[str, Statement]] = []
    for section in ("scenarios", "markers", "questions"):
        places += [(f"{section}.{key}.when", part.when) for key, part in getattr(document, section).items()]
    for key, meeting in document.meetings.items():
        if meeting.after is not None:
            places.append((f"meetings.{key}.after", meeting.after))
        if meeting.until is not None:
            places.append((f"meetings.{key}.until", meeting.until))
        if meeting.deadline is not None and meeting.deadline.unless is not None:
            places.append((f"meetings.{key}.deadline.unless", meeting.deadline.unless))
    for key, event in document.events.items():
        if event.while_ is not None:
            places.append((f"events.{key}.while", event.while_))
    for path, statement in places:
        if slip := _never(statement, path, document, frozenset(), raised):
            yield slip


def _never(
    statement: Statement, path: str, document: Document, seen: frozenset[str], raised: frozenset[str]
) -> Slip | None:
    """Return why a statement can never hold, or None if it might; `raised` are the flags that something raises."""
    match statement:
        case Named(condition=name):
            if name in seen or name not in document.conditions:
                return None
            inner = _never(document.conditions[name], path, document, seen | {name}, raised)
            return inner and Slip(inner.kind, path, inner.values)
        case AllOf(all=members):
            found = (_never(m, f"{path}.all.{k}", document, seen, raised) for k, m in enumerate(members))
            first = next((slip for slip in found if slip), None)
            return first or (_apart(statement, path, document) if statement.is_dated else None)
        case AnyOf(any=members):
            slips = [_never(m, f"{path}.any.{k}", document, seen, raised) for k, m in enumerate(members)]
            return slips[0] if all(slips) else None
        case AtLeast(at_least=count, of=members):
            slips = [_never(m, f"{path}.of.{k}", document, seen, raised) for k, m in enumerate(members)]
            left = sum(slip is None for slip in slips)
            return next(slip for slip in slips if slip) if left < count <= len(slips) else None
    return _never_leaf(statement, path, document, raised)


def _never_leaf(leaf: Statement, path: str, document: Document, raised: frozenset[str]) -> Slip | None:
    match leaf:
        case IssueIs(issue=name) if name in document.issues:
            return _never_issue(leaf, path, document)
        case FactorIs(factor=name) if name in document.factors:
            low, high = document.factors[name].within or (float("-inf"), float("inf"))
            beyond = (
                (leaf.above is not None and leaf.above >= high)
                or (leaf.at_least is not None and leaf.at_least > high)
                or (leaf.below is not None and leaf.below <= low)
                or (leaf.at_most is not None and leaf.at_most < low)
            )
            values = {"name": name, "low": f"{low:g}", "high": f"{high:g}"}
            return Slip("never_factor", path, values) if beyond else None
        case FlagIs(flag=name, raised=up) if up is not False and name in document.flags:
            return None if name in raised else Slip("never_flag", path, {"name": name})
        case EventHas(event=name, times=times) if times is not None and name in document.events:
            event = document.events[name]
            if times > 1 and (event.once or event.on is not None):
                return Slip("never_times", f"{path}.times", {"name": name, "times": str(times)})
    return None


def _never_issue(leaf: IssueIs, path: str, document: Document) -> Slip | None:
    issue = document.issues[leaf.issue]
    fitting = _fitting(leaf, issue)
    if fitting is None or not issue.options:
        return None
    if not fitting and any(leaf.issue in whole.of for whole in document.carrying_out.values()):
        return None  # it may stand between two options
    if not fitting:
        levels = sorted((option.level, name) for name, option in issue.options.items())
        values = {
            "name": leaf.issue,
            "low": f"{levels[0][1]} ({levels[0][0]:g})",
            "high": f"{levels[-1][1]} ({levels[-1][0]:g})",
        }
        return Slip("never_level", path, values)
    if issue.now in fitting:
        return None
    blockers = {name: _blocker(leaf.issue, name, document) for name in fitting}
    if not all(blockers.values()) or _may_open(leaf.issue, document):
        return None
    option, party = next(iter(blockers.items()))
    return Slip("never_accepted", path, {"name": leaf.issue, "option": option, "party": party})


def _fitting(leaf: IssueIs, issue: Issue) -> frozenset[str] | None:
    """Return the options at which a test of an issue's level holds, or None for other tests."""

    def level(point: float | str) -> float | None:
        if isinstance(point, str):
            return issue.options[point].level if point in issue.options else None
        return point

    named = leaf.option or leaf.signed
    if named is not None:
        return frozenset({named}) if named in issue.options else None
    for test, compare in _COMPARES.items():
        point = getattr(leaf, test)
        bound = None if point is None else level(point)
        if bound is not None:
            return frozenset(key for key, option in issue.options.items() if compare(option.level, bound))
    return None


def _apart(group: AllOf, path: str, document: Document) -> Slip | None:
    """Return why tests of one issue at one moment exclude one another, or None."""
    left: dict[str, frozenset[str]] = {}
    carried = {issue for whole in document.carrying_out.values() for issue in whole.of}
    ahead: list[Statement] = list(group.all)
    while ahead:
        part = ahead.pop(0)
        if isinstance(part, AllOf):
            ahead.extend(parts(part))
        elif isinstance(part, IssueIs) and part.issue in document.issues and part.issue not in carried:
            fitting = _fitting(part, document.issues[part.issue])
            if fitting is not None:
                left[part.issue] = left.get(part.issue, fitting) & fitting
                if not left[part.issue]:
                    return Slip("never_together", path, {"name": part.issue})
    return None


def _blocker(name: str, option: str, document: Document) -> str:
    """Return a party whose consent is needed and whose limit certainly rules an option out, or nothing."""
    issue = document.issues[name]
    if issue.counted is not None:
        return ""
    for party in issue.asked:
        position = document.positions.get(party, {}).get(name)
        if position is None or position.limit is None:
            continue
        limit, ideal = spread(position.limit, issue), spread(position.ideal, issue)
        if limit is None or ideal is None or limit[0] < limit[2] or limit[1] == ideal[1]:
            continue
        level = issue.options[option].level
        if (level < limit[1]) if limit[1] < ideal[1] else (level > limit[1]):
            return party
    return ""


def _may_open(name: str, document: Document) -> bool:
    """Say whether an event or lever may put an option in force, move a limit or waive a consent."""
    for _, change in (*walk(document.events), *walk(document.levers)):
        if isinstance(change, SetTerms) and name in change.terms:
            return True
        if isinstance(change, WaiveConsent) and change.on == name:
            return True
        if isinstance(change, SetQuantity) and any(name in target for target in change.set):
            return True
    return False
