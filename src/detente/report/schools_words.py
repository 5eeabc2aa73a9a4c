"""Theories side by side in words."""

from __future__ import annotations

from detente.analysis.schools import Contrast, IssueSchools, Mark
from detente.locale import Texts
from detente.locale.figures import amount

__all__ = ["contrast_words", "level_words"]


def level_words(mark: Mark, issue: IssueSchools, texts: Texts) -> str:
    """Return a prediction in words: level, interval over beliefs, and the nearest option."""
    title, level = min(issue.options, key=lambda option: abs(option[1] - mark.level))
    near = texts(
        "theories.at" if abs(level - mark.level) < 0.5 else "theories.near", option=title.in_language(texts.language)
    )
    if mark.low < mark.high:
        return texts(
            "theories.level.spread", level=amount(mark.level), low=amount(mark.low), high=amount(mark.high), near=near
        )
    return texts("theories.level", level=amount(mark.level), near=near)


def contrast_words(contrast: Contrast, texts: Texts) -> str:
    """Return in a sentence what makes two theories differ on an issue, and by how much."""
    key = f"theories.cause.{contrast.cause}"
    return texts("theories.cause", what=texts(key), by=f"{contrast.difference:+.0f}".replace("-", "−"))
