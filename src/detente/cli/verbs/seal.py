"""`detente seal`: write a forecast into a ledger before the fact."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.options import case_argument, common, ledger_option, playing, print_answer
from detente.cli.frame.speaking import say
from detente.locale import texts

__all__ = ["verb"]


@click.command("seal")
@case_argument
@ledger_option
@playing()
@common
def verb(
    case_name: str,
    ledger: Path,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    as_data: bool,
    language: str,
) -> None:
    """How can I prove later what I forecast today?

    Plays CASE and writes its scenarios and questions into the ledger, with the hashes of case and code, the seed, and
    the hash of the entry before. Nothing is ever taken out of a ledger; the same forecast is sealed once.
    """
    words = texts(language)
    from detente.case import load
    from detente.cli.frame.progress import bar
    from detente.engine.run.simulate import simulate
    from detente.forecast.ledger import Ledger
    from detente.forecast.questions import with_questions
    from detente.forecast.sealing import seal

    case = load(case_name, words.language)
    asked = with_questions(case)
    Ledger(ledger).check_writable()
    with bar(words) as progress:
        worlds = simulate(asked, beliefs=beliefs, runs=runs, seed=seed, threads=threads, progress=progress)
        entry, new = seal(Ledger(ledger), case, worlds)
    if as_data:
        from detente.forecast.in_folder import Sealed

        print_answer(Sealed(new, entry.number, entry.at, entry.kind, entry.content, entry.hash), words)
        return
    key = "seal.done" if new else "seal.known"
    count = len(entry.content["questions"])
    say(words(key, number=entry.number, folder=ledger, at=entry.at, questions=count))
    head = Ledger(ledger).head()
    say(words("ledger.head", entries=head.entries, hash=head.hash))
