"""`detente outlook`: play a case and say what all worlds together say."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.frame.files import check_writable, write
from detente.cli.frame.options import case_argument, common, kept, playing, print_json, report_option
from detente.errors import OptionError
from detente.locale import texts

__all__ = ["verb"]


@click.command("outlook")
@case_argument
@kept
@playing()
@report_option
@click.option(
    "--with",
    "added",
    default="",
    metavar="NAMES",
    help="Analyses that the report holds beside the outlook, with commas between them; `all` for all of them.",
)
@common
def verb(
    case_name: str,
    beliefs: int,
    runs: int,
    seed: int,
    threads: int | None,
    report: Path | None,
    added: str,
    as_data: bool,
    language: str,
) -> None:
    """How likely is each end of the story, and what does that rest on?

    Plays CASE in beliefs × runs worlds. The same case, seed, version and numbers give the same output on any
    number of processors.
    """
    words = texts(language)
    if report is not None:
        check_writable(report, words)
    from detente.case import load
    from detente.report.gathering import chosen

    names = chosen(added)
    if names and report is None:
        raise OptionError(words("error.with_report"))
    case = load(case_name, words.language)

    from detente.cli.frame.progress import bar
    from detente.cli.frame.stopping import stopping
    from detente.engine.run.simulate import simulate

    with bar(words) as progress, stopping(words) as stop:
        worlds = simulate(case, beliefs=beliefs, runs=runs, seed=seed, threads=threads, progress=progress, stop=stop)
        seen = worlds.outlook()
        page = None
        if report is not None:
            from detente.report.gathering import gather
            from detente.report.outlook.page import render

            page = render(
                seen, case, language, gather(names, worlds, words, progress, leave_out="all" in added.split(","))
            )
    if report is not None and page is not None:
        write(report, page, words)
    if as_data:
        from detente.report.json import to_json

        print_json(to_json(seen, language))
        return
    from detente.cli.screens.outlook import print_outlook

    print_outlook(seen, case.document, words)
    if report is not None:
        click.echo("\n" + words("command.report", path=report))
