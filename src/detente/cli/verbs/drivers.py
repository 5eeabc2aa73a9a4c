"""`detente drivers`: where the variance of each outcome comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from detente.cli.frame.analysis import Face, analysis
from detente.cli.frame.options import WholeNumber, where

__all__ = ["verb"]


def _sized(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give the verb how many worlds it plays in all, instead of beliefs and runs."""
    for option in (
        where,
        click.option(
            "--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws."
        ),
        click.option(
            "--worlds",
            type=WholeNumber(2, 10**9),
            default=100_000,
            show_default=True,
            help="Worlds to play in all, about.",
        ),
    ):
        verb = option(verb)
    return verb


@analysis("drivers", sized=_sized)
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    metavar="ID",
    help="A scenario or a marker; may be given several times. Default: all scenarios.",
)
def verb(face: Face, outcomes: tuple[str, ...], worlds: int) -> None:
    """What drives each outcome: what we do not know, or chance, and which of it?

    Shares of the variance of each outcome: by groups of uncertain numbers (Shapley effects), and by streams of chance,
    such as the shocks of a factor. Interrupted once, it answers from what has been played.
    """
    face.answer(outcomes=outcomes or None, worlds=worlds, stoppable=True)
