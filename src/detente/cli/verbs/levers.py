"""`detente levers`: what someone could change, what it would do, and what it would cost whom."""

from __future__ import annotations

import click

from detente.cli.frame.analysis import Face, analysis
from detente.errors import OptionError

__all__ = ["aims", "verb"]


def aims(aim: str | None, avoid: str | None) -> tuple[str | None, int]:
    """Return what is aimed at and with which sign.

    Raises:
        OptionError: two things are.
    """
    if aim is not None and avoid is not None:
        raise OptionError.outside("--aim, --avoid", f"{aim}, {avoid}", "one of the two")
    return (avoid, -1) if avoid is not None else (aim, 1)


@analysis("levers")
@click.option("--lever", "chosen", multiple=True, metavar="ID", help="Play this lever only; may be repeated.")
@click.option("--aim", metavar="ID", default=None, help="Scenario to make likelier, or party to gain; for regret.")
@click.option("--avoid", metavar="ID", default=None, help="Scenario to make less likely, or party to lose.")
def verb(face: Face, chosen: tuple[str, ...], aim: str | None, avoid: str | None) -> None:
    """What would each lever change, for whom would it be better or worse, and how sure is that?

    Plays CASE as it is, then with each of its levers in the same beliefs and runs, and compares. Ctrl-C prints what is
    done.
    """
    from detente.analysis.compare.levers import aim_of

    wanted = aim_of(face.case, *aims(aim, avoid))
    found = face.answer(chosen=chosen, aim=wanted, progress="compare.progress")
    if found.left_out:
        raise click.exceptions.Exit(130)
