"""How probabilities went from fact to fact."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analysis.outlook.views import Chance
from detente.analysis.update.views import FactView, Observation
from detente.locale import Texts
from detente.locale.figures import percent
from detente.report.drawing.canvas import Canvas
from detente.report.drawing.frame import days, time_axis
from detente.report.tones import colours_of

__all__ = ["end_colours", "path_chart"]

_TOP, _TALL, _FOOT, _ROWS = 62.0, 230.0, 26.0, 3


def end_colours(observation: Observation) -> dict[str, str]:
    """Return the colour of each scenario, as in the outlook."""
    return colours_of([(view.id, view.tone) for view in observation.after])


def path_chart(observation: Observation, numbers: dict[str, int], texts: Texts, width: float) -> str:
    """Draw the probability of every scenario from `as_of` on, step by step, and the facts by their numbers.

    Args:
        observation: What facts did.
        numbers: Fact → the number that it has in the table; those that were taken in alone are drawn.
        texts: The catalogue.
        width: Of the picture, in pixels.
    """
    narrow = width < 500
    span = (44.0, width - (8 if narrow else 150))
    first, last = days(observation.as_of), days(observation.until)
    bottom = _TOP + _TALL
    canvas = Canvas(width, bottom + _FOOT, (first, last), span)
    sign = "%"
    canvas.rules([(first, last, _pixel(tick / 100)) for tick in (0, 25, 50, 75, 100)], "grid")
    canvas.labels([(_pixel(tick / 100), f"{tick}{sign}") for tick in (0, 50, 100)], 38, "muted", 11, "right")
    time_axis(canvas, bottom, bottom + 4, texts.language)
    used = [fact for fact in observation.facts if fact.used]
    _facts(canvas, used, numbers)
    today = days(observation.today)
    colours = end_colours(observation)
    for view in observation.before:
        points = [(first, view.chance), *((days(fact.on), fact.chances[view.id]) for fact in used), (today, None)]
        _steps(canvas, points, colours[view.id], view.id != "muddling-through")
    if not narrow:
        _names(canvas, observation, colours, texts)
    return canvas.svg()


def _pixel(share: float) -> float:
    return _TOP + (1.0 - share) * _TALL


def _facts(canvas: Canvas, used: Sequence[FactView], numbers: dict[str, int]) -> None:
    """Draw facts as upright lines with their numbers, in rows so that neighbours do not cover each other."""
    near, far = canvas.span
    scale = (far - near) / (canvas.domain[1] - canvas.domain[0])
    ends = [float("-inf")] * _ROWS
    for fact in used:
        x = days(fact.on)
        place = near + (x - canvas.domain[0]) * scale
        row = next((n for n, end in enumerate(ends) if place - end > 20), 0)
        ends[row] = place
        y = _TOP - 14 - 17 * row
        canvas.uprights([(x, y + 8, _TOP + _TALL)], "faint", 1, (3, 3))
        canvas.texts([(x, y, str(numbers[fact.id]))], "ink", 11)


def _steps(canvas: Canvas, points: Sequence[tuple[float, Chance | None]], colour: str, spread: bool) -> None:
    """Draw a probability that stays as it is from fact to fact, and its spread over beliefs if wanted."""
    band: list[tuple[float, float, float]] = []
    line: list[tuple[float, float]] = []
    before: Chance | None = None
    for x, chance in points:
        for held in (before, chance):
            if held is not None:
                band.append((x, _pixel(held.low), _pixel(held.high)))
                line.append((x, _pixel(held.value)))
        before = chance
    if spread:
        canvas.area(band, colour, 0.12)
    canvas.line(line, colour, 2)


def _names(canvas: Canvas, observation: Observation, colours: dict[str, str], texts: Texts) -> None:
    """Write the scenarios at the right, in the order of their probabilities and clear of each other."""
    ends = sorted(observation.after, key=lambda view: view.chance.value)
    floor = _TOP + _TALL + 17
    for view in ends:
        floor = min(_pixel(view.chance.value), floor - 17)
        name = f"{view.title.in_language(texts.language)} {percent(view.chance.value, texts.language)}"
        canvas.labels([(floor, name)], canvas.span[1] + 8, colours[view.id], 12)
