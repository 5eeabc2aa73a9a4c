"""`detente outlook`: play a case and say what all worlds together say."""

from __future__ import annotations

import click

from detente.cli.frame.analysis import Face, analysis
from detente.cli.frame.options import kept
from detente.errors import OptionError

__all__ = ["verb"]


@analysis("outlook")
@kept
@click.option(
    "--with",
    "added",
    default="",
    metavar="NAMES",
    help="Analyses that the report holds beside the outlook, with commas between them; `all` for all of them.",
)
def verb(face: Face, added: str) -> None:
    """How likely is each end of the story, and what does that rest on?

    Plays CASE in beliefs × runs worlds. The same case, seed, version and numbers give the same output on any
    number of processors.
    """
    from detente.report.gathering import chosen

    names = chosen(added)
    if names and face.report is None:
        raise OptionError(face.words("error.with_report"))
    face.answer(stoppable=True, shown={"names": names, "leave_out": "all" in added.split(",")})
