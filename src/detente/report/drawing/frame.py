"""Where rows, labels and axes stand, on a wide page and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from detente.locale import Language
from detente.locale.figures import day, month
from detente.report.drawing.canvas import Align, Canvas, broken, text_width

__all__ = ["HALF", "NARROW", "WIDE", "Rows", "calendar", "days", "percent_axis", "time_axis"]

WIDE, HALF, NARROW = 760.0, 370.0, 340.0
"""Widths in pixels of a picture across the page, of one of two beside each other, and of one on a phone."""

Label = tuple[str, str, str]
"""Name, value and colour of a row."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a picture: labels left of the tracks and values right of them, or on a phone both above.

    Attributes:
        width: Of the picture.
        label, value: Widths kept for labels and values beside the tracks; 0 where they stand above.
        row: Height of a row.
        top, foot: Room above the first row and below the last.
    """

    width: float
    label: float
    value: float
    row: float
    top: float = 6
    foot: float = 24

    @classmethod
    def fitting(cls, width: float, label: float = 210, value: float = 110, row: float = 40) -> Rows:
        """Return rows for a width; where it is narrow, labels and values stand above the tracks."""
        if width < 500:
            return cls(width, 0, 0, row + 16)
        return cls(width, label, value, row)

    @property
    def above(self) -> bool:
        """Say whether labels stand above the tracks."""
        return self.label == 0

    @property
    def span(self) -> tuple[float, float]:
        """Return the pixels between which the tracks run."""
        return (3, self.width - 3) if self.above else (self.label, self.width - self.value - 8)

    def height(self, count: int) -> float:
        """Return the height of a picture of so many rows."""
        return self.top + count * self.row + self.foot

    def middle(self, index: int) -> float:
        """Return the pixel of the middle of a track."""
        return self.top + index * self.row + (self.row - 16 if self.above else self.row / 2)

    def canvas(self, count: int, domain: tuple[float, float]) -> Canvas:
        """Return a canvas for so many rows."""
        return Canvas(self.width, self.height(count), domain, self.span)

    def name(self, canvas: Canvas, labels: list[Label], size: float = 13) -> None:
        """Write the labels and values of all rows."""
        for index, (name, value, colour) in enumerate(labels):
            if self.above:
                y = self.top + index * self.row + 11
                canvas.labels(
                    [(y, broken(name, self.width - text_width(value, size) - 14, size, 1)[0])], 0, colour, size
                )
                canvas.labels([(y, value)], self.width, colour, size, "right", bold=True)
                continue
            lines = broken(name, self.label - 14, size, 2)
            first = self.middle(index) - (len(lines) - 1) * size * 0.6
            canvas.labels([(first + n * size * 1.2, line) for n, line in enumerate(lines)], 0, colour, size)
            canvas.labels([(self.middle(index), value)], self.width, colour, size, "right", bold=True)


def percent_axis(canvas: Canvas, rows: Rows, count: int, ticks: tuple[int, ...] = (0, 25, 50, 75, 100)) -> None:
    """Draw the grid of a scale of shares, with its numbers at the foot."""
    bottom = rows.top + count * rows.row
    canvas.uprights([(tick / 100, rows.top, bottom) for tick in ticks], "grid")
    places: dict[int, Align] = {ticks[0]: "left", ticks[-1]: "right"} if rows.above else {}
    for tick in ticks:
        canvas.texts([(tick / 100, bottom + 12, f"{tick}%")], "muted", 11, places.get(tick, "center"))


def time_axis(canvas: Canvas, top: float, bottom: float, language: Language) -> None:
    """Draw the grid of a scale of time between two pixels, with its dates beneath."""
    first, last = (date.fromordinal(round(end)) for end in canvas.domain)
    near, far = canvas.span
    ticks = list(calendar(first, last, far - near, language))
    canvas.uprights([(days(when), top, bottom) for when, _ in ticks], "grid")
    if not ticks:
        canvas.texts([(canvas.domain[0], bottom + 12, day(first, language))], "muted", 11, "left")
        canvas.texts([(canvas.domain[1], bottom + 12, day(last, language))], "muted", 11, "right")
    for when, label in ticks:
        share = (days(when) - canvas.domain[0]) / (canvas.domain[1] - canvas.domain[0])
        half = text_width(label, 11) / 2
        place = near + share * (far - near)
        align: Align = "right" if place + half > canvas.width else "left" if place < half else "center"
        canvas.texts([(days(when), bottom + 12, label)], "muted", 11, align)


def days(when: date) -> float:
    """Return a date as a number for an axis."""
    return float(when.toordinal())


def calendar(first: date, last: date, pixels: float, language: Language) -> Iterator[tuple[date, str]]:
    """Yield dates for an axis of time with their labels: months, or years on long ones."""
    wide = 70 if language == "zh" else 62
    months = (last.year - first.year) * 12 + last.month - first.month
    steps = chain((1, 2, 3, 6, 12, 24), (60 * 10**power for power in range(5)))
    step = next((step for step in steps if months / step * wide <= max(pixels, 150)), months + 1)
    year, at = first.year, first.month
    while True:
        at += 1
        if at > 12:
            year, at = year + 1, 1
        when = date(year, at, 1)
        if when > last:
            return
        if (12 * year + at - 1) % step == 0:
            yield when, (str(year) if step >= 12 else month(when, language))
