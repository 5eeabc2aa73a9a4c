"""`detente theories`: what published theories say of a case, and where they part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from detente.cli.frame.analysis import Face, analysis
from detente.cli.frame.options import drawing, print_answer, where
from detente.locale import Texts

__all__ = ["verb"]


def _sized(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give the verb `--beliefs`, `--seed`, `--threads` and `--on`."""
    return drawing()(where(verb))


@analysis("theories", sized=_sized, argument=click.argument("case_name", metavar="[CASE]", required=False))
@click.option("--theory", "chosen", multiple=True, metavar="KEY", help="Ask this theory only; may be repeated.")
@click.option(
    "--set", "settings", multiple=True, metavar="KEY.OPTION=VALUE", help="Set a parameter, as challenge.rounds=3."
)
@click.option("--meeting", metavar="ID", default=None, help="Whose table strikes packages; default: the first.")
@click.option("--list", "as_list", is_flag=True, help="Print all theories: sources, claims, limits, parameters.")
def verb(face: Face, chosen: tuple[str, ...], settings: tuple[str, ...], meeting: str | None, as_list: bool) -> None:
    """What do published theories of bargaining say of this case, where do they part, and why?

    Puts every theory that applies to the same beliefs of CASE, issue by issue. With --list, prints what each theory is,
    and needs no CASE.
    """
    if as_list:
        _list(face.words, face.as_data)
    else:
        face.answer(chosen=chosen, settings=settings, meeting=meeting)


def _list(words: Texts, as_data: bool) -> None:
    from detente.analysis.theories.index import TheoryIndex, theory_index

    entries = theory_index()
    if as_data:
        print_answer(TheoryIndex(entries), words)
        return
    from detente.cli.screens.theories import print_index

    print_index(entries, words)
