"""The index of theories: what each is called, where it comes from, what it claims, and what it reproduces."""

from __future__ import annotations

from dataclasses import dataclass

from detente.case.schema.base import Bilingual
from detente.theories.options import options_of
from detente.theories.protocol import Claim
from detente.theories.registry import HOMES, theory_class

__all__ = ["TheoryEntry", "theory_index"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TheoryEntry:
    """One theory.

    Attributes:
        call: how Python has it.
        home: module and class.
        options: name, default, and what else may be given.
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
    options: tuple[tuple[str, str, str], ...]


def theory_index() -> tuple[TheoryEntry, ...]:
    """Return all theories in the order in which they are shown."""
    found = []
    for key, home in HOMES.items():
        info = theory_class(key).info
        found.append(
            TheoryEntry(
                key=key,
                call=f"detente.theories.{key.replace('-', '_')}()",
                home=home.replace(":", "."),
                title=info.title,
                about=info.about,
                limits=info.limits,
                reproduced=info.reproduced,
                references=info.references,
                claims=tuple(claim for claim in Claim if claim in info.claims),
                exact=info.exact,
                stochastic=info.stochastic,
                options=options_of(key),
            )
        )
    return tuple(found)
