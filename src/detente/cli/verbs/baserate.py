"""`detente baserate`: the outside view, beside the inside view and brought together with it."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.options import case_argument, common, playing, print_json, report_option
from detente.locale import texts

__all__ = ["verb"]


@click.command("baserate")
@case_argument
@click.option(
    "--weight",
    type=float,
    default=0.5,
    show_default=True,
    help="Of the outside view, 0 to 1; 0 leaves the worlds alone.",
)
@click.option(
    "--leave-out", "left_out", multiple=True, metavar="CLASS", help="Show this class and pool it not; repeat."
)
@playing()
@report_option
@common
def verb(
    case_name: str,
    weight: float,
    left_out: tuple[str, ...],
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """What do cases like this one say, beside what this case says and together with it?

    Each reference class is a count with its Beta interval, carried over the time left where it has a time. What both
    views speak to gets a pooled probability; the worlds are reweighted so that they agree with it and change as little
    as possible, and every scenario follows.
    """
    words = texts(language)
    if report is not None:
        check_writable(report, words)
    from detente.case import load
    from detente.cli.frame.progress import bar
    from detente.engine.run.simulate import simulate
    from detente.forecast.outside import base_rates, check_base_rates

    case = load(case_name, words.language)
    check_base_rates(case, weight, left_out)
    with bar(words) as progress:
        worlds = simulate(
            case, beliefs=beliefs, runs=runs, seed=seed, threads=threads, progress=progress, keep_worlds=True
        )
        found = base_rates(worlds, weight=weight, leave_out=left_out)
    if report is not None:
        from detente.report.base_rates.section import command_of, section
        from detente.report.section import page_of

        shown, again = section(found, case.document, words), command_of(found, case, left_out)
        page = page_of([shown], case, words, again, found.status.in_language(language))
        write(report, page, words)
    if as_data:
        from detente.report.data import plain

        print_json(plain(found, words.language))
        return
    from detente.cli.screens.forecasts import print_base_rates

    print_base_rates(found, case.document, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))
