"""`detente conflict`: who can move, which states hold, why, and how one gets there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli.frame.analysis import Face, analysis
from detente.cli.frame.options import drawing
from detente.errors import OptionError

__all__ = ["verb"]

CONCEPTS = ("R", "GMR", "SMR", "SEQ", "SIM")

if TYPE_CHECKING:  # older versions of click know no type arguments
    _Name = click.ParamType[str]
else:
    _Name = click.ParamType


class _ConceptName(_Name):
    """The name of a concept of stability."""

    name = "concept"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what the help shows."""
        return "|".join(CONCEPTS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check the name; case does not matter."""
        if str(value).upper() not in CONCEPTS:
            raise OptionError.unknown("concept", str(value), CONCEPTS)
        return str(value).upper()


@analysis("conflict", sized=drawing())
@click.option(
    "--state",
    default=None,
    metavar="STATE",
    help="Explain this state: its number, its name, or the options taken in it with commas between them (- for none); "
    "default: the status quo.",
)
@click.option("--want", default=None, metavar="STATE", help="Ask what would make this state an equilibrium.")
@click.option(
    "--concept",
    type=_ConceptName(),
    default="SEQ",
    show_default=True,
    help="Nash (R), general or symmetric metarational (GMR, SMR), sequential (SEQ), simultaneous (SIM).",
)
def verb(face: Face, state: str | None, want: str | None, concept: str) -> None:
    """Who can move where, which ends hold for whom and why, and how does one get there?

    Reads the section `moves` of CASE as a conflict graph: the states that are stable for each decision maker and for
    all, the answer that deters each better move, the way from the status quo, what groups could do together, and what
    would have to be preferred for a wanted state to hold.
    """
    from detente.theories.conflict import Concept

    face.answer(state=state, want=want, concept=Concept(concept))
