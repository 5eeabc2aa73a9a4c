"""`detente check`: whether a case is right, and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.frame.options import case_argument, common, print_answer
from detente.cli.frame.speaking import say, styled
from detente.errors import CaseError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from detente.analysis.contents import Contents
    from detente.case import Case, Document

__all__ = ["verb"]


@click.command("check")
@case_argument
@click.option("--deep", is_flag=True, help="Look at its tables in a few beliefs and play a few worlds, too.")
@common
def verb(case_name: str, deep: bool, as_data: bool, language: str) -> None:
    """Is the case file right, and if not, what must change where?

    Reports everything wrong at once, each with its line and what is allowed. Of a case that is right it says how large
    it is, how much of it is guessed, and what is probably not meant so. With --deep also: meetings at which nothing
    could be agreed and who stands in the way, options that no table could come to, levers that change nothing, and how
    long a play takes. Exit status 0, or 2 if anything is wrong.
    """
    from detente.analysis.contents import contents
    from detente.answers.of_cases import Right, Wrong
    from detente.case import load
    from detente.case.reading.read import warnings_of

    words = texts(language)
    try:
        case = load(case_name, words.language)
    except CaseError as error:
        if as_data:
            print_answer(Wrong(False, tuple(error.problems)), words)
        raise
    found, warnings = contents(case), warnings_of(case, words.language)
    tried = None
    if deep:
        from detente.analysis.trying import try_out

        tried = try_out(case, words.language)
        warnings = (*warnings, *tried.problems)
    if as_data:
        print_answer(Right(True, found, tuple(warnings)), words)
        return
    _explain(case, found, words)
    if tried is not None:
        seconds = f"{tried.seconds:.0f}" if tried.seconds >= 10.0 else f"{tried.seconds:.1f}"
        click.echo(words("check.takes", worlds=f"{tried.worlds:,}", seconds=seconds))
    if warnings:
        from detente.cli.frame.problems import block

        heading = words("check.warning") if len(warnings) == 1 else words("check.warnings", count=len(warnings))
        say("\n" + styled(heading, colour="yellow", bold=True))
        say("\n".join("\n" + block(problem, words) for problem in warnings))


def _moves(document: Document, states: int, words: Texts) -> list[str]:
    if document.moves is None:
        return []
    makers, options = len(document.moves.preferences), len(document.moves.options)
    return [words("check.moves", makers=makers, options=options, states=states)]


def _explain(case: Case, found: Contents, words: Texts) -> None:
    from detente.locale.figures import day, listed, power_of_ten, shared

    document, language = case.document, words.language
    named = [scenario.name(key, language) for key, scenario in document.scenarios.items()]
    lines = [
        words("check.right", title=document.title.in_language(language), case=document.id),
        words("header.when", as_of=day(document.as_of, language), until=day(document.until, language)),
        "",
        words("check.parties", parties=found.parties, issues=found.issues, options=found.options),
        words("check.packages", packages=power_of_ten(found.packages)),
        words(
            "check.course",
            factors=found.factors,
            meetings=found.meetings,
            events=found.events,
            markers=found.markers,
        ),
        *(_moves(document, found.states, words)),
        words("check.scenarios", scenarios=listed(named, words)) if named else words("check.no_scenarios"),
        words("check.asked", levers=found.levers, questions=found.questions),
        words(
            "check.numbers",
            numbers=found.numbers,
            uncertain=found.uncertain,
            chance=found.chance,
            general=found.general,
        ),
        words(
            "check.guesses",
            guesses=found.guesses,
            share=shared(found.share_of_guesses, language),
            claims=found.claims,
            sources=found.sources,
        ),
    ]
    say("\n".join(lines))
