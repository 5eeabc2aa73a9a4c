"""The index of theories: what each is called, where it comes from, what it claims, and what it reproduces."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from detente.case.schema.base import Bilingual
from detente.json_names import named
from detente.theories.options import options_of
from detente.theories.protocol import Claim
from detente.theories.registry import keys, theory_class

__all__ = ["Parameter", "TheoryEntry", "TheoryIndex", "theory_index"]


class Parameter(NamedTuple):
    """A parameter of a theory: its name, its default, and what else may be given."""

    name: str
    default: str
    values: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryEntry:
    """One theory.

    Attributes:
        call: how Python has it.
        home: module and class.
        options: its parameters.
    """

    key: str
    call: str
    home: str
    title: Bilingual
    about: Bilingual
    limits: Bilingual
    reproduced: Bilingual
    references: tuple[str, ...]
    claims: tuple[Claim, ...]
    exact: bool
    stochastic: bool
    options: tuple[Parameter, ...] = field(metadata=named("parameters"))


@dataclass(frozen=True, slots=True)
class TheoryIndex:
    """All theories, in the order in which they are shown."""

    theories: tuple[TheoryEntry, ...]


def theory_index() -> tuple[TheoryEntry, ...]:
    """Return all theories in the order in which they are shown."""
    found = []
    for key in keys():
        kind = theory_class(key)
        info = kind.info
        found.append(
            TheoryEntry(
                key=key,
                call=f"detente.theories.{key.replace('-', '_')}()",
                home=f"{kind.__module__}.{kind.__qualname__}",
                title=info.title,
                about=info.about,
                limits=info.limits,
                reproduced=info.reproduced,
                references=info.references,
                claims=tuple(claim for claim in Claim if claim in info.claims),
                exact=info.exact,
                stochastic=info.stochastic,
                options=tuple(Parameter(*each) for each in options_of(key)),
            )
        )
    return tuple(found)
