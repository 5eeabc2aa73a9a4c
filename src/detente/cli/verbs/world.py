"""`detente world`: one world, told from its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from detente.cli.frame.analysis import Face, analysis
from detente.cli.frame.options import WholeNumber

__all__ = ["verb"]


def _seeded(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb that plays one world `--seed`."""
    return click.option(
        "--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Of the play it belongs to."
    )(verb)


@analysis("world", sized=_seeded)
@click.option("--key", metavar="BELIEF:RUN", required=True, help="Which world, as `detente story` names it.")
def verb(face: Face, key: str) -> None:
    """What happens, day by day, in one world?

    Plays the world of CASE under its key again and tells it by dates: who struck what, who refused, what broke.
    """
    face.answer(key=key)
