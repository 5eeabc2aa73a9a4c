"""`detente observe`: take in what has happened."""

from __future__ import annotations

import click

from detente.cli.frame.analysis import Face, analysis, day

__all__ = ["verb"]


@analysis("observe")
@click.option(
    "--events",
    "events",
    required=True,
    metavar="FACTS",
    help="File of dated facts, or the name of shipped ones, such as `alaska-2025`.",
)
@click.option("--until", "until", default=None, metavar="DATE", help="Last day whose facts count; default: all.")
def verb(face: Face, events: str, until: str | None) -> None:
    """How likely is each end now, given what has happened, and which fact moved it?

    Takes the facts in FACTS into the worlds of CASE one after the other: worlds that explain them count for more. A
    fact that no world explains is an error; one that hardly any explains is named.
    """
    last, language = day("--until", until), face.words.language
    from detente.case.facts import load_facts

    face.answer(facts=load_facts(events, face.case, language), until=last, language=language)
