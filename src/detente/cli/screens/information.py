"""What to find out first, on a terminal."""

from __future__ import annotations

from rich.console import Console

from detente.analysis.information.questions import Asked, Unknown
from detente.case import Case
from detente.cli.frame.stamps import print_foot, print_head
from detente.cli.frame.terminal import columns, console, heading, indented
from detente.locale import Texts
from detente.report.information.unknowns import (
    choice_in_words,
    grounds_in_words,
    question,
    range_now,
    weight_in_words,
    whole_in_words,
)

__all__ = ["print_asked"]


_GROUPS = 8


def print_asked(found: Asked, case: Case, words: Texts, questions: int = 10) -> None:
    """Print what to find out first, no more than so many questions."""
    screen = console()
    print_head(screen, "ask.title", found.stamp, words)
    if found.stamp.few:
        print_foot(screen, found.stamp, found.status, words)
        return
    indented(screen, whole_in_words(found, words))
    if found.aim is not None:
        indented(screen, choice_in_words(found, case.document, words))
    heading(screen, words("ask.numbers"))
    clear = [view for view in found.numbers if view.is_clear]
    for place, view in enumerate(clear[:questions], start=1):
        _print_question(screen, place, view, case, words)
    rest = len(found.numbers) - len(clear)
    indented(screen, words("ask.unclear", count=rest) if clear else words("ask.none"))
    heading(screen, words("ask.groups"))
    columns(screen, [_group(view, words) for view in found.groups[:_GROUPS]])
    print_foot(screen, found.stamp, found.status, words)


def _print_question(screen: Console, place: int, view: Unknown, case: Case, words: Texts) -> None:
    document = case.document
    indented(screen, f"{place}. {question(document, view.id, words)}")
    rests = grounds_in_words(document, view.id, words)
    indented(screen, f"   {words('ask.now', range=range_now(document, view.id, words))} · {rests}")
    indented(screen, f"   {weight_in_words(view, words)}")
    indented(screen, f"   {view.id}")


def _group(view: Unknown, words: Texts) -> tuple[str, str]:
    return view.title.in_language(words.language), weight_in_words(view, words)
