"""`detente forecast`: what the worlds say to the questions of a case."""

from __future__ import annotations

from detente.cli.frame.analysis import Face, analysis

__all__ = ["verb"]


@analysis("forecast")
def verb(face: Face) -> None:
    """How likely is a yes to each question of the case, under its exact rule?

    Shows the rule beside the probability, and says where it asks for more than the worlds know.
    """
    face.answer()
