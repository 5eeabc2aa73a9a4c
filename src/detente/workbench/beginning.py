"""What a new case begins from: a shipped one, a template, a table, or what is said of it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from detente.case.reading.load import library_text
from detente.case.templates import template_text, templates
from detente.errors import OptionError
from detente.locale import Language
from detente.workbench.adding import begun, id_of

__all__ = ["beginning"]

_LARGEST = 1_000_000


def beginning(asked: Mapping[str, Any], language: Language) -> str:
    """Return the text of a new case.

    Args:
        asked: `from`: id of a shipped case; `template`: name of a template; `table`: a table of positions as CSV, with
            `as_of`; else `title`, `as_of`, `until`, `parties` (a list) and `issues` (a list of `{title, options}`).
        language: Of titles and messages.

    Raises:
        OptionError, CaseError: It cannot begin from that; the message says why.
    """
    if asked.get("from"):
        return library_text(str(asked["from"]))
    if asked.get("template"):
        name = str(asked["template"])
        if name not in templates():
            raise OptionError.unknown("template", name, list(templates()))
        return template_text(name, id_of(str(asked.get("title") or name), "cases", []))
    title, as_of = str(asked.get("title") or ""), _day(asked, "as_of")
    if asked.get("table"):
        return _from_table(str(asked["table"]), title, as_of, language)
    issues = [each for each in _list(asked, "issues") if isinstance(each, Mapping)]
    return begun(
        title,
        as_of,
        _day(asked, "until"),
        [str(each) for each in _list(asked, "parties")],
        [(str(each.get("title", "")), [str(option) for option in _list(each, "options")]) for each in issues],
        language,
    )


def _from_table(table: str, title: str, as_of: date, language: Language) -> str:
    from detente.tables import as_case, read_table

    if len(table) > _LARGEST:
        raise OptionError.outside("table", str(len(table)), f"at most {_LARGEST:,} characters")
    with tempfile.TemporaryDirectory() as folder:
        # Spreadsheets put tabs between what is copied.
        text = table.replace("\t", ",") if "\t" in table and "," not in table else table
        place = Path(folder) / "table.csv"
        place.write_text(text, encoding="utf-8")
        return as_case(read_table(place, language), id_of(title or "table", "cases", []), as_of)


def _list(asked: Mapping[str, Any], key: str) -> list[Any]:
    found = asked.get(key)
    return found if isinstance(found, list) else []


def _day(asked: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(str(asked.get(key, "")))
    except ValueError:
        raise OptionError.outside(key, str(asked.get(key, ""))[:40], "a date such as 2026-01-31") from None
