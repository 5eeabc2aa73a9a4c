"""`detente deals`: what could be agreed at a meeting, who blocks it, and what it would take."""

from __future__ import annotations

import click

from detente.cli.frame.analysis import Face, analysis
from detente.cli.frame.options import WholeNumber, drawing
from detente.errors import OptionError

__all__ = ["verb"]


@analysis("deals", sized=drawing())
@click.option("--at", "meeting", metavar="MEETING", default=None, help="Whose table; default: the first with a date.")
@click.option(
    "--want",
    metavar="CONDITION",
    default=None,
    help="An outcome: ISSUE=OPTION, a condition on terms, or the name of one or of a scenario. Then who blocks is who "
    "blocks it, and what it would take is what would bring them over.",
)
@click.option(
    "--hold-out",
    default="none",
    show_default=True,
    metavar="none|median",
    help="Whether those at the table hold out above their prices of moving, as in half of all runs.",
)
@click.option("--packages", type=WholeNumber(1, 100), default=6, show_default=True, help="Leading packages to show.")
@click.option(
    "--points", type=WholeNumber(1, 10**5), default=200, show_default=True, help="Most points of a frontier to trace."
)
def verb(face: Face, meeting: str | None, want: str | None, hold_out: str, packages: int, points: int) -> None:
    """What could be agreed at a meeting, who blocks it, and what would it take?

    Looks at the table of MEETING as it stands at `as_of`, before any dice, in many beliefs: who would accept what,
    how often no package suits all, and the packages that the rules of bargaining strike.
    """
    from detente.analysis.deals import DealOptions
    from detente.engine.run.table_problem import HoldOut

    if hold_out not in {each.value for each in HoldOut}:
        raise OptionError.unknown("--hold-out", hold_out, [each.value for each in HoldOut])
    closely = DealOptions(hold_out=HoldOut(hold_out), packages=packages, points=points)
    face.answer(meeting=meeting, want=want, closely=closely, progress="deals.progress")
