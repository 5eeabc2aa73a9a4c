"""Draw pictures as SVG that follow the page's colours and fonts.

Rows stand at pixels, values on an x scale. Nothing is laid out by measuring text, so that a drawing does not
depend on which fonts a machine has: labels are given their places, and long ones are broken beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from math import sqrt
from typing import Literal

from detente.report.drawing.palette import variable

__all__ = ["Canvas", "broken", "text_width"]

Align = Literal["left", "center", "right"]

_MIDDLE = 0.33
"""How far beneath the middle of a text its baseline is, as a share of its size."""

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


@dataclass(slots=True)
class Canvas:
    """A drawing that grows mark by mark.

    Attributes:
        width: In pixels.
        height: In pixels.
        domain: Values at the two ends of the x scale.
        span: Pixels at the two ends of the x scale.
        marks: What is drawn, in SVG.
        written: Texts, in SVG: they lie over the marks.
    """

    width: float
    height: float
    domain: tuple[float, float]
    span: tuple[float, float]
    marks: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def place(self, value: float) -> float:
        """Return the pixel of a value on the x scale.

        Example:
            >>> Canvas(100, 10, (0, 1), (20, 80)).place(0.5)
            50.0
        """
        near, far = self.span
        return near + (value - self.domain[0]) * (far - near) / (self.domain[1] - self.domain[0])

    def rules(
        self, rows: Iterable[tuple[float, float, float]], colour: str, thickness: float = 1, cap: str = "butt"
    ) -> None:
        """Draw horizontal lines from x to x2 at pixel y."""
        path = "".join(f"M{_n(self.place(x))},{_n(y)}H{_n(self.place(x2))}" for x, x2, y in rows)
        self._stroke(path, colour, thickness, f' stroke-linecap="{cap}"' if cap != "butt" else "")

    def uprights(
        self, rows: Iterable[tuple[float, float, float]], colour: str, thickness: float = 1, dash: Sequence[int] = ()
    ) -> None:
        """Draw vertical lines at x from pixel y to y2."""
        path = "".join(f"M{_n(self.place(x))},{_n(y)}V{_n(y2)}" for x, y, y2 in rows)
        dashes = ",".join(map(str, dash))
        self._stroke(path, colour, thickness, f' stroke-dasharray="{dashes}"' if dashes else "")

    def points(
        self,
        rows: Iterable[tuple[float, float]],
        colour: str,
        size: float = 60,
        shape: str = "circle",
        hollow: bool = False,
    ) -> None:
        """Draw symbols of an area in square pixels at x and pixel y; hollow ones show the page through."""
        outline = _symbol(shape, size)
        path = "".join(f"M{_n(self.place(x))},{_n(y)}{outline}" for x, y in rows)
        if path:
            fill, stroke = (
                (variable("surface"), variable(colour)) if hollow else (variable(colour), variable("surface"))
            )
            line = 2 if hollow else 1.2
            self.marks.append(f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="{line:g}"/>')

    def bars(
        self, rows: Iterable[tuple[float, float, float, float]], colour: str, opacity: float = 1, radius: float = 0
    ) -> None:
        """Fill rectangles from x to x2 and from pixel y to y2."""
        faint = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        for x, x2, y, y2 in rows:
            left, right = sorted((self.place(x), self.place(x2)))
            top, foot = sorted((y, y2))
            round_ = f' rx="{min(radius, (right - left) / 2, (foot - top) / 2):.3g}"' if radius else ""
            box = f'x="{_n(left)}" y="{_n(top)}" width="{_n(right - left)}" height="{_n(foot - top)}"'
            self.marks.append(f'<rect {box}{round_} fill="{variable(colour)}"{faint}/>')

    def area(self, rows: Iterable[tuple[float, float, float]], colour: str, opacity: float = 1) -> None:
        """Fill the area between pixels y and y2 along x."""
        points = [(self.place(x), y, y2) for x, y, y2 in rows]
        if points:
            there = [f"{_n(x)},{_n(y)}" for x, y, _ in points]
            back = [f"{_n(x)},{_n(y2)}" for x, _, y2 in reversed(points)]
            path = "M" + "L".join([*there, *back]) + "Z"
            self.marks.append(f'<path d="{path}" fill="{variable(colour)}" fill-opacity="{opacity:g}"/>')

    def line(self, rows: Iterable[tuple[float, float]], colour: str, thickness: float = 2) -> None:
        """Draw a line through points at x and pixel y."""
        path = "L".join(f"{_n(self.place(x))},{_n(y)}" for x, y in rows)
        self._stroke("M" + path if path else "", colour, thickness, ' stroke-linejoin="round"')

    def texts(
        self,
        rows: Iterable[tuple[float, float, str]],
        colour: str = "ink",
        size: float = 13,
        align: Align = "center",
        shift: float = 0,
        bold: bool = False,
    ) -> None:
        """Write at x and pixel y, moved by `shift` pixels to the right."""
        for x, y, text in rows:
            self.written.append(_written(self.place(x) + shift, y, text, colour, size, align, bold))

    def labels(
        self,
        rows: Iterable[tuple[float, str]],
        at: float,
        colour: str = "ink",
        size: float = 13,
        align: Align = "left",
        bold: bool = False,
    ) -> None:
        """Write at a pixel x and pixels y."""
        for y, text in rows:
            self.written.append(_written(at, y, text, colour, size, align, bold))

    def svg(self) -> str:
        """Return the drawing. Text takes the page's font, colours its style sheet's."""
        box = f'viewBox="0 0 {_n(self.width)} {_n(self.height)}"'
        return f"<svg {box}>" + "".join(self.marks) + "".join(self.written) + "</svg>"

    def _stroke(self, path: str, colour: str, thickness: float, more: str) -> None:
        if path:
            style = f'stroke="{variable(colour)}" stroke-width="{thickness:g}"'
            self.marks.append(f'<path d="{path}" fill="none" {style}{more}/>')


def _n(value: float) -> str:
    """Write a pixel with two digits at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _symbol(shape: str, area: float) -> str:
    """Return the outline of a symbol around the point where the path stands."""
    if shape == "circle":
        r = _n(sqrt(area / 3.14159265))
        return f"m-{r},0a{r},{r} 0 1,0 {_n(2 * float(r))},0a{r},{r} 0 1,0 -{_n(2 * float(r))},0"
    if shape == "square":
        r = _n(sqrt(area) / 2)
        side = _n(sqrt(area))
        return f"m-{r},-{r}h{side}v{side}h-{side}z"
    if shape == "diamond":
        r = _n(sqrt(area / 2) * 1.1)
        return f"m0,-{r}l{r},{r}l-{r},{r}l-{r},-{r}z"
    if shape == "triangle":
        r = _n(sqrt(area) / 2)
        return f"m{r},0l-{_n(2 * float(r))},-{r}v{_n(2 * float(r))}z"
    raise ValueError(shape)


