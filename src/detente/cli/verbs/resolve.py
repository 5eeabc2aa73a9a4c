"""`detente resolve`: record how a question came out."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from detente.cli.frame.options import common, ledger_option, print_answer
from detente.cli.frame.speaking import say
from detente.locale import texts

__all__ = ["verb"]


@click.command("resolve")
@click.argument("case_id", metavar="CASE")
@click.argument("question")
@click.argument("outcome")
@click.option("--on", "day", required=True, metavar="DATE", help="The day on which it was decided, such as 2025-12-31.")
@click.option("--source", required=True, help="Whose word the outcome rests on.")
@click.option("--certain", is_flag=True, help="No: its rule has made a yes impossible before its last date.")
@click.option("--correct", is_flag=True, help="Write a correction beneath an outcome recorded before.")
@ledger_option
@common
def verb(
    case_id: str,
    question: str,
    outcome: str,
    day: str,
    source: str,
    certain: bool,
    correct: bool,
    ledger: Path,
    as_data: bool,
    language: str,
) -> None:
    """How did a question come out, and on whose word?

    OUTCOME is yes, no or void. QUESTION may also be `scenario`, and OUTCOME then the id of the scenario that came to
    pass. An outcome that the rule does not allow on that day is refused. CASE is the id of a sealed case.
    """
    words = texts(language)
    from detente.forecast.ledger import Ledger
    from detente.forecast.resolving import resolve

    found, new = resolve(
        Ledger(ledger),
        case_id,
        question,
        outcome,
        on=_day(day),
        source=source,
        certain=certain,
        correct=correct,
    )
    if as_data:
        from detente.answers.of_records import Resolution

        print_answer(Resolution(new, found), words)
        return
    key = "resolve.done" if new else "resolve.known"
    say(words(key, question=question, outcome=outcome, on=found.on, number=found.number))
    head = Ledger(ledger).head()
    say(words("ledger.head", entries=head.entries, hash=head.hash))


def _day(text: str) -> date:
    from detente.errors import OptionError

    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise OptionError.no_date("--on", text) from None
