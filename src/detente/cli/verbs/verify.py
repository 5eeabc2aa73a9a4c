"""`detente verify`: is a ledger the one that was written, and do its forecasts come out again?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from detente.cli.frame.guard import InputPath
from detente.cli.frame.options import WholeNumber, common, ledger_option, print_answer
from detente.cli.frame.speaking import say
from detente.errors import OptionError, StoreError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.answers.of_records import Verified
    from detente.forecast.ledger import Ledger
    from detente.forecast.ledger.witness import Receipt
    from detente.forecast.sealing import Proved

__all__ = ["verb"]


@click.command("verify")
@ledger_option
@click.option("--head", metavar="HASH", default=None, help="The hash of the last entry, as you or others took it down.")
@click.option("--entries", type=WholeNumber(0, 10**9), default=None, help="How many entries there were then.")
@click.option("--witness", "receipt", type=InputPath(), default=None, help="A receipt that was kept.")
@click.option(
    "--signers",
    type=InputPath(),
    default=None,
    help="Whose signature the receipt must bear: a file of allowed signers of OpenSSH, or a public key of minisign.",
)
@click.option(
    "--roots",
    type=InputPath(),
    default=None,
    help="Root certificates (PEM) of the server that stamped the receipt.",
)
@click.option("--no-play", "not_played", is_flag=True, help="Check the ledger only; play nothing again.")
@click.option("--repair", "repaired", is_flag=True, help="Move everything from the first fault on into a quarantine.")
@click.option(
    "--give-back",
    "copy",
    type=InputPath(),
    default=None,
    help="A copy of the text of a sealed case that is gone from the ledger.",
)
@common
def verb(
    ledger: Path,
    head: str | None,
    entries: int | None,
    receipt: Path | None,
    signers: Path | None,
    roots: Path | None,
    not_played: bool,
    repaired: bool,
    copy: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """Is the ledger the one that was written?

    Checks every line, the chain of hashes, the times and the kept cases, and plays each forecast again that this very
    code has made: it must come out the same to the last bit. A ledger that was computed anew from its first line on is
    consistent with itself, too: only a head that was kept elsewhere (--head, --witness) tells that it was. Exit status
    2 if anything speaks against it.
    """
    words = texts(language)
    from detente.cli.frame.progress import bar
    from detente.forecast.ledger import Ledger
    from detente.forecast.sealing import verify

    kept = Ledger(ledger)
    held = _receipt(receipt, words) if receipt else None
    said = _vouched(held, signers, roots, words)
    if held:
        head, entries = held.head, held.entries
    _check_head(head)
    done = _mended(kept, repaired, copy, words)
    with bar(words) as progress:
        proved = verify(kept, head=head, entries=entries, play=not not_played, progress=progress)
    if as_data:
        print_answer(_answer(proved, kept, words), words)
    else:
        _tell(proved, [*done, *said], words)
    if not proved.is_sound:
        raise StoreError(words("verify.unsound", count=_count(proved)), words("verify.hint"))


def _answer(proved: Proved, ledger: Ledger, words: Texts) -> Verified:
    from detente.answers.of_records import Verified, WrongEntry

    return Verified(
        sound=proved.is_sound,
        entries=proved.head.entries,
        head=proved.head.hash,
        standing=proved.standing.value,
        faults=tuple(WrongEntry(each.line, each.kind, _sentence(each, ledger, words)) for each in proved.faults),
        played={str(number): proof.value for number, proof in proved.played.items()},
    )


def _sentence(fault: Any, ledger: Ledger, words: Texts) -> str:
    return words(f"wrong.{fault.key}", where=f"{ledger.path.name}:{fault.line}", **fault.values)


def _tell(proved: Proved, done: list[str], words: Texts) -> None:
    for line in done:
        say(line)
    for number, proof in proved.played.items():
        say(words(f"verify.{proof.value}", number=number))
    for fault in proved.faults[:_MOST]:
        say(words(f"wrong.{fault.key}", where=words("verify.line", line=fault.line), **fault.values))
    if len(proved.faults) > _MOST:
        say(words("verify.more", count=len(proved.faults) - _MOST))
    say(words("ledger.head", entries=proved.head.entries, hash=proved.head.hash))
    if not proved.faults:
        say(words(f"verify.standing.{proved.standing.value}"))


_MOST = 100
"""Faults that are told; whoever has more has no ledger."""


def _count(proved: Proved) -> int:
    contradicted = proved.standing.value in ("shorter", "differs")
    unlike = sum(proof.value in ("different", "unplayable") for proof in proved.played.values())
    return len(proved.faults) + contradicted + unlike


def _receipt(path: Path, words: Texts) -> Receipt:
    from detente.forecast.ledger.witness import read_receipt

    return read_receipt(_read(path).decode("utf-8", "replace"), path.name)


def _vouched(receipt: Receipt | None, signers: Path | None, roots: Path | None, words: Texts) -> list[str]:
    """Check signature and time stamp of a receipt, where it is said against what."""
    from detente.forecast.ledger.proofs import verified_signature, verified_stamp

    for option, given in (("--signers", signers), ("--roots", roots)):
        if given and receipt is None:
            raise OptionError(words("verify.needs_receipt", option=option))
    said = []
    if receipt and signers:
        said.append(words("verify.signed", name=verified_signature(receipt, signers), at=receipt.at))
    if receipt and roots:
        said.append(words("verify.stamped", at=verified_stamp(receipt, roots)))
    return said


def _mended(ledger: Ledger, repaired: bool, copy: Path | None, words: Texts) -> list[str]:
    from detente.forecast.ledger.repair import give_back, repair

    said = []
    if copy:
        said.append(words("verify.given_back", sha256=give_back(ledger, _read(copy))[:12]))
    if repaired:
        found = repair(ledger)
        key = "verify.repaired" if found.taken else "verify.nothing_to_repair"
        said.append(words(key, kept=found.kept, taken=found.taken, place=ledger.folder / found.quarantine))
        said += [words("verify.case_wanted", sha256=sha256) for sha256 in found.cases]
    return said


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError.unreadable(str(path), error.strerror or str(error)) from None


def _check_head(head: str | None) -> None:
    if head is not None and not (len(head) == 64 and set(head) <= set("0123456789abcdef")):
        raise OptionError.outside("--head", head, "64 digits and letters from a to f")
