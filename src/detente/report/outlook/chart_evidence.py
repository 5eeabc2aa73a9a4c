"""How much of the case a claim supports, and how much is guessed."""

from __future__ import annotations

from collections.abc import Sequence

from detente.locale import Texts
from detente.report.drawing.frame import Rows
from detente.report.outlook.evidence import SectionView

__all__ = ["support_chart"]


def support_chart(sections: Sequence[SectionView], texts: Texts, width: float) -> str:
    """Draw for each section of the case how many numbers claims support and how many are guesses."""
    rows = Rows.fitting(width, 210, 100, 28)
    rows = Rows(rows.width, rows.label, rows.value, rows.row, foot=4)
    most = max([1, *(section.supported + section.guesses for section in sections)])
    canvas = rows.canvas(len(sections), (0, most))
    labels = []
    for index, section in enumerate(sections):
        y = rows.middle(index)
        canvas.bars([(0, section.supported, y - 7, y + 7)], "s1", 1, 1)
        canvas.bars([(section.supported, section.supported + section.guesses, y - 7, y + 7)], "rest", 1, 1)
        value = f"{section.supported} / {section.supported + section.guesses}"
        labels.append((texts(f"section.{section.section}"), value, "ink"))
    rows.name(canvas, labels)
    return canvas.svg()
