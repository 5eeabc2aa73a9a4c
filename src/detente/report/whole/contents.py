"""The table of contents of a report: always the same chapters, in the same order, each with its finding."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from detente.locale import Texts
from detente.report.formats import environment, formats
from detente.report.whole import change, deal_space, ends, evidence, literature, watch, why
from detente.report.whole.chapter import Chapter
from detente.report.whole.material import Material

__all__ = ["CONTENTS", "chapters", "fragment"]

CONTENTS: dict[str, Callable[[Material, Texts], Chapter]] = {
    "ends": ends.chapter,
    "deals": deal_space.chapter,
    "why": why.chapter,
    "change": change.chapter,
    "watch": watch.chapter,
    "literature": literature.chapter,
    "evidence": evidence.chapter,
}
"""Chapters in the order of the page."""


def chapters(found: Material, words: Texts) -> tuple[Chapter, ...]:
    """Return the chapters of a report."""
    return tuple(write(found, words) for write in CONTENTS.values())


def fragment(chapter: Chapter, words: Texts) -> Markup:
    """Return a chapter as a piece of HTML that folds."""
    page = environment().get_template("whole/chapter.html.j2")
    number = list(CONTENTS).index(chapter.id) + 1
    return Markup(page.render(**formats(words), chapter=chapter, number=number))
