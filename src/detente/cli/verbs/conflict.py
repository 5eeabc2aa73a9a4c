"""`detente conflict`: who can move, which states hold, why, and how one gets there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.options import WholeNumber, case_argument, common, print_json, report_option
from detente.errors import OptionError
from detente.locale import texts

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


@click.command("conflict")
@case_argument
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
@click.option(
    "--beliefs",
    type=WholeNumber(1, 100_000),
    default=200,
    show_default=True,
    help="Draws of what parties want, where preferences follow from positions.",
)
@click.option("--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws.")
@report_option
@common
def verb(
    case_name: str,
    state: str | None,
    want: str | None,
    concept: str,
    beliefs: int,
    seed: int,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """Who can move where, which ends hold for whom and why, and how does one get there?

    Reads the section `moves` of CASE as a conflict graph: the states that are stable for each decision maker and for
    all, the answer that deters each better move, the way from the status quo, what groups could do together, and what
    would have to be preferred for a wanted state to hold.
    """
    words = texts(language)
    if report is not None:
        check_writable(report, words)
    from detente.analysis.conflict.conflict import conflict_view
    from detente.case import load
    from detente.theories.conflict import Concept

    case = load(case_name, words.language)
    view = conflict_view(case, state=state, want=want, concept=Concept(concept), beliefs=beliefs, seed=seed)
    if report is not None:
        from detente.report.conflict.section import section
        from detente.report.section import page_of

        asked = [f"--{name} {value}" for name, value in (("state", state), ("want", want)) if value is not None]
        drawn = [f"--beliefs {beliefs} --seed {seed}"] if view.beliefs else []
        command = " ".join(
            ["detente conflict", case_name, *asked, f"--concept {concept}", *drawn, f"--report {report}"]
        )
        write(report, page_of([section(view, words)], case, words, command, view.status.in_language(language)), words)
    if as_data:
        from detente.report.conflict_json import conflict_to_json

        print_json(conflict_to_json(view, language))
        return
    from detente.cli.screens.conflict import print_conflict

    print_conflict(view, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))
