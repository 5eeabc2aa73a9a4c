"""`detente story`: how it typically goes when it ends so."""

from __future__ import annotations

import click

from detente.cli.frame.analysis import Face, analysis
from detente.cli.frame.options import WholeNumber

__all__ = ["verb"]


@analysis("story")
@click.option("--scenario", metavar="ID", default=None, help="Worlds of this end only; default: of every end.")
@click.option(
    "--worlds", "most", type=WholeNumber(1, 10), default=2, show_default=True, help="How many of each at most."
)
def verb(face: Face, scenario: str | None, most: int) -> None:
    """How does it go, day by day, in the world that is most like all others that end the same way?

    Tells for each scenario of CASE its most typical worlds, each with the share of worlds that it stands for, as a
    line in time and by dates: who struck what, who refused, what broke. `detente world` tells any of them again.
    """
    face.answer(scenario=scenario, most=most)
