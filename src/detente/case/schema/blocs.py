"""Blocs: what several parties take over from a group, and say only where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationError

from detente.case.numbers.scales import Scale
from detente.case.schema.base import Described, Element, Identifier, Truth, refusal
from detente.case.schema.parties import Party, Position, Wanted
from detente.case.schema.quantities import Quantity, Share, certain

__all__ = ["Bloc", "taken_over"]

_NUMBERS = ("ideal", "salience", "limit")


class BlocVote(Element):
    """How a bloc votes as one, and how likely its members break away."""

    as_: Identifier | None = Field(
        default=None, alias="as", description="The member it votes as; default: by what its members gain in the mean."
    )
    breaks: Share = Field(
        default=certain(0.0, Scale.SHARE), description="Chance that a member votes by itself at a sitting."
    )
    breaks_of: dict[Identifier, Share] = Field(
        default={}, description="Member → the same of it, where it is another than of the rest."
    )


def _together(raw: Any) -> Any:
    if isinstance(raw, str):
        if raw != "together":
            raise refusal(
                "bloc_vote_word", raw, "together, or {as: …, breaks: …}", "members vote one by one by default"
            )
        return {}
    return raw


class Bloc(Described):
    """A group of parties: each takes over what the group wants, wherever it says nothing else itself."""

    members: tuple[Identifier, ...] = Field(min_length=1, description="Its parties; tables may name the bloc instead.")
    each: Party = Field(default=Party(), description="What a member is like where it does not say so itself.")
    positions: dict[Identifier, Position] = Field(default={}, description="What it wants, by issue.")
    insists: dict[Identifier, tuple[Wanted, ...]] = Field(
        default={}, description="What each of its members signs a change of an issue only with, beside its own."
    )
    votes: Annotated[BlocVote, BeforeValidator(_together, json_schema_input_type=str | BlocVote)] | None = Field(
        default=None,
        description="`together`, or `{as, breaks, breaks_of}`: at a table that votes its members cast the same vote.",
    )
    apart: Truth = Field(
        default=False,
        description="Whether each member's wants are drawn by themselves; by default what is taken over is one number, "
        "the same for all.",
    )


def taken_over(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return a raw case in which members have what they take over from their blocs, and tables name members.

    A position that a member gives itself may hold any of `ideal`, `salience` and `limit`; the rest is the bloc's.
    Sections that have been read already are left as they are, and so is all that is not of right form.
    """
    blocs = {key: read for key, each in _mapping(raw.get("blocs")).items() if (read := _read(Bloc, each))}
    if not blocs:
        return dict(raw)
    found = dict(raw)
    for section in ("parties", "positions", "insists"):
        if isinstance(found.get(section, {}), Mapping):
            found[section] = dict(found.get(section) or {})
    for key, bloc in blocs.items():
        written = _mapping(_mapping(raw["blocs"]).get(key))
        for member in bloc.members:
            if member not in _mapping(found.get("parties")):
                continue  # the list of members says so
            _defaults(found["parties"], member, written.get("each"))
            if isinstance(found["positions"], dict):
                _positions(found["positions"], member, key, bloc)
            if isinstance(found["insists"], dict):
                _insists(found["insists"], member, written.get("insists"))
    if isinstance(found.get("meetings"), Mapping):
        found["meetings"] = {key: _seated(meeting, blocs) for key, meeting in found["meetings"].items()}
    return found


def _mapping(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, Mapping) else {}


def _read(model: type[Any], raw: Any) -> Any:
    """Return what a raw part is as a model, None where it is not of right form: reading it says what is wrong."""
    if isinstance(raw, Element):
        return raw
    try:
        return model.model_validate(raw)
    except ValidationError:
        return None


def _defaults(parties: dict[str, Any], member: str, each: Any) -> None:
    """Give a party what the bloc says of each of its members."""
    own = parties.get(member)
    if not isinstance(each, Mapping) or not isinstance(own, Mapping):
        return
    merged = {**each, **own}
    if isinstance(each.get("style"), Mapping) and isinstance(own.get("style"), Mapping):
        merged["style"] = {**each["style"], **own["style"]}
    parties[member] = merged


def _positions(positions: dict[str, Any], member: str, key: str, bloc: Bloc) -> None:
    """Give a party the positions of its bloc, but for what it says itself."""
    own = positions.get(member, {})
    if not isinstance(own, Mapping):
        return
    merged = dict(own)
    for issue, position in bloc.positions.items():
        mine = own.get(issue, {})
        if not isinstance(mine, Mapping):
            continue  # read already, or not of right form
        path = "" if bloc.apart else f"blocs.{key}.positions.{issue}"
        merged[issue] = {**_shared(position, path), **mine}
    positions[member] = merged


def _shared(position: Position, path: str) -> dict[str, Any]:
    """Return a position as raw data whose numbers know whose they are."""
    shared: dict[str, Any] = {"because": position.because} if position.because else {}
    for what in _NUMBERS:
        number: Quantity | None = getattr(position, what)
        if number is not None:
            shared[what] = replace(number, of=f"{path}.{what}") if path else number
    return shared


def _insists(insists: dict[str, Any], member: str, wanted: Any) -> None:
    """Let a party insist on what its bloc insists on, beside what it does itself."""
    own = insists.get(member, {})
    if not wanted or not isinstance(wanted, Mapping) or not isinstance(own, Mapping):
        return
    merged = dict(own)
    for issue, others in wanted.items():
        mine = own.get(issue, [])
        if isinstance(mine, list) and isinstance(others, list):
            merged[issue] = [*others, *(other for other in mine if other not in others)]
    insists[member] = merged


def _seated(meeting: Any, blocs: Mapping[str, Bloc]) -> Any:
    """Return a meeting with the members of blocs in the place of the blocs that its table names."""
    table = _mapping(meeting).get("table")
    if not isinstance(table, list) or not any(isinstance(seat, str) and seat in blocs for seat in table):
        return meeting
    seats: list[Any] = []
    for seat in table:
        taken = blocs[seat].members if isinstance(seat, str) and seat in blocs else (seat,)
        seats += [member for member in taken if member not in seats]
    return {**meeting, "table": seats}
