"""`detente baserate`: the outside view, beside the inside view and brought together with it."""

from __future__ import annotations

import click

from detente.cli.frame.analysis import Face, analysis

__all__ = ["verb"]


@analysis("baserate")
@click.option(
    "--weight",
    type=float,
    default=0.5,
    show_default=True,
    help="Of the outside view, 0 to 1; 0 leaves the worlds alone.",
)
@click.option(
    "--leave-out", "left_out", multiple=True, metavar="CLASS", help="Show this class and pool it not; repeat."
)
def verb(face: Face, weight: float, left_out: tuple[str, ...]) -> None:
    """What do cases like this one say, beside what this case says and together with it?

    Each reference class is a count with its Beta interval, carried over the time left where it has a time. What both
    views speak to gets a pooled probability; the worlds are reweighted so that they agree with it and change as little
    as possible, and every scenario follows.
    """
    face.answer(weight=weight, leave_out=left_out)
