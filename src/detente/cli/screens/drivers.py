"""What drives each outcome, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from detente.analysis.drivers.views import Drivers, DriverView, OutcomeDrivers, Share
from detente.case import Case, Document
from detente.cli.frame.terminal import columns, console, heading, indented
from detente.locale import Texts
from detente.locale.figures import count, percent
from detente.report.drivers.words import along, driver_title, model_error_parts, points

__all__ = ["print_drivers"]


_LEAST = 0.005


def print_drivers(found: Drivers, case: Case, words: Texts) -> None:
    """Print what drives each outcome."""
    document = case.document

    screen, language = console(), words.language
    screen.print(Text(found.title.in_language(language), style="bold"))
    for outcome in found.outcomes:
        _outcome(screen, outcome, document, words)
    if found.left_out:
        screen.print()
        titles = words("list.comma").join(title.in_language(language) for _, title, _ in found.left_out)
        indented(screen, words("drivers.left_out", outcomes=titles))
    line = words(
        "drivers.footer",
        version=found.version,
        case=found.case,
        hash=found.case_sha256[:12],
        seed=found.seed,
        worlds=count(found.worlds),
        walks=count(found.walks),
    )
    screen.print()
    screen.print(Text(line, style="dim"))
    screen.print(Text(found.status.in_language(language), style="dim"))


def _outcome(screen: Console, outcome: OutcomeDrivers, document: Document, words: Texts) -> None:
    title, value = outcome.title.in_language(words.language), percent(outcome.probability.value, words.language)
    heading(screen, words("drivers.outcome", title=title, value=value, error=points(outcome.probability.error)))
    shares = {"beliefs": outcome.beliefs, "chance": outcome.chance}
    figures = {name: percent_of(share.value, words) for name, share in shares.items()}
    figures |= {f"{name}_error": points(share.error) for name, share in shares.items()}
    indented(screen, words("drivers.sum", **figures))
    indented(screen, words("drivers.model_error", **model_error_parts(outcome, words)))
    shown = [view for view in outcome.drivers if _counts(view)]
    rows = [
        ("", words("drivers.column.beliefs"), words("drivers.column.chance"), ""),
        *(
            (
                driver_title(view, words),
                _cell(view.beliefs, words),
                _cell(view.chance, words),
                along(view.leading, document, words) if view.leading else "",
            )
            for view in shown
        ),
    ]
    columns(screen, rows, right=(1, 2), head=True)
    if len(shown) < len(outcome.drivers):
        indented(screen, words("drivers.more", count=len(outcome.drivers) - len(shown)))
    if outcome.overlap.value > 2.0 * outcome.overlap.error:
        indented(screen, words("drivers.overlap", overlap=percent_of(outcome.overlap.value, words)))


def percent_of(share: float, words: Texts) -> str:
    """Write a share of a variance, which noise may carry a little below zero."""
    return f"{max(0.0, 100.0 * share):.0f}%"


def _counts(view: DriverView) -> bool:
    """Say whether a row is shown: it has a share worth telling, or the case names it."""
    shares = [share.value for share in (view.beliefs, view.chance) if share is not None]
    return view.id.startswith("drivers.") or view.rule or view.general or max(shares) >= _LEAST


def _cell(share: Share | None, words: Texts) -> str:
    if share is None:
        return "–"
    return words("drivers.cell", value=percent_of(share.value, words), error=points(share.error))
