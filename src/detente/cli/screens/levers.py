"""Effects of changes on a terminal: tables of differences with their errors."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from detente.analysis.compare.diff import Diff
from detente.analysis.compare.levers import Comparison
from detente.analysis.compare.paired_effects import Effect, Regret
from detente.cli.frame.terminal import columns, heading, indented
from detente.locale import Texts
from detente.locale.figures import percent, points, shared
from detente.report.levers.words import (
    difference,
    difference_in_number,
    is_seen,
    moved,
    moved_meetings,
    seen_ends,
)

__all__ = ["print_comparison", "print_levers_table", "print_meetings", "print_regrets"]

_FINE = 2
"""Digits of gains, which are small."""
_MEETINGS = 2
"""Most meetings that a terminal shows; a report shows more, and `--json` all."""


def print_levers_table(screen: Console, title: str, levers: Sequence[Comparison], of: str, texts: Texts) -> None:
    """Print the effects of several changes: a line a change, a column an end of the story or a party.

    Args:
        screen: Where to print.
        title: Heading.
        levers: The changes.
        of: `scenarios` or `parties`.
        texts: The catalogue.
    """
    if of == "scenarios":
        _print_levers(screen, title, levers, of, seen_ends(levers), texts)
    else:
        _print_levers(screen, title, levers, of, list(range(len(levers[0].parties))), texts)


def print_meetings(screen: Console, levers: Sequence[Comparison], texts: Texts) -> None:
    """Print what several changes do to the meetings that they move most."""
    kinds = ("packages", "agreements", "settled")
    for k in moved_meetings(levers, _MEETINGS):
        heading(screen, texts("compare.meeting", meeting=levers[0].packages[k].title.in_language(texts.language)))
        rows = [["", *(texts(f"compare.{kind}.short") for kind in kinds)]]
        now = (_level(getattr(levers[0], kind)[k].base, kind, texts) for kind in kinds)
        rows.append([texts("compare.as_it_is"), *now])
        for lever in levers:
            changes = (_change(getattr(lever, kind)[k], kind, texts) for kind in kinds)
            rows.append([lever.title.in_language(texts.language), *changes])
        columns(screen, rows, right=(1, 2, 3), head=True)


def _print_levers(
    screen: Console, title: str, levers: Sequence[Comparison], of: str, shown: Sequence[int], texts: Texts
) -> None:
    first: tuple[Effect, ...] = getattr(levers[0], of)
    heading(screen, title)
    head = ["", *(first[k].title.in_language(texts.language) for k in shown)]
    now = [texts("compare.as_it_is"), *(_level(first[k].base, of, texts) for k in shown)]
    rows = [head, now]
    for lever in levers:
        effects: tuple[Effect, ...] = getattr(lever, of)
        rows.append([lever.title.in_language(texts.language), *(_change(effects[k], of, texts) for k in shown)])
    columns(screen, rows, right=tuple(range(1, len(head))), head=True)


def _level(value: float, of: str, texts: Texts) -> str:
    if of == "settled":
        return f"{value:.2f}"
    return points(value, _FINE) if of == "parties" else percent(value, texts.language)


def _change(view: Effect, of: str, texts: Texts) -> str:
    if of == "settled":
        return difference_in_number(view, texts)
    return difference(view, texts, _FINE if of == "parties" else 1)


def print_regrets(
    screen: Console, levers: Sequence[Comparison], as_it_is: Regret, aim: str, aim_id: str, texts: Texts
) -> None:
    """Print how the levers would do for an aim: where each helps or harms, and what it forgoes."""
    heading(screen, texts("compare.chance", aim=aim))
    heads = ("raised", "lowered", "regret", "best")
    rows = [["", *(texts(f"compare.{name}") for name in heads)]]
    rows.append([texts("compare.as_it_is"), "", "", *_regret(as_it_is, texts)])
    for lever in levers:
        effect = next(view for view in (*lever.scenarios, *lever.parties) if view.id == aim_id)
        rows.append(
            [
                lever.title.in_language(texts.language),
                shared(effect.raised, texts.language),
                shared(effect.lowered, texts.language),
                *(_regret(lever.regret, texts) if lever.regret else ("", "")),
            ]
        )
    columns(screen, rows, right=(1, 2, 3, 4), head=True)
    indented(screen, texts("compare.regret.note"))


def _regret(view: Regret, texts: Texts) -> tuple[str, str]:
    value = f"{100 * view.value:.1f}".replace("-", "−")
    told = texts("compare.told", value=value, error=f"{100 * view.standard_error:.1f}")
    return told, shared(view.best, texts.language)


def print_comparison(screen: Console, found: Comparison | Diff, texts: Texts) -> None:
    """Print the effects of one change: a line an end of the story, a meeting that is moved, then a party."""
    heading(screen, texts("compare.ends.one"))
    head = ["", *(texts(f"compare.{name}") for name in ("before", "after", "change", "raised", "lowered"))]
    seen = [view for view in found.scenarios if is_seen(view)]
    _print_effects(screen, [(head, ""), *((view, "scenarios") for view in seen)], texts)
    meetings = moved(found)
    if meetings:
        for kind, views in zip(("packages", "agreements", "settled"), zip(*meetings, strict=True), strict=True):
            heading(screen, texts(f"compare.{kind}.one"))
            _print_effects(screen, [(head, ""), *((view, kind) for view in views)], texts)
    heading(screen, texts("compare.gains"))
    _print_effects(screen, [(head, ""), *((view, "parties") for view in found.parties)], texts)
    indented(screen, texts("compare.note"))


def _print_effects(screen: Console, lines: Sequence[tuple[Effect | list[str], str]], texts: Texts) -> None:
    rows = []
    for view, of in lines:
        if isinstance(view, list):
            rows.append(view)
            continue
        levels = (_level(view.base, of, texts), _level(view.other, of, texts))
        rows.append([view.title.in_language(texts.language), *levels, _change(view, of, texts), *_in(view, texts)])
    columns(screen, rows, right=(1, 2, 3, 4, 5), head=True)


def _in(view: Effect, texts: Texts) -> tuple[str, str]:
    return shared(view.raised, texts.language), shared(view.lowered, texts.language)
