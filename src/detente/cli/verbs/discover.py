"""`detente discover`: under which conditions a scenario is much likelier."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.options import WholeNumber, case_argument, common, playing, print_json, report_option
from detente.errors import OptionError
from detente.locale import Texts, texts

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.discovery.boxes import BoxView, Discovery
    from detente.case import Document

__all__ = ["verb"]

_OBJECTIVES = ("lenient1", "lenient2", "original")


@click.command("discover")
@case_argument
@click.option("--scenario", required=True, metavar="ID", help="The scenario, or marker, that is to be likelier.")
@click.option(
    "--seen-by", default=None, metavar="DATE", help="Things can be seen until then. Default: a tenth of the course."
)
@click.option(
    "--objective",
    default="lenient2",
    show_default=True,
    metavar="|".join(_OBJECTIVES),
    help="How PRIM compares the slices that it may peel off.",
)
@click.option(
    "--restrictions", type=WholeNumber(1, 20), default=4, show_default=True, help="Conditions in a set at most."
)
@playing(beliefs=50_000, runs=2)
@report_option
@common
def verb(
    case_name: str,
    scenario: str,
    seen_by: str | None,
    objective: str,
    restrictions: int,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """Under which conditions is a scenario much likelier than otherwise?

    Sets of conditions on what is not known today, and on what can be seen early, found on one half of the beliefs and
    judged on the other. Interrupted once, it answers from what has been played.
    """
    words = texts(language)
    if report is not None:
        check_writable(report, words)
    if objective not in _OBJECTIVES:
        raise OptionError.unknown("objective", objective, _OBJECTIVES)
    from detente.analysis.discovery.discovering import discover
    from detente.analysis.discovery.prim import Objective
    from detente.analysis.discovery.search import SearchOptions
    from detente.case import load

    case = load(case_name, words.language)

    from detente.cli.frame.progress import bar
    from detente.cli.frame.stopping import stopping

    with stopping(words) as stop, bar(words) as progress:
        found = discover(
            case,
            scenario,
            seen_by=_date(seen_by),
            options=SearchOptions(objective=Objective[objective.upper()], restrictions=restrictions),
            beliefs=beliefs,
            runs=runs,
            seed=seed,
            threads=threads,
            progress=progress,
            stop=stop,
        )
    if report is not None:
        from detente.report.discovery.section import command_line, section
        from detente.report.section import page_of

        status = found.status.in_language(language)
        write(report, page_of([section([found], case, words)], case, words, command_line(found, case), status), words)
    if as_data:
        from detente.report.driving_json import discovery_to_json

        print_json(discovery_to_json(found, case.document, words))
        return
    _print(found, case.document, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))


def _date(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise OptionError.no_date("--seen-by", written) from None


def _print(found: Discovery, document: Document, words: Texts) -> None:
    from rich.text import Text

    from detente.cli.frame.terminal import console, heading, indented
    from detente.locale.figures import count, day, percent
    from detente.report.drivers.words import tip_in_words

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
    from detente.cli.frame.terminal import columns, indented
    from detente.locale.figures import percent
    from detente.report.drivers.words import condition, evidence, points

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
