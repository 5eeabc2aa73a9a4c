"""Changes: what they name exists, numbers they set are numbers of the case, levers leave a sound case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from detente.case.checks.names import Names, unknown
from detente.case.checks.references import party
from detente.case.editing.apply import SlipError, apply_change
from detente.case.editing.levers import open_sections, reread_sections
from detente.case.reading.from_pydantic import slips_of
from detente.case.reading.walk import children
from detente.case.schema.base import Element
from detente.case.schema.case import Document
from detente.case.schema.changes import (
    CallMeeting,
    CancelMeeting,
    CloseIssue,
    FollowProcedure,
    LowerFlag,
    OpenIssue,
    RaiseFlag,
    RequireConsent,
    ResetTerms,
    Seat,
    SetQuantity,
    SetTerms,
    Shift,
    Unseat,
    WaiveConsent,
)
from detente.case.schema.quantities import read_quantity
from detente.mistakes import Slip

__all__ = ["check_changes", "check_history", "check_levers", "check_set_numbers"]

_PRICE = "price."
_ONLY_MOVES = (Shift, RaiseFlag, ResetTerms)


def check_changes(document: Document, names: Names) -> Iterator[Slip]:
    """Report names in changes that do not exist."""
    for path, change in names.changes:
        yield from _shifts(change, names, path)
        yield from _terms(change, names, path)
        yield from _flags_and_meetings(change, names, path)
        yield from _seats_and_consents(change, document, names, path)


def _shifts(change: Element, names: Names, path: str) -> Iterator[Slip]:
    if not isinstance(change, Shift):
        return
    for target in change.shift:
        below = f"{path}.shift.{target}"
        if target.startswith(_PRICE):
            yield from party(target.removeprefix(_PRICE), names, below, at_key=True)
        elif target not in names.factors:
            yield unknown("factor or price.<party>", target, names.factors, below, at_key=True)
    if change.half_life is not None and change.lasting is not None:
        yield Slip("two_fades", f"{path}.lasting", at_key=True)


def _terms(change: Element, names: Names, path: str) -> Iterator[Slip]:
    if isinstance(change, SetTerms):
        for issue, option in change.terms.items():
            below = f"{path}.terms.{issue}"
            if issue not in names.issues:
                yield unknown("issue", issue, names.issues, below, at_key=True)
            elif not names.has_option(issue, option):
                yield unknown("option", option, names.options[issue], below)
    if isinstance(change, ResetTerms):
        for issue in change.reset:
            if issue not in names.issues:
                yield unknown("issue", issue, names.issues, f"{path}.reset")


def _flags_and_meetings(change: Element, names: Names, path: str) -> Iterator[Slip]:
    match change:
        case RaiseFlag(raise_=flag) if flag not in names.flags:
            yield unknown("flag", flag, names.flags, f"{path}.raise")
        case LowerFlag(lower=flag) if flag not in names.flags:
            yield unknown("flag", flag, names.flags, f"{path}.lower")
        case CallMeeting(call=meeting) if meeting not in names.meetings:
            yield unknown("meeting", meeting, names.meetings, f"{path}.call")
        case CancelMeeting(cancel=meeting) if meeting not in names.meetings:
            yield unknown("meeting", meeting, names.meetings, f"{path}.cancel")
        case (
            Seat(at=meeting)
            | Unseat(at=meeting)
            | OpenIssue(at=meeting)
            | CloseIssue(at=meeting)
            | FollowProcedure(at=meeting)
        ) if meeting not in names.meetings:
            yield unknown("meeting", meeting, names.meetings, f"{path}.at")
    match change:
        case OpenIssue(open=issue) if issue not in names.issues:
            yield unknown("issue", issue, names.issues, f"{path}.open")
        case CloseIssue(close=issue) if issue not in names.issues:
            yield unknown("issue", issue, names.issues, f"{path}.close")


def _seats_and_consents(change: Element, document: Document, names: Names, path: str) -> Iterator[Slip]:
    match change:
        case Seat(seat=member):
            yield from party(member, names, f"{path}.seat")
        case Unseat(unseat=member):
            yield from party(member, names, f"{path}.unseat")
        case RequireConsent(require_consent=member):
            yield from party(member, names, f"{path}.require_consent")
        case WaiveConsent(waive_consent=member):
            yield from party(member, names, f"{path}.waive_consent")
    if isinstance(change, RequireConsent | WaiveConsent):
        if change.on not in names.issues:
            yield unknown("issue", change.on, names.issues, f"{path}.on")
        elif change.on in document.issues and document.issues[change.on].counted is not None:
            yield Slip("consent_is_quorum", f"{path}.on", {"name": change.on})


def check_history(document: Document, names: Names) -> Iterator[Slip]:
    """Report changes of past events that the opening of the course could not make."""
    for key, event in document.history.items():
        for index, change in enumerate(event.changes):
            if not isinstance(change, Shift | RaiseFlag | LowerFlag):
                yield Slip("not_in_history", f"history.{key}.changes.{index}")


def check_set_numbers(document: Document, names: Names) -> Iterator[Slip]:
    """Report paths that events set and that are no numbers of the case, and values of the wrong kind."""
    found = names.numbers
    for path, change in (*names.changes_in("events"), *names.changes_in("meetings")):
        if not isinstance(change, SetQuantity):
            continue
        for target, raw in change.set.items():
            below = f"{path}.set.{target}"
            if target not in found and _is_there(document, target):
                near = [each for each in found if each.startswith((f"{target.rpartition('.')[0]}.", "positions."))]
                yield Slip("number_not_set", below, {"name": target, "numbers": ", ".join(near[:3])}, at_key=True)
                continue
            if target not in found:
                yield unknown("number", target, found, below, at_key=True)
                continue
            try:
                read_quantity(raw, found[target].scale)
            except PydanticCustomError as error:
                values = {key: str(value) for key, value in (error.context or {}).items()}
                yield Slip(values.pop("kind"), below, values)


def _is_there(part: object, path: str) -> bool:
    """Say whether a path leads to something that a part of a case holds."""
    for step in path.split("."):
        held = dict(children(part))
        if held.get(step) is None:
            return False
        part = held[step]
    return True


def check_levers(
    document: Document, data: dict[str, Any], known: list[Slip], recheck: Callable[[Document], list[Slip]]
) -> Iterator[Slip]:
    """Report levers that cannot be applied, or that leave a case with mistakes it did not have.

    Args:
        document: The case.
        data: The same, raw.
        known: What is wrong with it apart from levers.
        recheck: What checks a case without its levers.
    """
    bare = {section: part for section, part in data.items() if section != "levers"}
    before = {(slip.kind, slip.path) for slip in known}
    for key, lever in document.levers.items():
        if all(isinstance(change, _ONLY_MOVES) for change in lever.changes):
            continue  # nothing of the case is edited
        path = f"levers.{key}.changes"
        changes = data["levers"][key]["changes"]
        edited, touched = open_sections(bare, changes)
        try:
            for index, change in enumerate(changes):
                where = f"{path}.{index}"
                apply_change(edited, change, key)
        except SlipError as error:
            slip = error.slip
            below = f"{where}.set.{slip.path}" if "set" in change else where
            yield replace(slip, path=below, at_key=slip.kind == "no_path")
            continue
        try:
            after = recheck(reread_sections(document, edited, touched | {"levers"}))
        except ValidationError as error:
            after = slips_of(error)
        for slip in after:
            if (slip.kind, slip.path) not in before:
                yield _blamed(slip, path, changes)


def _blamed(slip: Slip, path: str, changes: list[dict[str, Any]]) -> Slip:
    """Return a slip at the change that caused it, saying where it shows."""
    for index, change in enumerate(changes):
        for target in change.get("set", ()):
            if slip.path == target:
                return replace(slip, path=f"{path}.{index}.set.{target}", place=None, at_key=False)
            if f"{slip.path}.".startswith(f"{target}."):
                below = f"{path}.{index}.set.{target}"
                return replace(slip, path=below, place=None, at_key=False, elsewhere=slip.path)
    return replace(slip, path=path, place=None, at_key=True, elsewhere=slip.path)
