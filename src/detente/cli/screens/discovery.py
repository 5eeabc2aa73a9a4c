"""Under which conditions an outcome is likelier, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from detente.analysis.discovery.boxes import BoxView, Discovery
from detente.case import Case, Document
from detente.cli.frame.terminal import columns, console, heading, indented
from detente.locale import Texts
from detente.locale.figures import count, day, percent
from detente.report.drivers.words import condition, evidence, points, tip_in_words

__all__ = ["print_discovery"]


def print_discovery(found: Discovery, case: Case, words: Texts) -> None:
    """Print under which conditions an outcome is likelier."""
    document = case.document

    screen, language = console(), words.language
    screen.print(Text(found.title.in_language(language), style="bold"))
    base = percent(found.probability, language)
    screen.print(words("discover.cases", title=found.outcome_title.in_language(language), value=base))
    for search in found.searches:
        heading(screen, words(f"discover.over.{search.over}", date=day(found.seen_by, language)))
        if not search.boxes:
            indented(screen, words("discover.none"))
        for number, box in enumerate(search.boxes):
            if number:
                screen.print()
                indented(screen, words("discover.second") + words("list.colon").rstrip())
            _box(screen, box, found, document, words)
        if search.tips:
            screen.print()
            indented(screen, words("discover.tips"))
            for tip in search.tips:
                indented(screen, "  " + tip_in_words(tip, document, found.seen_by, words))
    worlds = words(
        "footer.beliefs_runs",
        beliefs=count(found.beliefs),
        runs=count(found.runs),
        worlds=count(found.beliefs * found.runs),
    )
    line = words(
        "discover.footer",
        version=found.version,
        case=found.case,
        hash=found.case_sha256[:12],
        seed=found.seed,
        worlds=worlds,
    )
    screen.print()
    screen.print(Text(line, style="dim"))
    screen.print(Text(found.status.in_language(language), style="dim"))


def _box(screen: Console, box: BoxView, found: Discovery, document: Document, words: Texts) -> None:
    language = words.language
    shares = {"density": box.density, "coverage": box.coverage, "base": found.probability}
    indented(screen, words("discover.headline", **{name: percent(share, language) for name, share in shares.items()}))
    rows = [
        (
            "  " + words("discover.when" if number == 0 else "discover.and"),
            condition(entry, document, found.seen_by, words),
            evidence(entry, words),
        )
        for number, entry in enumerate(box.restrictions)
    ]
    columns(screen, rows)
    indented(
        screen,
        "  "
        + words(
            "discover.headline.error",
            points=points(box.density_error),
            outside=percent(box.outside, language),
            mass=percent(box.mass, language),
        ),
    )
