"""Colours by what they are for. Charts name them; the page's style sheet gives them their light and dark values.

Vega-Lite wants colours, so each name travels as a colour nobody uses and becomes a CSS variable in the SVG.
"""

from __future__ import annotations

import re

__all__ = ["COLOURS", "SERIES", "code", "series", "with_variables"]

COLOURS: dict[str, tuple[str, str]] = {
    "ink": ("#1c2430", "#e8ebf0"),
    "muted": ("#5b6675", "#a5afbd"),
    "faint": ("#98a2b0", "#6d7887"),
    "grid": ("#e1e5ea", "#323a46"),
    "surface": ("#ffffff", "#171c24"),
    "panel": ("#f5f7f9", "#1f2630"),
    "rest": ("#cfd6de", "#414b59"),
    "shelved": ("#e3b75e", "#a87f2c"),
    "general": ("#8a6fb0", "#a98fd0"),
    "outside": ("#8a5a2b", "#d19a66"),
    "s1": ("#2f6fad", "#6aaae8"),
    "s2": ("#c8553d", "#ee8a72"),
    "s3": ("#3a8f6b", "#63c29a"),
    "s4": ("#b07d12", "#dcae4b"),
    "s5": ("#7a5ba8", "#b295de"),
    "s6": ("#2a8c9c", "#5fc0d0"),
    "s7": ("#a8476f", "#e088ab"),
    "s8": ("#66753a", "#a5b672"),
    "step0": ("#c3dcf2", "#24415e"),
    "step1": ("#8fbce4", "#335f8c"),
    "step2": ("#5595cf", "#4784bf"),
    "step3": ("#2f6fad", "#6aaae8"),
    "step4": ("#1d4a78", "#a5cdf5"),
}
"""Name → light and dark value."""

SERIES = tuple(name for name in COLOURS if re.fullmatch(r"s\d", name))

_CODES = {name: f"#fe{index:02d}fe" for index, name in enumerate(COLOURS)}
_NAMES = {code: name for name, code in _CODES.items()}


def code(name: str) -> str:
    """Return the colour that stands for a name in a specification."""
    return _CODES[name]


def series(index: int) -> str:
    """Return the name of the colour of the n-th thing of a kind."""
    return SERIES[index % len(SERIES)]


def with_variables(svg: str) -> str:
    """Return an SVG with the standing colours replaced by CSS variables."""
    return re.sub(r"#fe\d\dfe", lambda found: f"var(--{_NAMES[found[0]]})", svg)
