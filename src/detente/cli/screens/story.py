"""Typical worlds on a terminal: a line in time, and what happens by dates."""

from __future__ import annotations

from rich.console import Console

from detente.analysis.story.story import Story, WorldTold
from detente.case import Case
from detente.cli.frame.stamps import print_foot, print_head
from detente.cli.frame.terminal import columns, console, heading, indented, is_plain
from detente.engine.run.replay import Course
from detente.locale import Texts
from detente.locale.figures import in_hundred, month, percent
from detente.report.story.words import WEIGHTY, lines

__all__ = ["print_story", "print_world"]

_WIDTH = 72


def print_story(found: Story, case: Case, words: Texts) -> None:
    """Print the most typical worlds."""
    screen = console()
    print_head(screen, "story.title", found.stamp, words)
    indented(screen, words("story.lead"))
    for each in found.told:
        heading(screen, words("story.of", title=found.titles[each.scenario].in_language(words.language)))
        kind = percent(each.of_its_kind, words.language)
        indented(screen, words("story.stands", share=in_hundred(each.share), kind=kind, world=each.key))
        _course(screen, each.course, case, words)
    print_foot(screen, found.stamp, found.status, words)


def print_world(found: WorldTold, case: Case, words: Texts) -> None:
    """Print one world."""
    screen = console()
    print_head(screen, "story.title", found.stamp, words)
    heading(screen, words("story.world", world=found.key))
    indented(screen, words("story.ends", title=found.titles[found.course.scenario].in_language(words.language)))
    _course(screen, found.course, case, words)
    screen.print()
    indented(screen, found.status.in_language(words.language))


def _course(screen: Console, course: Course, case: Case, words: Texts) -> None:
    """Print a world: its line in time, then its happenings."""
    document, language = case.document, words.language
    line, first, heavy = ("-", "o", "#") if is_plain(screen) else ("─", "○", "●")
    cells = [line] * _WIDTH
    whole = max((document.until - document.as_of).days, 1)
    for what in sorted(course.happenings, key=lambda each: each.kind in WEIGHTY):
        place = min((what.when - document.as_of).days * _WIDTH // whole, _WIDTH - 1)
        cells[place] = heavy if what.kind in WEIGHTY else first
    screen.print()
    indented(screen, f"{month(document.as_of, language)} {''.join(cells)} {month(document.until, language)}")
    rows = [(when, what) for when, what, _ in lines(course, document, words)]
    shown = [(when if n == 0 or rows[n - 1][0] != when else "", what) for n, (when, what) in enumerate(rows)]
    columns(screen, shown or [("", words("story.nothing_happens"))])
