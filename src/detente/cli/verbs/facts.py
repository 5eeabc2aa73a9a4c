"""`detente facts`: later documents become dated facts about a case."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.guard import InputPath, OutputFile
from detente.cli.frame.options import common, print_answer
from detente.cli.frame.speaking import say
from detente.locale import texts

__all__ = ["verb"]


@click.command("facts")
@click.argument("files", metavar="NEWS...", nargs=-1, required=True, type=InputPath())
@click.option("--for", "case_name", required=True, metavar="CASE", help="The case that they are about.")
@click.option("--out", "-o", "target", type=OutputFile(), default=None, help="Write the facts here.")
@click.option(
    "--confirmed",
    is_flag=True,
    help="Write meetings and events of the case that facts may be about as they are, not as comments.",
)
@click.option("--force", is_flag=True, help="Write even where there is a file already.")
@common
def verb(
    files: tuple[Path, ...],
    case_name: str,
    target: Path | None,
    confirmed: bool,
    force: bool,
    as_data: bool,
    language: str,
) -> None:
    """What do later documents say has happened, and on which day?

    Reads texts, web pages, PDFs and Word documents in English and Chinese, offline and by rules, and writes a file of
    dated facts for `detente observe`, each with its quotation. What is announced or supposed is no fact, nor is what
    happened before the case. Facts that may be a meeting or an event of the case say so in a comment: confirm them.
    """
    from detente.case import load
    from detente.case.facts import read_facts
    from detente.cli.frame.files import write
    from detente.cli.verbs.import_ import refuse_to_overwrite
    from detente.drafting.news.facts import draft_facts

    words = texts(language)
    if target is not None:
        refuse_to_overwrite(target, force, words)
    case = load(case_name, words.language)
    found = draft_facts(files, case, confirmed=confirmed, language=words.language)
    text = found.text
    read_facts(text, case, str(target or "facts.yaml"), words.language)
    if target is not None:
        write(target, text, words)
    if as_data:
        from detente.answers.of_cases import DraftedFacts

        written = str(target) if target else None
        print_answer(DraftedFacts(found.case, written, found.facts, found.vague, found.guessed, text), words)
        return
    if target is None:
        click.echo(text, nl=False)
        return
    suggested = sum(bool(one.suggests) for one in found.facts)
    say(words("facts.done", file=target, facts=len(found.facts), suggested=suggested))
    for sentence in found.guessed:
        say(sentence)
    for one in found.facts:
        say("  " + words("facts.line", day=one.on, words=f"“{' '.join(one.quotation.split())}”"))
    if found.vague:
        say("\n" + words("facts.vague"))
        for told in found.vague:
            say(f"  - “{' '.join(told.quotation.split())}”")
    command = f"detente observe {case_name} --events {target}"
    say("\n" + words("facts.next", command=command))
