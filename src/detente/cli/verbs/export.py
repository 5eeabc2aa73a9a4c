"""`detente export`: who wants what in a case, as a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import click

from detente.cli.frame.guard import OutputFile
from detente.cli.frame.options import WholeNumber, case_argument, common, print_answer
from detente.cli.frame.speaking import say
from detente.errors import OptionError
from detente.locale import Texts, texts

__all__ = ["verb"]


@click.command("export")
@case_argument
@click.option("--out", "-o", "target", type=OutputFile(), default=None, help="Write FILE.csv or FILE.xlsx.")
@click.option("--force", is_flag=True, help="Write even where there is a file already.")
@click.option(
    "--beliefs", type=WholeNumber(2, 10**5), default=1000, show_default=True, help="Draws of what is not known."
)
@click.option("--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws.")
@common
def verb(
    case_name: str, target: Path | None, force: bool, beliefs: int, seed: int, as_data: bool, language: str
) -> None:
    """Who wants what in the case, how much and with how much power, as a table?

    Writes a row for each party on each issue: medians over beliefs, and their central 90 %. To a file with --out, by
    its ending CSV or XLSX, else as CSV to standard output. `detente import` reads the same form; what else stands in a
    case is not in it.
    """
    import detente
    from detente.case import load
    from detente.cli.verbs.import_ import refuse_to_overwrite
    from detente.tables import rows_of

    words = texts(language)
    if target is not None:
        if target.suffix.lower() not in (".csv", ".xlsx"):
            raise OptionError.outside("out", target.name, "a name that ends in .csv or .xlsx")
        refuse_to_overwrite(target, force, words)
    case = load(case_name, words.language)
    rows = rows_of(case, beliefs=beliefs, seed=seed)
    if target is not None:
        from detente.cli.frame.files import write

        write(target, _content(target, case.document.id, rows, words), words)
    if as_data:
        from detente.answers.of_cases import Exported

        table = tuple(dict(zip(rows[0], row, strict=True)) for row in rows[1:])
        file = None if target is None else str(target)
        print_answer(Exported(case.id, case.sha256, detente.__version__, beliefs, seed, file, table), words)
    elif target is None:
        click.echo(_csv(rows), nl=False)
    else:
        say(words("export.done", file=target, rows=len(rows) - 1))


def _content(target: Path, title: str, rows: list[list[Any]], words: Texts) -> str | bytes:
    if target.suffix.lower() == ".csv":
        return _csv(rows)
    from detente.tables.workbook import workbook

    return workbook(title, rows, words)


def _csv(rows: list[list[Any]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()
