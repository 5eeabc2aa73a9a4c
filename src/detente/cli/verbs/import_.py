"""`detente import`: a table of positions becomes a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.guard import InputPath, OutputFile
from detente.cli.frame.options import common, print_answer
from detente.cli.frame.speaking import say
from detente.errors import OptionError, StoreError
from detente.locale import Texts, texts
from detente.shown import argument

if TYPE_CHECKING:
    from detente.tables import PositionTable

__all__ = ["day_of", "refuse_to_overwrite", "verb"]

_LAST_YEAR = 9000


@click.command("import")
@click.argument("table", metavar="TABLE", type=InputPath())
@click.option("--as-of", "as_of", metavar="DATE", required=True, help="Date at which the case stands: 2026-01-31.")
@click.option("--id", "identifier", metavar="ID", default=None, help="Id of the case; default: the table's name.")
@click.option("--out", "-o", "target", type=OutputFile(), default=None, help="Write the case here.")
@click.option("--force", is_flag=True, help="Write even where there is a file already.")
@common
def verb(
    table: Path, as_of: str, identifier: str | None, target: Path | None, force: bool, as_data: bool, language: str
) -> None:
    """How does a table of positions, salience and power become a case?

    Reads a CSV or XLSX file with a row for each party on each issue, the marked lines of exchange models, or KTAB's
    CSV, and writes a case that passes `detente check`: to a file with --out, else to standard output. Everything wrong
    in the table is reported at once, by sheet, row and column.
    """
    from detente.case.reading.read import read_text
    from detente.tables import as_case, read_table
    from detente.tables.writing import identifiers

    words = texts(language)
    when = day_of(as_of)
    if target is not None:
        refuse_to_overwrite(target, force, words)
    found = read_table(table, words.language)
    name = identifier or identifiers([table.stem])[table.stem]
    text = as_case(found, name, when)
    read_text(text, str(target or f"{name}.yaml"), words.language)
    if target is not None:
        from detente.cli.frame.files import write

        write(target, text, words)
    if as_data:
        from detente.answers.of_cases import Imported

        print_answer(Imported(**_counts(found), id=name, as_of=when, file=_named(target), case=text), words)
    elif target is None:
        click.echo(text, nl=False)
    else:
        say(words("import.done", file=target, **_counts(found)))
        for note in found.notes:
            say(f"  {note}")
        say(words("import.next", file=argument(target)))


def refuse_to_overwrite(target: Path, force: bool, words: Texts) -> None:
    """Find out before any work whether a file may and can be written.

    Raises:
        StoreError: It is there already and `force` is not given, or cannot be written.
    """
    from detente.cli.frame.files import check_writable

    check_writable(target, words)
    if target.exists() and not force:
        raise StoreError(words("error.exists", path=target), words("error.exists.hint"))


def _counts(table: PositionTable) -> dict[str, int]:
    positions = int((table.positions == table.positions).sum())
    return {"parties": len(table.parties), "issues": len(table.issues), "positions": positions}


def _named(target: Path | None) -> str | None:
    return None if target is None else str(target)


def day_of(written: str) -> date:
    """Read a day as it is given to a command.

    Raises:
        OptionError: It is none.
    """
    try:
        when = date.fromisoformat(written)
    except ValueError:
        raise OptionError.outside("as-of", written, "a date such as 2026-01-31") from None
    if when.year > _LAST_YEAR:
        raise OptionError.outside("as-of", written, f"a date before the year {_LAST_YEAR + 1}")
    return when
