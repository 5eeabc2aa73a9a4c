"""Conditions as a list of nodes, parts before their groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from detente.case.schema.case import Document
from detente.case.schema.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    EventHas,
    FactorIs,
    FlagIs,
    IssueIs,
    MeetingWas,
    Named,
    Not,
    PartyGains,
    Statement,
    StepIs,
)
from detente.engine.layout.carrying import duties_of
from detente.engine.layout.names import Names
from detente.engine.layout.plan import SETTLED, SHELVED, Mark, Node, Outcome, Test
from detente.engine.layout.procedures import issues_named
from detente.engine.world.invalidation import Touch

__all__ = ["Conditions"]

_COMPARISONS = {
    "above": Test.ABOVE,
    "below": Test.BELOW,
    "at_least": Test.AT_LEAST,
    "at_most": Test.AT_MOST,
    "gain_above": Test.ABOVE,
    "gain_below": Test.BELOW,
}
_OUTCOMES = {"none": Outcome.NONE, "deal": Outcome.DEAL, "refused": Outcome.REFUSED}
_MARKS = {
    "delivered": Mark.DELIVERED,
    "broken": Mark.BROKEN,
    "seen": Mark.SEEN,
    "suspended": Mark.SUSPENDED,
}
_TOUCHES = {
    Node.LEVEL: Touch.TERMS,
    Node.STATUS: Touch.TERMS,
    Node.EVENT: Touch.EVENTS,
    Node.HELD: Touch.MEETINGS,
    Node.OUTCOME: Touch.MEETINGS,
    Node.FLAG: Touch.FLAGS,
    Node.SIGNED: Touch.TERMS,
    Node.STEP: Touch.TERMS,
    Node.FACTOR: Touch.ITSELF,
    Node.GAIN: Touch.ITSELF,
}
_FOREVER = 1_000_000


@dataclass(slots=True)
class Conditions:
    """Collects conditions and gives each a node; equal named conditions share one."""

    document: Document
    names: Names
    nodes: list[tuple[Node, int, int, float, bool, bool, int, int, int, tuple[int, ...]]] = field(default_factory=list)
    settles: dict[int, tuple[str, ...]] = field(default_factory=dict)
    watched: set[int] = field(default_factory=set)
    _named: dict[str, int] = field(default_factory=dict)
    _same: dict[Statement, int] = field(default_factory=dict)

    def add(self, condition: Statement) -> int:
        """Return the node of a condition, made if need be."""
        if isinstance(condition, Named) and not condition.is_dated:
            return self.named(condition.condition)
        if condition not in self._same:
            group = self._group(condition)
            self._same[condition] = self._leaf(condition) if group is None else group
        return self._same[condition]

    def watch(self, condition: Statement | None) -> int:
        """Return the node of a condition whose present state is asked for, −1 for none."""
        if condition is None:
            return -1
        node = self.add(condition)
        self.watched.add(node)
        return node

    def named(self, name: str) -> int:
        """Return the node of a condition under `conditions:`."""
        if name not in self._named:
            self._named[name] = self.add(self.document.conditions[name])
        return self._named[name]

    def _put(self, condition: Statement, kind: Node, **parts: Any) -> int:
        subject, test = int(parts.get("subject", 0)), int(parts.get("test", 0))
        children = tuple(parts.get("children", ()))
        dated = condition.is_dated or kind < Node.ALL
        self.nodes.append(
            (
                kind,
                subject,
                test,
                float(parts.get("value", 0.0)),
                bool(parts.get("negated", False)),
                dated,
                *self._window(condition),
                children,
            )
        )
        return len(self.nodes) - 1

    def _window(self, condition: Statement) -> tuple[int, int, int]:
        """Return first and last step in which a statement may begin, and how many more it must hold."""
        length, as_of = self.names.step_days, self.document.as_of
        after, by, lasting = -1, _FOREVER, 0
        if condition.after is not None:
            after = -int(-(condition.after - as_of).days // length)
        if condition.by is not None:
            by = int((condition.by - as_of).days // length)
        if condition.lasting is not None:
            lasting = -int(-condition.lasting // length)
        return after, by, lasting

    def _group(self, condition: Statement) -> int | None:
        match condition:
            case AllOf(all=parts):
                kind, count = Node.ALL, 0
            case AnyOf(any=parts):
                kind, count = Node.ANY, 0
            case AtLeast(at_least=count, of=parts):
                kind = Node.COUNT
            case Not(not_=part):
                kind, parts, count = Node.NOT, (part,), 0
            case Named(condition=name):
                return self._put(condition, Node.ALL, children=(self.named(name),))
            case _:
                return None
        return self._put(condition, kind, test=count, children=tuple(self.add(part) for part in parts))

    def _leaf(self, condition: Statement) -> int:
        names = self.names
        match condition:
            case IssueIs():
                return self._issue(condition)
            case FactorIs(factor=key):
                test, value = self._comparison(condition)
                return self._put(condition, Node.FACTOR, subject=names.factors.index(key), test=test, value=value)
            case EventHas(event=key, happened=happened, times=times):
                return self._put(
                    condition,
                    Node.EVENT,
                    subject=names.events.index(key),
                    test=times or 1,
                    negated=happened is False,
                )
            case MeetingWas(meeting=key, held=held, outcome=outcome, of=of):
                m = names.meetings.index(key)
                if outcome is not None:
                    node = self._put(condition, Node.OUTCOME, subject=m, test=_OUTCOMES[outcome])
                    self.settles[node] = issues_named(self.document, of)
                    return node
                return self._put(condition, Node.HELD, subject=m, negated=held is False)
            case StepIs(step=key, stands=stands):
                steps = [step.id for _, _, step in duties_of(self.document)]
                return self._put(condition, Node.STEP, subject=steps.index(key), test=_MARKS[str(stands)])
            case PartyGains(party=key):
                test, value = self._comparison(condition)
                return self._put(condition, Node.GAIN, subject=names.parties.index(key), test=test, value=value)
            case FlagIs(flag=key, raised=raised):
                return self._put(condition, Node.FLAG, subject=names.flags.index(key), negated=raised is False)
        raise TypeError(f"{type(condition).__name__} is not a condition")

    def _issue(self, leaf: IssueIs) -> int:
        i = self.names.issues.index(leaf.issue)
        levels = self.document.issues[leaf.issue].options
        if leaf.settled is not None:
            return self._put(leaf, Node.STATUS, subject=i, test=SETTLED, negated=not leaf.settled)
        if leaf.shelved is not None:
            return self._put(leaf, Node.STATUS, subject=i, test=SHELVED, negated=not leaf.shelved)
        if leaf.signed is not None:
            return self._put(leaf, Node.SIGNED, subject=i, test=self.names.option(leaf.issue, leaf.signed))
        if leaf.option is not None:
            value = levels[leaf.option].level
            return self._put(leaf, Node.LEVEL, subject=i, test=Test.EQUAL, value=value)
        test, bound = self._comparison(leaf)
        level = levels[bound].level if isinstance(bound, str) else bound
        return self._put(leaf, Node.LEVEL, subject=i, test=test, value=level)

    @staticmethod
    def _comparison(leaf: Statement) -> tuple[Test, Any]:
        name = next(n for n in _COMPARISONS if getattr(leaf, n, None) is not None)
        return _COMPARISONS[name], getattr(leaf, name)

    def arrays(self) -> dict[str, Any]:
        """Return the nodes as arrays."""
        columns = list(zip(*self.nodes, strict=True)) if self.nodes else [()] * 10
        kind, subject, test, value, negated, dated, after, by, lasting, children = columns
        ends = np.cumsum([0, *(len(c) for c in children)])
        watched = np.zeros(len(self.nodes), dtype=np.uint8)
        watched[list(self.watched)] = 1
        for n in reversed(range(len(self.nodes))):
            if children[n] and (watched[n] or dated[n]):
                watched[list(children[n])] = 1
        last = self.names.steps - 1
        timed = [a >= 0 or b < last or long > 0 for a, b, long in zip(after, by, lasting, strict=True)]
        events = np.array([s for k, s in zip(kind, subject, strict=True) if k == Node.EVENT], dtype=np.int64)
        looking = [[n for n, k in enumerate(kind) if _TOUCHES.get(k) == bit] for bit in Touch if bit != Touch.ALL]
        groups = [[m for m in range(len(self.nodes)) if n in children[m]] for n in range(len(self.nodes))]
        settles = np.zeros((len(self.nodes), len(self.names.issues)), dtype=np.uint8)
        for n, issues in self.settles.items():
            settles[n, [self.names.issues.index(issue) for issue in issues]] = 1
        return {
            "node_of": settles,
            "node_kind": np.array([int(k) for k in kind], dtype=np.int64),
            "node_subject": np.array(subject, dtype=np.int64),
            "node_test": np.array([int(t) for t in test], dtype=np.int64),
            "node_value": np.array(value, dtype=np.float64),
            "node_negated": np.array(negated, dtype=np.uint8),
            "node_dated": np.array(dated, dtype=np.uint8),
            "node_watched": watched,
            "event_watched": np.bincount(events, minlength=len(self.names.events)).astype(bool).astype(np.uint8),
            "node_timed": np.array(timed, dtype=np.uint8),
            "timed": np.flatnonzero(timed).astype(np.int64),
            "looking": np.array([n for part in looking for n in part], dtype=np.int64),
            "looking_ends": np.cumsum([0, *map(len, looking)]).astype(np.int64),
            "node_after": np.array(after, dtype=np.int64),
            "node_by": np.array(by, dtype=np.int64),
            "node_lasting": np.array(lasting, dtype=np.int64),
            "node_children": ends.astype(np.int64),
            "child": np.array([c for part in children for c in part], dtype=np.int64),
            "node_groups": np.cumsum([0, *map(len, groups)]).astype(np.int64),
            "group": np.array([m for part in groups for m in part], dtype=np.int64),
        }
