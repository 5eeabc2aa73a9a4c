"""A brief as a table of a spreadsheet: every number of it in a row, with its range where it has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from detente.analysis.brief.views import Brief
from detente.locale import Texts
from detente.tables.workbook import workbook

__all__ = ["rows_of", "workbook_of"]

Row = tuple[Any, ...]


def workbook_of(brief: Brief, words: Texts) -> bytes:
    """Return the numbers of a brief as a workbook.

    Raises:
        StoreError: openpyxl is not installed.
    """
    title = brief.stamp.title.in_language(words.language) or brief.stamp.case
    return workbook(title.translate(str.maketrans("", "", "[]:*?/\\")), list(rows_of(brief, words)), words)


def rows_of(brief: Brief, words: Texts) -> Iterator[Row]:
    """Yield the rows, headings first: what it is about, what is counted, value, low end, high end, error."""
    language = words.language
    yield tuple(words(f"workbench.sheet.{each}") for each in ("part", "what", "of", "value", "low", "high", "error"))
    for end in brief.ends:
        chance = end.chance
        name = end.title.in_language(language)
        yield (
            words("workbench.sheet.ends"),
            name,
            "",
            chance.value,
            chance.low,
            chance.high,
            chance.standard_error,
        )
    if brief.table is not None:
        titles = {party.id: party.title.in_language(language) for party in brief.table.parties}
        for row in brief.table.rows:
            what = (
                f"{row.issue_title.in_language(language)}{words('list.colon')}{row.option_title.in_language(language)}"
            )
            for party, share in row.accepts.items():
                if share is not None:
                    yield words("workbench.sheet.signs"), what, titles.get(party, party), share, None, None, None
    for lever in (each for each in (brief.levers.best, brief.levers.worst) if each) if brief.levers else ():
        for effect in lever.effects:
            ending = effect.title.in_language(language)
            name = lever.title.in_language(language)
            yield (
                words("workbench.sheet.lever"),
                name,
                ending,
                effect.value,
                effect.low,
                effect.high,
                effect.standard_error,
            )
    for sign in brief.markers:
        name = sign.title.in_language(language)
        yield (
            words("workbench.sheet.sign"),
            name,
            "",
            sign.chance.value,
            sign.chance.low,
            sign.chance.high,
            sign.chance.standard_error,
        )
