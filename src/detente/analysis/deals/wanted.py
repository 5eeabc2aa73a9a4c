"""An outcome that is wanted: a condition on terms that every package of a deal space must then meet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pydantic import TypeAdapter, ValidationError

from detente.case.case import Case
from detente.case.reading.walk import walk
from detente.case.reading.yaml_events import grow
from detente.case.schema.case import Document
from detente.case.schema.conditions import Condition, IssueIs, Named, Statement
from detente.engine.layout.build import Layout
from detente.engine.layout.clauses import Atom, is_true, normal_form
from detente.engine.layout.plan import UNTOUCHED
from detente.engine.run.table_problem import OpeningTable
from detente.errors import OptionError

__all__ = ["WANTED", "holding_to", "wanted"]

WANTED = -1
"""Stands for the clause of a row that holds what is wanted: no party's, and never relaxed."""

_CONDITION: TypeAdapter[Statement] = TypeAdapter(Condition)


def wanted(case: Case, written: str) -> Statement:
    """Read what is wanted of the terms.

    Args:
        case: The case.
        written: The name of a condition or a scenario, `issue=option`, several such joined by commas, or a condition
            as a case writes it. Dates are left out: a package has none.

    Raises:
        OptionError: It is no condition, or is about something else than terms.

    Example:
        >>> import detente
        >>> wanted(detente.load("alaska-2025"), "territory=donbas-ceded").option
        'donbas-ceded'
    """
    document, text = case.document, written.strip()
    if text in document.conditions:
        found: Statement = document.conditions[text]
    elif text in document.scenarios:
        found = document.scenarios[text].when
    else:
        found = _read(text, document)
    _about_terms(found, document, written, frozenset())
    return found


def _read(text: str, document: Document) -> Statement:
    """Return a condition that was written out."""
    if "=" in text and "{" not in text:
        pairs = [part.partition("=") for part in text.split(",")]
        parts = [{"issue": issue.strip(), "option": option.strip()} for issue, _, option in pairs]
        data: object = parts[0] if len(parts) == 1 else {"all": parts}
    else:
        data = grow(text).data
        if isinstance(data, str):
            raise OptionError.unknown("want", text, (*document.conditions, *document.scenarios))
    try:
        return _CONDITION.validate_python(data)
    except ValidationError:
        raise OptionError.no_condition("want", text) from None


def _about_terms(statement: Statement, document: Document, written: str, known: frozenset[str]) -> None:
    """Check that every leaf is about the terms of an issue that there is."""
    for _, part in walk(statement):
        if isinstance(part, Named):
            if part.condition not in document.conditions:
                raise OptionError.unknown("want", part.condition, tuple(document.conditions))
            if part.condition not in known:
                _about_terms(document.conditions[part.condition], document, written, known | {part.condition})
        elif isinstance(part, IssueIs):
            if part.issue not in document.issues:
                raise OptionError.unknown("want", part.issue, tuple(document.issues))
            for test in ("option", "signed", "above", "below", "at_least", "at_most"):
                level = getattr(part, test)
                if isinstance(level, str) and level not in document.issues[part.issue].options:
                    raise OptionError.unknown("want", level, tuple(document.issues[part.issue].options))
        elif isinstance(part, Statement) and not _joins(part):
            raise OptionError.no_condition("want", written)


def _joins(part: Statement) -> bool:
    """Say whether a statement only joins others."""
    return type(part).__name__ in ("AllOf", "AnyOf", "Not", "AtLeast")


def holding_to(table: OpeningTable, layout: Layout, want: Statement, document: Document) -> OpeningTable:
    """Return a table whose packages must all meet a condition: one row more for each of its clauses."""
    try:
        clauses = normal_form(want, document, layout.names)
    except TypeError:
        raise OptionError.no_condition("want", "at_least … of") from None
    options, levels = layout.plan.option_now, layout.plan.option_level
    rows = np.zeros((len(clauses), *table.allowed.shape))
    for row, clause in zip(rows, clauses, strict=True):
        for atom in clause.atoms:
            row[atom.issue] += _truths(atom, levels[atom.issue], int(options[atom.issue]), table)
    return replace(
        table,
        row_coefficients=np.concatenate([table.row_coefficients, rows]),
        row_floors=np.concatenate([table.row_floors, [float(clause.floor) for clause in clauses]]),
        row_links=np.concatenate([table.row_links, np.full(len(clauses), -1, dtype=np.int64)]),
        row_clause=np.concatenate([table.row_clause, np.full(len(clauses), WANTED, dtype=np.int64)]),
    )


def _truths(atom: Atom, levels: np.ndarray, now: int, table: OpeningTable) -> np.ndarray:
    """Return which alternatives of its issue make an atom true, 0 or 1 each."""
    count = int(table.counts[atom.issue])
    found = np.zeros(table.allowed.shape[1])
    found[:count] = [is_true(atom, levels.tolist(), now, UNTOUCHED, a) for a in range(count)]
    return found
