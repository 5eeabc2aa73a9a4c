"""Write the reference of the case language from the language itself: `python -m detente.case.reference`.

Both files it writes are kept with the documentation, and a test holds them to what this module says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from detente.case.editing.dump import raw
from detente.case.general import general_constants
from detente.case.json_schema import json_schema_text
from detente.case.numbers.distribution import describe
from detente.case.numbers.scales import Scale
from detente.case.schema import (
    base,
    blocs,
    carrying,
    changes,
    conditions,
    course,
    ends,
    factors,
    issues,
    moves,
    offers,
    parties,
    procedure,
    sources,
    votes,
)
from detente.case.schema.base import Bilingual, Element
from detente.case.schema.case import Bargaining, Document
from detente.case.schema.quantities import On

__all__ = ["main", "reference"]

_INTRODUCTION = """\
# The case language

<!-- Written by `python -m detente.case.reference`; change the schema, not this page. -->

A case is one YAML 1.2 file, in UTF-8, without tags, anchors or aliases. Keys that are not on this page are
errors. A key without a default must be written. Any text may be given in two languages: `{en: …, zh: …}`.
Editors complete and check cases with [the JSON Schema](detente-case.schema.json).

Ids are lower-case words joined by hyphens. A path names a part of a case by its keys, joined by dots:
`positions.russia.territory.limit`.
"""

_NUMBERS = """\
## Numbers

Wherever a number stands, so may a belief about it:

| written | meaning |
|---|---|
| `70` | known |
| `60 to 80` | central 90 % interval; log-normal on unbounded scales above 0, else normal, clipped to the bounds |
| `beta(2, 5)`, `triangular(1, 2, 5)`, `uniform(0, 1)` | these distributions |
| `{quantiles: {0.05: 1, 0.5: 2, 0.95: 9}}` | linear between these quantiles; beyond them the tail that fits best |
| `{quantiles: {0: 0, 0.5: 2, 1: 9}}` | the same, with ends: nothing below 0 or above 9 |
| `{quantiles: {0.25: 25, 0.5: 30, 0.75: 40}, fit: best}` | a family fitted to them by least squares, as SHELF does |
| `{one_of: {ports: 0.6, full: 0.4}}` | one of these options, with these probabilities |
| `{chance: 4 to 16 weeks}` | drawn anew in every run, not once per belief |
| `{by: {anna: 20 to 30, ben: 40 to 60}}` | one of these people is right, the same one for all numbers |
| `{value: 60 to 80, because: [a-claim]}` | any of these, with the claims it rests on |

Several people weigh the same, or have weights: `{by: {anna: {weight: 0.6, value: 20 to 30}, …}}`; whose answers are
right is a number of its own, `people.whose`.

