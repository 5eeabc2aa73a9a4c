"""Changes of a case in words: what a lever does."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from detente.case import Document, quantities
from detente.case.schema.changes import (
    CallMeeting,
    CancelMeeting,
    Change,
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
from detente.case.schema.conditions import Condition, Statement
from detente.case.schema.quantities import Quantity, read_quantity
from detente.locale import Texts
from detente.locale.figures import day, days
from detente.report.conditions_in_words import said, titles
from detente.report.outlook.evidence import notation, path_in_words

__all__ = ["edits", "written_edits"]

_CONDITION: TypeAdapter[Statement] = TypeAdapter(Condition)
_CHANGES: TypeAdapter[tuple[Change, ...]] = TypeAdapter(tuple[Change, ...])


def edits(changes: tuple[Change, ...], document: Document, texts: Texts) -> tuple[str, ...]:
    """Put changes into words, one line each."""
    return tuple(line for change in changes for line in _lines(change, document, texts))


def written_edits(changes: Sequence[Mapping[str, Any]], document: Document, texts: Texts) -> tuple[str, ...]:
    """Put changes into words that stand as a file writes them, one line each."""
    return edits(_CHANGES.validate_python(tuple(changes)), document, texts)


def _lines(change: Change, document: Document, texts: Texts) -> list[str]:
    names = titles(document, texts)
    parties, issues, meetings, flags = names["party"], names["issue"], names["meeting"], names["flag"]
    match change:
        case SetQuantity(set=values):
            return [
                texts("edit.set", path=path_in_words(document, path, texts), value=_at(path, value, document, texts))
                for path, value in values.items()
            ]
        case Shift(shift=amounts, half_life=half_life, lasting=lasting):
            fading = texts("edit.half_life", days=days(half_life)) if half_life else ""
            fading += texts("edit.lasting", days=days(lasting)) if lasting else ""
            return [
                texts("edit.shift", name=_moved(key, document, texts), value=notation(value, texts)) + fading
                for key, value in amounts.items()
            ]
        case SetTerms(terms=terms):
            return [
                texts("edit.terms", issue=issues.get(i, i), option=_option(document, i, o, texts))
                for i, o in terms.items()
            ]
        case ResetTerms(reset=keys):
            return [texts("edit.reset", issue=issues.get(key, key)) for key in keys]
        case Seat(seat=party, at=meeting):
            return [texts("edit.seat", party=parties.get(party, party), meeting=meetings.get(meeting, meeting))]
        case Unseat(unseat=party, at=meeting):
            return [texts("edit.unseat", party=parties.get(party, party), meeting=meetings.get(meeting, meeting))]
        case OpenIssue(open=issue, at=meeting):
            return [texts("edit.open", issue=issues.get(issue, issue), meeting=meetings.get(meeting, meeting))]
        case CloseIssue(close=issue, at=meeting):
            return [texts("edit.close", issue=issues.get(issue, issue), meeting=meetings.get(meeting, meeting))]
        case FollowProcedure(at=meeting):
            return [texts("edit.procedure", meeting=meetings.get(meeting, meeting))]
        case RequireConsent(require_consent=party, on=issue):
            return [texts("edit.require", party=parties.get(party, party), issue=issues.get(issue, issue))]
        case WaiveConsent(waive_consent=party, on=issue):
            return [texts("edit.waive", party=parties.get(party, party), issue=issues.get(issue, issue))]
        case CallMeeting(call=meeting):
            return [texts("edit.call", meeting=meetings.get(meeting, meeting))]
        case CancelMeeting(cancel=meeting):
            return [texts("edit.cancel", meeting=meetings.get(meeting, meeting))]
        case RaiseFlag(raise_=flag):
            return [texts("edit.raise", flag=flags.get(flag, flag))]
        case LowerFlag(lower=flag):
            return [texts("edit.lower", flag=flags.get(flag, flag))]
    return []


def _moved(key: str, document: Document, texts: Texts) -> str:
    names = titles(document, texts)
    if key.startswith("price."):
        party = key.removeprefix("price.")
        return texts("edit.price", party=names["party"].get(party, party))
    return names["factor"].get(key, key)


def _option(document: Document, issue: str, option: str, texts: Texts) -> str:
    options = document.issues[issue].options if issue in document.issues else {}
    return options[option].name(option, texts.language) if option in options else option


def _at(path: str, value: object, document: Document, texts: Texts) -> str:
    """Return what a change writes at a path; numbers with their unit."""
    numbers = quantities(document)
    if path in numbers:
        with contextlib.suppress(PydanticCustomError):  # names of options and parties are no numbers
            return notation(read_quantity(value, numbers[path].scale), texts)
    if path.endswith(".mediation") and texts.has(f"mediation.{value}"):
        return texts(f"mediation.{value}")
    return _raw(value, document, texts)


def _raw(value: object, document: Document, texts: Texts) -> str:
    """Return what a change writes at a path, with titles for names."""
    if isinstance(value, Quantity):
        return notation(value, texts)
    if isinstance(value, dict) and "value" in value:
        return _raw(value["value"], document, texts)
    if isinstance(value, date):
        return day(value, texts.language)
    if isinstance(value, dict):
        try:
            return said(_CONDITION.validate_python(value), document, texts).line(texts)
        except ValidationError:
            return str(value)
    if isinstance(value, list | tuple):
        return texts("list.comma").join(_raw(item, document, texts) for item in value) or "–"
    for section in titles(document, texts).values():
        if isinstance(value, str) and value in section:
            return section[value]
    return texts(f"said.{str(value).lower()}") if isinstance(value, bool) else str(value)
