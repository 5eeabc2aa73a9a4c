"""`detente markers`: what each visible sign would tell, and which few to watch first."""

from __future__ import annotations

import click

from detente.cli.frame.analysis import Face, analysis, day
from detente.cli.frame.options import WholeNumber
from detente.errors import OptionError

__all__ = ["verb"]


@analysis("markers")
@click.option(
    "--scenario", "about", metavar="ID", default=None, help="Say what to believe of this one; default: the first."
)
@click.option(
    "--by", "until", metavar="DATE", default=None, help="Watch for signs seen by then; default: a quarter on."
)
@click.option("--first", type=WholeNumber(1, 20), default=5, show_default=True, help="How many signs to watch at most.")
def verb(face: Face, about: str | None, until: str | None, first: int) -> None:
    """What would each visible sign tell about how the story ends, and which few are worth watching?

    Gives for each sign of CASE how likely it is and when, how much likelier it is in each scenario than outside it, and
    what to believe once it is seen, or once its date has passed without it.
    """
    scenarios = [*face.case.document.scenarios, "muddling-through"]
    if about is not None and about not in scenarios:
        raise OptionError.unknown("scenario", about, scenarios)
    face.answer(by=day("--by", until), most=first, printed={"about": about})