def _written(x: float, y: float, text: str, colour: str, size: float, align: Align, bold: bool) -> str:
    """Return a text as an element of an SVG, its middle at pixel y."""
    weight = ' font-weight="600"' if bold else ""
    place = f'x="{x:.6g}" y="{y + _MIDDLE * size:.6g}" text-anchor="{_ANCHORS[align]}"'
    return f'<text {place} font-size="{size:g}" fill="{variable(colour)}"{weight}>{escape(text)}</text>'


def text_width(text: str, size: float) -> float:
    """Estimate how wide a text is, in pixels: Chinese signs are squares, others about half as wide.

    Example:
        >>> text_width("停火", 10.0)
        20.0
    """
    return sum(size if ord(sign) > 0x2E80 else size * (0.66 if sign.isupper() else 0.54) for sign in text)


def broken(text: str, width: float, size: float, lines: int = 2) -> list[str]:
    """Break a text into lines of at most `width` pixels; what does not fit ends in an ellipsis.

    Example:
        >>> broken("What the North wants", 90, 13)
        ['What the', 'North wants']
    """
    words = re.findall(r"[⺀-￯]|[^\s⺀-￯]+\s*|\s+", text)
    found = [""]
    for word in words:
        if found[-1] and text_width((found[-1] + word).rstrip(), size) > width:
            found.append("")
        found[-1] += word
    if len(found) <= lines:
        return [line.strip() for line in found]
    kept = [line.strip() for line in found[: lines - 1]]
    rest = "".join(found[lines - 1 :])
    while len(rest) > 1 and text_width(rest + "…", size) > width:
        rest = rest[:-1]
    return [*kept, rest.rstrip() + "…"]