What is fitted is `best`, or one of `normal`, `lognormal`, `gamma` and `beta`.
"""

_EDITS = """\
Levers, and changes made to a case from outside, are made as of `as_of`: a `shift` or a raised flag becomes a past
event of that date, of which nothing has faded; `set`, `terms`, `seat` and the like edit what they name. Events
may `set` only numbers that stand in the case.
"""

_MOVES = """\
A conflict graph: what each decision maker can take or leave alone, and what it likes better. States are the choices
of options that `infeasible` leaves, numbered as binary numbers with the first option as the least digit; those of
`as_one` come last. A statement about options is an option, or one of the mappings at the end of this part. A case
that is a conflict graph alone needs neither issues nor meetings: it cannot be played, and `detente conflict` asks it.
"""

_VOTES = (votes.Quorum, votes.WeightedQuorum, votes.AllRules, votes.AnyRule)

_GROUPS: tuple[tuple[str, str, tuple[type[Element], ...]], ...] = (
    ("The file", "", (Document,)),
    ("Evidence", "", (sources.Source, sources.Claim, sources.NotUsed)),
    (
        "Parties",
        "",
        (
            parties.Party,
            parties.Style,
            parties.Price,
            parties.Mover,
            parties.Position,
            blocs.Bloc,
            blocs.BlocVote,
            parties.Link,
            offers.Offer,
        ),
    ),
    ("Issues", "", (issues.Issue, issues.Option, *_VOTES, procedure.IssuesTogether, ends.Topic, Bargaining)),
    (
        "Carrying out",
        "",
        (carrying.CarryingOut, carrying.Step, carrying.AtLevels, carrying.Renegotiate),
    ),
    ("Factors and the past", "", (factors.Factor, factors.Poll, factors.PastEvent, ends.Flag)),
    (
        "Meetings and events",
        "",
        (
            *(course.Meeting, course.Attendance, course.Session, course.Deadline),
            *(course.Event, course.Ages, course.Ratio),
        ),
    ),
    (
        "Conditions",
        "A condition is one of these mappings, or the name of one under `conditions:`. A statement with `by`, "
        "`after` or `lasting` is about one moment.\n",
        (
            *(conditions.IssueIs, conditions.FactorIs, conditions.EventHas, conditions.MeetingWas),
            *(conditions.StepIs, conditions.PartyGains, conditions.FlagIs, conditions.Named),
            *(conditions.AllOf, conditions.AnyOf, conditions.Not, conditions.AtLeast),
        ),
    ),
    (
        "Changes",
        _EDITS,
        (
            *(changes.Shift, changes.SetQuantity, changes.SetTerms, changes.ResetTerms),
            *(changes.RaiseFlag, changes.LowerFlag, changes.CallMeeting, changes.CancelMeeting),
            *(changes.Seat, changes.Unseat, changes.OpenIssue, changes.CloseIssue, changes.FollowProcedure),
            *(changes.RequireConsent, changes.WaiveConsent),
        ),
    ),
    (
        "Moves",
        _MOVES,
        (
            *(moves.Moves, moves.OwnOption, moves.NamedState, moves.OneState),
            *(moves.Exclusive, moves.AtLeastOne, moves.OnlyIf, moves.Never, moves.Consequence),
            *(moves.Preferences, moves.Wish),
            *(moves.Taken, moves.NotTaken, moves.AllTaken, moves.AnyTaken, moves.IfTaken, moves.JustIfTaken),
        ),
    ),
    (
        "What is asked",
        "",
        (
            *(ends.Scenario, ends.Marker, ends.Lever, ends.ReferenceClass, ends.Question, ends.Resolution),
            *(ends.Correlation, ends.DriverGroup),
        ),
    ),
)


def reference() -> str:
    """Return the page of reference, in Markdown."""
    parts = [_INTRODUCTION]
    for title, words, models in _GROUPS:
        parts.append(f"## {title}\n")
        if words:
            parts.append(words)
        parts += [part for model in models for part in _section(model)]
    return "\n".join([*parts, _NUMBERS, _scales(), _general()])


def _section(model: type[Element]) -> Iterator[str]:
    """Yield the heading, the sentence and the table of a model."""
    summary = (model.__doc__ or "").strip().splitlines()[0]
    yield f"### {_words(model)}\n\n{summary}\n"
    rows = [
        f"| `{field.alias or name}` | {_kind(_annotation(field))} | {_default(field)} | {_about(field)} |"
        for name, field in model.model_fields.items()
    ]
    yield "\n".join(["| key | what may stand there | default | meaning |", "|---|---|---|---|", *rows]) + "\n"


def _annotation(field: FieldInfo) -> Any:
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def _about(field: FieldInfo) -> str:
    return (field.description or "").replace("|", "\\|")


def _words(model: type[Element]) -> str:
    """Return the name of a model in words."""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__)
    return spaced.strip().capitalize()


def _kind(annotation: Any) -> str:
    """Return what may stand at a place, in words."""
    marks: tuple[Any, ...] = ()
    if get_origin(annotation) is Annotated:
        marks, annotation = annotation.__metadata__, get_args(annotation)[0]
        for mark in marks:
            if isinstance(mark, On):
                return f"number: {mark.scale.name.lower()}"
        named = next((name for known, name in _NAMED.items() if known in str(marks)), None)
        if named is not None:
            return named
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        members = [member for member in arguments if member is not type(None)]
        if len(members) > 9:
            return "condition" if any("issue" in str(member) for member in members) else "change"
        return " or ".join(dict.fromkeys(_kind(member) for member in members))
    if origin is dict:
        return f"mapping: {_kind(arguments[0])} → {_kind(arguments[1])}"
    if origin is tuple:
        inner = [_kind(argument) for argument in arguments if argument is not Ellipsis]
        return f"list of {inner[0]}" if arguments[-1] is Ellipsis else f"[{', '.join(inner)}]"
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if annotation is Bilingual:
        return "text"
    if isinstance(annotation, type) and issubclass(annotation, Element):
        return _words(annotation).lower()
    return _PLAIN.get(annotation, "anything")


_NAMED = {
    "_named_state": "named state, or list of options taken",
    "_rank": "state, or list of states",
    "_wish": "wish, or statement about options",
    "_text": "text",
    "_duration": "duration",
    "_poll_date": "date or month",
    "_day": "date",
    "_point": "level or option",
    "_chosen": "statement about options",
    base.IDENTIFIER: "id",
}
_PLAIN: dict[Any, str] = {str: "text", float: "number", int: "whole number", bool: "true or false"}


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return ""
    written = raw(field.default)
    if written in (None, "", [], {}):
        return "–"
    return f"`{str(written).lower() if isinstance(written, bool) else written}`"


def _scales() -> str:
    rows = [f"| {scale.name.lower()} | {scale.bounds} |" for scale in Scale]
    return "\n".join(["| scale | what may stand there |", "|---|---|", *rows]) + "\n"


def _general() -> str:
    """Return the table of beliefs about negotiations in general."""
    rows = [
        f"| `{name}` | `{describe(constant.quantity.notation, constant.quantity.scale)}` | {constant.about.en} |"
        for name, constant in general_constants().items()
    ]
    head = "## How negotiations work in general"
    words = "Beliefs that every case shares unless it replaces them under `general:`.\n"
    return "\n".join([head, "", words, "| belief | what is believed | meaning |", "|---|---|---|", *rows]) + "\n"


def main(folder: Path) -> None:
    """Write both files of reference into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "case-language.md").write_text(reference(), encoding="utf-8")
    (folder / "detente-case.schema.json").write_text(json_schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
