"""`detente verify`: has a ledger been changed, and do its forecasts come out again?"""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.options import common, ledger_option, print_json
from detente.errors import StoreError
from detente.locale import texts

__all__ = ["verb"]


@click.command("verify")
@ledger_option
@click.option("--no-play", "not_played", is_flag=True, help="Check the hashes only; play nothing again.")
@common
def verb(ledger: Path, not_played: bool, as_data: bool, language: str) -> None:
    """Is every forecast in the ledger the one that was sealed?

    Checks the chain of hashes and the kept cases, and plays each forecast again that this very code has made: it must
    come out the same to the last bit. Exit status 2 if anything is not as it was.
    """
    words = texts(language)
    from detente.cli.frame.progress import bar
    from detente.forecast.ledger import Ledger
    from detente.forecast.sealing import verify

    with bar(words) as progress:
        proved = verify(Ledger(ledger), play=not not_played, progress=progress)
    if as_data:
        played = {str(number): proof.value for number, proof in proved.played.items()}
        found = {"sound": proved.is_sound, "entries": proved.entries, "faults": list(proved.faults)}
        print_json({**found, "played": played})
    else:
        for number, proof in proved.played.items():
            click.echo(words(f"verify.{proof.value}", number=number))
    if not proved.is_sound:
        faults = proved.faults or (words("verify.changed"),)
        raise StoreError(words("verify.unsound", faults="; ".join(faults)), words("verify.hint"))
    if not as_data:
        click.echo(words("verify.sound", entries=proved.entries))
