"""`detente cases`: the shipped cases."""

from __future__ import annotations

import click

from detente.cli.frame.options import common, print_answer
from detente.locale import texts

__all__ = ["verb"]


@click.command("cases")
@common
def verb(as_data: bool, language: str) -> None:
    """Which cases come with the program?"""
    from detente.case import cases

    words = texts(language)
    found = cases()
    if as_data:
        from detente.answers.of_cases import CaseLine, Cases

        print_answer(Cases(tuple(CaseLine(case.id, case.title, case.as_of, case.about) for case in found)), words)
        return
    from rich.text import Text

    from detente.cli.frame.terminal import console, indented
    from detente.locale.figures import day

    screen = console()
    for case in found:
        title = case.title.in_language(language)
        screen.print(Text(f"{title} · {words('command.as_of', date=day(case.as_of, words.language))}", style="bold"))
        indented(screen, case.id)
        if about := case.about.in_language(language):
            indented(screen, about, style="dim")
