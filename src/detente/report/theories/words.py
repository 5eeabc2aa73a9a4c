"""Theories side by side in words."""

from __future__ import annotations

from detente.analysis.theories.compare import Contrast, IssueComparison, Mark, TheoryLine
from detente.locale import Texts
from detente.locale.figures import amount, percent

__all__ = ["about_words", "contrast_words", "level_words"]


def about_words(line: TheoryLine, texts: Texts) -> str:
    """Return what a theory is, and in what share of beliefs it changes the terms at all where that is not all."""
    about = line.about.in_language(texts.language)
    if line.deals is None or line.deals > 0.9995:
        return about
    return texts("theories.deals", about=about, share=percent(line.deals, texts.language))


def level_words(mark: Mark, issue: IssueComparison, texts: Texts) -> str:
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
