"""Published theories on every issue's scale: a row an issue, a letter a theory, a line for the terms in force."""

from __future__ import annotations

from detente.analysis.theories.compare import TheoryComparison
from detente.locale import Texts
from detente.report.drawing.canvas import Align
from detente.report.drawing.frame import Rows
from detente.report.drawing.palette import series

__all__ = ["comparison_chart", "letters"]

_LANE, _SIZE, _WIDE = 13.0, 13.0, 11.0


def letters(seen: TheoryComparison) -> dict[str, tuple[str, str]]:
    """Return the letter and the colour of every theory of levels that applies."""
    return {line.key: (chr(ord("a") + n % 26), series(n)) for n, line in enumerate(seen.pictured)}


def comparison_chart(seen: TheoryComparison, texts: Texts, width: float) -> str:
    """Draw what theories predict.

    Args:
        seen: The theories side by side.
        texts: The catalogue.
        width: Of the picture, in pixels.
    """
    frame = Rows.fitting(width, label=200, value=70, row=1.0)
    pixels = (frame.span[1] - frame.span[0]) / 100
    lanes = [_lanes([mark.level for mark in issue.marks], _WIDE / pixels) for issue in seen.issues]
    deepest = max((max(lane, default=0) for lane in lanes), default=0) + 1
    rows = Rows.fitting(width, label=200, value=70, row=max(30.0, _LANE * deepest + 10))
    canvas = rows.canvas(len(seen.issues), (0, 100))
    bottom = rows.top + len(seen.issues) * rows.row
    canvas.uprights([(tick, rows.top, bottom) for tick in (0, 25, 50, 75, 100)], "grid")
    places: dict[int, Align] = {0: "left", 100: "right"} if rows.above else {}
    for tick in (0, 25, 50, 75, 100):
        canvas.texts([(tick, bottom + 12, str(tick))], "muted", 11, places.get(tick, "center"))
    signs = letters(seen)
    half = _LANE * deepest / 2
    for index, issue in enumerate(seen.issues):
        middle = rows.middle(index)
        canvas.uprights([(issue.now, middle - half, middle + half)], "muted", 1.5, (4, 3))
        for mark, lane in zip(issue.marks, lanes[index], strict=True):
            letter, colour = signs[mark.theory]
            y = middle - half + _LANE * (lane + 0.5)
            canvas.texts([(mark.level, y, letter)], colour, _SIZE, bold=True)
    language = texts.language
    names = [(issue.title.in_language(language), f"{issue.apart:.0f}", "ink") for issue in seen.issues]
    rows.name(canvas, names, 12.5)
    return canvas.svg()


def _lanes(levels: list[float], wide: float) -> list[int]:
    """Give each mark a lane in which it touches no other."""
    ends: list[float] = []
    found = [0] * len(levels)
    for place in sorted(range(len(levels)), key=lambda k: levels[k]):
        lane = next((k for k, end in enumerate(ends) if end <= levels[place]), len(ends))
        ends[lane : lane + 1] = [levels[place] + wide]
        found[place] = lane
    return found
