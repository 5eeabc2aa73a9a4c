"""Who stays in which state: states as columns, what everyone does in them, and how firmly it stays."""

from __future__ import annotations

from detente.analysis.conflict.views import ConflictView, StateView
from detente.locale import Texts
from detente.report.conflict.words import mark
from detente.report.drawing.canvas import Canvas, broken
from detente.report.drawing.frame import NARROW, WIDE

__all__ = ["MARKS", "stability_chart"]

MARKS = {"R": "step4", "SEQ": "step3", "SMR": "step2", "GMR": "step1", "–": "panel"}
"""Concept → colour: the darker, the firmer."""

_ROW, _TOP, _SIZE = 24.0, 26.0, 12.0
_FIRM = ("R", "SEQ", "SMR")


def stability_chart(view: ConflictView, words: Texts, width: float = WIDE) -> str:
    """Draw the states of the picture.

    Args:
        view: What the conflict graph says.
        words: The catalogue.
        width: `WIDE` or `NARROW`; a narrow picture has fewer states.
    """
    most = 5 if width <= NARROW else 12
    states = [state for number in _first(view, most) if (state := view.state(number)) is not None]
    label = 0.36 * width if width <= NARROW else 300.0
    rows = _rows(view, words)
    canvas = Canvas(width, _TOP + _ROW * len(rows) + 4, (0, max(1, len(states))), (label, width))
    for column, state in enumerate(states):
        start = "▸" if state.number == view.status_quo else ""
        canvas.texts([(column + 0.5, 12, f"{start}{state.number}")], "muted", _SIZE, bold=bool(state.equilibrium))
    for index, (name, maker, option) in enumerate(rows):
        y = _TOP + (index + 0.5) * _ROW
        indent = 12.0 if option is not None else 0.0
        line = broken(name, label - indent - 8, _SIZE, 1)[0]
        canvas.labels([(y, line)], indent, "ink" if option is None else "muted", _SIZE, bold=option is None)
        for column, state in enumerate(states):
            if option is None:
                _cell(canvas, column, y, state, maker)
            else:
                taken = option in state.taken
                canvas.points([(column + 0.5, y)], "s1" if taken else "grid", 60 if taken else 16)
    return canvas.svg()


def _first(view: ConflictView, most: int) -> tuple[int, ...]:
    """Return the states that are drawn where there is room for a few only: where it begins, then the firmest."""
    if len(view.shown) <= most:
        return view.shown

    def order(number: int) -> tuple[bool, bool, int, int]:
        state = view.state(number)
        held = len(state.equilibrium) if state is not None else 0
        return (number != view.status_quo, number != view.about_state, -held, number)

    return tuple(sorted(sorted(view.shown, key=order)[:most]))


def _rows(view: ConflictView, words: Texts) -> list[tuple[str, int | None, str | None]]:
    """Return the rows: name, decision maker (None for all of them) and option (None for how firmly one stays)."""
    rows: list[tuple[str, int | None, str | None]] = []
    for place, maker in enumerate(view.makers):
        rows.append((maker.title.in_language(words.language), place, None))
        rows += [
            (option.title.in_language(words.language), place, option.id)
            for option in view.options
            if option.by == maker.id
        ]
    return [*rows, (words("conflict.all"), None, None)]


def _cell(canvas: Canvas, column: int, y: float, state: StateView, maker: int | None) -> None:
    """Draw how firmly somebody, or everybody, stays in a state."""
    firmest = mark(state, maker)
    canvas.bars([(column + 0.06, column + 0.94, y - 10, y + 10)], MARKS[firmest], 1, 3)
    colour = "surface" if firmest in _FIRM else "ink"
    canvas.texts([(column + 0.5, y, firmest)], colour, 11, bold=maker is None)
