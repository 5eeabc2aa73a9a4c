"""Evidence and method: where the guesses are, the sources, how each number was made, and what gives the page again."""

from __future__ import annotations

from detente.locale import Texts
from detente.locale.figures import chance
from detente.locale.wording import worded
from detente.report.brief.page import made, scale_in_words
from detente.report.conditions_in_words import spoken_of
from detente.report.outlook.evidence import SectionView, claims, numbers
from detente.report.outlook.past import history, series
from detente.report.whole.chapter import Chapter, compose
from detente.report.whole.command import command_line
from detente.report.whole.material import Material

__all__ = ["chapter"]


def chapter(found: Material, words: Texts) -> Chapter:
    """Return the chapter."""
    document = found.case.document
    sections = numbers(document, words)
    every = claims(document)
    counted = [(section, section.supported + section.guesses) for section in sections if section.section != "general"]
    return compose(
        "evidence",
        _finding(counted, words),
        found,
        words,
        sections=sections,
        support=[(section, section.supported, total) for section, total in counted if total],
        sources=found.brief.evidence.sources,
        titles={claim.id: claim for claim in every},
        claims=every,
        whole="evidence" in found.names,
        history=history(document),
        series=series(document),
        made=made(found.brief, words),
        scale=scale_in_words(words),
        command=command_line(found, words),
        refused=found.refused,
        why_refused=lambda error: worded(error, words)[0],
        spoken_of=lambda target: spoken_of(target, document, words),
    )


def _finding(counted: list[tuple[SectionView, int]], words: Texts) -> str:
    guessed = [(section.guesses, total, section.section) for section, total in counted if section.guesses]
    if not guessed:
        return words("chapter.evidence.nothing")
    guesses, total, section = max(guessed)
    return words(
        "chapter.evidence.finding",
        section=words(f"section.{section}"),
        share=chance(guesses / total, counted=True),
        total=total,
    )
