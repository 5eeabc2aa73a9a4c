"""A drawing for a wide page and for a phone, with what it shows in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from detente.report.drawing.frame import NARROW, WIDE

__all__ = ["Picture", "drawn"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing.

    Attributes:
        wide: SVG for a wide page; of a small picture, for all pages.
        narrow: SVG for a phone; None where the wide one serves.
        says: What it shows, in words.
        title: A heading of its own, or empty.
    """

    wide: Markup
    narrow: Markup | None
    says: str
    title: str = ""


def drawn(draw: Callable[[float], str], says: str, title: str = "") -> Picture:
    """Draw a picture for a wide page and for a phone."""
    return Picture(Markup(draw(WIDE)), Markup(draw(NARROW)), says, title)
