"""`detente discover`: under which conditions a scenario is much likelier."""

from __future__ import annotations

import click

from detente.cli.frame.analysis import Face, analysis, day
from detente.cli.frame.options import WholeNumber
from detente.errors import OptionError

__all__ = ["verb"]

_OBJECTIVES = ("lenient1", "lenient2", "original")


@analysis("discover")
@click.option("--scenario", required=True, metavar="ID", help="The scenario, or marker, that is to be likelier.")
@click.option(
    "--seen-by", default=None, metavar="DATE", help="Things can be seen until then. Default: a tenth of the course."
)
@click.option(
    "--objective",
    default="lenient2",
    show_default=True,
    metavar="|".join(_OBJECTIVES),
    help="How PRIM compares the slices that it may peel off.",
)
@click.option(
    "--restrictions", type=WholeNumber(1, 20), default=4, show_default=True, help="Conditions in a set at most."
)
def verb(face: Face, scenario: str, seen_by: str | None, objective: str, restrictions: int) -> None:
    """Under which conditions is a scenario much likelier than otherwise?

    Sets of conditions on what is not known today, and on what can be seen early, found on one half of the beliefs and
    judged on the other. Interrupted once, it answers from what has been played.
    """
    if objective not in _OBJECTIVES:
        raise OptionError.unknown("objective", objective, _OBJECTIVES)
    until = day("--seen-by", seen_by)
    from detente.analysis.discovery.prim import Objective
    from detente.analysis.discovery.search import SearchOptions

    search = SearchOptions(objective=Objective[objective.upper()], restrictions=restrictions)
    face.answer(outcome=scenario, seen_by=until, search=search, stoppable=True)
