"""`detente drivers`: where the variance of each outcome comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.options import WholeNumber, case_argument, common, print_json, report_option, where
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.drivers.views import Drivers, DriverView, OutcomeDrivers, Share
    from detente.case import Document

__all__ = ["verb"]

_LEAST = 0.005


@click.command("drivers")
@case_argument
@click.option(
    "--outcome",
    "outcomes",
    multiple=True,
    metavar="ID",
    help="A scenario or a marker; may be given several times. Default: all scenarios.",
)
@click.option(
    "--worlds", type=WholeNumber(2, 10**9), default=100_000, show_default=True, help="Worlds to play in all, about."
)
@click.option("--seed", type=WholeNumber(0, 2**32 - 1), default=1, show_default=True, help="Another seed, other draws.")
@where
@report_option
@common
def verb(
    case_name: str,
    outcomes: tuple[str, ...],
    worlds: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What drives each outcome: what we do not know, or chance, and which of it?

    Shares of the variance of each outcome: by groups of uncertain numbers (Shapley effects), and by streams of chance,
    such as the shocks of a factor. Interrupted once, it answers from what has been played.
    """
    words = texts(language)
    if report is not None:
        check_writable(report, words)
    from detente.analysis.drivers.drivers import drivers
    from detente.case import load

    case = load(case_name, words.language)

    from detente.cli.frame.progress import bar
    from detente.cli.frame.stopping import stopping

    with stopping(words) as stop, bar(words) as progress:
        found = drivers(
            case, outcomes=outcomes or None, worlds=worlds, seed=seed, threads=threads, progress=progress, stop=stop
        )
    if report is not None:
        from detente.report.drivers.section import command_line, section
        from detente.report.section import page_of

        status = found.status.in_language(language)
        write(report, page_of([section(found, case, words)], case, words, command_line(found, case), status), words)
    if as_data:
        from detente.report.driving_json import drivers_to_json

        print_json(drivers_to_json(found, language))
        return
    _print(found, case.document, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))


def _print(found: Drivers, document: Document, words: Texts) -> None:
    from rich.text import Text

    from detente.cli.frame.terminal import console, indented
    from detente.locale.figures import count

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
    from detente.cli.frame.terminal import columns, heading, indented
    from detente.locale.figures import percent
    from detente.report.drivers.words import along, driver_title, points

    title, value = outcome.title.in_language(words.language), percent(outcome.probability.value, words.language)
    heading(screen, words("drivers.outcome", title=title, value=value, error=points(outcome.probability.error)))
    shares = {"beliefs": outcome.beliefs, "chance": outcome.chance}
    figures = {name: percent_of(share.value, words) for name, share in shares.items()}
    figures |= {f"{name}_error": points(share.error) for name, share in shares.items()}
    indented(screen, words("drivers.sum", **figures))
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
    columns(screen, rows, right=(1, 2))
    if len(shown) < len(outcome.drivers):
        indented(screen, words("drivers.more", count=len(outcome.drivers) - len(shown)))
    if outcome.overlap.value > 2.0 * outcome.overlap.error:
        indented(screen, words("drivers.overlap", overlap=percent_of(outcome.overlap.value, words)))


def percent_of(share: float, words: Texts) -> str:
    """Write a share of a variance, which noise may carry a little below zero."""
    return f"{100.0 * share:.0f}".replace("-0", "0").replace("-", "−") + ("%" if words.language == "zh" else " %")


def _counts(view: DriverView) -> bool:
    """Say whether a row is shown: it has a share worth telling, or the case names it."""
    shares = [share.value for share in (view.beliefs, view.chance) if share is not None]
    return view.id.startswith("drivers.") or view.rule or view.general or max(shares) >= _LEAST


def _cell(share: Share | None, words: Texts) -> str:
    from detente.report.drivers.words import points

    if share is None:
        return "–"
    return words("drivers.cell", value=percent_of(share.value, words), error=points(share.error))
