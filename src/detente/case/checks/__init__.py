"""What a case must mean beyond its form: one small module for each idea."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from detente.case.checks.beliefs import (
    check_correlations,
    check_drivers,
    check_general,
    check_options_named,
)
from detente.case.checks.blocs import check_blocs, told_of_bloc
from detente.case.checks.carrying import check_carrying_names, check_carrying_out
from detente.case.checks.changes import check_changes, check_history, check_levers, check_set_numbers
from detente.case.checks.course import check_agendas, check_events, check_factors, check_meetings
from detente.case.checks.dates import check_course_dates, check_past_dates
from detente.case.checks.ends import check_reference_classes
from detente.case.checks.issues import check_issues, check_sizes, check_terms_conditions, check_twice_in_lists
from detente.case.checks.labels import check_marks, check_short_titles
from detente.case.checks.meant import MEANT
from detente.case.checks.moves import check_conflict, check_moves, check_something_to_decide
from detente.case.checks.names import Names, is_about_lost, lost_kinds
from detente.case.checks.offers import check_offers, offered_at_a_loss, offers_names
from detente.case.checks.parties import (
    check_audiences,
    check_insisting,
    check_limits,
    check_prices,
    check_stakes,
)
from detente.case.checks.procedures import check_packages, check_procedures, procedure_names
from detente.case.checks.references import check_references
from detente.case.checks.scenarios import check_never, check_scenarios
from detente.case.checks.sources import check_sources
from detente.case.checks.statements import (
    check_circles,
    check_nesting,
    check_statement_dates,
    check_statements,
)
from detente.case.limits import check_size
from detente.case.reading.partial import Partial
from detente.case.schema.case import Document
from detente.mistakes import Slip

__all__ = ["check", "check_meant", "check_partial"]

Check = Callable[[Document, Names], Iterator[Slip]]

_NAMES: tuple[Check, ...] = (
    *(check_references, check_statements, check_changes, check_history, check_moves),
    *(check_carrying_names, procedure_names, check_blocs, offers_names),
)
_DATES: tuple[Check, ...] = (check_past_dates, check_course_dates, check_statement_dates)
_WHOLE: tuple[Check, ...] = (
    *(check_something_to_decide, check_conflict),
    *(check_circles, check_nesting, check_sources, check_issues, check_sizes, check_terms_conditions),
    *(check_twice_in_lists, check_limits, check_stakes, check_audiences, check_prices, check_insisting),
    *(check_carrying_out, check_procedures, check_packages, check_offers),
    *(check_meetings, check_agendas, check_events, check_factors, check_set_numbers),
    *(check_options_named, check_general, check_drivers, check_correlations),
    *(check_scenarios, check_never, check_reference_classes, check_short_titles, check_marks),
)


def check(document: Document, data: dict[str, Any], *, levers: bool = True) -> list[Slip]:
    """Return everything that contradicts itself or points nowhere in a case of right form.

    Args:
        document: The case.
        data: The same, raw; levers are tried on it.
        levers: Whether they are.
    """
    if too_large := list(check_size(document)):
        return too_large
    names = Names.of(document)

    def recheck(edited: Document) -> list[Slip]:
        return _unlevered(edited, Names.of(edited, like=names))

    slips = _unlevered(document, names)
    if not levers:
        return slips
    return [*slips, *check_levers(document, data, slips, recheck)]


def check_meant(document: Document) -> list[Slip]:
    """Return what is probably not meant in a sound case, as warnings."""
    return [replace(slip, is_warning=True) for each in (*MEANT, offered_at_a_loss) for slip in each(document)]


def check_partial(partial: Partial, data: dict[str, Any]) -> list[Slip]:
    """Return what is certainly wrong in what could be read of a case with mistakes of form.

    Args:
        partial: What could be read.
        data: The whole raw case, which gives the names of what could not.
    """
    document = partial.document
    names = Names.of_raw(data, document)
    checks = _NAMES
    if document.as_of != date.min and document.until != date.max:
        checks += _DATES
    lost = lost_kinds(data)
    slips = (slip for each in checks for slip in each(document, names))
    return [slip for slip in slips if partial.tells(slip.path) and not is_about_lost(slip, lost)]


def _unlevered(document: Document, names: Names) -> list[Slip]:
    """Return what is wrong apart from levers."""
    slips = (slip for each in (*_NAMES, *_DATES, *_WHOLE) for slip in each(document, names))
    return [told_of_bloc(document, slip) if document.blocs else slip for slip in slips]
