"""Build a layered Vega-Lite specification, and draw it to an SVG that follows the page's colours and fonts.

Rows stand at pixels, values on an x scale. Nothing is laid out by measuring text, so that the drawing does not
depend on which fonts a machine has: labels are given their places, and long ones are broken beforehand. Therefore
they are written into the drawing here; Vega would measure each, which took five sixths of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

from detente.report.drawing.palette import code, with_variables

__all__ = ["Canvas", "broken", "text_width"]

Align = Literal["left", "center", "right"]
Datum = dict[str, float]
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
VERSION = "5.20"

_MIDDLE = 0.33
"""How far beneath the middle of a text its baseline is, as a share of its size."""

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}

_JOINED = ("line", "area")
"""Marks that join their points, and so cannot share a layer."""


@dataclass(slots=True)
class Canvas:
    """A drawing that grows layer by layer.

    Attributes:
        width: In pixels.
        height: In pixels.
        domain: Values at the two ends of the x scale.
        span: Pixels at the two ends of the x scale.
        layers: Marks, in Vega-Lite.
        written: Texts, in SVG.
    """

    width: float
    height: float
    domain: tuple[float, float]
    span: tuple[float, float]
    layers: list[dict[str, Any]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def rules(
        self, rows: Iterable[tuple[float, float, float]], colour: str, thickness: float = 1, cap: str = "butt"
    ) -> None:
        """Draw horizontal lines from x to x2 at pixel y."""
        data: list[Datum] = [{"x": x, "x2": x2, "y": y} for x, x2, y in rows]
        mark = {"type": "rule", "color": code(colour), "strokeWidth": thickness, "strokeCap": cap}
        self._add(data, mark, {"x": self._x(), "x2": {"field": "x2"}, "y": self._y()})

    def uprights(
        self, rows: Iterable[tuple[float, float, float]], colour: str, thickness: float = 1, dash: Sequence[int] = ()
    ) -> None:
        """Draw vertical lines at x from pixel y to y2."""
        data: list[Datum] = [{"x": x, "y": y, "y2": y2} for x, y, y2 in rows]
        mark = {"type": "rule", "color": code(colour), "strokeWidth": thickness, "strokeDash": list(dash)}
        self._add(data, mark, {"x": self._x(), "y": self._y(), "y2": {"field": "y2"}})

    def points(
        self,
        rows: Iterable[tuple[float, float]],
        colour: str,
        size: float = 60,
        shape: str = "circle",
        hollow: bool = False,
    ) -> None:
        """Draw symbols at x and pixel y; hollow ones show the page through."""
        data: list[Datum] = [{"x": x, "y": y} for x, y in rows]
        mark = {
            "type": "point",
            "shape": shape,
            "size": size,
            "filled": True,
            "opacity": 1,
            "fill": code("surface" if hollow else colour),
            "stroke": code(colour if hollow else "surface"),
            "strokeWidth": 2 if hollow else 1.2,
        }
        self._add(data, mark, {"x": self._x(), "y": self._y()})

    def bars(
        self, rows: Iterable[tuple[float, float, float, float]], colour: str, opacity: float = 1, radius: float = 0
    ) -> None:
        """Fill rectangles from x to x2 and from pixel y to y2."""
        data: list[Datum] = [{"x": x, "x2": x2, "y": y, "y2": y2} for x, x2, y, y2 in rows]
        mark = {"type": "rect", "color": code(colour), "fillOpacity": opacity, "cornerRadius": radius}
        self._add(data, mark, {"x": self._x(), "x2": {"field": "x2"}, "y": self._y(), "y2": {"field": "y2"}})

    def area(self, rows: Iterable[tuple[float, float, float]], colour: str, opacity: float = 1) -> None:
        """Fill the area between pixels y and y2 along x."""
        data: list[Datum] = [{"x": x, "y": round(y, 2), "y2": round(y2, 2)} for x, y, y2 in rows]
        mark = {"type": "area", "color": code(colour), "fillOpacity": opacity}
        self._add(data, mark, {"x": self._x(), "y": self._y(), "y2": {"field": "y2"}})

    def line(self, rows: Iterable[tuple[float, float]], colour: str, thickness: float = 2) -> None:
        """Draw a line through points at x and pixel y."""
        data: list[Datum] = [{"x": x, "y": round(y, 2)} for x, y in rows]
        mark = {"type": "line", "color": code(colour), "strokeWidth": thickness}
        self._add(data, mark, {"x": self._x(), "y": self._y()})

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
        near, far = self.span
        scale = (far - near) / (self.domain[1] - self.domain[0])
        for x, y, text in rows:
            self.written.append(
                _written(near + (x - self.domain[0]) * scale + shift, y, text, colour, size, align, bold)
            )

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

    def specification(self) -> dict[str, Any]:
        """Return the whole as Vega-Lite."""
        return {
            "$schema": SCHEMA,
            "width": self.width,
            "height": self.height,
            "padding": 0,
            "autosize": {"type": "none"},
            "background": None,
            "layer": self.layers,
            "config": {"view": {"stroke": None}, "aria": False},
        }

    def svg(self) -> str:
        """Draw it: Vega the marks, then the texts over them. Text takes the page's font, colours its style sheet's."""
        import vl_convert

        drawn: str = vl_convert.vegalite_to_svg(self.specification(), vl_version=VERSION)
        whole = drawn.removesuffix("</svg>") + "".join(self.written) + "</svg>"
        return _lean(with_variables(whole))

    def _add(self, data: list[Datum], mark: dict[str, Any], encoding: dict[str, Any]) -> None:
        """Add a layer, or add to one that is drawn alike: a picture of few layers is compiled much faster."""
        if not data:
            return
        for layer in self.layers:
            if layer["mark"] == mark and layer["encoding"] == encoding and mark["type"] not in _JOINED:
                layer["data"]["values"] += data
                return
        self.layers.append({"data": {"values": data}, "mark": mark, "encoding": encoding})

    def _x(self) -> dict[str, Any]:
        scale = {"domain": list(self.domain), "range": list(self.span), "nice": False, "zero": False}
        return {"field": "x", "type": "quantitative", "scale": scale, "axis": None}

    def _y(self) -> dict[str, Any]:
        scale = {"domain": [0, self.height], "range": [0, self.height], "nice": False, "zero": False}
        return {"field": "y", "type": "quantitative", "scale": scale, "axis": None}


def _written(x: float, y: float, text: str, colour: str, size: float, align: Align, bold: bool) -> str:
    """Return a text as an element of an SVG, its middle at pixel y."""
    weight = ' font-weight="600"' if bold else ""
    place = f'x="{x:.6g}" y="{y + _MIDDLE * size:.6g}" text-anchor="{_ANCHORS[align]}"'
    return f'<text {place} font-size="{size:g}" fill="{code(colour)}"{weight}>{escape(text)}</text>'


_DROPPED = (
    r' xmlns(:xlink)?="[^"]*"| version="1.1"| font-family="[^"]*"| role="[^"]*"| aria-\w+="[^"]*"',
    r' pointer-events="none"| opacity="1"| stroke-miterlimit="10"| class="[^"]*"| font-weight="400"',
    r'<path d="[^"]*" (stroke="transparent"|display="none")/>|<path d="M0,0h0v0h0Z"/>|<path d="" display="none"/>',
)


def _lean(svg: str) -> str:
    """Return an SVG without what an inlined picture does not need."""
    for pattern in _DROPPED:
        svg = re.sub(pattern, "", svg)
    svg = re.sub(r"-?\d+\.\d{3,}", lambda found: f"{float(found[0]):.2f}", svg)
    svg = re.sub(r'<svg width="[^"]*" height="[^"]*"', "<svg", svg)
    while (shorter := re.sub(r"<g( transform=\"translate\(0,0\)\")?></g>", "", svg)) != svg:
        svg = shorter
    return svg


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
