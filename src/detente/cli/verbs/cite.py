"""`detente cite`: the works behind the methods of a result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from detente.cli.frame.guard import InputPath
from detente.cli.frame.options import common, print_answer
from detente.cli.frame.speaking import say
from detente.errors import StoreError
from detente.locale import Texts, texts

__all__ = ["verb"]


@click.command("cite")
@click.argument("file", metavar="FILE.json", type=InputPath())
@click.option("--bibtex", is_flag=True, help="Print BibTeX.")
@common
def verb(file: Path, bibtex: bool, as_data: bool, language: str) -> None:
    """Which works are behind the methods that this result used?

    FILE.json is what any command printed with --json.
    """
    from detente.bibliography import Reference, keys, reference

    words = texts(language)
    named = _references(_read(file, words), words, file)
    known = set(keys())
    found: list[Reference] = [reference(key) for key in named if key in known]
    unknown = [key for key in named if key not in known]
    if unknown:
        raise StoreError(words("cite.unknown", path=file, keys=", ".join(unknown)), words("cite.unknown.hint"))
    if as_data:
        from detente.answers.of_cases import Cited

        print_answer(Cited(file.name, tuple(found)), words)
        return
    for entry in found:
        (click.echo if bibtex else say)(_bibtex(entry) if bibtex else str(entry))


def _read(file: Path, words: Texts) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise StoreError(words("cite.unreadable", path=file, reason=error.strerror or error)) from None
    except ValueError:
        raise StoreError(words("cite.not_json", path=file), words("cite.hint")) from None


def _references(data: Any, words: Texts, file: Path) -> list[str]:
    """Return the keys under `references` anywhere in a result, sorted.

    Raises:
        StoreError: there are none.
    """
    found: set[str] = set()

    def visit(part: Any) -> None:
        if isinstance(part, dict):
            named = part.get("references")
            if isinstance(named, list):
                found.update(key for key in named if isinstance(key, str))
            for value in part.values():
                visit(value)
        elif isinstance(part, list):
            for value in part:
                visit(value)

    visit(data)
    if not found:
        raise StoreError(words("cite.none", path=file), words("cite.hint"))
    return sorted(found)


def _bibtex(entry: Any) -> str:
    """Return a reference as a BibTeX entry; authors stand as printed."""
    fields = {"author": entry.authors.replace(" & ", " and "), "title": entry.title, "year": str(entry.year)}
    fields |= {"howpublished": entry.where, "doi": entry.doi}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{entry.key},\n{lines}\n}}"
