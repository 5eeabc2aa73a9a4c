"""`detente coverage`: a source paragraph by paragraph, and what in the case rests on it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.guard import InputPath
from detente.cli.frame.options import case_argument, common, print_answer
from detente.cli.frame.speaking import say, styled
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.evidence import CoveredParagraph

__all__ = ["verb"]

_ELEMENTS, _EXCERPT = 5, 64


@click.command("coverage")
@case_argument
@click.option(
    "--source",
    "file",
    type=InputPath(),
    required=True,
    help="The text of a source: the very file that the case was coded from.",
)
@common
def verb(case_name: str, file: Path, as_data: bool, language: str) -> None:
    """Which paragraphs of a source does the case rest on, and which does nothing use?

    The file's hash must be the one that the case gives of the source.
    """
    from detente.case import load
    from detente.evidence import coverage

    words = texts(language)
    found = coverage(load(case_name, words.language), file)
    if as_data:
        print_answer(found, words)
        return
    for paragraph in found.paragraphs:
        if paragraph.text.strip() or paragraph.claims:
            say("\n".join(_lines(paragraph, words)))
    if found.idle_claims:
        say("\n" + words("coverage.idle", claims=words("list.comma").join(found.idle_claims)))
    say("\n" + words("coverage.covered", **asdict(found.counts)))


def _lines(paragraph: CoveredParagraph, words: Texts) -> list[str]:
    """Return a paragraph's beginning and what rests on it."""
    text = paragraph.text.strip()
    excerpt = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1].rstrip() + "…"
    lines = [styled(f"{words('evidence.paragraphs', numbers=paragraph.number)}  {excerpt}", bold=True)]
    if paragraph.claims:
        lines.append("    " + words("list.comma").join(paragraph.claims))
    if paragraph.elements:
        shown = words("list.comma").join(paragraph.elements[:_ELEMENTS])
        more = len(paragraph.elements) - _ELEMENTS
        lines.append(f"    ← {shown}" + (words("coverage.more", count=more) if more > 0 else ""))
    if paragraph.not_used is not None:
        lines.append("    " + words("coverage.not_used", reason=paragraph.not_used.in_language(words.language)))
    if paragraph.is_open:
        lines.append("    " + styled(words("coverage.nothing"), colour="yellow"))
    return lines
