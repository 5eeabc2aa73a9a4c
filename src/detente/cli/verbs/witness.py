"""`detente witness`: a receipt for a ledger, to be kept by others."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.guard import InputPath, OutputFile, force_option
from detente.cli.frame.options import common, ledger_option, print_answer
from detente.cli.frame.speaking import say
from detente.locale import texts

__all__ = ["verb"]


@click.command("witness")
@ledger_option
@click.option(
    "--sign",
    "key",
    type=InputPath(),
    default=None,
    help="Sign it with this key: a private key of OpenSSH, or one of minisign (FILE.key).",
)
@click.option("--stamp", "server", metavar="URL", default=None, help="Have it stamped by this RFC 3161 server.")
@click.option("--to", "target", type=OutputFile(), default=None, help="Write the receipt here.")
@force_option
@common
def verb(ledger: Path, key: Path | None, server: str | None, target: Path | None, as_data: bool, language: str) -> None:
    """What can I publish, so that nobody can say that I wrote the ledger anew?

    Prints a line with the number of entries and the hash of the last. Whoever keeps it can tell at any later time
    whether the ledger still begins with these very entries: `detente verify --witness`. Nothing is sent anywhere unless
    a server is named.
    """
    words = texts(language)
    from detente.cli.frame.files import check_writable, write
    from detente.forecast.ledger import Ledger
    from detente.forecast.ledger.proofs import sign, stamp
    from detente.forecast.ledger.witness import witness

    if target:
        check_writable(target, words)
    receipt = witness(Ledger(ledger))
    if key:
        receipt = sign(receipt, key)
    if server:
        receipt = stamp(receipt, server)
    if target:
        write(target, receipt.as_text(), words)
    if as_data:
        from detente.answers.of_records import Witnessed

        print_answer(Witnessed(receipt.line, receipt.entries, receipt.head, receipt.at, receipt.proofs), words)
        return
    say(receipt.line)
    for kind in receipt.proofs:
        say(words(f"witness.{kind}"))
    say(words("witness.written", path=target) if target else words("witness.publish"))
