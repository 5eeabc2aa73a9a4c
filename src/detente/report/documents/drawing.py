"""Drawings of pages as pictures for files that know no style sheets: colours as they are on paper, sizes in pixels."""

from __future__ import annotations

import re

from detente.report.documents.parts import Figure
from detente.report.drawing.palette import COLOURS

__all__ = ["hexadecimal", "on_paper", "png"]

_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
_MIXED = re.compile(r"color-mix\(in srgb,\s*(#[0-9a-f]{6}) (\d+)%,\s*(#[0-9a-f]{6})\)")
_ZOOM = 3


def hexadecimal(name: str) -> str:
    """Return a colour on paper as six digits.

    Example:
        >>> hexadecimal("surface")
        'ffffff'
    """
    return COLOURS[name][0][1:]


def on_paper(markup: str) -> str:
    """Return drawings with their colours as they are on paper, for readers of SVG that know no style sheets.

    Example:
        >>> on_paper('<rect fill="var(--ink)"/>')
        '<rect fill="#16202b"/>'
    """
    plain = _VARIABLE.sub(lambda found: COLOURS[found[1]][0] if found[1] in COLOURS else found[0], markup)
    return _MIXED.sub(lambda found: _mixed(found[1], int(found[2]) / 100, found[3]), plain)


def png(figure: Figure) -> bytes:
    """Return a picture as PNG, sharp enough for print."""
    import resvg_py

    width, height = figure.size
    named = 'xmlns="http://www.w3.org/2000/svg"'
    svg = re.sub(r"<svg ", f"<svg {named} ", on_paper(figure.svg), count=1)
    if 'width="100%"' in svg.split(">", 1)[0]:
        svg = svg.replace('width="100%" height="16"', f'width="{width}" height="{height}" viewBox="0 0 {width} 16"', 1)
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width * _ZOOM, skip_system_fonts=True))


def _mixed(one: str, share: float, other: str) -> str:
    pairs = ((int(one[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)
