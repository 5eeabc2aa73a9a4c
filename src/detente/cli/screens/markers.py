"""Markers on a terminal: what each tells, and which few to watch first."""

from __future__ import annotations

from rich.console import Console

from detente.analysis.markers.markers import Markers, MarkerView, Speaks
from detente.case import Case
from detente.cli.frame.stamps import print_foot, print_head
from detente.cli.frame.terminal import columns, console, heading, indented
from detente.locale import Texts
from detente.locale.figures import day, percent
from detente.report.markers.words import gain_in_words, ratio_in_words, share_in_words

__all__ = ["print_markers"]


def print_markers(found: Markers, case: Case, words: Texts, about: str | None = None) -> None:
    """Print what each marker tells, and which few to watch first.

    Args:
        found: What they tell.
        case: The case.
        words: The catalogue.
        about: The scenario that is said what to believe of; default: the first.
    """
    screen = console()
    print_head(screen, "markers.title", found.stamp, words)
    _watch(screen, found, words)
    _markers(screen, found, about or next(iter(found.scenarios)), words)
    indented(screen, words("markers.note"))
    print_foot(screen, found.stamp, found.status, words)


def _watch(screen: Console, found: Markers, words: Texts) -> None:
    by = day(found.by, words.language)
    if not found.watch:
        indented(screen, words("markers.watch.none", date=by))
        return
    heading(screen, words("markers.watch", date=by))
    columns(
        screen,
        [(view.title.in_language(words.language), gain_in_words(view, found.entropy, words)) for view in found.watch],
    )


def _markers(screen: Console, found: Markers, about: str, words: Texts) -> None:
    mine = [(sign, next(view for view in sign.speaks if view.scenario == about)) for sign in found.markers]
    prior = percent(mine[0][1].prior, words.language)
    heading(screen, words("markers.told", title=found.scenarios[about].in_language(words.language), prior=prior))
    heads = ("likely", "date", "ratio", "if_seen", "if_not")
    rows = [["", *(words(f"markers.{name}") for name in heads), ""]]
    rows += [_marker(sign, view, words) for sign, view in mine]
    columns(screen, rows, right=(1, 4, 6), head=True)


def _marker(sign: MarkerView, view: Speaks, words: Texts) -> list[str]:
    return [
        sign.title.in_language(words.language),
        percent(sign.chance.value, words.language),
        day(sign.median, words.language) if sign.median else "",
        ratio_in_words(view.ratio, words),
        share_in_words(view.seen, view.seen_error, words),
        day(sign.date, words.language),
        share_in_words(view.unseen, view.unseen_error, words),
    ]
