"""`detente diff`: two versions of a case, in their texts and in their outlooks."""

from __future__ import annotations

import click

from detente.cli.frame.analysis import Face, analysis

__all__ = ["verb"]


@analysis("diff")
@click.argument("second_name", metavar="OTHER")
def verb(face: Face, second_name: str) -> None:
    """What changed between two versions of a case, and what does that make of the outlook?

    Shows every value that differs, with the claims it rests on, and plays CASE and OTHER in the same beliefs and runs.
    """
    from detente.case import load

    face.answer(second=load(second_name, face.words.language), progress="compare.progress")
