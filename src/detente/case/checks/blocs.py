"""Blocs: their members exist and are of one bloc each; mistakes in what is taken over are told of the bloc."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.case.checks.names import Names, unknown
from detente.case.checks.references import party
from detente.case.schema.case import Document
from detente.mistakes import Slip

__all__ = ["check_blocs", "told_of_bloc"]

_MEMBERS = {"ideal", "salience", "limit"}


def check_blocs(document: Document, names: Names) -> Iterator[Slip]:
    """Report members that are no parties, are of two blocs, and blocs that are named as a party."""
    owner: dict[str, str] = {}
    for key, bloc in document.blocs.items():
        path = f"blocs.{key}"
        if key in names.parties:
            yield Slip("bloc_named_as_party", path, {"name": key}, at_key=True)
        for index, member in enumerate(bloc.members):
            yield from party(member, names, f"{path}.members.{index}")
            if member in owner:
                values = {"name": member, "first": owner[member], "second": key}
                yield Slip("party_in_two_blocs", f"{path}.members.{index}", values)
            owner.setdefault(member, key)
        if bloc.votes is not None:
            named = [(f"{path}.votes.as", bloc.votes.as_)] if bloc.votes.as_ else []
            named += [(f"{path}.votes.breaks_of.{member}", member) for member in bloc.votes.breaks_of]
            for place, member in named:
                if member not in bloc.members:
                    values = {"found": member, "name": key, "names": ", ".join(bloc.members)}
                    yield Slip("not_of_bloc", place, values, at_key=".breaks_of." in place)
        for issue in {**bloc.positions, **bloc.insists}:
            if issue not in names.issues:
                section = "positions" if issue in bloc.positions else "insists"
                yield unknown("issue", issue, names.issues, f"{path}.{section}.{issue}", at_key=True)


def told_of_bloc(document: Document, slip: Slip) -> Slip:
    """Return a slip about a number that a member takes over as one about its bloc, where the number stands."""
    section, *steps = slip.path.split(".")
    if section == "positions" and len(steps) == 3 and steps[2] in _MEMBERS:
        position = document.positions.get(steps[0], {}).get(steps[1])
        number = getattr(position, steps[2], None)
        if number is not None and number.of:
            return replace(slip, path=number.of)
    return slip
