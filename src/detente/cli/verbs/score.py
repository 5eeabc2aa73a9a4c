"""`detente score`: how the forecasts of a ledger fared."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.guard import InputPath
from detente.cli.frame.options import common, ledger_option, print_answer
from detente.cli.frame.speaking import say
from detente.locale import texts

__all__ = ["verb"]


@click.command("score")
@ledger_option
@click.option(
    "--crowd",
    type=InputPath(),
    default=None,
    help="A CSV table of what a crowd said: date, question or event, prob.",
)
@click.option(
    "--match",
    "matched",
    multiple=True,
    metavar="QUESTION=NAME",
    help="A name of the table that means a question; QUESTION=!NAME for its contrary; repeat.",
)
@click.option("--every", is_flag=True, help="Score every forecast of a question, and not only the last one in time.")
@common
def verb(
    ledger: Path,
    crowd: Path | None,
    matched: tuple[str, ...],
    every: bool,
    as_data: bool,
    language: str,
) -> None:
    """How good were the forecasts, beside what is cheap to say and what a crowd said?

    Brier, log and ranked probability scores of resolved questions; calibration beside what chance alone could do; skill
    against the base rate, always no, one half, and the crowd.
    """
    words = texts(language)
    from detente.forecast.crowd import matches, read_crowd
    from detente.forecast.ledger import Ledger
    from detente.forecast.record import asked_in, record

    entries = Ledger(ledger).entries()
    names = {**dict.fromkeys(asked_in(entries), ()), **matches(matched)}
    found = record(entries, read_crowd(crowd, names) if crowd else None, every=every)
    if as_data:
        print_answer(found, words)
        return
    from detente.cli.screens.forecasts import print_record

    print_record(found, words)
    head = Ledger(ledger).head()
    say("\n" + words("ledger.head", entries=head.entries, hash=head.hash))
