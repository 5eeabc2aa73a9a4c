"""Sheets of questions for several people: written, read back, pooled, and shown."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import click

from detente.case.case import Case
from detente.case.reading.yaml_events import grow
from detente.cli.frame.files import write
from detente.cli.frame.speaking import styled
from detente.cli.screens.asking import worded
from detente.elicitation.pooling import Pooled, pooled
from detente.elicitation.session import Session
from detente.elicitation.sheets import Seed, filled, sheet_rows_of
from detente.errors import OptionError, StoreError
from detente.locale import Texts
from detente.shown import argument

__all__ = ["came_back", "seeds_in", "sent", "show_people"]


def sent(session: Session, target: Path, seeds: tuple[Seed, ...], words: Texts) -> None:
    """Write a sheet: an Excel workbook, or CSV."""
    rows = sheet_rows_of(session, seeds, lambda question: worded(session, question, words), words)
    if target.suffix.lower() == ".csv":
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        write(target, "\ufeff" + text.getvalue(), words)
    else:
        from detente.tables.workbook import workbook

        write(target, workbook(words("sheet.tab"), rows, words), words)
    click.echo(words("sheet.sent", file=target, count=len(rows) - 3))
    command = f"detente elicit {argument(session.case.file)} --from {argument(target)} --out …"
    click.echo(words("sheet.next", command=command))


def came_back(case: Case, files: tuple[Path, ...], seeds: tuple[Seed, ...], performance: bool, words: Texts) -> Pooled:
    """Read sheets that came back, and pool them.

    Raises:
        OptionError: Weights by performance are asked for without seed questions.
    """
    if performance and not seeds:
        raise OptionError(words("sheet.needs_seeds"), words("sheet.needs_seeds.hint"))
    today = date.today()
    sheets = [filled(each, case, today, words.language) for each in files]
    return pooled(case, sheets, seeds=seeds if performance else (), on=today, language=words.language)


def show_people(found: Pooled, words: Texts) -> None:
    """Print who was asked, with their weights, and how they are pooled."""
    for person in found.people:
        line = words("sheet.person", who=person.who, share=f"{100 * person.weight:.3g}", count=person.answers)
        if person.performance is not None:
            scores = {
                "calibration": f"{person.performance.calibration:.3g}",
                "information": f"{person.performance.information:.3g}",
            }
            line += words("sheet.scores", **scores)
        click.echo(line)
    click.echo("\n" + styled(words("sheet.pooled", count=len(found.paths)), bold=True))
    click.echo(words("sheet.whose"))


def seeds_in(file: Path, words: Texts) -> tuple[Seed, ...]:
    """Read seed questions: a YAML mapping of ids to `{ask: …, is: …}`.

    Raises:
        StoreError: The file cannot be read.
        OptionError: It is no such file.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError.unreadable(str(file), reason) from None
    data = grow(text).data
    found = []
    for key, each in data.items() if isinstance(data, dict) else ():
        is_seed = isinstance(each, dict) and set(each) == {"ask", "is"} and isinstance(each["ask"], str)
        if not is_seed or isinstance(each["is"], bool) or not isinstance(each["is"], int | float):
            raise OptionError(words("sheet.no_seed", file=file, seed=key), words("sheet.no_seed.hint"))
        found.append(Seed(str(key), each["ask"], float(each["is"])))
    if not found:
        raise OptionError(words("sheet.no_seed", file=file, seed=""), words("sheet.no_seed.hint"))
    return tuple(found)
