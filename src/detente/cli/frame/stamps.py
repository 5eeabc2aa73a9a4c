"""Head and foot of what an analysis prints: what was played and how, and how far to trust it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from detente.analysis.compare.endings import Stamp, too_few
from detente.case.schema.base import Bilingual
from detente.locale import Texts
from detente.locale.figures import count, day

__all__ = ["print_foot", "print_head", "print_warning"]


def print_head(screen: Console, title: str, stamp: Stamp, texts: Texts) -> None:
    """Print a title, a key of the catalogue with the place `title`, and the dates of the course.

    Where worlds are too few to rely on, say so at once.
    """
    language = texts.language
    screen.print(Text(texts(title, title=stamp.title.in_language(language)), style="bold"))
    screen.print(Text(texts("header.when", as_of=day(stamp.as_of, language), until=day(stamp.until, language))))
    print_warning(screen, stamp, texts)


def print_warning(screen: Console, stamp: Stamp, texts: Texts) -> None:
    """Say that worlds are too few to rely on, where they are."""
    if stamp.few:
        screen.print(Text(too_few(stamp.beliefs, stamp.runs).in_language(texts.language), style="bold"))


def print_foot(screen: Console, stamp: Stamp, status: Bilingual, texts: Texts) -> None:
    """Print how far to trust it, and what gives it again."""
    beliefs, runs, total = count(stamp.beliefs), count(stamp.runs), count(stamp.beliefs * stamp.runs)
    worlds = texts("compare.worlds", worlds=texts("footer.beliefs_runs", beliefs=beliefs, runs=runs, worlds=total))
    shown = {"case": stamp.case, "hash": stamp.case_sha256[:12], "seed": stamp.seed, "worlds": worlds}
    screen.print()
    screen.print(Text(status.in_language(texts.language)))
    screen.print(Text(texts("command.footer", version=stamp.version, **shown), style="dim"))
