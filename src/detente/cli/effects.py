"""Effects of changes on a terminal: tables of differences with their errors."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from detente.analysis.effects import Effect, Regret
from detente.analysis.levers import Comparison
from detente.cli.terminal import columns, heading, indented
from detente.locale import Texts
from detente.locale.figures import percent, points, shared

__all__ = ["difference", "print_comparison", "print_levers_table", "print_regrets"]

_NEXT_TO = 0.0005
_FINE = 2
"""Digits of gains, which are small."""
_UNNAMED = ("muddling-through", "open")
"""Ends that are left out where they never come."""


def difference(view: Effect, texts: Texts, digits: int = 1) -> str:
    """Write a difference with its error, in brackets where it cannot be told from none."""
    value, error = points(view.value, digits), f"{100 * view.standard_error:.{digits}f}"
    return texts("compare.told" if view.is_told else "compare.untold", value=value, error=error)


def print_levers_table(screen: Console, title: str, levers: Sequence[Comparison], of: str, texts: Texts) -> None:
    """Print the effects of several changes: a line a change, a column an end of the story or a party.

    Args:
        screen: Where to print.
        title: Heading.
        levers: The changes.
        of: `scenarios` or `parties`.
        texts: The catalogue.
    """
    first: tuple[Effect, ...] = getattr(levers[0], of)
    shown = [k for k, view in enumerate(first) if view.id not in _UNNAMED or _is_seen(levers, of, k)]
    digits = 1 if of == "scenarios" else _FINE
    heading(screen, title)
    head = ["", *(first[k].title.in_language(texts.language) for k in shown)]
    now = [texts("compare.as_it_is"), *(_level(first[k], of, texts) for k in shown)]
    rows = [head, now]
    for lever in levers:
        effects: tuple[Effect, ...] = getattr(lever, of)
        rows.append([lever.title.in_language(texts.language), *(difference(effects[k], texts, digits) for k in shown)])
    columns(screen, rows, right=tuple(range(1, len(head))))


def _is_seen(levers: Sequence[Comparison], of: str, place: int) -> bool:
    return any(max(getattr(lever, of)[place].base, getattr(lever, of)[place].other) > _NEXT_TO for lever in levers)


def _level(view: Effect, of: str, texts: Texts) -> str:
    return percent(view.base, texts.language) if of == "scenarios" else points(view.base, _FINE)


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
    columns(screen, rows, right=(1, 2, 3, 4))
    indented(screen, texts("compare.regret.note"))


def _regret(view: Regret, texts: Texts) -> tuple[str, str]:
    value = f"{100 * view.value:.1f}".replace("-", "−")
    told = texts("compare.told", value=value, error=f"{100 * view.standard_error:.1f}")
    return told, shared(view.best, texts.language)


def print_comparison(screen: Console, scenarios: tuple[Effect, ...], parties: tuple[Effect, ...], texts: Texts) -> None:
    """Print the effects of one change: a line an end of the story, then a line a party."""
    heading(screen, texts("compare.ends.one"))
    names = ("before", "after", "change", "raised", "lowered")
    head = ["", *(texts(f"compare.{name}") for name in names)]
    rows = [head]
    for view in scenarios:
        if view.id in _UNNAMED and max(view.base, view.other) <= _NEXT_TO:
            continue
        before, after = (percent(share, texts.language) for share in (view.base, view.other))
        rows.append([view.title.in_language(texts.language), before, after, difference(view, texts), *_in(view, texts)])
    columns(screen, rows, right=(1, 2, 3, 4, 5))
    heading(screen, texts("compare.gains"))
    rows = [head]
    for view in parties:
        levels = points(view.base, _FINE), points(view.other, _FINE)
        rows.append(
            [view.title.in_language(texts.language), *levels, difference(view, texts, _FINE), *_in(view, texts)]
        )
    columns(screen, rows, right=(1, 2, 3, 4, 5))
    indented(screen, texts("compare.note"))


def _in(view: Effect, texts: Texts) -> tuple[str, str]:
    return shared(view.raised, texts.language), shared(view.lowered, texts.language)
