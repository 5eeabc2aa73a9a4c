"""The conflict graph on a terminal: a grid of who stays where, then ways, reasons and groups."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from detente.analysis.conflict.views import ConflictView, StateView
from detente.case import Case
from detente.cli.frame.terminal import columns, console, heading, indented, is_plain
from detente.cli.frame.wrapping import cells
from detente.locale import Texts
from detente.locale.figures import shared
from detente.report.conflict.words import (
    coalition_words,
    equilibria_rows,
    mark,
    reason_lines,
    unknown_rows,
    wanted_lines,
    way_words,
)

__all__ = ["print_conflict", "print_states"]

_WAYS, _GROUPS, _REASONS = 5, 6, 10
"""Lines that are printed at most; `--json` has all of them."""
_NAMES = 30
"""Columns for the names of options."""


def print_conflict(view: ConflictView, case: Case, words: Texts) -> None:
    """Print what a conflict graph says."""
    screen = console()
    screen.print(Text(view.title.in_language(words.language), style="bold"))
    print_states(screen, view, words)
    _ways(screen, view, words)
    _reasons(screen, view, words)
    _groups(screen, view, words)
    if view.unknown:
        heading(screen, words("conflict.unknown"))
        columns(screen, unknown_rows(view, words))
    if view.wanted is not None:
        heading(screen, words("conflict.want", state=view.wanted.state, concept=view.concept))
        for line in wanted_lines(view, words):
            indented(screen, line)
    screen.print()
    screen.print(Text(view.status.in_language(words.language), style="dim"))
    footer = f"Détente {view.version} · {view.case} · {view.case_sha256[:12]}"
    screen.print(Text(footer, style="dim"))


def print_states(screen: Console, view: ConflictView, words: Texts) -> None:
    """Print who stays in which state, and the states in which everybody does."""
    _grid(screen, view, words)
    heading(screen, words("conflict.equilibria"))
    columns(screen, equilibria_rows(view, words))


def _grid(screen: Console, view: ConflictView, words: Texts) -> None:
    """Print the states as columns: what everyone does in them, and whether it stays."""
    heading(screen, words("conflict.grid"))
    states = [state for number in view.shown if (state := view.state(number)) is not None]
    whole = _grid_rows(view, states, is_plain(screen), words)
    names = min(_NAMES, max(cells(row[0]) for row in whole))
    wide = 2 + max(cells(cell) for row in whole for cell in row[1:])
    abreast = max(1, (screen.width - names - 2) // wide)
    for first in range(1, len(states) + 1, abreast):
        rows = [[row[0], *row[first : first + abreast]] for row in whole]
        columns(screen, rows, right=tuple(range(1, len(rows[0]))), head=True)
    indented(screen, words("conflict.key"), style="dim")
    if len(states) < view.size:
        said = words("conflict.more_states", shown=len(states), count=f"{view.size:,}")
        indented(screen, said, style="dim")
    columns(
        screen, [(str(state.number), state.title.in_language(words.language)) for state in states if state.title.en]
    )


def _grid_rows(view: ConflictView, states: list[StateView], plain: bool, words: Texts) -> list[list[str]]:
    """Return a column a state: what everyone does in it, and whether it stays."""
    taken, left = ("x", ".") if plain else ("●", "·")
    rows = [["", *(f"{'▸' if state.number == view.status_quo else ''}{state.number}" for state in states)]]
    for place, maker in enumerate(view.makers):
        rows.append([maker.title.in_language(words.language), *(mark(state, place) for state in states)])
        for option in view.options:
            if option.by == maker.id:
                done = [taken if option.id in state.taken else left for state in states]
                rows.append(["  " + option.title.in_language(words.language), *done])
    rows.append([words("conflict.all"), *(mark(state) for state in states)])
    if any(state.shares for state in states):
        concept = view.concept if view.concept != "SIM" else "SEQ"
        shares = [shared(state.shares[concept], words.language) for state in states]
        rows.append([words("conflict.shares", concept=concept), *shares])
    return rows


def _ways(screen: Console, view: ConflictView, words: Texts) -> None:
    heading(screen, words("conflict.ways"))
    here = None if view.status_quo is None else view.state(view.status_quo)
    if here is not None and view.concept in here.equilibrium:
        indented(screen, words("conflict.way.stay"))
    elif not view.ways:
        indented(screen, words("conflict.way.none"))
    for way in view.ways[:_WAYS]:
        kind = words("conflict.way.improving" if way.improving else "conflict.way.any")
        indented(screen, words("conflict.way", state=words("conflict.state", number=way.to), kind=kind))
        indented(screen, way_words(view, way.steps, words), by=4)
    if len(view.ways) > _WAYS:
        indented(screen, words("command.more", count=len(view.ways) - _WAYS))


def _reasons(screen: Console, view: ConflictView, words: Texts) -> None:
    if view.about_state is None:
        return
    heading(screen, words("conflict.why", state=view.about_state, concept=view.concept))
    for reason in view.reasons:
        first, *rest = reason_lines(view, reason, words)
        indented(screen, first)
        for line in rest[:_REASONS]:
            indented(screen, "– " + line, by=4)
        if len(rest) > _REASONS:
            indented(screen, words("command.more", count=len(rest) - _REASONS), by=4)
    if view.concept == "SIM":
        indented(screen, words("conflict.why.sim"))


def _groups(screen: Console, view: ConflictView, words: Texts) -> None:
    if len(view.makers) < 2:
        return
    heading(screen, words("conflict.coalitions"))
    lines = coalition_words(view, words)
    if not lines:
        indented(screen, words("conflict.coalitions.none"))
    for line in lines[:_GROUPS]:
        indented(screen, line)
    if len(lines) > _GROUPS:
        indented(screen, words("command.more", count=len(lines) - _GROUPS))
