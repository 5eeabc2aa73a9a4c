"""How large a case may be: every limit in one place, with the check that keeps it.

A case within these limits is checked within seconds and laid out within the memory of a laptop. They are looked at
before anything else is, so that a small text that stands for something enormous is refused at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from detente.case.reading.yaml_events import DEEPEST, LARGEST_FILE
from detente.case.schema.case import STEP_DAYS, Document
from detente.case.schema.conditions import AllOf, AnyOf, AtLeast, Named, Not, Statement
from detente.mistakes import Slip

__all__ = ["LIMITS", "MOST_NODES", "MOST_OPTIONS", "MOST_PROBLEMS", "MOST_STEPS", "check_size"]

MOST_STEPS = 100_000
"""Steps from `as_of` to `until`."""

MOST_OPTIONS = 1_000
"""Options of one issue."""

MOST_NODES = 100_000
"""Statements in a condition once every named condition in it is written out."""

MOST_PROBLEMS = 100
"""Problems that are told; of more, the last says how many there are."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit.

    Attributes:
        of: What is limited.
        most: The limit.
        kind: The kind of the problem that tells it.
    """

    of: str
    most: int
    kind: str


LIMITS = (
    Limit("bytes of a case, facts or answers", LARGEST_FILE, "too_large"),
    Limit("mappings and lists within one another", DEEPEST, "too_deep"),
    Limit("steps from `as_of` to `until`", MOST_STEPS, "too_many_steps"),
    Limit("options of an issue", MOST_OPTIONS, "more_options"),
    Limit("statements in a condition, named ones written out", MOST_NODES, "too_many_nodes"),
    Limit("problems that are told", MOST_PROBLEMS, "more_problems"),
)
"""Every limit of a text, for the reference."""


def check_size(document: Document) -> Iterator[Slip]:
    """Report what is larger than can be played."""
    steps = (document.until - document.as_of).days / STEP_DAYS[document.step]
    if steps > MOST_STEPS:
        values = {"steps": f"{steps:,.0f}", "most": f"{MOST_STEPS:,}", "step": document.step}
        yield Slip("too_many_steps", "until", values)
    for key, issue in document.issues.items():
        if len(issue.options) > MOST_OPTIONS:
            values = {"count": f"{len(issue.options):,}", "most": f"{MOST_OPTIONS:,}"}
            yield Slip("more_options", f"issues.{key}.options", values, at_key=True)
    counted: dict[str, int] = {}
    for key in document.conditions:
        if _nodes_of(key, document.conditions, counted) > MOST_NODES:
            yield Slip("too_many_nodes", f"conditions.{key}", {"most": f"{MOST_NODES:,}"}, at_key=True)
            return


def _nodes_of(name: str, conditions: Mapping[str, Any], counted: dict[str, int]) -> int:
    """Return how many statements a named condition stands for; each name is looked through once."""
    if name not in counted:
        counted[name] = 1  # what comes back to itself is told elsewhere
        counted[name] = _nodes(conditions[name], conditions, counted) if name in conditions else 1
    return counted[name]


def _nodes(statement: Statement, conditions: Mapping[str, Any], counted: dict[str, int]) -> int:
    match statement:
        case Named(condition=name):
            return 1 + _nodes_of(name, conditions, counted)
        case AllOf(all=members) | AnyOf(any=members) | AtLeast(of=members):
            return 1 + sum(_nodes(member, conditions, counted) for member in members)
        case Not(not_=inner):
            return 1 + _nodes(inner, conditions, counted)
    return 1
