"""`detente forecast`: what the worlds say to the questions of a case."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.options import case_argument, common, playing, print_json, report_option
from detente.locale import texts

__all__ = ["verb"]


@click.command("forecast")
@case_argument
@playing()
@report_option
@common
def verb(
    case_name: str,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    as_data: bool,
    language: str,
) -> None:
    """How likely is a yes to each question of the case, under its exact rule?

    Shows the rule beside the probability, and says where it asks for more than the worlds know.
    """
    words = texts(language)
    if report is not None:
        check_writable(report, words)
    from detente.case import load
    from detente.cli.frame.progress import bar
    from detente.engine.run.simulate import simulate
    from detente.forecast.questions import forecast, with_questions

    case = with_questions(load(case_name, words.language))
    with bar(words) as progress:
        made = forecast(simulate(case, beliefs=beliefs, runs=runs, seed=seed, threads=threads, progress=progress))
    if report is not None:
        from detente.report.forecast.section import command_of, section
        from detente.report.section import page_of

        write(report, page_of([section(made, words)], case, words, command_of(made, case)), words)
    if as_data:
        from detente.report.data import plain

        print_json(plain(made, words.language))
        return
    from detente.cli.screens.forecasts import print_forecast

    print_forecast(made, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))
