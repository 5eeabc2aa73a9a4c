"""`detente deals`: what could be agreed at a meeting, who blocks it, and what it would take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.options import WholeNumber, case_argument, common, print_json, report_option
from detente.errors import OptionError
from detente.locale import texts

if TYPE_CHECKING:
    from detente.analysis.deals import Deals

__all__ = ["verb"]


@click.command("deals")
@case_argument
@click.option("--at", "meeting", metavar="MEETING", default=None, help="Whose table; default: the first with a date.")
@click.option(
    "--hold-out",
    default="none",
    show_default=True,
    metavar="none|median",
    help="Whether those at the table hold out above their prices of moving, as in half of all runs.",
)
@click.option(
    "--beliefs", type=WholeNumber(1, 10**6), default=200, show_default=True, help="Draws of what is not known."
)
@click.option("--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws.")
@click.option("--packages", type=WholeNumber(1, 100), default=6, show_default=True, help="Leading packages to show.")
@click.option(
    "--points", type=WholeNumber(1, 10**5), default=200, show_default=True, help="Most points of a frontier to trace."
)
@report_option
@common
def verb(
    case_name: str,
    meeting: str | None,
    hold_out: str,
    beliefs: int,
    seed: int,
    packages: int,
    points: int,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What could be agreed at a meeting, who blocks it, and what would it take?

    Looks at the table of MEETING as it stands at `as_of`, before any dice, in many beliefs: who would accept what,
    how often no package suits all, and the packages that the rules of bargaining strike.
    """
    from detente.analysis.deals import DealOptions, deals
    from detente.case import load
    from detente.cli.frame.progress import bar
    from detente.engine.run.table_problem import HoldOut

    words = texts(language)
    if report is not None:
        check_writable(report, words)
    if hold_out not in {each.value for each in HoldOut}:
        raise OptionError.unknown("--hold-out", hold_out, [each.value for each in HoldOut])
    case = load(case_name, words.language)
    options = DealOptions(
        meeting=meeting,
        beliefs=beliefs,
        seed=seed,
        hold_out=HoldOut(hold_out),
        packages=packages,
        points=points,
    )
    with bar(words, "deals.progress") as progress:
        found = deals(case, options, progress)
    if report is not None:
        from detente.report.deals.section import deals_section
        from detente.report.section import page_of

        command = _command(case.file, found)
        write(
            report,
            page_of([deals_section(found, words)], case, words, command, found.status.in_language(language)),
            words,
        )
    if as_data:
        from detente.report.deals_json import deals_to_json

        print_json(deals_to_json(found, language))
        return
    from detente.cli.screens.deals import print_deals

    print_deals(found, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))


def _command(file: str, found: Deals) -> str:
    """Return the command that gives the same deal space again."""
    name = Path(file).name or found.case
    hold_out = "" if found.hold_out.value == "none" else f" --hold-out {found.hold_out.value}"
    return f"detente deals {name} --at {found.meeting} --beliefs {found.beliefs} --seed {found.seed}{hold_out}"
